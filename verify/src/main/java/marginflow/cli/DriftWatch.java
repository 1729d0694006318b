package marginflow.cli;

import marginflow.flow.FlowView;
import marginflow.network.Architecture;
import marginflow.network.Balance;

/**
 * Watches what gradient flow conserves, {@link Balance}: the largest drift of any of it since the
 * start, over ‖θ‖² where it was seen. A run is known to the tolerance on the direction of all of θ;
 * the balance of a unit far smaller than θ is kept to that tolerance of ‖θ‖², not of its own.
 */
final class DriftWatch {

  private final Balance balance;
  private final double[] start;
  private final double[] theta;
  private double largest;

  /**
   * A watch.
   *
   * @param theta0 the start of the flow
   * @param before the largest drift until now
   */
  DriftWatch(Architecture net, double[] theta0, double before) {
    balance = Balance.ofUnits(net);
    start = balance.values(theta0);
    theta = new double[theta0.length];
    largest = before;
  }

  /** Looks at the state after a step. */
  void accepted(FlowView view) {
    view.theta(theta);
    double[] now = balance.values(theta);
    double size = 0;
    for (double weight : theta) {
      size = Math.fma(weight, weight, size);
    }
    for (int k = 0; k < now.length; k++) {
      largest = Math.max(largest, Math.abs(now[k] - start[k]) / size);
    }
  }

  /** The largest drift of the balance, relative to ‖θ‖². */
  double balance() {
    return largest;
  }
}
