package marginflow.claims;

import java.util.List;
import marginflow.certificate.Certificate;
import marginflow.certificate.LayerOptimum;
import marginflow.certificate.Verdict;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
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
            "Vardi, Shamir, Srebro, Theorem 3.2",
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
            "closed form of V2's flow under the exponential loss",
            "Ei(q) − Ei(9/4) = t, and the direction error is √8/ρ",
            List.of(
                new Expectation.AtMost("largest error of log t, relative", 1e-4),
                new Expectation.Near("direction error times ρ", Math.sqrt(8), 2e-5)),
            TwoPointClaims::closedForm),
        new Claim(
            "V7",
            Provenance.EXAMPLE,
            "Vardi, Shamir, Srebro, section 4",
            "ReLU with non-zero inputs to every neuron: a local optimum, but not a global one",
            List.of(
                new Expectation.Near("margin", 0.125, 1e-6),
                new Expectation.Is("verdict", Verdict.LOCAL_OPTIMUM.id()),
                new Expectation.Near("best margin, from below", best, 1e-9)),
            TwoPointClaims::localOnly),
        new Claim(
            "V9",
            Provenance.PAPER,
            "Vardi, Shamir, Srebro, section 5",
            "ReLU with non-zero inputs, layer by layer: every layer is locally optimal",
            List.of(
                new Expectation.Is("verdict of layer 1", Verdict.LOCAL_OPTIMUM.id()),
                new Expectation.Is("verdict of layer 2", Verdict.GLOBAL_OPTIMUM.id()),
                new Expectation.Near("‖W₁‖² at the limit", 4, 1e-9),
                // (1/9 + 1/4) · 13/4 · 16/17 for v ∝ (3, 2), and 16/17 for v ∝ (1, 1).
                new Expectation.Near("least ‖W₁‖² given v ∝ (3, 2)", 1.104575163, 1e-8),
                new Expectation.Near("least ‖W₁‖² given v ∝ (1, 1)", 16.0 / 17, 1e-9)),
            TwoPointClaims::layerByLayer));
  }

  private static Measurements deadNeuron(Laboratory lab) {
    Setup setup = Setup.of("exponential", NET, Problems.twoPoints(), ONE_DEAD, HORIZON);
    Trial exponential = lab.run(setup);
    Trial logistic = lab.run(setup.with("logistic", Loss.LOGISTIC));
    Words verdicts = new Words();
    double change = 0;
    double velocity = 0;
    MarginModel model = NET.bind(Problems.twoPoints(), lab.kernels());
    double[] gradient = new double[6];
    for (Trial trial : List.of(exponential, logistic)) {
      verdicts.add(trial.verdict());
      for (TrialPoint point : trial.points()) {
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
    MarginModel model = NET.bind(Problems.twoPoints(), lab.kernels());
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
    Trial trial =
        lab.run(
            Setup.of("closed-form", NET, Problems.twoPoints(), ONE_DEAD, -1e4)
                .withTolerance(1e-12));
    double worst = 0;
    for (TrialPoint point : trial.points()) {
      double q = point.normalizedMargin() * point.norm() * point.norm();
      if (q > 2.5) {
        double exact = ClosedFlows.logTimeTwoLayer(2.25, q, 1);
        worst = Math.max(worst, Math.abs(point.logTime() - exact) / Math.max(1, Math.abs(exact)));
      }
    }
    double[] theta = trial.result().theta();
    double error = Problems.apart(theta, new double[] {0, 1, 0, 0, 1, 0});
    return new Measurements()
        .keep(trial)
        .put("largest error of log t, relative", worst)
        .put("direction error times ρ", error * Problems.norm(theta));
  }

  private static Measurements localOnly(Laboratory lab) {
    Trial trial = lab.run(Setup.of("both-alive", NET, Problems.twoPoints(), BOTH_ALIVE, HORIZON));
    return new Measurements()
        .keep(trial)
        .put("margin", trial.certificate().normalizedMargin())
        .put("verdict", trial.verdict())
        .put(
            "best margin, from below",
            trial.exact().marginBound().map(b -> b.lower()).orElse(Double.NaN));
  }

  private static Measurements layerByLayer(Laboratory lab) {
    Dataset data = Problems.twoPoints();
    Trial trial = lab.run(Setup.of("both-alive", NET, data, BOTH_ALIVE, HORIZON));
    Certificate exact = trial.exact();
    double[] theta = trial.result().theta().clone();
    double scale = Math.sqrt(exact.normalizedMargin()) * Problems.norm(theta);
    for (int j = 0; j < theta.length; j++) {
      theta[j] /= scale;
    }
    double first = 0;
    for (int j = 0; j < 4; j++) {
      first += theta[j] * theta[j];
    }
    double even = Math.sqrt(2);
    double[] balanced = {0, even, 0, even, even, even};
    return new Measurements()
        .keep(trial)
        .put("verdict of layer 1", exact.perLayer().get(0).id())
        .put("verdict of layer 2", exact.perLayer().get(1).id())
        .put("‖W₁‖² at the limit", first)
        .put("least ‖W₁‖² given v ∝ (3, 2)", least(theta))
        .put("least ‖W₁‖² given v ∝ (1, 1)", least(balanced));
  }

  private static double least(double[] theta) {
    return LayerOptimum.of(NET, Problems.twoPoints(), theta)
        .map(LayerOptimum::normSquared)
        .orElse(Double.NaN);
  }
}
