package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.Verdict;
import marginflow.certificate.Witness;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;

/** V10: a repelling kink. No flow ends there, so the point itself is certified. */
final class KinkClaim {

  private KinkClaim() {}

  static Claim claim() {
    return new Claim(
        "V10",
        Provenance.DERIVED,
        "per layer at a kink; beside Vardi, Shamir, Srebro, section 5",
        "a KKT point on a repelling kink, where the first layer alone can still improve",
        List.of(
            new Expectation.AtMost("residual", 1e-12),
            new Expectation.Near("‖θ‖²", 4.3094, 1e-4),
            new Expectation.Is("verdict of layer 1", Verdict.NOT_LOCAL_OPTIMUM.id()),
            new Expectation.Is("verdict", Verdict.NOT_LOCAL_OPTIMUM.id()),
            new Expectation.AtMost("change of ‖θ‖² at ε = 1e-3", -1e-3)),
        KinkClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    FullyConnected net = Problems.net(Slope.RELU, 2, 2, 1);
    Dataset data = Problems.data(new double[][] {{-0.5, Math.sqrt(3) / 2}, {1, 0}}, 1, 1);
    double a = 1 / Math.sqrt(Math.sqrt(3) / 2);
    double[] theta = {0, a, 1, 0, a, 1};
    Certificate c = Certifier.certify(net, data, lab.kernels(), theta, CertifyOptions.DEFAULT);
    double size = Problems.dot(theta, theta);
    Measurements found =
        new Measurements()
            .put("residual", c.kktResidual())
            .put("‖θ‖²", size)
            .put("margin", c.normalizedMargin())
            .put("verdict of layer 1", c.perLayer().getFirst().id())
            .put("verdict", c.verdict().id());
    c.witness()
        .map(Witness::normSquared)
        .ifPresent(norms -> found.put("change of ‖θ‖² at ε = 1e-3", norms[1] - size));
    return found;
  }
}
