package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * States between steps, by {@link IntegratorRun} and {@link PolarRun}, and those that a {@link
 * FlowSampler} finds among them.
 */
class DenseOutputTest {

  private static final double LN10 = Math.log(10);

  /** Two classes that a plane separates, eight samples each. */
  private static final Dataset DATA = data();

  private static Dataset data() {
    double[][] x = new double[16][];
    double[] y = new double[16];
    for (int i = 0; i < 16; i++) {
      y[i] = i < 8 ? 1 : -1;
      x[i] = new double[] {y[i] + Math.sin(3 * i), 2 * y[i] + Math.cos(5 * i), Math.sin(i)};
    }
    return new Dataset(Matrix.of(x), y);
  }

  /** A sampled state. */
  private record Sample(
      long step, double logNorm, double logLoss, double logTime, double tau, List<Double> theta) {

    static Sample of(FlowView view, double x, int parameters) {
      DenseOutput dense = view.dense();
      double[] theta = new double[parameters];
      dense.theta(x, theta);
      return new Sample(
          view.step(),
          dense.logNorm(x),
          dense.logLoss(x),
          dense.logTime(x),
          dense.tau(x),
          Arrays.stream(theta).boxed().toList());
    }

    double turned(Sample other) {
      double sum = 0;
      for (int j = 0; j < theta.size(); j++) {
        double difference =
            theta.get(j) * Math.exp(-logNorm) - other.theta.get(j) * Math.exp(-other.logNorm);
        sum += difference * difference;
      }
      return Math.sqrt(sum);
    }
  }

  private static FlowSettings settings(String integrator, double tolerance, double log10Loss) {
    return new FlowSettings(
        Loss.EXPONENTIAL,
        integrator,
        tolerance,
        List.of(StopRule.logLoss(log10Loss * LN10), StopRule.steps(20_000)));
  }

  private static List<Sample> sample(
      String spec, double tolerance, double log10Loss, List<FlowSampler.Scale> scales) {
    Architecture net = Architectures.parse(spec);
    List<Sample> found = new ArrayList<>();
    Flow.run(
        Models.bind(net, DATA, KernelSelector.select("scalar", 1)),
        Initialisation.gaussian(net, 2, 0.1),
        settings(LongHorizon.NAME, tolerance, log10Loss),
        new FlowSampler(scales, -1, (view, x) -> found.add(Sample.of(view, x, net.parameters()))));
    return found;
  }

  /** Errors at places that do not depend on steps are those of the tolerance. */
  @ParameterizedTest
  @CsvSource({"linear:3-4-1, 3e-5, 4e-6", "linear:3-4-4-1, 3e-5, 1e-5", "relu:3-8-1, 3e-4, 1e-4"})
  void samplesAgreeWithThoseOfATightTolerance(String net, double early, double late) {
    List<FlowSampler.Scale> norms =
        List.of(
            new FlowSampler.Scale((logNorm, logLoss) -> 3.7 * logNorm, Double.NEGATIVE_INFINITY));
    List<Sample> loose = sample(net, 1e-6, -1e6, norms);
    List<Sample> tight = sample(net, 1e-9, -1e6, norms);
    assertEquals(tight.size(), loose.size());
    assertTrue(tight.size() > 20, () -> tight.size() + " samples");
    for (int k = 0; k < tight.size(); k++) {
      Sample expected = tight.get(k);
      Sample found = loose.get(k);
      boolean tail = expected.logLoss() < -20;
      String where = "sample %d at log loss %.6g".formatted(k, expected.logLoss());
      assertEquals(0, found.turned(expected), tail ? late : early, where);
      double scale = Math.max(1, Math.abs(expected.logLoss()));
      assertEquals(expected.logLoss(), found.logLoss(), (tail ? late : 30 * early) * scale, where);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"long-horizon", "dormand-prince", "bogacki-shampine", "loss-scaled-gd"})
  void bothEndsOfAStepAreTheAcceptedStates(String integrator) {
    Architecture net = Architectures.parse("relu:3-8-1");
    int p = net.parameters();
    double[] before = Initialisation.gaussian(net, 2, 0.1);
    double[] dense = new double[p];
    double[] now = new double[p];
    Flow.run(
        Models.bind(net, DATA, KernelSelector.select("scalar", 1)),
        before.clone(),
        settings(integrator, 1e-6, -5),
        new FlowObserver() {
          @Override
          public void accepted(FlowView view) {
            String where = "step " + view.step();
            view.theta(now);
            double rounding = 1e-12 * Math.exp(view.logNorm());
            view.dense().theta(0, dense);
            assertArrayEquals(before, dense, rounding, where);
            view.dense().theta(1, dense);
            assertArrayEquals(now, dense, rounding, where);
            assertEquals(view.logNorm(), view.dense().logNorm(1), 1e-12, where);
            assertEquals(view.logTime(), view.dense().logTime(1), 1e-4, where);
            assertEquals(view.tau(), view.dense().tau(1), 1e-12 * view.tau(), where);
            System.arraycopy(now, 0, before, 0, p);
          }
        });
  }

  @Test
  void samplesLieWhereTheyWereAskedFor() {
    Architecture net = Architectures.parse("linear:3-4-1");
    List<Double> depths = new ArrayList<>();
    Flow.run(
        Models.bind(net, DATA, KernelSelector.select("scalar", 1)),
        Initialisation.gaussian(net, 2, 0.1),
        settings(LongHorizon.NAME, 1e-6, -1e6),
        FlowSampler.perDecade(2, -1, (view, x) -> depths.add(view.dense().logLoss(x) / LN10)));
    List<Double> tail = depths.stream().filter(depth -> depth < -0.99).toList();
    assertEquals(13, tail.size(), () -> "samples at " + tail);
    for (int j = 0; j < tail.size(); j++) {
      double expected = -Math.pow(10, 0.5 * j);
      assertEquals(expected, tail.get(j), 1e-12 * Math.abs(expected));
    }
  }

  @Test
  void aResumedRunGoesOnSamplingWhereItWas() {
    List<Sample> whole = new ArrayList<>();
    List<Sample> parts = new ArrayList<>();
    Architecture net = Architectures.parse("relu:3-8-1");
    int p = net.parameters();
    double[] theta = Initialisation.gaussian(net, 2, 0.1);
    var model = Models.bind(net, DATA, KernelSelector.select("scalar", 1));
    FlowSettings settings = settings(LongHorizon.NAME, 1e-6, -1e4);
    Flow.run(
        model,
        theta,
        settings,
        FlowSampler.perDecade(5, -1, (view, x) -> whole.add(Sample.of(view, x, p))));
    Checkpoint at = new Checkpoint("", new double[0], new long[0]);
    for (long step = 0; step < 60; step += 7) {
      FlowSettings part =
          new FlowSettings(Loss.EXPONENTIAL, LongHorizon.NAME, 1e-6, List.of(StopRule.steps(step)));
      long seen = step - 7;
      FlowSampler sampler =
          FlowSampler.perDecade(
              5, step == 0 ? -1 : seen, (view, x) -> parts.add(Sample.of(view, x, p)));
      at =
          (step == 0
                  ? Flow.run(model, theta, part, sampler)
                  : Flow.resume(model, at, part, sampler))
              .checkpoint();
    }
    assertTrue(parts.size() > 5, () -> parts.size() + " samples");
    assertEquals(whole.subList(0, parts.size()), parts);
    assertTrue(whole.get(parts.size()).step() > 56, "a sample is missing");
  }
}
