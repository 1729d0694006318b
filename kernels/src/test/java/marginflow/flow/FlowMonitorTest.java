package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.FlowClock;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import org.junit.jupiter.api.Test;

/** What is shown of states given by the test, of a net of degree 2. */
class FlowMonitorTest implements FlowObserver {

  private final MarginModel model =
      LongHorizonTest.model(
          "linear:1-1-1", new Dataset(Matrix.of(new double[][] {{1}}), new double[] {1}));
  private final FlowSettings settings =
      new FlowSettings(
          Loss.EXPONENTIAL,
          LongHorizon.NAME,
          1e-6,
          0.1,
          Branch.POSITIVE,
          true,
          List.of(StopRule.steps(10), StopRule.logLoss(-50), StopRule.logLoss(-40)));
  private final List<FlowEvent> events = new ArrayList<>();
  private boolean interrupt;
  private long shown;
  private final FlowMonitor monitor = monitor();

  private FlowMonitor monitor() {
    LongHorizonRun run = new LongHorizonRun(model, settings, FlowObserver.NONE);
    run.start(new double[] {1, 0.5});
    return new FlowMonitor(model, settings, this, run);
  }

  @Override
  public void accepted(FlowView view) {
    shown++;
  }

  @Override
  public void event(FlowEvent event) {
    events.add(event);
  }

  @Override
  public boolean interrupted() {
    return interrupt;
  }

  private void show(double logNorm, double logLoss) {
    monitor.update(new double[] {3, 4}, new FlowClock(2), logNorm, logLoss, 8, 0.75, 0.1, 6, 0, 0);
  }

  @Test
  void theViewIsOfTheLastState() {
    show(Math.log(5), -10);
    assertEquals(Math.log(5), monitor.logNorm());
    assertEquals(8.0 / 25, monitor.normalizedMargin(), 1e-15);
    assertEquals(10.0 / 25, monitor.smoothedMargin(), 1e-15);
    assertEquals(0.75, monitor.alignment());
    assertEquals(0.1, monitor.stepSize());
    assertEquals(6, monitor.sliding());
    assertEquals(Branch.POSITIVE, monitor.branch());
    double[] theta = new double[2];
    monitor.theta(theta);
    assertArrayEquals(new double[] {3, 4}, theta);
    assertTrue(monitor.separated());
    show(0, 0.1);
    assertFalse(monitor.separated(), "ℓ(0) is 1");
  }

  /** γ̃ at 10/25 may rise and stay; one fall is remembered. */
  @Test
  void theSmoothedMarginIsWatched() {
    show(Math.log(5), -10);
    show(Math.log(6), -15);
    assertTrue(monitor.monotone());
    show(Math.log(7), -15);
    assertFalse(monitor.monotone());
    show(Math.log(8), -30);
    assertFalse(monitor.monotone());
    assertFalse(monitor.ended().smoothedMarginMonotone());
  }

  /** Every state is shown; the first rule that fires ends the run and names its end. */
  @Test
  void rulesEndARun() {
    show(1, -10);
    assertFalse(monitor.accepted());
    assertEquals(1, shown);
    assertEquals(Termination.INTERRUPTED, monitor.ended().termination(), "none has fired");
    show(1, -45);
    assertTrue(monitor.accepted());
    assertEquals(Termination.HORIZON_REACHED, monitor.ended().termination());
    assertTrue(monitor.ended().message().contains(" -17.37"), monitor.ended().message());
    monitor.counters().accepted = 10;
    assertEquals(Termination.STEP_LIMIT, monitor.ended().termination(), "first in the list");
  }

  @Test
  void anObserverEndsARun() {
    show(1, -10);
    interrupt = true;
    assertTrue(monitor.accepted());
    FlowResult result = monitor.ended();
    assertEquals(Termination.INTERRUPTED, result.termination());
    assertEquals("interrupted after 0 steps at log10 loss -4.34294", result.message());
  }

  /** Of a trial: the nearest of the continuous rules, the accepted state left as it is. */
  @Test
  void howFarAStopIs() {
    show(1, -10);
    double expected = StopRule.logLoss(-40).value(monitor);
    assertTrue(expected > 0);
    assertEquals(expected, monitor.untilStop(1, -10));
    assertTrue(monitor.untilStop(2, -45) < 0);
    assertEquals(-10, monitor.logLoss());
    assertEquals(1, monitor.logNorm());
  }

  /** Events are of the state shown, or of where a step says; only the first ambiguity is kept. */
  @Test
  void events() {
    show(1, -10);
    monitor.event(FlowEvent.Kind.SLIDE, 2, 3);
    monitor.meetsKinksAt(0.5, -11);
    monitor.ambiguous(4, 5, 0.25);
    monitor.meetsKinksAt(0.7, -12);
    monitor.ambiguous(6, 7, 1);
    assertEquals(new FlowEvent(FlowEvent.Kind.SLIDE, 0, 0, -10, 2, 3), events.getFirst());
    assertEquals(0.25, events.get(1).slope().orElseThrow());
    assertEquals(0.7, events.get(2).tau());
    assertEquals(-12, events.get(2).logLoss());
    assertEquals(2, monitor.statistics().ambiguous());
    assertEquals(0.5, monitor.statistics().firstAmbiguousTau().orElseThrow());
    String message = monitor.result(Termination.STATIONARY, "at rest").message();
    assertTrue(message.startsWith("at rest; the flow is not unique"), message);
    assertTrue(message.contains("tau = 0.5") && message.contains("2 kinks in all"), message);
  }
}
