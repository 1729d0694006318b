package marginflow.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.certificate.bound.HardMargin;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.Verdict;
import marginflow.network.Dataset;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * V8: in linear networks every layer is globally optimal given the others, also where all of them
 * together are not even locally optimal: at the limits of V3, V5 and V6's linear case.
 *
 * <p>Margins are linear in a layer: its problem is the hard-margin one of the rows {@code
 * ∂q_i/∂W_l}, which is solved here beside the certificate. The layer's own margin falls short of
 * that one's by the square of the KKT residual, about 1/ρ²; hence flows to 10^(−10^30).
 */
final class LayerClaim {

  private static final double HORIZON = -1e30;

  private LayerClaim() {}

  static Claim claim() {
    return new Claim(
        "V8",
        Provenance.PAPER,
        Paper.VARDI.at("section 5"),
        "linear nets, layer by layer: every layer is globally optimal given the others, also where"
            + " the whole is not even locally optimal",
        List.of(
            new Expectation.Is("verdicts of the layers", Verdict.GLOBAL_OPTIMUM.id()),
            new Expectation.Is("verdicts of V1's limits", Verdict.GLOBAL_OPTIMUM.id()),
            new Expectation.Is(
                "verdicts of the limits of V3, V5, V6", Verdict.NOT_LOCAL_OPTIMUM.id()),
            new Expectation.AtMost("largest shortfall of a layer from its hard margin", 1e-9)),
        LayerClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Measurements found = new Measurements();
    List<Setup> joint = LinearNetClaims.setups(HORIZON);
    List<Setup> apart =
        List.of(SparseNetClaims.zeros(), SparseNetClaims.ones(), SparseNetClaims.shared("linear"));
    List<Setup> setups = new ArrayList<>(joint);
    setups.addAll(apart);
    Words layers = new Words();
    Words global = new Words();
    Words notLocal = new Words();
    int count = 0;
    double shortfall = 0;
    for (Setup setup : setups) {
      RunRecord run = lab.run(setup);
      (joint.contains(setup) ? global : notLocal).add(run.verdict());
      double[] theta = run.result().theta();
      for (LayerVerdict layer : run.certificate().layers()) {
        // Before what is proved of all layers together says more of it.
        layers.add(layer.alone().id());
        count++;
      }
      shortfall = Math.max(shortfall, shortfall(lab, setup, theta));
      if (apart.contains(setup)) {
        found.keep(run);
      }
    }
    return found
        .put("layers", count)
        .put("verdicts of the layers", layers.text())
        .put("verdicts of V1's limits", global.text())
        .put("verdicts of the limits of V3, V5, V6", notLocal.text())
        .put("largest shortfall of a layer from its hard margin", shortfall);
  }

  /** Largest relative shortfall of {@code min q / ‖W_l‖} from the most any W_l has. */
  private static double shortfall(Laboratory lab, Setup setup, double[] theta) {
    double norm = Problems.norm(theta);
    double[] u = Arrays.stream(theta).map(v -> v / norm).toArray();
    MarginModel model = Models.bind(setup.net(), setup.data(), lab.kernels());
    model.evaluate(u);
    double least = Arrays.stream(model.margins()).limit(model.rows()).min().orElseThrow();
    double[][] gradients = new double[model.rows()][u.length];
    for (int i = 0; i < gradients.length; i++) {
      model.rowGradient(i, gradients[i]);
    }
    double worst = 0;
    for (LayerShape layer : setup.net().layers()) {
      int from = layer.offset();
      int to = from + layer.size();
      double own = least / Problems.norm(Arrays.copyOfRange(u, from, to));
      worst = Math.max(worst, 1 - own / HardMargin.of(block(gradients, from, to)).bound().upper());
    }
    return worst;
  }

  /** One layer's part of the gradients, all labelled +1. */
  private static Dataset block(double[][] gradients, int from, int to) {
    double[] labels = new double[gradients.length];
    Arrays.fill(labels, 1);
    return Problems.data(
        Arrays.stream(gradients)
            .map(row -> Arrays.copyOfRange(row, from, to))
            .toArray(double[][]::new),
        labels);
  }
}
