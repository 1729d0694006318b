package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import marginflow.flow.FlowView;
import marginflow.io.run.FlowPoint;
import org.junit.jupiter.api.Test;

class SnapshotRecorderTest {

  private static final int STEPS = 20_000;

  @Test
  void keepsFewThatSpanTheWholeRun() {
    SnapshotRecorder recorder = new SnapshotRecorder(2, SnapshotRecorder.State.NONE);
    for (int step = 0; step <= STEPS; step++) {
      recorder.accepted(view(step));
    }
    List<FlowPoint> kept = recorder.snapshots();
    assertTrue(kept.size() > recorder.limit() / 2, () -> "kept " + kept.size());
    assertTrue(kept.size() <= recorder.limit() + 1, () -> "kept " + kept.size());
    assertEquals(0, kept.getFirst().at().step());
    assertEquals(STEPS, kept.getLast().at().step());
    assertEquals(STEPS, kept.getLast().theta()[0]);
    assertEquals(0, kept.getFirst().theta()[0]);
  }

  @Test
  void goesOnAfterAnInterruptionAsIfThereHadBeenNone() {
    SnapshotRecorder whole = new SnapshotRecorder(2, SnapshotRecorder.State.NONE);
    SnapshotRecorder parts = new SnapshotRecorder(2, SnapshotRecorder.State.NONE);
    for (int step = 0; step <= STEPS; step++) {
      whole.accepted(view(step));
      parts.accepted(view(step));
      if (step % 700 == 0) {
        parts = new SnapshotRecorder(2, parts.state());
        parts.resumed(view(step));
        assertEquals(steps(whole), steps(parts));
      }
    }
    assertEquals(steps(whole), steps(parts));
  }

  private static List<Long> steps(SnapshotRecorder recorder) {
    return recorder.snapshots().stream().map(kept -> kept.at().step()).toList();
  }

  /** A flow whose horizon grows like e^(step/1000). */
  private static FlowView view(int step) {
    return (FlowView)
        Proxy.newProxyInstance(
            FlowView.class.getClassLoader(),
            new Class<?>[] {FlowView.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "step" -> (long) step;
                  case "logLoss" -> -Math.exp(step / 1000.0);
                  case "logTime" -> Math.exp(step / 1000.0);
                  case "normalizedMargin" -> 0.5;
                  case "theta" -> fill((double[]) arguments[0], step);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static Object fill(double[] theta, int step) {
    theta[0] = step;
    theta[1] = 1e-300;
    return theta;
  }
}
