package marginflow.crosscheck.flow;

/**
 * The polynomial of degree four through what a quantity is at five points of a step, by the
 * fraction x of it: what the dense output of any method here is, in the direction, or is known to
 * more digits than the step has.
 */
final class StepPolynomial {

  /** Points of Lobatto's rule on [0, 1]: both ends, and interpolation that does not swing. */
  static final double[] NODES = {
    0, 0.5 * (1 - Math.sqrt(3.0 / 7)), 0.5, 0.5 * (1 + Math.sqrt(3.0 / 7)), 1
  };

  private StepPolynomial() {}

  /** Weights with which the values at the nodes make the value at x. */
  static double[] values(double x) {
    double[] weights = new double[NODES.length];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = 1;
      for (int k = 0; k < weights.length; k++) {
        weights[j] *= k == j ? 1 : (x - NODES[k]) / (NODES[j] - NODES[k]);
      }
    }
    return weights;
  }

  /** Weights with which they make the derivative there. */
  static double[] slopes(double x) {
    double[] weights = new double[NODES.length];
    for (int j = 0; j < weights.length; j++) {
      for (int left = 0; left < weights.length; left++) {
        if (left != j) {
          double product = 1 / (NODES[j] - NODES[left]);
          for (int k = 0; k < weights.length; k++) {
            product *= k == j || k == left ? 1 : (x - NODES[k]) / (NODES[j] - NODES[k]);
          }
          weights[j] += product;
        }
      }
    }
    return weights;
  }

  /** The weighted sum of five numbers. */
  static double sum(double[] weights, double[] values) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      sum += weights[k] * values[k];
    }
    return sum;
  }
}
