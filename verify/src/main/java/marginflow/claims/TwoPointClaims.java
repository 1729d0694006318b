package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.LayerOptimum;
import marginflow.certificate.verdict.Verdict;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import marginflow.reference.ClosedFlows;

/** ReLU nets of two neurons on the points (±1, ¼): V2, V2b, V7, V9. */
final class TwoPointClaims {

  private static final FullyConnected NET = Problems.net(Slope.RELU, 2, 2, 1);

  /** w₁ = (0, 3), w₂ = (0, −2), v = (3, 2): the second neuron sees no sample. */
  private static final double[] ONE_DEAD = {0, 3, 0, -2, 3, 2};

  /** w₁ = (0, 3), w₂ = (0, 2), v = (3, 2): both see both samples. */
  private static final double[] BOTH_ALIVE = {0, 3, 0, 2, 3, 2};

  private static final double HORIZON = -1e9;

  private TwoPointClaims() {}

  static List<Claim> all() {
    double best = Math.sqrt(17) / 16;
    return List.of(
        new Claim(
            "V2",
            Provenance.EXAMPLE,
            Paper.VARDI.at("Theorem 3.2"),
            "depth-2 fully connected ReLU: the limit can fail to be even a local optimum",
            List.of(
                new Expectation.Near("margin, exponential loss", 0.125, 1e-6),
                new Expectation.Near("margin, logistic loss", 0.125, 1e-6),
                new Expectation.AtMost("distance from (0,1; 0,0; 1,0)/√2", 1e-4),
                new Expectation.AtMost("largest velocity of w₂ and v₂", 0),
                new Expectation.AtMost("largest change of w₂ and v₂", 0),
                new Expectation.AtMost("polished residual", 1e-12),
                new Expectation.Near("λ₁", 2, 1e-9),
                new Expectation.Near("λ₂", 2, 1e-9),
                new Expectation.Near("r", Math.sqrt(17) / 2, 1e-9),
                new Expectation.Near("best margin, from below", best, 1e-9),
                new Expectation.Near("best margin, from above", best, 1e-9),
                new Expectation.Is("verdicts", Verdict.NOT_LOCAL_OPTIMUM.id()),
                new Expectation.AtMost("largest ‖θ(ε)‖² of the witness", Math.nextDown(8.0)),
                new Expectation.AtLeast("least margin on the paper's path", 1 - 1e-15),
                new Expectation.Near("(8 − ‖θ‖²)/δ on the paper's path", 4, 0.05)),
            TwoPointClaims::deadNeuron),
        new Claim(
            "V2b",
            Provenance.DERIVED,
            Paper.HERE.at("closed form of V2's flow under the exponential loss"),
            "Ei(q) − Ei(9/4) = t, and the direction error is √8/ρ",
            List.of(
                new Expectation.AtMost("largest error of log t, relative", 1e-4),
                new Expectation.Near("direction error times ρ", Math.sqrt(8), 2e-5)),
            TwoPointClaims::closedForm),
        new Claim(
            "V7",
            Provenance.EXAMPLE,
            Paper.VARDI.at("section 4"),
            "ReLU with non-zero inputs to every neuron: a local optimum, but not a global one",
            List.of(
                new Expectation.Near("margin", 0.125, 1e-6),
                new Expectation.Is("verdict", Verdict.LOCAL_OPTIMUM.id()),
                new Expectation.Near("best margin, from below", best, 1e-9)),
            TwoPointClaims::localOnly),
        perLayer());
  }

  private static Claim perLayer() {
    return new Claim(
        "V9",
        Provenance.PAPER,
        Paper.VARDI.at("section 5"),
        "ReLU with non-zero inputs, layer by layer: every layer is locally optimal, and the"
            + " first not globally",
        List.of(
            new Expectation.Is("verdict of layer 1", Verdict.LOCAL_OPTIMUM.id()),
            new Expectation.Is("verdict of layer 2", Verdict.GLOBAL_OPTIMUM.id()),
            new Expectation.Near("‖W₁‖² at the limit", 4, 1e-9),
            // (1/9 + 1/4) · 13/4 · 16/17 for v ∝ (3, 2), and 16/17 for v ∝ (1, 1).
            new Expectation.Near("least ‖W₁‖² given v ∝ (3, 2)", 1.104575163, 1e-8),
            new Expectation.Near("least ‖W₁‖² given v ∝ (1, 1)", 16.0 / 17, 1e-9),
            new Expectation.Is("verdict of V6's filter, ReLU", Verdict.LOCAL_OPTIMUM.id()),
            new Expectation.Is("verdict of V6's outputs, ReLU", Verdict.GLOBAL_OPTIMUM.id()),
            new Expectation.Near("‖w‖² of V6's filter at the limit", 1, 1e-9),
            new Expectation.Near("‖w‖² of a filter along the first patch", 2 / 16.5, 1e-12)),
        TwoPointClaims::layerByLayer);
  }

  private static Measurements deadNeuron(Laboratory lab) {
    Setup setup = Setup.of("exponential", NET, Problems.twoPoints(), ONE_DEAD, HORIZON);
    RunRecord exponential = lab.run(setup);
    RunRecord logistic = lab.run(setup.with("logistic", Loss.LOGISTIC));
    Words verdicts = new Words();
    double change = 0;
    double velocity = 0;
    MarginModel model = Models.bind(NET, Problems.twoPoints(), lab.kernels());
    double[] gradient = new double[6];
    for (RunRecord run : List.of(exponential, logistic)) {
      verdicts.add(run.verdict());
      for (FlowPoint point : run.points()) {
        model.evaluate(point.theta());
        model.vjp(new double[] {1, 1}, gradient);
        for (int j : new int[] {2, 3, 5}) {
          velocity = Math.max(velocity, Math.abs(gradient[j]));
          change = Math.max(change, Math.abs(point.theta()[j] - ONE_DEAD[j]));
        }
      }
    }
    Certificate exact = exponential.exact();
    double[] lambda =
        exact.lambda().length == 2 ? exact.lambda() : new double[] {Double.NaN, Double.NaN};
    Measurements found =
        new Measurements()
            .keep(exponential)
            .keep(logistic)
            .put("margin, exponential loss", exponential.certificate().normalizedMargin())
            .put("margin, logistic loss", logistic.certificate().normalizedMargin())
            .put(
                "distance from (0,1; 0,0; 1,0)/√2",
                Problems.apart(exponential.result().theta(), new double[] {0, 1, 0, 0, 1, 0}))
            .put("largest velocity of w₂ and v₂", velocity)
            .put("largest change of w₂ and v₂", change)
            .put("raw residual", exponential.certificate().kktResidual())
            .put("polished residual", exact.kktResidual())
            .put("λ₁", lambda[0])
            .put("λ₂", lambda[1])
            .put("r", exact.escapeRate().orElse(Double.NaN))
            .put("verdicts", verdicts.text());
    exact
        .marginBound()
        .ifPresent(bound ->
            found
                .put("best margin, from below", bound.lower())
                .put("best margin, from above", bound.upper()));
    exact
        .witness()
        .ifPresent(witness ->
            found.put(
                "largest ‖θ(ε)‖² of the witness",
                java.util.Arrays.stream(witness.normSquared()).max().orElse(Double.NaN)));
    return paperPath(lab, found);
  }

  /** w₁ = (δ/2, 2−2δ), v₁ = 2, w₂ = (−√(2δ), 0), v₂ = √(2δ). */
  private static Measurements paperPath(Laboratory lab, Measurements found) {
    MarginModel model = Models.bind(NET, Problems.twoPoints(), lab.kernels());
    double least = Double.POSITIVE_INFINITY;
    double gain = Double.NaN;
    for (double delta : new double[] {1e-2, 1e-3, 1e-4}) {
      double root = Math.sqrt(2 * delta);
      double[] theta = {delta / 2, 2 - 2 * delta, -root, 0, 2, root};
      model.evaluate(theta);
      least = Math.min(least, Math.min(model.margins()[0], model.margins()[1]));
      gain = (8 - Problems.dot(theta, theta)) / delta;
    }
    return found
        .put("least margin on the paper's path", least)
        .put("(8 − ‖θ‖²)/δ on the paper's path", gain);
  }

  private static Measurements closedForm(Laboratory lab) {
    RunRecord run =
        lab.run(
            Setup.of("closed-form", NET, Problems.twoPoints(), ONE_DEAD, -1e4)
                .withTolerance(1e-12));
    double worst = 0;
    for (FlowPoint point : run.points()) {
      double q =
          point.at().value(Quantity.NORMALIZED_MARGIN) * point.at().norm() * point.at().norm();
      if (q > 2.5) {
        double exact = ClosedFlows.logTimeTwoLayer(2.25, q, 1);
        worst =
            Math.max(worst, Math.abs(point.at().logTime() - exact) / Math.max(1, Math.abs(exact)));
      }
    }
    double[] theta = run.result().theta();
    double error = Problems.apart(theta, new double[] {0, 1, 0, 0, 1, 0});
    return new Measurements()
        .keep(run)
        .put("largest error of log t, relative", worst)
        .put("direction error times ρ", error * Problems.norm(theta));
  }

  private static Measurements localOnly(Laboratory lab) {
    RunRecord run = lab.run(Setup.of("both-alive", NET, Problems.twoPoints(), BOTH_ALIVE, HORIZON));
    return new Measurements()
        .keep(run)
        .put("margin", run.certificate().normalizedMargin())
        .put("verdict", run.verdict())
        .put(
            "best margin, from below",
            run.exact().marginBound().map(b -> b.lower()).orElse(Double.NaN));
  }

  private static Measurements layerByLayer(Laboratory lab) {
    Dataset data = Problems.twoPoints();
    RunRecord run = lab.run(Setup.of("both-alive", NET, data, BOTH_ALIVE, HORIZON));
    Certificate exact = run.exact();
    double[] theta = run.result().theta().clone();
    double scale = Math.sqrt(exact.normalizedMargin()) * Problems.norm(theta);
    for (int j = 0; j < theta.length; j++) {
      theta[j] /= scale;
    }
    double first = 0;
    for (int j = 0; j < 4; j++) {
      first += theta[j] * theta[j];
    }
    RunRecord shared = lab.run(SparseNetClaims.shared("relu"));
    double even = Math.sqrt(2);
    double[] balanced = {0, even, 0, even, even, even};
    return filters(lab, shared)
        .keep(run)
        .keep(shared)
        .put("verdict of layer 1", exact.perLayer().get(0).id())
        .put("verdict of layer 2", exact.perLayer().get(1).id())
        .put("‖W₁‖² at the limit", first)
        .put("least ‖W₁‖² given v ∝ (3, 2)", least(theta))
        .put("least ‖W₁‖² given v ∝ (1, 1)", least(balanced));
  }

  /** V6's filter at the limit against one along the first patch, both with margin 1. */
  private static Measurements filters(Laboratory lab, RunRecord shared) {
    Certificate exact = shared.exact();
    double[] theta = shared.result().theta();
    double root = 1 / Math.sqrt(2);
    double[] patch = {4, root, root, root};
    return new Measurements()
        .put("verdict of V6's filter, ReLU", exact.perLayer().get(0).id())
        .put("verdict of V6's outputs, ReLU", exact.perLayer().get(1).id())
        .put("‖w‖² of V6's filter at the limit", filter(lab, shared.setup(), theta))
        .put("‖w‖² of a filter along the first patch", filter(lab, shared.setup(), patch));
  }

  /** ‖w‖² once v is (1, 1)/√2 long and w as long as a margin of 1 asks. */
  private static double filter(Laboratory lab, Setup setup, double[] theta) {
    double outputs = Math.hypot(theta[2], theta[3]);
    double[] scaled = {theta[0], theta[1], theta[2] / outputs, theta[3] / outputs};
    MarginModel model = Models.bind(setup.net(), setup.data(), lab.kernels());
    model.evaluate(scaled);
    double margin = model.margins()[0];
    return (theta[0] * theta[0] + theta[1] * theta[1]) / (margin * margin);
  }

  private static double least(double[] theta) {
    return LayerOptimum.of(NET, Problems.twoPoints(), theta)
        .map(LayerOptimum::normSquared)
        .orElse(Double.NaN);
  }
}
