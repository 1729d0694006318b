package marginflow.profile;

import java.util.EnumMap;
import java.util.Map;

/** One {@link PhaseTimer} per phase, and what timing costs on this machine. */
public final class PhaseClock {

  /** Calls that the cost is measured with, after as many to warm up. */
  private static final int TRIALS = 50_000;

  private final double nanosPerTiming;
  private final double nanosPerSkip;
  private final Map<Phase, PhaseTimer> timers = new EnumMap<>(Phase.class);

  private PhaseClock(double nanosPerTiming, double nanosPerSkip) {
    this.nanosPerTiming = nanosPerTiming;
    this.nanosPerSkip = nanosPerSkip;
    for (Phase phase : Phase.values()) {
      timers.put(phase, new PhaseTimer(phase, nanosPerTiming));
    }
  }

  /**
   * A clock that has measured its own cost. To be called under the recording it will be used in:
   * events cost more when they are kept.
   */
  public static PhaseClock calibrated() {
    double timing = Double.POSITIVE_INFINITY;
    double skip = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 3; round++) {
      timing = Math.min(timing, nanosPerCall(new PhaseTimer(Phase.INTEGRATOR, 0)));
      skip = Math.min(skip, nanosPerCall(new PhaseTimer(Phase.INTEGRATOR, 1e12)));
    }
    return new PhaseClock(timing, skip);
  }

  private static double nanosPerCall(PhaseTimer timer) {
    for (int i = 0; i < TRIALS; i++) {
      timer.stop(timer.start(), 0, 0);
    }
    long before = System.nanoTime();
    for (int i = 0; i < TRIALS; i++) {
      timer.stop(timer.start(), 0, 0);
    }
    return (double) (System.nanoTime() - before) / TRIALS;
  }

  /** The timer of a phase. */
  PhaseTimer timer(Phase phase) {
    PhaseTimer timer = timers.get(phase);
    if (timer == null) {
      throw new IllegalStateException("no timer for " + phase);
    }
    return timer;
  }

  /** Time that the instrumentation has taken so far, nanoseconds. */
  double cost() {
    double cost = 0;
    for (PhaseTimer timer : timers.values()) {
      cost += timer.timed() * nanosPerTiming + (timer.calls() - timer.timed()) * nanosPerSkip;
    }
    return cost;
  }
}
