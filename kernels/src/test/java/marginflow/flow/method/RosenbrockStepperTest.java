package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.stiff.StiffSystem;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** What a step leaves behind for the next one. */
class RosenbrockStepperTest {

  private static final double TOLERANCE = 1e-6;

  private static final double STEP = 0.01;

  private final MarginModel model =
      Models.bind(
          Architectures.parse("linear:2-3-1"),
          new Dataset(Matrix.of(new double[][] {{2, 1}, {-1, -2}}), new double[] {1, -1}),
          KernelSelector.select("scalar", 1));
  private final SlidingSet none = new SlidingSet(model.kinks(), model.parameters());
  private final PolarField field = new PolarField(model, Loss.EXPONENTIAL, none);
  private final StiffSystem system = new StiffSystem(field, none, StiffSystem.Limits.of(model));
  private final RosenbrockStepper stepper =
      new RosenbrockStepper(RosenbrockTableau.w4(), field, system);
  private final Evaluation start = field.newEvaluation();
  private final Evaluation next = field.newEvaluation();

  private double attempt() {
    return stepper.attempt(start, STEP, TOLERANCE, next);
  }

  /** A run tries a shorter step where one has no finite end. */
  @Test
  void aFailedAttemptLeavesNothingToTheNext() {
    double[] theta = new double[model.parameters()];
    Arrays.setAll(theta, j -> 1 + 0.3 * Math.sin(j));
    field.place(theta, start.y());
    field.evaluateFree(start);
    system.linearize(start, new double[model.kinks().size()], STEP);
    double estimate = attempt();
    double[] end = next.y().clone();
    Arrays.fill(start.velocity(), Double.NaN);
    assertTrue(Double.isNaN(attempt()), "an attempt without a slope");
    field.evaluate(start);
    system.linearize(start, new double[model.kinks().size()], STEP);
    assertEquals(estimate, attempt());
    assertArrayEquals(end, next.y());
  }
}
