package marginflow.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Independent pieces of work on several threads. A piece may not depend on which thread does it, so
 * that results do not depend on the number of threads; stop requests are heard on all of them.
 */
public final class Workers {

  private Workers() {}

  /**
   * Does pieces {@code 0 .. count − 1}, piece i on thread i modulo the number of threads, of which
   * the caller's is the first.
   *
   * @param workers makes what does the pieces of one thread, on that thread
   */
  public static void forEach(int count, int threads, Supplier<IntConsumer> workers) {
    int used = Math.max(1, Math.min(threads, count));
    Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    List<Thread> others = new ArrayList<>();
    Supplier<Optional<String>> stop = StopRequest.asked();
    for (int thread = 1; thread < used; thread++) {
      int first = thread;
      others.add(
          Thread.ofPlatform()
              .name("worker " + thread)
              .start(() ->
                  StopRequest.heard(stop, () -> attempt(first, used, count, workers, failures))));
    }
    attempt(0, used, count, workers, failures);
    boolean interrupted = false;
    for (Thread thread : others) {
      interrupted |= !joined(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
  }

  private static boolean attempt(
      int first,
      int step,
      int count,
      Supplier<IntConsumer> workers,
      Queue<RuntimeException> failures) {
    try {
      IntConsumer worker = workers.get();
      for (int i = first; i < count && failures.isEmpty(); i += step) {
        worker.accept(i);
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
    return true;
  }

  /** Waits for a thread whatever happens; false if the caller was interrupted meanwhile. */
  private static boolean joined(Thread thread) {
    boolean calm = true;
    while (true) {
      try {
        thread.join();
        return calm;
      } catch (InterruptedException e) {
        calm = false;
      }
    }
  }
}
