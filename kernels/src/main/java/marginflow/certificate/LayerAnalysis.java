package marginflow.certificate;

import java.util.ArrayList;
import java.util.List;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;

/**
 * Each layer with the others held: {@code min ½‖W_l‖²} subject to {@code q_i ≥ 1} (Vardi, Shamir
 * and Srebro, sec. 5).
 *
 * <p>A margin is linear in a layer with no kink at or after it: the problem is then convex and a
 * KKT point its optimum. Otherwise it is piecewise linear, convex on every piece: a KKT point
 * without repelling kinks is a local optimum, and with them it is one exactly if every piece's own
 * conditions hold.
 */
final class LayerAnalysis {

  private final Architecture architecture;
  private final MarginModel model;
  private final CertifyOptions options;

  LayerAnalysis(Architecture architecture, MarginModel model, CertifyOptions options) {
    this.architecture = architecture;
    this.model = model;
    this.options = options;
  }

  /** The verdict of every layer, from the input on. */
  List<Verdict> judge(KktAnalysis whole) {
    List<Verdict> verdicts = new ArrayList<>();
    List<LayerShape> layers = architecture.layers();
    int deepest = -1;
    if (model.kinks().negativeSlope() != 1) {
      for (int p = 0; p < model.kinks().size(); p++) {
        deepest = Math.max(deepest, model.kinks().layer(p));
      }
    }
    for (int l = 0; l < layers.size(); l++) {
      LayerShape layer = layers.get(l);
      KktAnalysis kkt =
          KktAnalysis.of(
              model,
              whole.point(),
              whole.window(),
              whole.distance(),
              layer.offset(),
              layer.offset() + layer.size());
      verdicts.add(judge(kkt, l > deepest));
    }
    return List.copyOf(verdicts);
  }

  private Verdict judge(KktAnalysis kkt, boolean linear) {
    if (!(kkt.epsilon() <= options.kktTolerance())) {
      return Verdict.NOT_KKT;
    }
    if (linear) {
      return Verdict.GLOBAL_OPTIMUM;
    }
    Pieces pieces = new Pieces(kkt);
    if (pieces.descent().isPresent()) {
      return Verdict.NOT_LOCAL_OPTIMUM;
    }
    return pieces.complete() ? Verdict.LOCAL_OPTIMUM : Verdict.KKT;
  }
}
