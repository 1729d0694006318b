package marginflow.claims;

import java.util.Arrays;

/**
 * Fixed small steps in physical time on the mean logistic loss of one ReLU neuron on (±1, ¼), both
 * labelled +1: no step control and no idea of kinks, so that nothing but the step's size decides.
 */
enum TinySteps {
  /** Euler's method. */
  EULER {
    @Override
    double[] step(double[] theta, double h) {
      return PlainIntegrator.at(theta, h, PlainIntegrator.velocity(theta));
    }
  },

  /** The classical method of order four. */
  RUNGE_KUTTA {
    @Override
    double[] step(double[] theta, double h) {
      double[] k1 = PlainIntegrator.velocity(theta);
      double[] k2 = PlainIntegrator.velocity(PlainIntegrator.at(theta, h / 2, k1));
      double[] k3 = PlainIntegrator.velocity(PlainIntegrator.at(theta, h / 2, k2));
      double[] k4 = PlainIntegrator.velocity(PlainIntegrator.at(theta, h, k3));
      double[] next = theta.clone();
      for (int j = 0; j < next.length; j++) {
        next[j] += h * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]) / 6;
      }
      return next;
    }
  };

  /** Sizes tried; the flow's own rates are at most one in this time. */
  private static final double[] SIZES = {1e-1, 1e-2, 1e-3};

  /** How many runs {@link #separating} makes. */
  static final int RUNS = SIZES.length * 2;

  abstract double[] step(double[] theta, double h);

  /** How many of both methods and all sizes separate the data within a time. */
  static long separating(double[] start, double time) {
    return Arrays.stream(values())
        .mapToLong(method ->
            Arrays.stream(SIZES).filter(h -> separates(method.run(start, h, time))).count())
        .sum();
  }

  private double[] run(double[] start, double h, double time) {
    double[] theta = start.clone();
    for (long k = 0; k < Math.round(time / h); k++) {
      theta = step(theta, h);
    }
    return theta;
  }

  /** Whether both outputs are positive. */
  static boolean separates(double[] theta) {
    return theta[2] > 0 && 0.25 * theta[1] > Math.abs(theta[0]);
  }
}
