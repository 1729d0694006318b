package marginflow.certificate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.Polish;
import marginflow.certificate.problem.ExactNet;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.verdict.Finding;
import marginflow.certificate.verdict.Verdict;
import marginflow.linalg.Vectors;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;

/**
 * Each layer with the others held: {@code min ½‖W_l‖²} subject to {@code q_i ≥ 1} (Vardi, Shamir
 * and Srebro, sec. 5).
 *
 * <p>A margin is linear in a layer with no kink at or after it: the problem is then convex, and any
 * λ ≥ 0 proves {@code ‖W_l‖ ≥ Σ λ_i / ‖Σ λ_i g_i‖} for every feasible {@code W_l}. Otherwise it is
 * piecewise linear, convex on every piece: a KKT point without repelling kinks is a local optimum,
 * and with them it is one exactly if every piece's own conditions hold. That a layer is no local
 * optimum is checked in exact arithmetic, and then proves it of all layers together.
 */
public final class LayerAnalysis {

  private final Architecture architecture;
  private final SignedPoints data;
  private final MarginModel model;
  private final double kktTolerance;
  private final double globalTolerance;

  /**
   * For one network on its data.
   *
   * @param kktTolerance ε up to which a point counts as a KKT point
   * @param globalTolerance relative distance from the best norm up to which a layer is the best
   */
  public LayerAnalysis(
      Architecture architecture,
      SignedPoints data,
      MarginModel model,
      double kktTolerance,
      double globalTolerance) {
    this.architecture = architecture;
    this.data = data;
    this.model = model;
    this.kktTolerance = kktTolerance;
    this.globalTolerance = globalTolerance;
  }

  /** What is found of every layer by itself, from the input on. */
  public List<Finding> judge(KktAnalysis whole) {
    List<Finding> findings = new ArrayList<>();
    int deepest = deepestKink();
    for (int l = 0; l < architecture.layers().size(); l++) {
      LayerShape layer = architecture.layers().get(l);
      KktAnalysis kkt =
          KktAnalysis.of(
              model,
              whole.point(),
              whole.window(),
              whole.distance(),
              layer.offset(),
              layer.offset() + layer.size());
      findings.add(l > deepest ? convex(kkt) : piecewise(kkt, l + 1));
    }
    return List.copyOf(findings);
  }

  private int deepestKink() {
    int deepest = -1;
    if (model.kinks().negativeSlope() != 1) {
      for (int p = 0; p < model.kinks().size(); p++) {
        deepest = Math.max(deepest, model.kinks().layer(p));
      }
    }
    return deepest;
  }

  private Finding convex(KktAnalysis kkt) {
    double[] weights = kkt.coordinates();
    double size = Vectors.norm(weights);
    double combined = Vectors.norm(Vectors.minus(weights, kkt.residual()));
    double least = combined > 0 ? kkt.lambdaSum() / combined : 0;
    if (least >= size * (1 - globalTolerance)) {
      return Finding.of(
          Verdict.GLOBAL_OPTIMUM,
          String.format(Locale.ROOT, "‖W‖ = %s, and no less than %s", size, least));
    }
    return firstOrder(kkt);
  }

  private Finding piecewise(KktAnalysis kkt, int number) {
    Finding found = firstOrder(kkt);
    if (found.verdict() == Verdict.NOT_KKT || kkt.merit() > Polish.EXACT_ENOUGH) {
      return found;
    }
    RepellingKinkCases cases = new RepellingKinkCases(kkt);
    Optional<double[]> direction = cases.descent();
    if (direction.isPresent()) {
      return descent(kkt, direction.get(), number).orElse(found);
    }
    return cases.complete()
        ? Finding.of(Verdict.LOCAL_OPTIMUM, "first-order conditions hold on every piece")
        : found;
  }

  private Finding firstOrder(KktAnalysis kkt) {
    return Finding.of(
        kkt.epsilon() <= kktTolerance ? Verdict.KKT : Verdict.NOT_KKT,
        String.format(Locale.ROOT, "residual %.3e", kkt.epsilon()));
  }

  /** A path that moves this layer alone, if it checks. */
  private Optional<Finding> descent(KktAnalysis kkt, double[] direction, int number) {
    double[] theta = kkt.point().theta();
    double[] d = Vectors.scaled(kkt.point().norm() / Vectors.norm(direction), direction);
    return new Descent(new ExactNet(architecture, data), kkt.point())
        .check(
            epsilon -> {
              double[] moved = theta.clone();
              for (int j = 0; j < d.length; j++) {
                moved[kkt.from() + j] += epsilon * d[j];
              }
              return moved;
            },
            String.format(
                Locale.ROOT,
                "first-order descent of layer %d alone, on one side of a repelling kink",
                number))
        .map(Finding::notLocal);
  }
}
