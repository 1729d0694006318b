package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;

/** V10: a repelling kink. No flow ends there, so the point itself is certified. */
final class KinkClaim {

  private KinkClaim() {}

  static Claim claim() {
    return new Claim(
        "V10",
        Provenance.DERIVED,
        Paper.HERE.at("per layer at a kink"),
        "a KKT point on a repelling kink, where the first layer alone can still improve",
        List.of(
            new Expectation.AtMost("residual", 1e-12),
            new Expectation.Near("‖θ‖²", 4.3094, 1e-4),
            new Expectation.Near("Clarke slope at the kink", 0.57735, 1e-5),
            new Expectation.Is("verdict of layer 1", Verdict.NOT_LOCAL_OPTIMUM.id()),
            new Expectation.Is("verdict", Verdict.NOT_LOCAL_OPTIMUM.id()),
            new Expectation.AtMost("change of ‖θ‖² on the witness at ε = 1e-3", -1e-3),
            new Expectation.AtLeast("least margin with w₁ moved by ε = 1e-3", 1 - 1e-15),
            new Expectation.Near("change of ‖W₁‖² with w₁ moved by ε = 1e-3", -0.00124, 5e-6)),
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
        .ifPresent(
            norms -> found.put("change of ‖θ‖² on the witness at ε = 1e-3", norms[1] - size));
    if (c.lambda().length == 2) {
      // The first coordinate of w₁ = λ₁ v₁ x₁ + μ v₁ x₂ is 0, so μ = λ₁/2; the slope is μ/λ₂.
      found.put("Clarke slope at the kink", c.lambda()[0] / 2 / c.lambda()[1]);
    }
    return moved(Models.bind(net, data, lab.kernels()), a, found);
  }

  /** w₁ = (−ε, ·) leaves the kink on its flat side; q₁ = 1 asks for less of its second entry. */
  private static Measurements moved(MarginModel model, double a, Measurements found) {
    double epsilon = 1e-3;
    double up = 2 / Math.sqrt(3) * (1 / a - epsilon / 2);
    // One rounding up, so that q₁ is not a rounding error short of 1.
    model.evaluate(new double[] {-epsilon, Math.nextUp(up), 1, 0, a, 1});
    return found
        .put(
            "least margin with w₁ moved by ε = 1e-3",
            Math.min(model.margins()[0], model.margins()[1]))
        .put("change of ‖W₁‖² with w₁ moved by ε = 1e-3", epsilon * epsilon + up * up - a * a);
  }
}
