package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.List;
import marginflow.io.run.FlowPoint;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.reference.BruteForceFlow;
import marginflow.reference.ClarkeGradients;
import marginflow.reference.InclusionField;
import marginflow.reference.NaiveNet;

/**
 * Holds accepted states of a flow against tiny steps from the one before: {@link BruteForceFlow},
 * which knows of no kink and of no tolerance, from each state to the loss of the next, as long as
 * the steps that can be afforded are short for what is stiff.
 */
final class BruteForceCheck {

  /**
   * Tiny steps that ended at a state.
   *
   * @param point the flow's
   * @param distance of it from where tiny steps come to, relative
   * @param error what those may be off themselves: how far their sizes and methods differ
   */
  record Segment(FlowPoint point, double distance, double error) {}

  /** Evaluations of the naive field that the five runs of an estimate take for each fine step. */
  private static final double EVALUATIONS_PER_STEP = 9;

  /** Fewer steps than this tell nothing. */
  private static final int FEWEST_STEPS = 1_000;

  private static final int MOST_STEPS = 200_000;

  /** The time of an evaluation is the least of so many means of so many. */
  private static final int TRIALS = 20;

  private static final int EACH_TRIAL = 100;

  /** States that share the time; later ones are mostly stiff. */
  private static final int EXPECTED_SEGMENTS = 8;

  /** Largest product of a step and the sum of the stiff rates. */
  private static final double SHORT = 0.1;

  private static final double LN10 = Math.log(10);

  private final NaiveNet naive;
  private final ClarkeGradients gradients;
  private final InclusionField field;
  private final double seconds;

  /**
   * A check.
   *
   * @param seconds about how long it may take in all
   */
  BruteForceCheck(FullyConnected net, Dataset data, Loss loss, double seconds) {
    int[] widths = new int[net.layers().size() + 1];
    widths[0] = net.inputs();
    for (int l = 1; l < widths.length; l++) {
      widths[l] = net.layers().get(l - 1).rows();
    }
    this.naive = new NaiveNet(data, net.slope().alpha(), loss, widths);
    this.gradients = new ClarkeGradients(data, net.slope().alpha(), widths);
    this.field = new InclusionField(gradients, net.slope().alpha(), loss);
    this.seconds = seconds;
  }

  /** The segments between states, until the flow is stiff. */
  List<Segment> along(List<FlowPoint> states) {
    List<Segment> segments = new ArrayList<>();
    int steps = affordable(states.getFirst().theta());
    for (int k = 0; k + 1 < states.size() && steps >= FEWEST_STEPS; k++) {
      FlowPoint from = states.get(k);
      FlowPoint to = states.get(k + 1);
      double time = to.at().tau() - from.at().tau();
      gradients.evaluate(to.theta(), 0, 0);
      if (!(time * field.stiffness() < SHORT * steps)) {
        break;
      }
      if (to.at().log10Loss() < from.at().log10Loss()) {
        BruteForceFlow.Estimate estimate =
            BruteForceFlow.estimate(
                naive, from.theta(), to.at().log10Loss() * LN10, 2 * time, steps);
        if (estimate.end().reached()) {
          segments.add(new Segment(to, estimate.end().distance(to.theta()), estimate.error()));
        }
      }
    }
    return segments;
  }

  /** Steps of one segment, by the time of a few evaluations. */
  private int affordable(double[] theta) {
    double[] velocity = new double[naive.size()];
    double each = Double.POSITIVE_INFINITY;
    // The first ones are slower, before they are compiled.
    for (int trial = 0; trial < TRIALS; trial++) {
      long start = System.nanoTime();
      for (int i = 0; i < EACH_TRIAL; i++) {
        naive.velocity(theta, velocity);
      }
      each = Math.min(each, (System.nanoTime() - start) * 1e-9 / EACH_TRIAL);
    }
    return (int) Math.min(MOST_STEPS, seconds / EXPECTED_SEGMENTS / (EVALUATIONS_PER_STEP * each));
  }
}
