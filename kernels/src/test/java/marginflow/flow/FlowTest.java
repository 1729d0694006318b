package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import org.junit.jupiter.api.Test;

class FlowTest {

  private static final double[] THETA = {1, 0.5};

  private final MarginModel model =
      LongHorizonTest.model(
          "linear:1-1-1", new Dataset(Matrix.of(new double[][] {{1}}), new double[] {1}));

  private static FlowSettings settings(String integrator) {
    return new FlowSettings(
        Loss.EXPONENTIAL, integrator, 1e-6, List.of(StopRule.steps(3), StopRule.steps(2)));
  }

  private FlowResult run(String integrator) {
    return Flow.run(model, THETA, settings(integrator), FlowObserver.NONE);
  }

  @Test
  void theDefaultComesFirst() {
    assertEquals(
        List.of(
            "long-horizon",
            "captured",
            "dormand-prince",
            "bogacki-shampine",
            "loss-scaled-gd",
            "gd"),
        Flow.integrators());
  }

  /** Every integrator takes its steps and leaves the start as it was. */
  @Test
  void everyIntegratorRuns() {
    for (String integrator : Flow.integrators()) {
      FlowResult result = run(integrator);
      assertEquals(Termination.STEP_LIMIT, result.termination(), integrator);
      assertEquals(2, result.statistics().accepted(), integrator);
      assertTrue(result.theta()[0] > 1, integrator);
      assertEquals(1, THETA[0]);
    }
  }

  @Test
  void whatIsAskedWrongly() {
    Exception unknown = assertThrows(IllegalArgumentException.class, () -> run("euler"));
    assertEquals(
        "integrator: expected one of " + Flow.integrators() + ", found euler",
        unknown.getMessage());
    Exception length =
        assertThrows(
            IllegalArgumentException.class,
            () -> Flow.run(model, new double[3], settings("gd"), FlowObserver.NONE));
    assertEquals("expected 2 parameters, found 3", length.getMessage());
    Checkpoint state = run("gd").checkpoint();
    Exception other =
        assertThrows(
            IllegalArgumentException.class,
            () -> Flow.resume(model, state, settings("dormand-prince"), FlowObserver.NONE));
    assertEquals(
        "the checkpoint is of integrator gd, asked to go on with dormand-prince",
        other.getMessage());
  }
}
