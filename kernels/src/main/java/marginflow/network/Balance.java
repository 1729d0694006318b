package marginflow.network;

import java.util.ArrayList;
import java.util.List;

/**
 * What gradient flow on a network conserves: per hidden unit of a fully connected one the squared
 * norm of the weights into it less that of the weights out of it, with linear units all of {@code W
 * Wᵀ − VᵀV} for a layer W and the next one V; per coordinate of a diagonal one the difference of
 * two squares; and for any other homogeneous one the difference of two layers' squared norms.
 */
public final class Balance {

  private final Architecture net;
  private final boolean products;

  private Balance(Architecture net, boolean products) {
    this.net = net;
    this.products = products;
  }

  /** Everything that is conserved. */
  public static Balance of(Architecture net) {
    return new Balance(net, true);
  }

  /** One number a hidden unit, without the products of two linear units: as many as there are. */
  public static Balance ofUnits(Architecture net) {
    return new Balance(net, false);
  }

  /**
   * The conserved quantities at θ, in a fixed order; none if the network is not homogeneous.
   *
   * @param theta parameters, length P
   */
  public double[] values(double[] theta) {
    if (net.degree().isEmpty()) {
      return new double[0];
    }
    List<Double> values = new ArrayList<>();
    for (int l = 0; l + 1 < net.layers().size(); l++) {
      LayerShape in = net.layers().get(l);
      LayerShape out = net.layers().get(l + 1);
      switch (net) {
        case FullyConnected full -> units(full, theta, in, out, values);
        case Diagonal diagonal -> coordinates(theta, in, out, values);
        default -> values.add(square(theta, in) - square(theta, out));
      }
    }
    return values.stream().mapToDouble(v -> v).toArray();
  }

  private void units(
      FullyConnected full, double[] theta, LayerShape in, LayerShape out, List<Double> values) {
    for (int k = 0; k < in.rows(); k++) {
      int last = products && full.slope().linear() ? in.rows() - 1 : k;
      for (int m = k; m <= last; m++) {
        double value = 0;
        for (int j = 0; j < in.cols(); j++) {
          int at = in.offset() + j;
          value += theta[at + k * in.cols()] * theta[at + m * in.cols()];
        }
        for (int i = 0; i < out.rows(); i++) {
          int at = out.offset() + i * out.cols();
          value -= theta[at + k] * theta[at + m];
        }
        values.add(value);
      }
    }
  }

  private static void coordinates(
      double[] theta, LayerShape in, LayerShape out, List<Double> values) {
    for (int j = 0; j < in.cols(); j++) {
      double w = theta[in.offset() + j];
      double v = theta[out.offset() + j];
      values.add((w - v) * (w + v));
    }
  }

  private static double square(double[] theta, LayerShape layer) {
    double sum = 0;
    for (int j = layer.offset(); j < layer.offset() + layer.size(); j++) {
      sum += theta[j] * theta[j];
    }
    return sum;
  }
}
