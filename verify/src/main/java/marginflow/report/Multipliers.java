package marginflow.report;

import marginflow.certificate.Certificate;

/** The multipliers of a certificate, spread over all samples. */
final class Multipliers {

  private Multipliers() {}

  /** λ of every sample of a run, 0 outside the support or without a certificate. */
  static double[] of(RunData run) {
    double[] lambda = new double[run.data().n()];
    run.certificate().ifPresent(c -> spread(c, lambda));
    return lambda;
  }

  private static void spread(Certificate c, double[] lambda) {
    for (int s = 0; s < c.support().length; s++) {
      lambda[c.support()[s]] = c.lambda()[s];
    }
  }
}
