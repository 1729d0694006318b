package marginflow.claims;

import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;

/** The exponent at which a vanishing neuron would grow. */
final class Escape {

  private Escape() {}

  /** r at a point of a flow, from its exact KKT point where there is one. */
  static double rate(Laboratory lab, Setup setup, double[] theta) {
    var certificate =
        Certifier.certify(setup.net(), setup.data(), lab.kernels(), theta, CertifyOptions.DEFAULT);
    return certificate.exact().escapeRate().orElse(Double.NaN);
  }
}
