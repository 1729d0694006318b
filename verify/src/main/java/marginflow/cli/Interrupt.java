package marginflow.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a run end in order when the process is told to stop (SIGINT, SIGTERM, SIGHUP): the signal
 * sets a flag, the run saves what it has and says so, and only then the process ends, with {@link
 * ExitCode#INTERRUPTED}.
 */
final class Interrupt implements AutoCloseable {

  /** A run that has not saved by then will not: the last periodic checkpoint has to do. */
  private static final long PATIENCE_SECONDS = 60;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch saved = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interrupt");

  private Interrupt() {}

  /** Begins to listen. */
  static Interrupt listen() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** Whether the process was told to stop. */
  boolean asked() {
    return asked.get();
  }

  private void stop() {
    asked.set(true);
    try {
      if (saved.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that everything is saved and said. */
  @Override
  public void close() {
    saved.countDown();
    if (!asked.get()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        asked.set(true);
      }
    }
  }
}
