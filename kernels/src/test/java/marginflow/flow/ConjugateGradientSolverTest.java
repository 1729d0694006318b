package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.Evaluations;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.flow.method.RosenbrockTableau;
import marginflow.flow.method.Stepper;
import marginflow.flow.stiff.StiffSolver;
import marginflow.flow.stiff.StiffSystem;
import marginflow.flow.stiff.StiffSystem.Limits;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Linear systems by products against the same ones written out. */
class ConjugateGradientSolverTest {

  /** All rows may be written out. */
  private static final Limits DENSE = new Limits(1000, 1000, 0);

  private static final int ROWS = 40;

  private static Dataset data(long seed) {
    Random random = new Random(seed);
    double[][] x = new double[ROWS][];
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = random.doubles(3, -1, 1).toArray();
      x[i][0] += x[i][0] > 0 ? 0.1 : -0.1;
      y[i] = x[i][0] > 0 ? 1 : -1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  private static MarginModel model(String net) {
    return Models.bind(Architectures.parse(net), data(2), KernelSelector.select("scalar", 1));
  }

  /** A point with sliding pairs, and systems linearized there. */
  private static final class Point {
    private final MarginModel model;
    private final SlidingSet sliding;
    private final PolarField field;
    private final Evaluation at;

    Point(String net, double norm, Loss loss) {
      model = model(net);
      sliding = new SlidingSet(model.kinks(), model.parameters());
      field = new PolarField(model, loss, sliding);
      at = field.newEvaluation();
      double[] y = at.y();
      double[] theta = Initialisation.gaussian(Architectures.parse(net), 5, 1);
      field.place(theta, y);
      y[y.length - 1] = Math.log(norm);
      field.evaluateFree(at);
      for (int kink = 1; kink < model.kinks().size(); kink += 37) {
        sliding.add(kink);
      }
      sliding.restore(y, norm);
      field.normalize(y);
      field.evaluate(at);
    }

    StiffSystem system(Limits limits, double h, double tolerance) {
      StiffSystem system = new StiffSystem(field, sliding, limits);
      double[] sensitivities = new double[model.kinks().size()];
      model.kinks().sensitivities(sensitivities);
      field.evaluate(at);
      system.linearize(at, sensitivities, h);
      system.factor(h, 0.4, tolerance, 0.03 * tolerance);
      return system;
    }
  }

  private static double[] random(int length, long seed) {
    return new Random(seed).doubles(length, -1, 1).toArray();
  }

  private static double distance(double[] a, double[] b, int from, int to) {
    double sum = 0;
    for (int j = from; j < to; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }

  private static double norm(double[] a) {
    return distance(a, new double[a.length], 0, a.length);
  }

  @ParameterizedTest
  @CsvSource({
    "relu:3-8-1, 3, 6",
    "relu:3-8-1, 3, 0",
    "relu:3-8-1, 3, 30",
    "leaky-relu(0.3):3-8-1, 30, 6",
    "relu:3-8-6-1, 3, 6",
    "linear:3-8-1, 30, 6"
  })
  void solutionsAreThoseOfTheDenseSystem(String net, double norm, int preconditioner) {
    for (Loss loss : Loss.values()) {
      Point at = new Point(net, norm, loss);
      assertTrue(net.startsWith("linear") || at.sliding.count() > 4, "sliding pairs");
      StiffSystem dense = at.system(DENSE, 0.1, 1e-9);
      StiffSystem products = at.system(new Limits(1, preconditioner, 500), 0.1, 1e-9);
      // Several right sides, so that later ones start from earlier ones' solutions.
      for (int seed = 0; seed < 4; seed++) {
        double[] right = random(dense.width(), seed);
        double[] expected = right.clone();
        dense.solve(expected);
        double[] found = right.clone();
        products.solve(found);
        assertEquals(StiffSolver.Outcome.SOLVED, products.outcome());
        assertEquals(dense.weightChange(right), products.weightChange(right), 1e-9 * norm(right));
        int y = at.at.y().length;
        double[] error = new double[y];
        for (int j = 0; j < y; j++) {
          error[j] = found[j] - expected[j];
        }
        // A tenth of the tolerances is what a solution may err by.
        assertTrue(norm(error) <= 1e-10, () -> "solution errs by " + norm(error));
        assertTrue(dense.weightChange(error) <= 0.03e-10, "weights err");
        assertEquals(0, distance(found, expected, y, found.length), 1e-8 * norm(expected));
      }
      assertTrue(products.takeEvaluations() > 4, "products are counted");
      products.leave(at.at);
      assertEquals(0, dense.takeEvaluations());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu:3-8-1", "relu:3-8-6-1"})
  void stiffnessIsThatOfTheDenseSystem(String net) {
    Point at = new Point(net, 10, Loss.EXPONENTIAL);
    double frobenius = at.system(DENSE, 0.1, 1e-9).stiffness();
    double power = at.system(new Limits(1, 6, 500), 0.1, 1e-9).stiffness();
    assertTrue(power <= frobenius * (1 + 1e-12), () -> power + " over " + frobenius);
    // Of a rank of at most ROWS - 1.
    assertTrue(power * Math.sqrt(ROWS) >= frobenius, () -> power + " for " + frobenius);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu:3-8-1", "relu:3-8-6-1"})
  void theModelIsTakenBack(String net) {
    Point at = new Point(net, 10, Loss.EXPONENTIAL);
    StiffSystem products = at.system(new Limits(1, 6, 500), 0.1, 1e-6);
    double[] elsewhere = at.at.y().clone();
    elsewhere[0] += 0.1;
    Evaluation there = Evaluations.frozen(at.field, elsewhere);
    double[] margins = at.model.margins().clone();
    double[] values = at.model.kinks().values().clone();
    products.solve(random(products.width(), 1));
    products.leave(there);
    assertArrayEquals(margins, at.model.margins());
    assertArrayEquals(values, at.model.kinks().values());
  }

  private static FlowSettings settings(StopRule... stops) {
    return new FlowSettings(Loss.EXPONENTIAL, LongHorizon.NAME, 1e-6, List.of(stops));
  }

  private static FlowResult run(
      String net, Limits limits, FlowObserver observer, StopRule... stops) {
    Architecture architecture = Architectures.parse(net);
    LongHorizonRun run = new LongHorizonRun(model(net), settings(stops), observer, limits);
    run.start(Initialisation.gaussian(architecture, 3, 0.3));
    return run.follow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu:3-8-1", "linear:3-4-4-1"})
  void flowsEndWhereDenseOnesDo(String net) {
    StopRule end = StopRule.logLoss(-1e5);
    FlowResult dense = run(net, DENSE, FlowObserver.NONE, end);
    FlowResult products = run(net, new Limits(1, 1, 500), FlowObserver.NONE, end);
    assertEquals(Termination.HORIZON_REACHED, dense.termination());
    assertEquals(Termination.HORIZON_REACHED, products.termination());
    assertTrue(
        products.statistics().evaluations() > dense.statistics().evaluations(), "products count");
    assertEquals(dense.normalizedMargin(), products.normalizedMargin(), 1e-7);
    assertEquals(
        0,
        distance(dense.theta(), products.theta(), 0, dense.theta().length),
        1e-4 * norm(dense.theta()));
  }

  @Test
  void flowsByProductsResumeToTheBit() {
    Limits limits = new Limits(1, 1, 500);
    List<Checkpoint> kept = new ArrayList<>();
    FlowObserver observer =
        new FlowObserver() {
          @Override
          public void accepted(FlowView view) {
            kept.add(view.checkpoint());
          }
        };
    run("relu:3-8-1", limits, observer, StopRule.logLoss(-1e4));
    List<Checkpoint> whole = List.copyOf(kept);
    for (int k = whole.size() / 2; k + 1 < whole.size(); k += 7) {
      kept.clear();
      LongHorizonRun run =
          new LongHorizonRun(
              model("relu:3-8-1"),
              settings(StopRule.logLoss(-1e4), StopRule.steps(k + 1)),
              observer,
              limits);
      run.restore(whole.get(k));
      run.follow();
      assertArrayEquals(whole.get(k + 1).reals(), kept.getLast().reals(), "step " + (k + 1));
      assertArrayEquals(whole.get(k + 1).integers(), kept.getLast().integers(), "step " + (k + 1));
    }
  }

  @Test
  void aSystemThatDoesNotConvergeIsNamedAndEndsTheStep() {
    Point at = new Point("relu:3-8-1", 3, Loss.EXPONENTIAL);
    StiffSystem products = at.system(new Limits(1, 1, 1), 0.1, 1e-9);
    double[] right = random(products.width(), 1);
    products.solve(right);
    assertEquals(StiffSolver.Outcome.NOT_CONVERGED, products.outcome());
    assertTrue(Double.isNaN(right[0]), "no solution");

    assertTrue(products.complaint().contains(products.outcome().sentence()));

    Stepper stepper = new RosenbrockStepper(RosenbrockTableau.w4(), at.field, products);
    double error = stepper.attempt(at.at, 10, 1e-6, at.field.newEvaluation());
    assertTrue(Double.isNaN(error), () -> "a step of error " + error);
    assertEquals(StiffSolver.Outcome.NOT_CONVERGED, products.outcome());
  }

  /** Steps whose systems are given up are tried shorter, and the flow goes on. */
  @Test
  void flowsGoOnWithShorterStepsWhereProductsAreFew() {
    StopRule end = StopRule.logLoss(-100);
    FlowResult many = run("linear:3-4-1", new Limits(1, 1, 500), FlowObserver.NONE, end);
    FlowResult few = run("linear:3-4-1", new Limits(1, 1, 2), FlowObserver.NONE, end);
    assertEquals(Termination.HORIZON_REACHED, few.termination());
    assertTrue(few.statistics().rejected() > many.statistics().rejected(), "rejections");
    assertEquals(many.normalizedMargin(), few.normalizedMargin(), 1e-5);
  }
}
