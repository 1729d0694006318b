package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.reference.ReferenceModel;
import marginflow.reference.Wirings;

/** Diagonal networks and shared weights: V3 to V6. */
final class SparseNetClaims {

  private static final double HORIZON = -1e6;

  private SparseNetClaims() {}

  static List<Claim> all() {
    return List.of(
        new Claim(
            "V3",
            Provenance.EXAMPLE,
            Paper.VARDI.at("Theorem 4.1"),
            "depth-2 diagonal linear: the limit can fail to be a local optimum",
            List.of(
                new Expectation.Near("margin", 0.5, 1e-12),
                new Expectation.AtMost("largest weight that started at zero", 0),
                new Expectation.Is("verdict", Verdict.NOT_LOCAL_OPTIMUM.id()),
                new Expectation.AtMost("‖θ(ε)‖² of the witness at ε = 1e-2", Math.nextDown(2.0)),
                new Expectation.Near("best margin, from below", 1, 1e-9),
                new Expectation.Near("best margin, from above", 1, 1e-9)),
            SparseNetClaims::exactZeros),
        L1MarginClaim.claim(),
        new Claim(
            "V5",
            Provenance.EXAMPLE,
            Paper.VARDI.at("section 4"),
            "diagonal of depth 3, linear and ReLU: non-zero weights are not enough",
            List.of(
                new Expectation.Near("margin", 2 * Math.pow(6, -1.5), 1e-9),
                new Expectation.Is("verdict", Verdict.NOT_LOCAL_OPTIMUM.id()),
                new Expectation.Near("best margin, from above", Math.pow(3, -1.5), 1e-8),
                new Expectation.Near("exponent of ρ in a perturbation's share", 1, 0.02),
                new Expectation.Near("margin, ReLU", 2 * Math.pow(6, -1.5), 1e-9),
                new Expectation.Is("verdict, ReLU", Verdict.NOT_LOCAL_OPTIMUM.id()),
                // (2 + 6ε²) / (6 + 6ε²)^(3/2) along (1 + ε, 1 − ε) in all layers.
                new Expectation.Near("gain along (1 ± ε) over ε², ReLU", 1.5, 0.01),
                new Expectation.Near("margin of a vertex, ReLU", Math.pow(3, -1.5), 1e-12),
                // Its nearest point is at 1e-4: of second order even at a tenth of that speed.
                new Expectation.AtLeast("gain of the witness, ReLU", 1e-10)),
            SparseNetClaims::deepDiagonal),
        new Claim(
            "V6",
            Provenance.EXAMPLE,
            Paper.VARDI.at("section 4"),
            "shared weights: all weights and inputs non-zero, and still not a local optimum",
            List.of(
                new Expectation.Near("margin, linear", 0.5, 1e-9),
                new Expectation.Near("margin, ReLU", 0.5, 1e-9),
                new Expectation.Is("verdicts", Verdict.NOT_LOCAL_OPTIMUM.id()),
                new Expectation.Near("margin after a 1e-8 nudge, linear", 2 * Math.sqrt(2), 1e-3),
                new Expectation.Near("margin after a 1e-8 nudge, ReLU", Math.sqrt(16.5) / 2, 1e-3),
                new Expectation.AtLeast("ρ when the nudge shows", 10),
                new Expectation.AtMost("ρ when the nudge shows", 100)),
            SparseNetClaims::sharedWeights));
  }

  /** V3's flow. */
  static Setup zeros() {
    Dataset data = Problems.data(new double[][] {{1, 2}}, 1);
    return Setup.of("zeros", new Diagonal(2, 2), data, new double[] {1, 0, 1, 0}, HORIZON);
  }

  /** V5's flow. */
  static Setup ones() {
    Dataset data = Problems.data(new double[][] {{1, 1}}, 1);
    return Setup.of("ones", new Diagonal(2, 3), data, new double[] {1, 1, 1, 1, 1, 1}, HORIZON);
  }

  /**
   * V6's flow.
   *
   * @param activation {@code linear} or {@code relu}
   */
  static Setup shared(String activation) {
    double root = 1 / Math.sqrt(2);
    Dataset data = Problems.data(new double[][] {{4, root, -4, root}}, 1);
    Architecture net = Problems.parse("conv-" + activation + ":4-c1k2s2-1");
    return Setup.of(activation, net, data, new double[] {0, 1, root, root}, HORIZON);
  }

  private static Measurements exactZeros(Laboratory lab) {
    RunRecord run = lab.run(zeros());
    double largest = 0;
    for (FlowPoint point : run.points()) {
      largest = Math.max(largest, Math.abs(point.theta()[1]) + Math.abs(point.theta()[3]));
    }
    Measurements found =
        new Measurements()
            .keep(run)
            .put("margin", run.certificate().normalizedMargin())
            .put("largest weight that started at zero", largest)
            .put("verdict", run.verdict());
    run.certificate()
        .witness()
        .ifPresent(w -> found.put("‖θ(ε)‖² of the witness at ε = 1e-2", w.normSquared()[0]));
    return bounds(found, run.certificate());
  }

  private static Measurements bounds(Measurements found, Certificate certificate) {
    certificate
        .marginBound()
        .ifPresent(b ->
            found
                .put("best margin, from below", b.lower())
                .put("best margin, from above", b.upper()));
    return found;
  }

  private static Measurements deepDiagonal(Laboratory lab) {
    Setup setup = ones();
    Dataset data = setup.data();
    RunRecord run = lab.run(setup);
    // Windows of one input, not shared: the diagonal network with a ReLU after either layer.
    Architecture relu = Problems.parse("conv-relu:2-l1k1s1-l1k1s1-1");
    RunRecord active = lab.run(Setup.of("ones-relu", relu, data, setup.theta0(), HORIZON));
    double nudge = 1e-6;
    double[] uneven = {1 + nudge, 1, 1 + nudge, 1, 1 + nudge, 1};
    RunRecord nudged =
        lab.run(Setup.of("nudged", setup.net(), data, uneven, HORIZON).withTolerance(1e-9));
    List<FlowPoint> points =
        nudged.points().stream().filter(p -> p.at().norm() >= 5 && unevenness(p) < 1e-3).toList();
    double exponent = Double.NaN;
    if (points.size() >= 2) {
      FlowPoint first = points.getFirst();
      FlowPoint last = points.getLast();
      exponent =
          Math.log(unevenness(last) / unevenness(first))
              / (last.at().logNorm() - first.at().logNorm());
    }
    return bounds(
        new Measurements()
            .keep(run)
            .keep(nudged)
            .keep(active)
            .put("margin, ReLU", active.certificate().normalizedMargin())
            .put("verdict, ReLU", active.verdict())
            .put("gain along (1 ± ε) over ε², ReLU", gain(relu, data))
            .put("margin of a vertex, ReLU", margin(relu, data, layers(1, 0)))
            .put("gain of the witness, ReLU", gain(relu, data, active.certificate()))
            .put("margin", run.certificate().normalizedMargin())
            .put("verdict", run.verdict())
            .put("exponent of ρ in a perturbation's share", exponent),
        run.certificate());
  }

  /** Relative gain of margin at ε = 2^−10, over ε². */
  private static double gain(Architecture net, Dataset data) {
    double epsilon = 0x1p-10;
    double moved = margin(net, data, layers(1 + epsilon, 1 - epsilon));
    return (moved / margin(net, data, layers(1, 1)) - 1) / (epsilon * epsilon);
  }

  /** Least relative gain of margin along a certificate's path; NaN if it has none. */
  private static double gain(Architecture net, Dataset data, Certificate certificate) {
    if (certificate.witness().isEmpty()) {
      return Double.NaN;
    }
    Witness witness = certificate.witness().get();
    double before = margin(net, data, witness.theta());
    double least = Double.POSITIVE_INFINITY;
    for (double[] point : witness.points()) {
      least = Math.min(least, margin(net, data, point) / before - 1);
    }
    return least;
  }

  /** The weights (a, b) in each of three layers. */
  private static double[] layers(double a, double b) {
    return new double[] {a, b, a, b, a, b};
  }

  /** Normalized margin on one sample, by the naive twin: no arithmetic of the certificates. */
  private static double margin(Architecture net, Dataset data, double[] theta) {
    ReferenceModel twin = new ReferenceModel(Wirings.of(net), data, 0);
    return twin.evaluate(theta).margins()[0].doubleValue() / Math.pow(Problems.norm(theta), 3);
  }

  /** Difference of the two coordinates as a share of ‖θ‖. */
  private static double unevenness(FlowPoint point) {
    return Math.abs(point.theta()[0] - point.theta()[1]) / point.at().norm();
  }

  private static Measurements sharedWeights(Laboratory lab) {
    Measurements found = new Measurements();
    Words verdicts = new Words();
    double shows = 0;
    for (String kind : new String[] {"linear", "relu"}) {
      String name = kind.equals("relu") ? "ReLU" : kind;
      Setup setup = shared(kind);
      double[] nudged = setup.theta0().clone();
      nudged[0] = 1e-8;
      RunRecord run = lab.run(setup);
      RunRecord after =
          lab.run(Setup.of(kind + "-nudged", setup.net(), setup.data(), nudged, -1e9));
      verdicts.add(run.verdict());
      found
          .keep(run)
          .keep(after)
          .put("margin, " + name, run.certificate().normalizedMargin())
          .put("margin after a 1e-8 nudge, " + name, after.certificate().normalizedMargin());
      shows =
          Math.max(
              shows,
              after.points().stream()
                  .filter(p -> p.at().value(Quantity.NORMALIZED_MARGIN) > 1)
                  .mapToDouble(p -> p.at().norm())
                  .findFirst()
                  .orElse(Double.NaN));
    }
    return found.put("verdicts", verdicts.text()).put("ρ when the nudge shows", shows);
  }
}
