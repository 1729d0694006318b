package marginflow.network;

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
    double[] values = new double[count()];
    int at = 0;
    for (int l = 0; l + 1 < net.layers().size(); l++) {
      LayerShape in = net.layers().get(l);
      LayerShape out = net.layers().get(l + 1);
      switch (net) {
        case FullyConnected full -> at = units(full, theta, in, out, values, at);
        case Diagonal diagonal -> at = coordinates(theta, in, out, values, at);
        default -> values[at++] = square(theta, in) - square(theta, out);
      }
    }
    return values;
  }

  private int count() {
    int count = 0;
    for (int l = 0; l + 1 < net.layers().size(); l++) {
      LayerShape in = net.layers().get(l);
      count +=
          switch (net) {
            case FullyConnected full when all(full) -> in.rows() * (in.rows() + 1) / 2;
            case FullyConnected full -> in.rows();
            case Diagonal diagonal -> in.cols();
            default -> 1;
          };
    }
    return count;
  }

  /** Whether the products of two units count. */
  private boolean all(FullyConnected full) {
    return products && full.slope().linear();
  }

  private int units(
      FullyConnected full,
      double[] theta,
      LayerShape in,
      LayerShape out,
      double[] values,
      int first) {
    int next = first;
    for (int k = 0; k < in.rows(); k++) {
      int last = all(full) ? in.rows() - 1 : k;
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
        values[next++] = value;
      }
    }
    return next;
  }

  private static int coordinates(
      double[] theta, LayerShape in, LayerShape out, double[] values, int first) {
    for (int j = 0; j < in.cols(); j++) {
      double w = theta[in.offset() + j];
      double v = theta[out.offset() + j];
      values[first + j] = (w - v) * (w + v);
    }
    return first + in.cols();
  }

  private static double square(double[] theta, LayerShape layer) {
    double sum = 0;
    for (int j = layer.offset(); j < layer.offset() + layer.size(); j++) {
      sum += theta[j] * theta[j];
    }
    return sum;
  }
}
