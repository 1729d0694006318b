package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.flow.event.FlowEvent;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole flows whose paths are known in closed form. On one sample x its weight is 1 and every leaky
 * unit obeys {@code z' = s a |x|², a' = s z}, s its slope: hyperbolic functions on both sides of
 * its kink, which it crosses when {@code tanh(s |x| τ) = −z/(a |x|)}. On a mirrored pair of samples
 * and a mirrored pair of units the weights are ½ each.
 */
class ActiveSetTest {

  private static FlowResult run(
      String net, double[][] x, double[] y, double[] theta, double tolerance, FlowObserver seen) {
    return Flow.run(
        Models.bind(
            Architectures.parse(net),
            new Dataset(Matrix.of(x), y),
            KernelSelector.select("scalar", 1)),
        theta,
        new FlowSettings(
            Loss.EXPONENTIAL,
            Flow.integrators().getFirst(),
            tolerance,
            List.of(StopRule.logLoss(-1e4), StopRule.steps(5_000))),
        seen);
  }

  /** Compares every accepted state with a path, relatively, and collects the events. */
  private static final class Watch implements FlowObserver {
    final List<FlowEvent> events = new ArrayList<>();
    final DoubleFunction<double[]> path;
    double worst;

    Watch(DoubleFunction<double[]> path) {
      this.path = path;
    }

    @Override
    public void accepted(FlowView view) {
      double[] right = path.apply(view.tau());
      double[] theta = new double[right.length];
      view.theta(theta);
      double off = Vectors.norm(TinyNet.moved(theta, -1, right)) / Vectors.norm(right);
      worst = Math.max(worst, off);
    }

    @Override
    public void event(FlowEvent event) {
      events.add(event);
    }

    long count(FlowEvent.Kind kind) {
      return events.stream().filter(event -> event.kind() == kind).count();
    }
  }

  /** z and a of a unit after τ, through at most one crossing. */
  private static double[] unit(double z, double a, double length, double alpha, double tau) {
    double slope = z > 0 ? 1 : alpha;
    double tanh = -z / (a * length);
    double crossing = atanh(tanh) / (slope * length);
    if (!(tanh > 0 && tanh < 1 && crossing < tau)) {
      return moved(z, a, length, slope * length * tau);
    }
    double[] at = moved(z, a, length, slope * length * crossing);
    double other = slope == 1 ? alpha : 1;
    return moved(0, at[1], length, other * length * (tau - crossing));
  }

  private static double[] moved(double z, double a, double length, double angle) {
    double cosh = Math.cosh(angle);
    double sinh = Math.sinh(angle);
    return new double[] {z * cosh + a * length * sinh, a * cosh + z / length * sinh};
  }

  private static double atanh(double x) {
    return 0.5 * Math.log((1 + x) / (1 - x));
  }

  /** θ of units (z, a) on the sample (x, 0), each with a weight of ½ beside it that stays. */
  private static double[] theta(double length, double[][] units) {
    double[] theta = new double[3 * units.length];
    for (int k = 0; k < units.length; k++) {
      theta[2 * k] = units[k][0] / length;
      theta[2 * k + 1] = 0.5;
      theta[2 * units.length + k] = units[k][1];
    }
    return theta;
  }

  private static Watch oneSample(double length, double alpha, double tolerance, double[]... units) {
    Watch watch =
        new Watch(tau ->
            theta(
                length,
                Arrays.stream(units)
                    .map(unit -> unit(unit[0], unit[1], length, alpha, tau))
                    .toArray(double[][]::new)));
    String net = "leaky-relu(" + alpha + "):2-" + units.length + "-1";
    FlowResult result =
        run(
            net,
            new double[][] {{length, 0}},
            new double[] {1},
            theta(length, units),
            tolerance,
            watch);
    assertEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
    return watch;
  }

  /**
   * The same at four tolerances: errors fall with them. An error of θ is one of 1/α as much in the
   * time at which the slow side ends, 1e-6 being the largest tolerance of kinks.
   */
  private static void assertFollows(double length, double alpha, int crossings, double[]... units) {
    for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
      Watch watch = oneSample(length, alpha, tolerance, units);
      double within = 30 / alpha * Math.min(tolerance, 1e-6);
      assertTrue(watch.worst < within, () -> tolerance + ": " + watch.worst);
      assertEquals(
          crossings, watch.count(FlowEvent.Kind.CROSS_UP) + watch.count(FlowEvent.Kind.CROSS_DOWN));
    }
  }

  @Test
  void oneKinkUp() {
    assertFollows(1, 0.3, 1, new double[] {-0.5, 0.8});
  }

  /** The unit that goes down leaves the one that separates alone. */
  @Test
  void oneKinkDown() {
    assertFollows(1, 0.3, 1, new double[] {0.5, -0.8}, new double[] {1, 1});
  }

  @Test
  void twoCloseOnes() {
    assertFollows(1, 0.3, 2, new double[] {-0.5, 0.8}, new double[] {-0.5, 0.8001});
  }

  @Test
  void twoAtOneTime() {
    assertFollows(1, 0.3, 2, new double[] {-0.5, 0.8}, new double[] {-1, 1.6});
  }

  /** One up and one down while the other is on its way. */
  @Test
  void overlappingOnes() {
    assertFollows(
        1, 0.3, 2, new double[] {-0.5, 0.8}, new double[] {0.5, -0.6}, new double[] {1, 1});
  }

  @Test
  void manyAtOneTime() {
    double[][] units = new double[40][];
    for (int k = 0; k < units.length; k++) {
      units[k] = new double[] {-0.1 * (1 + k % 5), 0.16 * (1 + k % 5)};
    }
    assertFollows(1, 0.3, 40, units);
  }

  @Test
  void manyOneAfterTheOther() {
    double[][] units = new double[40][];
    for (int k = 0; k < units.length; k++) {
      units[k] = new double[] {-0.3, 0.4 + 0.01 * k};
    }
    assertFollows(1, 0.3, 40, units);
  }

  /** Beyond its kink the unit goes a thousand times as fast: a quiet step must not run over it. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
  void oneThatBeginsAFastMotion(double alpha) {
    assertFollows(1, alpha, 1, new double[] {-0.5, 0.8});
  }

  /**
   * {@code z = g cosh(τ − τ₀)} comes to within g of its surface and turns back; a repels from
   * there.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-1, 1e-2, 1e-3})
  void aGrazingOne(double nearest) {
    double[] unit = {Math.sqrt(1 + nearest * nearest), -1};
    for (double tolerance : new double[] {1e-6, 1e-8}) {
      Watch watch = oneSample(1, 0.3, tolerance, unit);
      assertEquals(0, watch.count(FlowEvent.Kind.CROSS_DOWN));
      assertTrue(watch.worst < 100 * tolerance / nearest, () -> tolerance + ": " + watch.worst);
    }
  }

  /** Started as much inside as that, it crosses with a slow a and stays across. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-1, 1e-2, 1e-3})
  void oneThatJustCrosses(double beyond) {
    double[] unit = {1, -Math.sqrt(1 + beyond * beyond)};
    for (double tolerance : new double[] {1e-6, 1e-8}) {
      Watch watch = oneSample(1, 0.3, tolerance, unit);
      assertEquals(1, watch.count(FlowEvent.Kind.CROSS_DOWN));
      assertTrue(watch.worst < 100 * tolerance / beyond, () -> tolerance + ": " + watch.worst);
    }
  }

  /**
   * Samples (±1, c) with one label, and two units (∓ω, w) with output weights −w: each falls with
   * {@code w e^{−cτ}} until the surface of one sample, at {@code w = ω/c}, where {@code τ = log(w
   * c/ω)/c}. It slides there with the slope {@code ξ = −x₁·x₂/|x|² = (1 − c²)/(1 + c²)}. With
   * {@code κ = c/√(1 + c²)} its a rises like {@code −(ω/c) cosh κt + (ω/κ) sinh κt} and passes 0 at
   * {@code tanh κt = κ/c}: the surface repels from there, and the unit leaves to the nearer side.
   */
  @ParameterizedTest
  @CsvSource({"0.5, RELEASE_UP", "0.8, RELEASE_DOWN"})
  void slidingUntilTheJumpChangesItsSign(double c, FlowEvent.Kind release) {
    double omega = 0.5;
    double w = 2;
    double enters = Math.log(w * c / omega) / c;
    double kappa = c / Math.sqrt(1 + c * c);
    double leaves = enters + atanh(kappa / c) / kappa;
    double slope = (1 - c * c) / (1 + c * c);
    for (double tolerance : new double[] {1e-6, 1e-8, 1e-10}) {
      Watch watch = new Watch(tau -> mirrored(c, omega, w, Math.min(tau, enters)));
      run(
          "relu:2-2-1",
          new double[][] {{1, c}, {-1, c}},
          new double[] {1, 1},
          mirrored(c, omega, w, 0),
          tolerance,
          watch);
      // Held after it had to leave for a time t, a kink is off by the square of t.
      double late = 10 * Math.sqrt(tolerance);
      for (FlowEvent event : watch.events) {
        boolean slide = event.kind() == FlowEvent.Kind.SLIDE;
        double within = slide ? 20 * tolerance : late;
        assertEquals(slide ? enters : leaves, event.tau(), within, event::toString);
        event.slope().ifPresent(found -> assertEquals(slope, found, late));
      }
      assertEquals(2, watch.count(FlowEvent.Kind.SLIDE));
      assertEquals(2, watch.count(FlowEvent.Kind.AMBIGUOUS));
      assertEquals(2, watch.count(release));
    }
  }

  private static double[] mirrored(double c, double omega, double w, double tau) {
    double fallen = w * Math.exp(-c * tau);
    return new double[] {-omega, fallen, omega, fallen, -fallen, -fallen};
  }

  /**
   * Sample (1, 0), label −1, slides for a unit (0, v) with output weight v, which (b, 1), b = −1/e,
   * label −1, pulls up by its share: {@code ξ = |b| p₂/p₁}. A second unit (ω, 0), output weight −ω,
   * sees the first sample alone. Then {@code v' = −p₂ v}, {@code ω' = p₁ ω} and {@code p₂/p₁ =
   * e^{ω² + v²}}, so that the kink leaves upwards where {@code ω² + v² = 1}; since {@code ω/v}
   * grows like {@code e^τ}, {@code v² (1 + (ω₀/v₀)² e^{2τ}) = 1} there.
   */
  @Test
  void leavesASlideWhereItsSlopeIsOne() {
    double start = 0.5;
    for (double tolerance : new double[] {1e-6, 1e-8, 1e-10}) {
      List<FlowEvent> events = new ArrayList<>();
      List<double[]> states = new ArrayList<>();
      run(
          "relu:2-2-1",
          new double[][] {{1, 0}, {-1 / Math.E, 1}},
          new double[] {-1, -1},
          new double[] {0, start, start, 0, start, -start},
          tolerance,
          new FlowObserver() {
            @Override
            public void accepted(FlowView view) {
              double[] theta = new double[6];
              view.theta(theta);
              states.add(theta);
            }

            @Override
            public void event(FlowEvent event) {
              events.add(event);
            }
          });
      assertEquals(FlowEvent.Kind.SLIDE, events.get(0).kind(), "from the start on");
      assertEquals(0, events.get(0).tau(), 0);
      FlowEvent left = events.get(1);
      assertEquals(FlowEvent.Kind.RELEASE_UP, left.kind());
      double[] theta = states.get((int) left.step() + 1);
      double late = 10 * Math.sqrt(tolerance);
      assertEquals(1, theta[1] * theta[1] + theta[2] * theta[2], late);
      assertEquals(left.tau(), Math.log(theta[2] / theta[1]), 20 * tolerance, "ω/v = e^τ");
    }
  }
}
