package marginflow.claims;

import java.util.List;
import marginflow.certificate.CertifyOptions;
import marginflow.io.run.FlowPoint;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;

/**
 * V11: with biases {@code Φ = a (w x + b) + c} is not homogeneous. Started with all its norm in c,
 * a term of degree one, the margin of θ/‖θ‖ is nearly 1; the terms of degree two, whose best is
 * {@code ½ √(1 + x²)}, take over as ‖θ‖ grows.
 */
final class BiasClaim {

  private BiasClaim() {}

  static Claim claim() {
    return new Claim(
        "V11",
        Provenance.PAPER,
        Paper.VARDI.at("first version; this example derived"),
        "a network that is not homogeneous: the normalized margin may strictly decrease",
        List.of(
            new Expectation.AtLeast("min q(θ/‖θ‖) where the loss is first below ℓ(0)", 0.9),
            new Expectation.AtMost("min q(θ/‖θ‖) at the end", 0.6),
            new Expectation.AtLeast("steps on which it fell", 10)),
        BiasClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    FullyConnected net = new FullyConnected(Slope.LINEAR, FullyConnected.Extra.BIASES, 1, 1, 1);
    Dataset data = Problems.data(new double[][] {{0.5}}, 1);
    double[] theta0 = {0.1, 0.1, 0.1, 1};
    RunRecord run = lab.run(Setup.of("bias", net, data, theta0, -1e4), CertifyOptions.KKT_ONLY);
    MarginModel model = Models.bind(net, data, lab.kernels());
    double first = Double.NaN;
    double before = Double.NaN;
    int fell = 0;
    for (FlowPoint point : run.points()) {
      double norm = point.at().norm();
      model.evaluate(java.util.Arrays.stream(point.theta()).map(v -> v / norm).toArray());
      double margin = model.margins()[0];
      if (Double.isNaN(first) && point.at().log10Loss() < 0) {
        first = margin;
      }
      fell += margin < before ? 1 : 0;
      before = margin;
    }
    return new Measurements()
        .keep(run)
        .put("min q(θ/‖θ‖) where the loss is first below ℓ(0)", first)
        .put("min q(θ/‖θ‖) at the end", before)
        .put("steps on which it fell", fell)
        .put("ending", run.result().termination().id());
  }
}
