package marginflow.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import marginflow.io.run.FlowPoint;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.report.Axis;
import marginflow.report.Chart;
import marginflow.report.Drawing;
import marginflow.report.Ink;
import marginflow.report.Mark.Point;
import marginflow.report.Series;

/**
 * K1: diagonal networks on the features [x, −x] from all weights α, {@code β_j = u_j^D − v_j^D}. At
 * depth 2, with {@code μ = α² / log(1/𝓛)} held, β tends to the direction of least {@code Q_μ} as α
 * grows: the ℓ2 norm for large μ, the ℓ1 norm for small.
 *
 * <p>On one sample it is exact at every loss, as {@code u_j = α e^{ν x_j}}, {@code v_j = α e^{−ν
 * x_j}}: {@code β ∝ sinh(νx)} (ν counted twice), {@code 2μ Σ x_j sinh(ν x_j) = 1}. At depth 3 the
 * weights are {@code α / (1 ∓ s x_j)}, so that {@code β_j = α³ ((1 − s x_j)^−3 − (1 + s x_j)^−3)}
 * (derived).
 *
 * <p>On several samples margins differ from log(1/𝓛) by the logarithms of their weights: β is off
 * by a share of 1/log(1/𝓛) = μ/α², two orders less for each order of α.
 */
final class KernelToRichClaim {

  private static final double[] SAMPLE = {1, 2, 0.5};
  private static final double[] REGIMES = {0.01, 0.1, 1, 10};
  private static final double[] SIZES = {1, 10, 100};
  private static final double TOLERANCE = 1e-11;

  /** ‖β‖₁ over its least counts as rich below this. */
  private static final double RICH = 1.01;

  private KernelToRichClaim() {}

  static Claim claim() {
    return new Claim(
        "K1",
        Provenance.PAPER,
        Paper.MOROSHKO.at("closed forms on one sample derived"),
        "from the kernel regime to the rich one: the direction of least Q_μ, μ = α²/log(1/𝓛)",
        List.of(
            new Expectation.AtMost("largest error on one sample, depth 2", 1e-9),
            new Expectation.AtMost("largest error on one sample, depth 3", 1e-9),
            new Expectation.Near("orders the distance falls by for one of α, μ = 0.1", 2, 0.3),
            new Expectation.Near("orders the distance falls by for one of α, μ = 1", 2, 0.3),
            new Expectation.AtMost("log10 loss at which depth 3 is rich, α = 10", -434e2),
            new Expectation.Near("the same over its closed form", 1, 0.01),
            new Expectation.AtLeast("‖β‖₁ over its least at 10^−434, depth 3, α = 10", 1.1)),
        KernelToRichClaim::measure);
  }

  private static Measurements measure(Laboratory lab) {
    Measurements found = new Measurements();
    Dataset one = Problems.data(new double[][] {SAMPLE}, 1);
    double worst = 0;
    for (double mu : REGIMES) {
      for (double alpha : SIZES) {
        RunRecord run = lab.run(setup("one", one, 2, alpha, mu), SimplicityClaims.QUICK);
        double reached = alpha * alpha / -run.result().logLoss();
        double[] beta = predictor(run.result().theta(), 2);
        worst = Math.max(worst, Problems.apart(beta, sinh(reached)));
      }
    }
    found.put("largest error on one sample, depth 2", worst);
    severalSamples(lab, found);
    return depthThree(lab, one, found);
  }

  private static void severalSamples(Laboratory lab, Measurements found) {
    Dataset data = Problems.randomLabels(3, 6, 1);
    for (double mu : new double[] {0.1, 1}) {
      List<Double> distances = new ArrayList<>();
      double[] least = SinhMinimum.of(data, mu);
      for (double alpha : SIZES) {
        RunRecord run = lab.run(setup("three", data, 2, alpha, mu), SimplicityClaims.QUICK);
        double distance = Problems.apart(predictor(run.result().theta(), 2), least);
        distances.add(distance);
        found.put(
            "distance to the least Q_μ, μ = %s, α = %s"
                .formatted(NumberFormat.of(mu), NumberFormat.of(alpha)),
            distance);
      }
      found.put(
          "orders the distance falls by for one of α, μ = " + NumberFormat.of(mu),
          Math.log10(distances.getFirst() / distances.getLast()) / (SIZES.length - 1));
    }
  }

  private static Measurements depthThree(Laboratory lab, Dataset one, Measurements found) {
    double alpha = 10;
    double farthest = 1e-6;
    RunRecord three = lab.run(setup("depth-3", one, 3, alpha, farthest), SimplicityClaims.QUICK);
    RunRecord two = lab.run(setup("depth-2", one, 2, alpha, farthest), SimplicityClaims.QUICK);
    double worst = 0;
    for (FlowPoint point : three.points()) {
      // Nearer to the start β is a small difference of large cubes.
      if (point.at().log10Loss() < -1) {
        double level = -point.at().log10Loss() * Math.log(10) / Math.pow(alpha, 3);
        worst = Math.max(worst, Problems.apart(predictor(point.theta(), 3), cubes(level)));
      }
    }
    double rich = crossing(three);
    double least = root(level -> excess(cubes(level)) - RICH, 1e-3, 1e12);
    return found
        .keep(three)
        .keep(two)
        .draw("kernel-to-rich", figure(two, three))
        .put("largest error on one sample, depth 3", worst)
        .put("log10 loss at which depth 3 is rich, α = 10", rich)
        .put("the same over its closed form", rich / (-least * Math.pow(alpha, 3) / Math.log(10)))
        .put(
            "‖β‖₁ over its least at 10^−434, depth 3, α = 10",
            excess(cubes(434 * Math.log(10) / 1e3)));
  }

  /** log10 loss at which ‖β‖₁ over its least passes {@link #RICH}, between two steps. */
  private static double crossing(RunRecord run) {
    List<FlowPoint> points = run.points();
    for (int k = 1; k < points.size(); k++) {
      double after = excess(predictor(points.get(k).theta(), 3)) - 1;
      if (after <= RICH - 1 && points.get(k).at().log10Loss() < -1) {
        double before = excess(predictor(points.get(k - 1).theta(), 3)) - 1;
        double share = Math.log(before / (RICH - 1)) / Math.log(before / after);
        double from = Math.log(-points.get(k - 1).at().log10Loss());
        return -Math.exp(from + share * (Math.log(-points.get(k).at().log10Loss()) - from));
      }
    }
    return Double.NaN;
  }

  private static Setup setup(String kind, Dataset data, int depth, double alpha, double mu) {
    double[][] doubled = new double[data.n()][];
    for (int i = 0; i < data.n(); i++) {
      double[] x = Problems.row(data, i);
      doubled[i] = Arrays.copyOf(x, 2 * x.length);
      for (int j = 0; j < x.length; j++) {
        doubled[i][x.length + j] = -x[j];
      }
    }
    Diagonal net = new Diagonal(2 * data.d(), depth);
    double[] theta0 = new double[net.parameters()];
    Arrays.fill(theta0, alpha);
    String name = "%s-mu-%s-alpha-%s".formatted(kind, mu, alpha);
    double horizon = -Math.pow(alpha, depth) / mu / Math.log(10);
    return Setup.of(name, net, Problems.data(doubled, data.y()), theta0, horizon)
        .withTolerance(TOLERANCE);
  }

  /** β of a θ whose layers read [x, −x]. */
  private static double[] predictor(double[] theta, int depth) {
    int wide = theta.length / depth;
    double[] beta = new double[wide / 2];
    for (int j = 0; j < beta.length; j++) {
      double up = 1;
      double down = 1;
      for (int l = 0; l < depth; l++) {
        up *= theta[l * wide + j];
        down *= theta[l * wide + beta.length + j];
      }
      beta[j] = up - down;
    }
    return beta;
  }

  /** Depth 2 on the one sample: {@code sinh(νx)} with {@code 2μ Σ x_j sinh(ν x_j) = 1}. */
  private static double[] sinh(double mu) {
    double nu =
        root(
            v -> 2 * mu * Arrays.stream(SAMPLE).map(x -> x * Math.sinh(v * x)).sum() - 1,
            1e-9,
            1e3);
    return Arrays.stream(SAMPLE).map(x -> Math.sinh(nu * x)).toArray();
  }

  /** Depth 3 on the one sample, over α³, at margin {@code level α³}. */
  private static double[] cubes(double level) {
    double pole = 1 / Arrays.stream(SAMPLE).max().orElseThrow();
    // By the distance from the pole, which all digits of s would not resolve.
    double gap = root(g -> level - Problems.dot(SAMPLE, cubesAt(pole, g)), 1e-9, pole);
    return cubesAt(pole, gap);
  }

  private static double[] cubesAt(double pole, double gap) {
    return Arrays.stream(SAMPLE)
        .map(x -> Math.pow(1 - pole * x + gap * x, -3) - Math.pow(1 + (pole - gap) * x, -3))
        .toArray();
  }

  /** ‖β‖₁ over the least there is at the same margin, {@code x·β / ‖x‖_∞}. */
  private static double excess(double[] beta) {
    double size = Arrays.stream(beta).map(Math::abs).sum();
    double largest = Arrays.stream(SAMPLE).max().orElseThrow();
    return size * largest / Problems.dot(SAMPLE, beta);
  }

  /** The root of a function of one sign change, by bisection of the logarithm. */
  private static double root(DoubleUnaryOperator f, double from, double to) {
    double a = Math.log(from);
    double b = Math.log(to);
    boolean rising = f.applyAsDouble(to) > 0;
    while (true) {
      double middle = (a + b) / 2;
      if (middle <= a || middle >= b) {
        return Math.exp(middle);
      }
      if (f.applyAsDouble(Math.exp(middle)) > 0 == rising) {
        b = middle;
      } else {
        a = middle;
      }
    }
  }

  private static Drawing figure(RunRecord two, RunRecord three) {
    List<Point> second = excesses(two, 2);
    List<Point> third = excesses(three, 3);
    List<Point> all = new ArrayList<>(second);
    all.addAll(third);
    return new Chart(
            "From the kernel regime to the rich one: ‖β‖₁ over its least, all weights 10 at first",
            Axis.log("horizon  −log₁₀ loss", all.stream().mapToDouble(Point::x)),
            Axis.log("‖β‖₁ over its least, less 1", all.stream().mapToDouble(Point::y)),
            List.of(
                new Series("depth 2", Series.Style.LINE, Ink.FIRST, second),
                new Series("depth 3", Series.Style.LINE, Ink.SECOND, third)))
        .draw();
  }

  private static List<Point> excesses(RunRecord run, int depth) {
    return run.points().stream()
        .filter(p -> p.at().log10Loss() < -1)
        .map(p -> new Point(-p.at().log10Loss(), excess(predictor(p.theta(), depth)) - 1))
        .toList();
  }
}
