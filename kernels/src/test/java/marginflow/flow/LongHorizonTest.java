package marginflow.flow;

import static marginflow.flow.FlowObserver.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Whole flows to their ends, {@link LongHorizonRun}. */
class LongHorizonTest {

  /** Claim V2: two samples, one neuron that works and one that is dead on both. */
  static final Dataset TWO =
      new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});

  static MarginModel model(String spec, Dataset data) {
    return Models.bind(Architectures.parse(spec), data, KernelSelector.select("scalar", 1));
  }

  static FlowSettings settings(double log10Loss) {
    return new FlowSettings(
        Loss.EXPONENTIAL,
        LongHorizon.NAME,
        1e-6,
        List.of(StopRule.logLoss(log10Loss * Math.log(10)), StopRule.steps(20_000)));
  }

  @Test
  void deadNeuronStaysExactlyConstant() {
    double[] theta = {0, 3, 0, -2, 3, 2};
    FlowResult result = Flow.run(model("relu:2-2-1", TWO), theta, settings(-1e6), NONE);
    assertEquals(Termination.HORIZON_REACHED, result.termination());
    assertEquals(1.0 / 8, result.normalizedMargin(), 1e-6);

    assertEquals(-2, result.theta()[3]);
    assertEquals(2, result.theta()[5]);
    assertEquals(0.0, result.theta()[2]);
  }

  /** The value of the rule is a difference of inverse hyperbolic sines, kept to the tolerance. */
  @Test
  void aRunEndsAtTheRootOfItsStopRule() {
    double[] theta = {0, 0.3, 0, -0.2, 0.3, 0.2};
    for (double log10Loss : new double[] {0.2, -0.1, -3, -1e3, -1e8}) {
      FlowResult result = Flow.run(model("relu:2-2-1", TWO), theta, settings(log10Loss), NONE);
      assertEquals(Termination.HORIZON_REACHED, result.termination());
      double target = log10Loss * Math.log(10);
      assertTrue(result.logLoss() <= target, () -> "before the root: " + result.logLoss());
      assertEquals(target, result.logLoss(), 1e-6 * Math.hypot(1, target));
    }
  }

  /**
   * Releases that waited for the end of a step, and passes whose effect on one another was left
   * out, once put these directions 5e-3, 2e-3 and 1e-3 off.
   */
  @Test
  void kinksLeaveTheErrorOfTheDirectionToTheTolerance() {
    for (int seed : new int[] {9, 4, 10}) {
      Dataset data = randomLabels(seed);
      double[] theta =
          Initialisation.gaussian(Architectures.parse("relu:3-30-1"), 1000 + seed, 0.1);
      double[] coarse = direction(data, theta, 1e-6);
      double[] fine = direction(data, theta, 1e-9);
      double squared = 0;
      for (int j = 0; j < fine.length; j++) {
        squared += (coarse[j] - fine[j]) * (coarse[j] - fine[j]);
      }
      assertEquals(0, Math.sqrt(squared), 3e-4, "seed " + seed);
    }
  }

  /** The random-label flows of the bench suite. */
  private static Dataset randomLabels(int seed) {
    double[] g = Initialisation.gaussian(new Diagonal(80, 1), seed, 1);
    double[][] x = new double[20][];
    double[] y = new double[20];
    for (int i = 0; i < 20; i++) {
      x[i] = Arrays.copyOfRange(g, 3 * i, 3 * i + 3);
      y[i] = g[60 + i] < 0 ? -1 : 1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  private static double[] direction(Dataset data, double[] theta, double tolerance) {
    FlowSettings settings =
        new FlowSettings(
            Loss.EXPONENTIAL,
            LongHorizon.NAME,
            tolerance,
            List.of(StopRule.logLoss(-Math.log(10)), StopRule.steps(20_000)));
    FlowResult result = Flow.run(model("relu:3-30-1", data), theta, settings, NONE);
    assertEquals(Termination.HORIZON_REACHED, result.termination());
    double[] u = result.theta().clone();
    double norm = Vectors.norm(u);
    for (int j = 0; j < u.length; j++) {
      u[j] /= norm;
    }
    return u;
  }

  /** A pair that drifted off its surface while it slid once left the margin 3.6 % wrong. */
  @Test
  void deepPairsAreNotHeldFarOffTheirSurfaces() {
    Random random = new Random(1);
    double[][] x = new double[12][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      do {
        x[i] = random.doubles(3, -1, 1).toArray();
      } while (Math.abs(x[i][0] + 0.3 * x[i][1]) < 0.2);
      y[i] = x[i][0] + 0.3 * x[i][1] > 0 ? 1 : -1;
    }
    Architecture net = Architectures.parse("relu:3-8-8-1");
    Dataset data = new Dataset(Matrix.of(x), y);
    double[] theta = Initialisation.gaussian(net, 1, 0.3);
    FlowResult result = Flow.run(model("relu:3-8-8-1", data), theta, settings(-1e4), NONE);
    assertEquals(Termination.HORIZON_REACHED, result.termination());
    MarginModel signs = model("relu:3-8-8-1", data);
    signs.evaluate(result.theta());
    double least = Arrays.stream(signs.margins()).min().orElseThrow();
    double margin = least * Math.exp(-3 * result.logNorm());
    assertEquals(margin, result.normalizedMargin(), 1e-3 * margin);
  }

  @Test
  void linearNetsReachTheMarginOfTheirDepth() {
    Dataset data =
        new Dataset(Matrix.of(new double[][] {{2, 1}, {1, 3}, {-1, -2}}), new double[] {1, 1, -1});
    double[] theta = new double[2 * 3 + 3];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.3 * Math.sin(1 + 7 * j);
    }
    FlowResult result = Flow.run(model("linear:2-3-1", data), theta, settings(-1e6), NONE);
    // Largest margin of w·(2,1), w·(1,3), w·(1,2) over unit w: along the nearest point of their
    // hull to the origin, which is (2,1) + (1/2)(−1, 1)... on the segment from (2,1) to (1,2).
    double gamma = Math.sqrt(1.5 * 1.5 + 1.5 * 1.5);
    assertEquals(gamma / 2, result.normalizedMargin(), 1e-5);
    assertTrue(result.smoothedMarginMonotone());
  }

  /**
   * A step goes as far at any depth: the last seventy powers of ten of the logarithm cost no more
   * than seven times what ten of them do, and double precision is no limit to the weights.
   */
  @Test
  void stepsDoNotShortenWithTheHorizon() {
    Dataset data =
        new Dataset(
            Matrix.of(new double[][] {{2, 1}, {1, 3}, {-1, -2}, {0.5, -2}}),
            new double[] {1, 1, -1, -1});
    for (String spec : List.of("linear:2-3-1", "relu:2-8-1", "leaky-relu(0.5):2-8-1")) {
      double[] theta = Initialisation.gaussian(Architectures.parse(spec), 10, 0.1);
      FlowResult near = Flow.run(model(spec, data), theta, settings(-1e20), NONE);
      FlowResult middle = Flow.run(model(spec, data), theta, settings(-1e30), NONE);
      FlowResult far = Flow.run(model(spec, data), theta, settings(-1e100), NONE);
      assertEquals(Termination.HORIZON_REACHED, far.termination(), spec);
      assertTrue(far.smoothedMarginMonotone(), spec);
      long ten = middle.statistics().accepted() - near.statistics().accepted();
      long seventy = far.statistics().accepted() - middle.statistics().accepted();
      assertTrue(seventy <= 7 * ten + 7, spec + ": " + ten + ", then " + seventy);
      assertEquals(middle.normalizedMargin(), far.normalizedMargin(), 1e-9, spec);
    }
  }

  /** The largest margin of a linear net of depth two is half that of its data, to all digits. */
  @Test
  void theLimitIsExactFarOut() {
    Dataset data =
        new Dataset(Matrix.of(new double[][] {{2, 1}, {1, 3}, {-1, -2}}), new double[] {1, 1, -1});
    double[] theta = Initialisation.gaussian(Architectures.parse("linear:2-3-1"), 3, 0.1);
    FlowResult result = Flow.run(model("linear:2-3-1", data), theta, settings(-1e60), NONE);
    assertEquals(Math.sqrt(4.5) / 2, result.normalizedMargin(), 1e-14);
  }

  /** Pairs of x and −x slide together on units whose force is zero but for their surfaces. */
  @Test
  void oppositeSamplesSlideTogether() {
    Dataset xor =
        new Dataset(
            Matrix.of(new double[][] {{1, 1}, {-1, -1}, {1, -1}, {-1, 1}}),
            new double[] {1, 1, -1, -1});
    Architecture net = Architectures.parse("relu:2-20-1");
    for (long seed = 1; seed <= 4; seed++) {
      double[] theta = Initialisation.gaussian(net, seed, 0.01);
      FlowResult result = Flow.run(model("relu:2-20-1", xor), theta, settings(-1e20), NONE);
      assertEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
      assertTrue(result.statistics().accepted() < 200, "steps");
      assertEquals(Math.sqrt(2) / 8, result.normalizedMargin(), 1e-12, "margin");
    }
  }

  /**
   * Rows at odds in balance, the others fitted ever more slowly. What steps left of imbalance once
   * held the second for 57,552 of them. The first is on one of two branches: its flow is not unique
   * at τ = 14.4.
   */
  @Test
  void plateausTakeFewSteps() {
    Architecture net = Architectures.parse("relu:3-30-1");
    for (int seed : new int[] {15, 45}) {
      double[] theta = Initialisation.gaussian(net, 1000 + seed, 0.1);
      FlowResult result =
          Flow.run(model("relu:3-30-1", randomLabels(seed)), theta, settings(-10), NONE);
      assertEquals(Termination.NOT_SEPARATED, result.termination());
      assertEquals(seed == 15 ? 1 : 0, result.statistics().ambiguous());
      assertTrue(result.statistics().accepted() < 6_000, "steps");
      assertTrue(result.tau() > 1e11, "time");
    }
  }

  /**
   * Units that every sample pushes off come to zero weights, where all their surfaces meet: sliding
   * from ray to ray on the way took 6,862 steps and more.
   */
  @Test
  void unitsThatEveryRowPushesOffComeToZero() {
    Random random = new Random(1);
    double[][] x = new double[30][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(3, -1, 1).toArray();
      y[i] = 1;
    }
    Architecture net = Architectures.parse("relu:3-20-1");
    int zero = 0;
    for (int seed = 1; seed <= 4; seed++) {
      double[] theta = Initialisation.gaussian(net, seed, 0.01);
      FlowResult result =
          Flow.run(model("relu:3-20-1", new Dataset(Matrix.of(x), y)), theta, settings(-1e6), NONE);
      assertEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
      assertTrue(result.statistics().accepted() < 1_000, "steps");
      for (int k = 0; k < 20; k++) {
        double[] w = Arrays.copyOfRange(result.theta(), 3 * k, 3 * k + 3);
        if (Vectors.norm(w) == 0) {
          zero++;
          assertTrue(result.theta()[60 + k] < 0, "a unit that could grow");
          double start = theta[60 + k];
          // a² − |w|² is kept (Du, Hu, Lee 2018, theorem 2.1).
          double kept = start * start - square(theta, 3 * k);
          assertEquals(Math.sqrt(kept), -result.theta()[60 + k], 1e-3 * Math.abs(start));
        }
      }
    }
    assertTrue(zero > 0, "no unit came to zero");
  }

  /** A leaky unit whose weights come to zero has no surface that a step could end on. */
  @Test
  void noRunIsStuckWhereAllSurfacesOfAUnitMeet() {
    Random random = new Random(4);
    double[][] x = new double[40][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(3, -1, 1).toArray();
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    String spec = "leaky-relu(0.3):3-8-1";
    double[] theta = Initialisation.gaussian(Architectures.parse(spec), 4, 0.01);
    FlowResult result =
        Flow.run(model(spec, new Dataset(Matrix.of(x), y)), theta, settings(-10), NONE);
    assertEquals(Termination.NOT_SEPARATED, result.termination(), result.message());
  }

  /** Every sample taken twice is the same flow, with half the time to it. */
  @Test
  void equalSamplesMoveAsOne() {
    Dataset once = randomLabels(3);
    double[][] x = new double[2 * once.n()][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int of = i % once.n();
      x[i] = new double[] {once.x().get(of, 0), once.x().get(of, 1), once.x().get(of, 2)};
      y[i] = once.y()[of];
    }
    double[] theta = Initialisation.gaussian(Architectures.parse("relu:3-30-1"), 1003, 0.1);
    FlowResult one = Flow.run(model("relu:3-30-1", once), theta, settings(-1e5), NONE);
    FlowResult two =
        Flow.run(model("relu:3-30-1", new Dataset(Matrix.of(x), y)), theta, settings(-1e5), NONE);
    assertEquals(Termination.HORIZON_REACHED, two.termination());
    assertTrue(two.statistics().accepted() < 1.5 * one.statistics().accepted(), "steps");
    assertEquals(one.normalizedMargin(), two.normalizedMargin(), 1e-3 * one.normalizedMargin());
  }

  /** Two equal samples at odds have a loss of two or more between them, whatever is done. */
  @Test
  void equalSamplesAtOddsKeepTheirLoss() {
    Random random = new Random(1);
    double[][] x = new double[12][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(3, -1, 1).toArray();
      y[i] = x[i][0] + 0.3 * x[i][1] > 0 ? 1 : -1;
    }
    x[11] = x[0].clone();
    y[11] = -y[0];
    Architecture net = Architectures.parse("relu:3-20-1");
    for (int seed = 1; seed <= 4; seed++) {
      double[] least = {Double.POSITIVE_INFINITY};
      FlowObserver watch =
          new FlowObserver() {
            @Override
            public void accepted(FlowView view) {
              least[0] = Math.min(least[0], view.logLoss());
            }
          };
      FlowResult result =
          Flow.run(
              model("relu:3-20-1", new Dataset(Matrix.of(x), y)),
              Initialisation.gaussian(net, seed, 0.01),
              settings(-10),
              watch);
      assertEquals(Termination.NOT_SEPARATED, result.termination(), result.message());
      assertTrue(least[0] >= Math.log(2) - 1e-12, "loss " + least[0]);
      assertTrue(result.statistics().accepted() < 3_000, "steps");
    }
  }

  private static double square(double[] theta, int from) {
    double[] w = Arrays.copyOfRange(theta, from, from + 3);
    return Vectors.dot(w, w);
  }

  /** Biases make the network inhomogeneous: its margins are all there is, and they run out. */
  @Test
  void precisionEndsWhereOnlyMarginsAreKnown() {
    double[] theta = Initialisation.gaussian(Architectures.parse("linear+bias:2-3-1"), 3, 0.5);
    FlowResult result = Flow.run(model("linear+bias:2-3-1", TWO), theta, settings(-1e30), NONE);
    assertEquals(Termination.PRECISION_LIMIT, result.termination());
    assertTrue(result.logLoss() < -1e12, result.message());
  }

  @Test
  void numbersEndTheRunByName() {
    double[] theta = Initialisation.gaussian(Architectures.parse("linear:2-3-1"), 3, 0.1);
    FlowResult result = Flow.run(model("linear:2-3-1", TWO), theta, settings(-1e200), NONE);
    assertEquals(Termination.PRECISION_LIMIT, result.termination());
    assertTrue(result.logLoss() < -1e129, result.message());
  }

  @Test
  void samplesAtOddsAreNotSeparated() {
    Dataset xor =
        new Dataset(
            Matrix.of(new double[][] {{1, 1}, {-1, -1}, {1, -1}, {-1, 1}}),
            new double[] {1, 1, -1, -1});
    double[] theta = {0.1, -0.2, 0.05, 0.3, -0.1, 0.02, 0.2, 0.1, 0.15, -0.3, 0.1, 0.25};
    FlowResult result = Flow.run(model("linear:2-4-1", xor), theta, settings(-10), NONE);
    assertEquals(Termination.NOT_SEPARATED, result.termination());
  }

  @Test
  void explicitPairsAgreeWithTheLongHorizonBeforeStiffness() {
    double[] theta = {0.3, 0.1, -0.2, 0.4, 0.5, -0.3};
    FlowResult ours = Flow.run(model("relu:2-2-1", TWO), theta, settings(-3), NONE);
    for (String pair : List.of("dormand-prince", "bogacki-shampine")) {
      FlowSettings explicit =
          new FlowSettings(
              Loss.EXPONENTIAL,
              pair,
              1e-6,
              List.of(StopRule.logLoss(-3 * Math.log(10)), StopRule.steps(5000)));
      FlowResult theirs = Flow.run(model("relu:2-2-1", TWO), theta, explicit, NONE);
      assertEquals(Termination.HORIZON_REACHED, theirs.termination());
      // All end at the root of the rule, to the tolerance.
      assertEquals(-3 * Math.log(10), theirs.logLoss(), 1e-5, pair);
      assertEquals(ours.normalizedMargin(), theirs.normalizedMargin(), 1e-5, pair);
      assertEquals(ours.logTime(), theirs.logTime(), 1e-4, pair);
    }
  }
}
