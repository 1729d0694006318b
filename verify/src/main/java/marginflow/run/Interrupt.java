package marginflow.run;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets a run end in order when the process is told to stop (SIGINT, SIGTERM, SIGHUP). While there
 * is something to save, the signal sets a flag, the run saves what it has and says so, and only
 * then the process ends; a step that does not end in time is given up ({@link #overdue}). At other
 * times, while data is read or figures are drawn, the process ends at once. The exit code is {@link
 * #EXIT_CODE} either way.
 */
public final class Interrupt implements AutoCloseable {

  /** Of a program that a signal ended: 128 and the number of SIGINT. */
  public static final int EXIT_CODE = 130;

  /**
   * How long the step at hand may go on. Containers and batch systems kill what is there after 10
   * or 30 seconds.
   */
  public static final int STEP_SECONDS = 4;

  /** A run that has not saved by then will not: the last periodic checkpoint has to do. */
  private static final long PATIENCE_SECONDS = 60;

  private final PrintWriter err;
  private final BooleanSupplier outer;
  private final long stepNanos;
  private final AtomicBoolean asked = new AtomicBoolean();

  /** When the run first noticed that it is to stop, as {@link System#nanoTime} has it; 0 before. */
  private final AtomicLong noticed = new AtomicLong();

  private final Thread hook = new Thread(this::stop, "interrupt");

  /** What to say when the process ends at once; empty while it must not. */
  private Optional<Supplier<String>> free;

  private boolean closed;

  private Interrupt(
      PrintWriter err, BooleanSupplier outer, long stepNanos, Optional<Supplier<String>> free) {
    this.err = err;
    this.outer = outer;
    this.stepNanos = stepNanos;
    this.free = free;
  }

  /**
   * Begins to listen; until {@link #holdOn} a signal ends the process at once.
   *
   * @param err where to say what a process that was told to stop leaves behind
   */
  public static Interrupt listen(PrintWriter err) {
    Interrupt interrupt =
        new Interrupt(
            err,
            () -> false,
            TimeUnit.SECONDS.toNanos(STEP_SECONDS),
            Optional.of(() -> "ended before anything was begun"));
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** What a run asks that is a part of something larger, which listens for it. */
  public static Interrupt within(BooleanSupplier outer) {
    return within(outer, TimeUnit.SECONDS.toNanos(STEP_SECONDS));
  }

  /** The same with another patience for the step at hand. */
  public static Interrupt within(BooleanSupplier outer, long stepNanos) {
    return new Interrupt(new PrintWriter(Writer.nullWriter()), outer, stepNanos, Optional.empty());
  }

  /** Whether the process was told to stop. */
  public boolean asked() {
    return asked.get() || outer.getAsBoolean();
  }

  /** Whether the process was told to stop so long ago that the step at hand is to be given up. */
  public boolean overdue() {
    if (!asked()) {
      return false;
    }
    long now = System.nanoTime();
    noticed.compareAndSet(0, now);
    return now - noticed.get() >= stepNanos;
  }

  /** From here on there is something to save before the process may end. */
  public synchronized void holdOn() {
    free = Optional.empty();
  }

  /**
   * From here on all that matters is saved, and a signal ends the process at once.
   *
   * @param sentence says what is saved
   */
  public synchronized void letGo(Supplier<String> sentence) {
    free = Optional.of(sentence);
    notifyAll();
  }

  private void stop() {
    asked.set(true);
    try {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void end() throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!closed && free.isEmpty() && System.nanoTime() - limit < 0) {
      TimeUnit.NANOSECONDS.timedWait(this, limit - System.nanoTime());
    }
    if (!closed) {
      err.println(
          "marginflow: "
              + free.map(Supplier::get)
                  .orElse(
                      "the run did not end within %d s; the last checkpoint, if there is one, has to do"
                          .formatted(PATIENCE_SECONDS)));
      err.flush();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  /** Says that everything is saved and said. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    if (!asked.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        asked.set(true);
      }
    }
  }
}
