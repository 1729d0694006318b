package marginflow.flow;

import static marginflow.flow.LongHorizonTest.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import marginflow.loss.Loss;
import org.junit.jupiter.api.Test;

/** Captured steps that hand over to the event-driven method, on random labels. */
class CapturedTest {

  /** It ends with a stiff flow whose kinks are few, and the event-driven method goes on. */
  @Test
  void handsOverAndResumesOnBothSides() {
    FlowSettings settings =
        CapturedRunTest.settings(
            Flow.CAPTURED, Loss.EXPONENTIAL, 1e-4, CapturedRunTest.log10Loss(-1e4));
    List<Long> steps = new ArrayList<>();
    FlowObserver observer =
        new FlowObserver() {
          @Override
          public void accepted(FlowView view) {
            steps.add(view.step());
          }
        };
    FlowResult whole =
        Flow.run(
            model(CapturedRunTest.NET, CapturedRunTest.data()),
            CapturedRunTest.theta0(),
            settings,
            observer);
    assertEquals(Termination.HORIZON_REACHED, whole.termination());
    long captured = whole.statistics().capturedSteps();
    assertTrue(captured > 20 && captured < whole.statistics().accepted(), captured + " captured");
    assertTrue(whole.statistics().capturedEvaluations() < whole.statistics().evaluations());
    for (int i = 0; i < steps.size(); i++) {
      assertEquals(i, steps.get(i), "every step is shown once");
    }
    long all = whole.statistics().accepted();
    for (long stop : new long[] {captured / 2, captured, (captured + all) / 2}) {
      FlowResult part =
          Flow.run(
              model(CapturedRunTest.NET, CapturedRunTest.data()),
              CapturedRunTest.theta0(),
              CapturedRunTest.settings(Flow.CAPTURED, Loss.EXPONENTIAL, 1e-4, StopRule.steps(stop)),
              FlowObserver.NONE);
      FlowResult rest =
          Flow.resume(
              model(CapturedRunTest.NET, CapturedRunTest.data()),
              part.checkpoint(),
              settings,
              FlowObserver.NONE);
      assertArrayEquals(whole.theta(), rest.theta(), 0.0);
      assertEquals(whole.logTime(), rest.logTime());
      assertEquals(whole.statistics().evaluations(), rest.statistics().evaluations());
      assertEquals(captured, rest.statistics().capturedSteps());
    }
  }
}
