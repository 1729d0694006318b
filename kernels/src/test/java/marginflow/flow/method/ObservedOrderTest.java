package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import marginflow.array.Matrix;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.Evaluations;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.stiff.StiffSystem;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order of every method as it is seen: fixed steps, halved again and again, on segments of the
 * flow on which no pair comes near its kink. Halving divides the error by 2^order; the two finest
 * halvings above rounding are judged.
 */
class ObservedOrderTest {

  private static final Dataset DATA =
      new Dataset(
          Matrix.of(new double[][] {{2, 1}, {1, 3}, {-1, -2}, {-0.5, 1.5}}),
          new double[] {1, 1, -1, 1});

  /** Length of the segment in σ. */
  private static final double SEGMENT = 0.4;

  /** Far more steps than any halving uses: its error is below rounding. */
  private static final int REFERENCE_STEPS = 4096;

  /** Errors below this are rounding of some 1e-14 to more than a hundredth. */
  private static final double ROUNDING = 1e-12;

  /** A method under test, with the apparatus it runs on. */
  private static final class Method {
    private final PolarField field;
    private final StiffSystem system;
    private final Stepper stepper;

    Method(String name, String net) {
      MarginModel model =
          Models.bind(Architectures.parse(net), DATA, KernelSelector.select("scalar", 1));
      SlidingSet none = new SlidingSet(model.kinks(), model.parameters());
      field = new PolarField(model, Loss.EXPONENTIAL, none);
      system = new StiffSystem(field, none, StiffSystem.Limits.of(model));
      stepper =
          switch (name) {
            case "dormand-prince" ->
                new ExplicitStepper(ExplicitTableau.dormandPrince(), field, true);
            case "bogacki-shampine" ->
                new ExplicitStepper(ExplicitTableau.bogackiShampine(), field, true);
            default -> new RosenbrockStepper(RosenbrockTableau.w4(), field, system);
          };
    }

    /** The direction at a fraction x of one step from the start. */
    double[] inside(double h, double x) {
      Evaluation at = Evaluations.atTheta(field, start(field.dimension() - 1));
      Evaluation next = field.newEvaluation();
      system.linearize(at, new double[field.model().kinks().size()], h);
      stepper.attempt(at, h, Double.MAX_VALUE, next);
      double[] out = new double[field.dimension()];
      stepper.between(x, at.y(), next.y(), out);
      return unit(out);
    }

    /** The direction after a time, by equal steps. */
    double[] direction(double time, int steps) {
      return unit(follow(time, steps));
    }

    private static double[] unit(double[] y) {
      double[] u = Arrays.copyOf(y, y.length - 1);
      double norm = Vectors.norm(u);
      return Arrays.stream(u).map(v -> v / norm).toArray();
    }

    /** The state at the end of the segment, by equal steps. */
    double[] follow(int steps) {
      return follow(SEGMENT, steps);
    }

    private double[] follow(double time, int steps) {
      Evaluation at = Evaluations.atTheta(field, start(field.dimension() - 1));
      for (int k = 0; k < steps; k++) {
        Evaluation next = field.newEvaluation();
        system.linearize(at, new double[field.model().kinks().size()], time / steps);
        stepper.attempt(at, time / steps, Double.MAX_VALUE, next);
        at = next;
      }
      return at.y();
    }
  }

  /** A start at which the data is fitted and no preactivation is near zero. */
  private static double[] start(int parameters) {
    double[] theta = new double[parameters];
    for (int j = 0; j < parameters; j++) {
      theta[j] = 1 + 0.3 * Math.sin(1 + 7 * j);
    }
    return theta;
  }

  private static Stream<Arguments> methods() {
    return Stream.of("linear:2-3-1", "leaky-relu(0.5):2-3-1", "linear:2-3-2-1")
        .flatMap(net ->
            Stream.of(
                Arguments.of("dormand-prince", 5, net),
                Arguments.of("bogacki-shampine", 3, net),
                Arguments.of("w4", 4, net)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void halvingTheStepDividesTheErrorAsTheoryHasIt(String name, int order, String net) {
    double[] exact = new Method("dormand-prince", net).follow(REFERENCE_STEPS);
    Method method = new Method(name, net);
    List<Double> errors =
        Stream.of(2, 4, 8, 16, 32, 64, 128)
            .map(steps -> distance(method.follow(steps), exact))
            .filter(error -> error > ROUNDING)
            .toList();
    assertTrue(errors.size() >= 3, () -> "errors down to rounding: " + errors);
    for (int k = errors.size() - 2; k < errors.size(); k++) {
      double observed = Math.log(errors.get(k - 1) / errors.get(k)) / Math.log(2);
      assertEquals(order, observed, 0.3, () -> "errors " + errors);
    }
  }

  private static Stream<Arguments> insides() {
    return Stream.of("linear:2-3-1", "leaky-relu(0.5):2-3-1", "linear:2-3-2-1")
        .flatMap(net ->
            Stream.of(
                Arguments.of("dormand-prince", 4, net),
                Arguments.of("bogacki-shampine", 3, net),
                Arguments.of("w4", 3, net)));
  }

  /** Inside one step from an exact state, which errs by one power more than the order. */
  @ParameterizedTest
  @MethodSource("insides")
  void halvingTheStepDividesTheErrorInsideAsDenseOutputHasIt(String name, int order, String net) {
    Method method = new Method(name, net);
    List<Double> errors =
        Stream.of(0.2, 0.1, 0.05, 0.025, 0.0125)
            .map(h ->
                distance(
                    method.inside(h, 0.6),
                    new Method("dormand-prince", net).direction(0.6 * h, REFERENCE_STEPS / 8)))
            .filter(error -> error > 10 * ROUNDING)
            .toList();
    assertTrue(errors.size() >= 3, () -> "errors down to rounding: " + errors);
    double observed = Math.log(errors.get(1) / errors.get(2)) / Math.log(2);
    assertEquals(order + 1, observed, 0.4, () -> "errors " + errors);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }
}
