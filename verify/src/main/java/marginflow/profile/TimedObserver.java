package marginflow.profile;

import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.flow.event.FlowEvent;

/** Times another observer, and notes how the rate of gradient evaluations develops. */
final class TimedObserver implements FlowObserver {

  private final FlowObserver observer;
  private final PhaseTimer timer;
  private final Progress progress = new Progress(System.nanoTime());

  TimedObserver(FlowObserver observer, PhaseClock clock) {
    this.observer = observer;
    timer = clock.timer(Phase.WRITING);
  }

  @Override
  public void accepted(FlowView view) {
    long started = timer.start();
    observer.accepted(view);
    timer.stop(started, Double.NaN, Double.NaN);
    progress.note(System.nanoTime(), view.statistics().evaluations());
  }

  @Override
  public void event(FlowEvent event) {
    long started = timer.start();
    observer.event(event);
    timer.stop(started, Double.NaN, Double.NaN);
  }

  @Override
  public boolean interrupted() {
    return observer.interrupted();
  }

  Progress progress() {
    return progress;
  }
}
