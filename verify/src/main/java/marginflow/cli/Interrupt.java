package marginflow.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets a run end in order when the process is told to stop (SIGINT, SIGTERM, SIGHUP). While there
 * is something to save, the signal sets a flag, the run saves what it has and says so, and only
 * then the process ends; at other times, while data is read or an end is certified, it ends at
 * once. The exit code is {@link ExitCode#INTERRUPTED} either way.
 */
final class Interrupt implements AutoCloseable {

  /** A run that has not saved by then will not: the last periodic checkpoint has to do. */
  private static final long PATIENCE_SECONDS = 60;

  private final PrintWriter err;
  private final BooleanSupplier outer;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Thread hook = new Thread(this::stop, "interrupt");

  /** What to say when the process ends at once; empty while it must not. */
  private Optional<Supplier<String>> free;

  private boolean closed;

  private Interrupt(PrintWriter err, BooleanSupplier outer, Optional<Supplier<String>> free) {
    this.err = err;
    this.outer = outer;
    this.free = free;
  }

  /**
   * Begins to listen; until {@link #holdOn} a signal ends the process at once.
   *
   * @param err where to say what a process that was told to stop leaves behind
   */
  static Interrupt listen(PrintWriter err) {
    Interrupt interrupt =
        new Interrupt(err, () -> false, Optional.of(() -> "ended before anything was begun"));
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** What a run asks that is a part of something larger, which listens for it. */
  static Interrupt within(BooleanSupplier outer) {
    return new Interrupt(new PrintWriter(Writer.nullWriter()), outer, Optional.empty());
  }

  /** Whether the process was told to stop. */
  boolean asked() {
    return asked.get() || outer.getAsBoolean();
  }

  /** From here on there is something to save before the process may end. */
  synchronized void holdOn() {
    free = Optional.empty();
  }

  /**
   * From here on all that matters is saved, and a signal ends the process at once.
   *
   * @param sentence says what is saved
   */
  synchronized void letGo(Supplier<String> sentence) {
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
                      "one step takes longer than %d s; the last checkpoint, if there is one, has to do"
                          .formatted(PATIENCE_SECONDS)));
      err.flush();
    }
    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
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
