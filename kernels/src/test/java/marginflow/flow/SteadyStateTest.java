package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.array.Matrix;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.Evaluations;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

  private final MarginModel model =
      Models.bind(
          Architectures.parse("relu:2-2-1"),
          new Dataset(Matrix.of(new double[][] {{1, 0.5}, {-1, 0.5}}), new double[] {1, 1}),
          KernelSelector.select("scalar", 1));
  private final PolarField field =
      new PolarField(model, Loss.EXPONENTIAL, new SlidingSet(model.kinks(), model.parameters()));
  private final SteadyState steadyState = new SteadyState(field);
  private final Evaluation at = Evaluations.atTheta(field, 0.3, 0.1, -0.2, 0.4, 0.5, -0.3);
  private final double[] y = at.y();

  @Test
  void aFlowThatMovesIsNotAtRest() {
    assertFalse(steadyState.reached(at));
    double[] next = y.clone();
    next[0] += 1e-6;
    steadyState.moved(y, next, 1e3, true);
    assertFalse(steadyState.reached(at));
  }

  /** Where rounding of stiff components is a velocity, the step still says that nothing moves. */
  @Test
  void aLongImplicitStepThatLeadsNowhereIsRest() {
    steadyState.moved(y, y, 1e6, true);
    assertTrue(steadyState.reached(at));
    steadyState.moved(y, y, 1e6, false);
    assertFalse(steadyState.reached(at));
  }

  /** Samples of 1e10 take steps that double precision does not see: no rest, but rounding. */
  @Test
  void aShortStepThatLeadsNowhereIsRounding() {
    steadyState.moved(y, y, 1e-20, true);
    assertFalse(steadyState.reached(at));
  }
}
