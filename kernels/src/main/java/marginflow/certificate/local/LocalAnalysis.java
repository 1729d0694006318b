package marginflow.certificate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.bound.DualBound;
import marginflow.certificate.bound.DualFunction;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.Retraction;
import marginflow.certificate.problem.ExactNet;
import marginflow.certificate.problem.Neurons;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.certificate.verdict.Finding;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.linalg.SymmetricEigen;
import marginflow.linalg.Vectors;
import marginflow.network.Architecture;
import marginflow.network.MarginModel;

/**
 * Is an exact KKT point a local optimum? Looks for a witness against it first (a repelling kink, a
 * vanished neuron that would grow, negative curvature), then for a proof, and says what was tried
 * where neither is found.
 */
public final class LocalAnalysis {

  /**
   * How far r must exceed 1, and an eigenvalue 0, to be more than the residual of an exact point.
   */
  private static final double CLEAR = 1e-8;

  /** Clarke slopes must keep this distance from their ends for a kink to count as strictly held. */
  private static final double STRICT = 1e-9;

  /** A neuron's own residual, relative to its size, below which it takes part in the KKT point. */
  private static final double SETTLED = 1e-6;

  private final Architecture architecture;
  private final SignedPoints data;
  private final MarginModel model;
  private final long boundNodes;
  private final KktAnalysis kkt;
  private final Descent descent;
  private final List<String> tried = new ArrayList<>();

  public LocalAnalysis(
      Architecture architecture,
      SignedPoints data,
      MarginModel model,
      long boundNodes,
      KktAnalysis kkt) {
    this.architecture = architecture;
    this.data = data;
    this.model = model;
    this.boundNodes = boundNodes;
    this.kkt = kkt;
    this.descent = new Descent(new ExactNet(architecture, data), kkt.point());
  }

  /** The verdict on the point. */
  public Finding judge() {
    RepellingKinkCases cases = new RepellingKinkCases(kkt);
    Optional<Witness> witness = onPieces(cases);
    if (witness.isPresent()) {
      return Finding.notLocal(witness.get());
    }
    Finding finding =
        switch (Structure.of(architecture)) {
          case Structure.TwoLayer net -> twoLayer(net, cases);
          default -> curvature(cases);
        };
    if (finding.verdict() == Verdict.KKT) {
      return Finding.of(Verdict.KKT, "undecided beyond KKT: " + String.join("; ", tried));
    }
    return finding;
  }

  private Optional<Witness> onPieces(RepellingKinkCases cases) {
    if (cases.repelling() == 0) {
      return Optional.empty();
    }
    Optional<double[]> direction = cases.descent();
    if (direction.isEmpty()) {
      tried.add(
          String.format(
              Locale.ROOT,
              "no first-order descent on the pieces of %d repelling kinks",
              cases.repelling()));
      return Optional.empty();
    }
    double[] d = atLength(direction.get(), kkt.point().norm());
    return descent.check(
        epsilon -> {
          double[] theta = kkt.point().theta().clone();
          Vectors.addScaled(epsilon, d, theta);
          return theta;
        },
        "first-order descent on one side of a repelling kink");
  }

  private static double[] atLength(double[] direction, double length) {
    return Vectors.scaled(length / Vectors.norm(direction), direction);
  }

  // ---- two layers -------------------------------------------------------------------------------

  /**
   * Two layers (derived). At a KKT point a neuron that is not zero has {@code w = a h}, {@code ‖h‖
   * = 1}, {@code h = Σ λ_i y_i s_i x_i}; its block of the Hessian has eigenvalues 0, 1, 2, the 0
   * along (w, a) itself. Moves along those that keep every support margin keep the norm as well, so
   * the flat directions are exactly the tangents of a manifold of equally good KKT points, and the
   * point is a local optimum as soon as no neuron is zero and every kink is attracting and strictly
   * held. A zero neuron grows if r > 1.
   */
  private Finding twoLayer(Structure.TwoLayer net, RepellingKinkCases cases) {
    Neurons neurons = Neurons.of(kkt.point().theta(), net);
    int dead = -1;
    for (int k = 0; k < net.width(); k++) {
      if (neurons.dead(k)) {
        dead = k;
      }
    }
    if (dead >= 0) {
      return vanished(net, dead);
    }
    String doubt = doubt(net, neurons, cases);
    if (!doubt.isEmpty()) {
      tried.add(doubt);
      return Finding.of(Verdict.KKT, "");
    }
    return Finding.of(
        Verdict.LOCAL_OPTIMUM,
        String.format(
            Locale.ROOT,
            "no neuron is zero, %d kinks are attracting and strictly held: the Lagrangian's Hessian"
                + " is positive on the critical cone but for trades of weight that change nothing",
            kkt.kinkCount()));
  }

  /**
   * Why the point may be no local optimum although no witness was found; empty without a reason.
   */
  String doubt(Structure.TwoLayer net, Neurons neurons, RepellingKinkCases cases) {
    if (cases.repelling() > 0) {
      return "repelling kinks leave no proof of local optimality";
    }
    for (int t : kkt.supportIndices()) {
      for (double mu : kkt.mu()[t]) {
        double slope = mu / kkt.lambda()[t];
        if (slope < STRICT || slope > 1 - STRICT) {
          return String.format(
              Locale.ROOT,
              "a kink at row %d has slope %s, not strictly between its ends",
              kkt.rows().get(t).row(),
              slope);
        }
      }
    }
    int d = net.inputs();
    for (int k = 0; k < net.width(); k++) {
      double[] part = java.util.Arrays.copyOfRange(kkt.residual(), k * d, (k + 1) * d);
      double residual = Math.hypot(Vectors.norm(part), kkt.residual()[net.width() * d + k]);
      if (residual > SETTLED * Math.hypot(Vectors.norm(neurons.w().get(k)), neurons.a()[k])) {
        return String.format(Locale.ROOT, "neuron %d is not settled", k);
      }
    }
    return "";
  }

  private Finding vanished(Structure.TwoLayer net, int dead) {
    double[] lambda = kkt.lambdaOfAllRows();
    for (int i = 0; i < lambda.length; i++) {
      lambda[i] *= data.y()[i];
    }
    DualBound bound =
        DualBound.of(DualFunction.of(data.x(), lambda, net.alpha()), 1e-9, Math.max(1, boundNodes));
    if (!(bound.lower() > 1 + CLEAR)) {
      tried.add(
          String.format(
              Locale.ROOT, "a zero neuron with r in [%s, %s]", bound.lower(), bound.upper()));
      return Finding.of(Verdict.KKT, "");
    }
    Retraction retraction = new Retraction(model, kkt, true);
    double size = kkt.point().norm();
    Optional<Witness> witness =
        descent.check(
            epsilon -> {
              double[] theta = retraction.apply(kkt.point().theta());
              for (int j = 0; j < net.inputs(); j++) {
                theta[dead * net.inputs() + j] = epsilon * size * bound.direction()[j];
              }
              theta[net.width() * net.inputs() + dead] = bound.sign() * epsilon * size;
              return retraction.apply(theta);
            },
            String.format(
                Locale.ROOT,
                "zero neuron %d wakes along v with |Σ λ_i y_i φ(v·x_i)| = %s > 1",
                dead,
                bound.lower()));
    if (witness.isEmpty()) {
      tried.add(
          String.format(
              Locale.ROOT, "a zero neuron with r = %s whose path did not check", bound.lower()));
    }
    return witness.map(Finding::notLocal).orElse(Finding.of(Verdict.KKT, ""));
  }

  // ---- any network ------------------------------------------------------------------------------

  private Finding curvature(RepellingKinkCases cases) {
    Finding undecided = Finding.of(Verdict.KKT, "");
    if (model.parameters() > SecondOrder.LIMIT) {
      tried.add(
          String.format(
              Locale.ROOT,
              "%d parameters, Hessian formed up to %d",
              model.parameters(),
              SecondOrder.LIMIT));
      return undecided;
    }
    Retraction retraction = new Retraction(model, kkt, true);
    SymmetricEigen spectrum = new SecondOrder(model, kkt).spectrum(retraction.normals());
    if (spectrum.values().length == 0) {
      tried.add("the critical cone is a point, but no proof beyond first order");
      return undecided;
    }
    double least = spectrum.values()[0];
    if (least < -CLEAR) {
      Optional<Witness> witness = alongEigenvector(retraction, spectrum.vectors()[0], least);
      if (witness.isPresent()) {
        return Finding.notLocal(witness.get());
      }
      tried.add(String.format(Locale.ROOT, "curvature %.3e whose path did not check", least));
      return undecided;
    }
    IdleKinks idle = new IdleKinks(model, kkt);
    if (idle.count() > 0) {
      return waking(idle, retraction).map(Finding::notLocal).orElse(undecided);
    }
    if (least > CLEAR && kkt.kinkCount() == 0) {
      return Finding.of(
          Verdict.LOCAL_OPTIMUM,
          String.format(
              Locale.ROOT,
              "no kinks, and the Lagrangian's Hessian is at least %.3e on the critical cone",
              least));
    }
    tried.add(
        String.format(
            Locale.ROOT,
            "least curvature %.3e on the critical cone, %d kinks (%d repelling)",
            least,
            kkt.kinkCount(),
            cases.repelling()));
    return undecided;
  }

  /** Whether units that have vanished would grow on some side of their kinks. */
  private Optional<Witness> waking(IdleKinks idle, Retraction retraction) {
    SecondOrder order = new SecondOrder(model, kkt);
    Optional<Witness> witness =
        idle.first(positive -> {
          SymmetricEigen spectrum = order.spectrum(retraction.normals(), positive);
          for (int k = 0; k < spectrum.values().length; k++) {
            double value = spectrum.values()[k];
            for (int sign = -1; value < -CLEAR && sign <= 1; sign += 2) {
              double[] d = Vectors.scaled(sign, spectrum.vectors()[k]);
              Optional<Witness> path = alongEigenvector(retraction, d, value);
              if (path.isPresent()) {
                return path;
              }
            }
          }
          return Optional.empty();
        });
    if (witness.isEmpty()) {
      tried.add(
          String.format(
              Locale.ROOT,
              "%d kinks of vanished units lie on their surface, and no piece tried descends",
              idle.count()));
    }
    return witness;
  }

  private Optional<Witness> alongEigenvector(Retraction retraction, double[] vector, double value) {
    double[] d = atLength(vector, kkt.point().norm());
    return descent.check(
        epsilon -> {
          double[] theta = kkt.point().theta().clone();
          Vectors.addScaled(epsilon, d, theta);
          return retraction.apply(theta);
        },
        String.format(
            Locale.ROOT, "curvature %.6f of the Lagrangian along a critical direction", value));
  }
}
