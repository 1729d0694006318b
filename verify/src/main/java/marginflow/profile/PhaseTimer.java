package marginflow.profile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Counts the calls of one phase and times one in 2^k of them, k chosen from the calls seen so far
 * such that timing costs at most {@link #BUDGET} of the phase. Serves one thread; allocates nothing
 * but the recorder's event.
 */
public final class PhaseTimer {

  /** Share of a phase's time that timing it may take: half of the one per cent promised. */
  public static final double BUDGET = 0.005;

  /** Timed calls after which the stride is chosen anew; from then on whenever they have doubled. */
  private static final long FIRST_REVIEW = 32;

  /** Strides are at most 2^16, so that long phases keep enough samples. */
  private static final long LONGEST_STRIDE = 1 << 16;

  private static final long SKIPPED = Long.MIN_VALUE;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Phase phase;
  private final double nanosPerTiming;
  private PhaseEvent event = new PhaseEvent();
  private long mask;
  private long calls;
  private long timed;
  private long review = FIRST_REVIEW;
  private long reviewedTimed;
  private long reviewedNanos;
  private long timedNanos;
  private long allocatedBefore;
  private double nanos;
  private double bytes;
  private double flops;
  private double traffic;

  /**
   * A timer with nothing counted.
   *
   * @param phase what it times
   * @param nanosPerTiming cost of timing one call, nanoseconds; 0 to time every call
   */
  PhaseTimer(Phase phase, double nanosPerTiming) {
    this.phase = phase;
    this.nanosPerTiming = nanosPerTiming;
  }

  /** Begins a call; what it returns is handed to {@link #stop}. */
  long start() {
    if ((calls++ & mask) != 0) {
      return SKIPPED;
    }
    event = new PhaseEvent();
    allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    event.begin();
    return System.nanoTime();
  }

  /**
   * Ends a call.
   *
   * @param started what {@link #start} returned
   * @param callFlops floating-point operations of the call
   * @param callTraffic bytes the call must read and write at least
   */
  void stop(long started, double callFlops, double callTraffic) {
    flops += callFlops;
    traffic += callTraffic;
    if (started == SKIPPED) {
      return;
    }
    long took = System.nanoTime() - started;
    event.end();
    bytes += (mask + 1) * (double) (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore);
    nanos += (mask + 1) * (double) took;
    timedNanos += took;
    if (event.shouldCommit()) {
      event.phase = phase.label();
      event.standsFor = mask + 1;
      event.commit();
    }
    if (++timed == review) {
      chooseStride();
    }
  }

  private void chooseStride() {
    double mean = (double) (timedNanos - reviewedNanos) / (timed - reviewedTimed);
    long stride = 1;
    while (stride < LONGEST_STRIDE && stride * BUDGET * mean < nanosPerTiming) {
      stride *= 2;
    }
    mask = stride - 1;
    reviewedNanos = timedNanos;
    reviewedTimed = timed;
    review = 2 * timed;
  }

  /** What it times. */
  Phase phase() {
    return phase;
  }

  /** Calls, timed or not. */
  long calls() {
    return calls;
  }

  /** Calls that were timed. */
  long timed() {
    return timed;
  }

  /** Time of all calls, nanoseconds, estimated from those timed. */
  double nanos() {
    return nanos;
  }

  /** Bytes allocated by all calls, estimated from those timed. */
  double bytes() {
    return bytes;
  }

  /** Floating-point operations of all calls. */
  double flops() {
    return flops;
  }

  /** Bytes all calls must have moved at least. */
  double traffic() {
    return traffic;
  }
}
