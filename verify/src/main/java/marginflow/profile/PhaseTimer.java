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

  /**
   * One call, on average.
   *
   * @param nanos its time
   * @param flops its floating-point operations
   * @param traffic the bytes it must move at least
   */
  record Steady(double nanos, double flops, double traffic) {
    private static final Steady NONE = new Steady(Double.NaN, Double.NaN, Double.NaN);
  }

  private static final long SKIPPED = Long.MIN_VALUE;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Phase phase;
  private final double nanosPerTiming;
  private PhaseEvent event = new PhaseEvent();
  private long mask;
  private long calls;
  private long timed;
  private long review = FIRST_REVIEW;
  private long blockTimed;
  private double blockNanos;
  private double blockFlops;
  private double blockTraffic;
  private Steady steady = Steady.NONE;
  private long allocatedBefore;
  private double nanos;
  private double bytes;
  private double flops;

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
    if (started == SKIPPED) {
      return;
    }
    long took = System.nanoTime() - started;
    event.end();
    bytes += (mask + 1) * (double) (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore);
    nanos += (mask + 1) * (double) took;
    blockTimed++;
    blockNanos += took;
    blockFlops += callFlops;
    blockTraffic += callTraffic;
    if (event.shouldCommit()) {
      event.phase = phase.label();
      event.standsFor = mask + 1;
      event.commit();
    }
    if (++timed == review) {
      chooseStride();
    }
  }

  /** Ends a block of timed calls: each is as long as all before it, so the last ones are warm. */
  private void chooseStride() {
    steady = block();
    long stride = 1;
    while (stride < LONGEST_STRIDE && stride * BUDGET * steady.nanos() < nanosPerTiming) {
      stride *= 2;
    }
    mask = stride - 1;
    blockTimed = 0;
    blockNanos = 0;
    blockFlops = 0;
    blockTraffic = 0;
    review = 2 * timed;
  }

  private Steady block() {
    return new Steady(blockNanos / blockTimed, blockFlops / blockTimed, blockTraffic / blockTimed);
  }

  /**
   * The mean of the last timed calls, between a quarter and a half of them all: what a call costs
   * once it is compiled, if the run was long enough.
   */
  Steady steady() {
    return blockTimed >= Math.max(1, (timed - blockTimed) / 2) ? block() : steady;
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
}
