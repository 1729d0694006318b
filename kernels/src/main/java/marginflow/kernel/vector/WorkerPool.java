package marginflow.kernel.vector;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A caller and its helpers share out the pieces of a task. Pieces own disjoint outputs and never
 * split a sum, so that results do not depend on who takes which. The caller takes pieces too and
 * waits only for pieces already begun: a helper that sleeps or is held up by a neighbour costs at
 * most its own piece.
 */
final class WorkerPool {

  /** A task cut into pieces. */
  interface Task {
    /** Does one piece. The worker's number, below the number of threads, selects scratch space. */
    void piece(int index, int worker);
  }

  /** Polls before a waiter yields: about 10 µs, longer than the gap between two kernels. */
  private static final int SPINS = 2000;

  private static final Cleaner CLEANER = Cleaner.create();

  private final int threads;
  private final Shared shared = new Shared();
  private final Helper[] helpers;

  WorkerPool(int threads) {
    this.threads = threads;
    helpers = new Helper[threads - 1];
    for (int w = 0; w < helpers.length; w++) {
      helpers[w] = new Helper(shared, w + 1);
      helpers[w].setDaemon(true);
      helpers[w].start();
    }
    Helper[] toEnd = helpers;
    Shared state = shared;
    CLEANER.register(this, () -> end(state, toEnd));
  }

  private static void end(Shared shared, Helper[] helpers) {
    shared.closed = true;
    for (Helper helper : helpers) {
      LockSupport.unpark(helper);
    }
  }

  /** One round of waiting; yielding is what keeps a busy neighbour from holding us up. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static void rest(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  /** Number of threads, the caller's included. */
  int threads() {
    return threads;
  }

  /**
   * Does all pieces, at most 65535.
   *
   * @throws IllegalStateException if a helper failed; the helper's thread reports why
   */
  void run(Task task, int pieces) {
    if (threads == 1 || pieces <= 1) {
      for (int index = 0; index < pieces; index++) {
        task.piece(index, 0);
      }
      return;
    }
    shared.publish(task, pieces);
    for (Helper helper : helpers) {
      if (helper.parked) {
        LockSupport.unpark(helper);
      }
    }
    while (shared.takePiece(0)) {
      // Taking pieces is all there is to do.
    }
    shared.awaitAll(pieces);
  }

  /** What caller and helpers see. */
  private static final class Shared {
    /** Epoch (32 bits), number of pieces (16), next piece (16). */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private volatile Task task = (index, worker) -> {};
    private volatile boolean failed;
    private volatile boolean closed;

    void publish(Task newTask, int pieces) {
      task = newTask;
      finished.set(0);
      long epoch = (ticket.get() >>> 32) + 1;
      ticket.set(epoch << 32 | (long) pieces << 16);
    }

    boolean hasPiece() {
      long now = ticket.get();
      return (now & 0xFFFF) < (now >>> 16 & 0xFFFF);
    }

    /**
     * Takes and does one piece, if there is one. The exchange succeeds only while the epoch that
     * the task was read in lasts, and it lasts until the piece taken is done.
     */
    boolean takePiece(int worker) {
      while (true) {
        long now = ticket.get();
        Task current = task;
        int next = (int) (now & 0xFFFF);
        if (next >= (int) (now >>> 16 & 0xFFFF)) {
          return false;
        }
        if (ticket.compareAndSet(now, now + 1)) {
          doPiece(current, next, worker);
          return true;
        }
      }
    }

    private void doPiece(Task current, int index, int worker) {
      boolean done = false;
      try {
        current.piece(index, worker);
        done = true;
      } finally {
        failed |= !done;
        finished.incrementAndGet();
      }
    }

    void awaitAll(int pieces) {
      for (int spins = 0; finished.get() < pieces; spins++) {
        rest(spins);
      }
      if (failed) {
        throw new IllegalStateException("a helper thread failed; its report is on stderr");
      }
    }
  }

  private static final class Helper extends Thread {
    /** Yields after spinning and before sleeping. */
    private static final int YIELDS = 100;

    private final Shared shared;
    private final int worker;
    private volatile boolean parked;

    Helper(Shared shared, int worker) {
      super("marginflow-" + worker);
      this.shared = shared;
      this.worker = worker;
    }

    @Override
    public void run() {
      while (!shared.closed) {
        if (!shared.takePiece(worker)) {
          await();
        }
      }
    }

    private void await() {
      for (int spins = 0; spins < SPINS + YIELDS; spins++) {
        if (shared.hasPiece()) {
          return;
        }
        rest(spins);
      }
      parked = true;
      if (!shared.hasPiece() && !shared.closed) {
        LockSupport.park(shared);
      }
      parked = false;
    }
  }
}
