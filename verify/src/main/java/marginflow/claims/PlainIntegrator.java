package marginflow.claims;

/**
 * The third-order pair of Bogacki and Shampine (1989) in physical time on the mean logistic loss of
 * one ReLU neuron on (±1, ¼), both labelled +1, with the usual step control and no idea of kinks:
 * the baseline of claim F5.
 *
 * @param time where it ended
 * @param step its last step size
 */
record PlainIntegrator(double time, double step) {

  private static final double TOLERANCE = 1e-8;

  /** Components below this share of the start's size are not resolved further. */
  private static final double FLOOR = 1e-4;

  /** Steps are about a tenth before the kink; a hundred thousand times less is a stall. */
  private static final double STALLED = 1e-6;

  static PlainIntegrator run(double[] start, double until) {
    double[] theta = start.clone();
    double t = 0;
    double h = 1e-3;
    while (t < until && h > STALLED) {
      double[] k1 = velocity(theta);
      double[] k2 = velocity(at(theta, h / 2, k1));
      double[] k3 = velocity(at(theta, 3 * h / 4, k2));
      double[] next = new double[theta.length];
      for (int j = 0; j < next.length; j++) {
        next[j] = theta[j] + h * (2 * k1[j] + 3 * k2[j] + 4 * k3[j]) / 9;
      }
      double[] k4 = velocity(next);
      double error = 0;
      for (int j = 0; j < next.length; j++) {
        double e = h * (-5 * k1[j] / 72 + k2[j] / 12 + k3[j] / 9 - k4[j] / 8);
        error = Math.max(error, Math.abs(e) / (TOLERANCE * (FLOOR * 1e-3 + Math.abs(theta[j]))));
      }
      if (error <= 1) {
        t += h;
        theta = next;
      }
      h *= Math.clamp(0.9 / Math.cbrt(Math.max(error, 1e-9)), 0.2, 5);
    }
    return new PlainIntegrator(t, h);
  }

  static double[] at(double[] theta, double h, double[] k) {
    double[] out = theta.clone();
    for (int j = 0; j < out.length; j++) {
      out[j] += h * k[j];
    }
    return out;
  }

  static double[] velocity(double[] theta) {
    double[] v = new double[3];
    for (int sign = -1; sign <= 1; sign += 2) {
      double z = sign * theta[0] + 0.25 * theta[1];
      if (z > 0) {
        double weight = 0.5 / (1 + Math.exp(theta[2] * z));
        v[0] += weight * theta[2] * sign;
        v[1] += weight * theta[2] * 0.25;
        v[2] += weight * z;
      }
    }
    return v;
  }
}
