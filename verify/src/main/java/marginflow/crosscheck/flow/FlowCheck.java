package marginflow.crosscheck.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import marginflow.io.run.RowTable;

/** Runs the problems that a table lacks, each on one thread, several at a time. */
public final class FlowCheck {

  private final FlowTrial trial;
  private final RowTable<Long, FlowRow> table;

  /**
   * A check.
   *
   * @param trial what is done with a problem
   * @param table where rows go
   */
  public FlowCheck(FlowTrial trial, RowTable<Long, FlowRow> table) {
    this.trial = trial;
    this.table = table;
  }

  /**
   * Runs the seeds that are not done, and sorts the table.
   *
   * @param done told after each problem how many have ended
   * @return how many seeds were not done before
   * @throws IOException if the table cannot be written
   */
  public int run(long first, long count, int threads, IntConsumer done) throws IOException {
    List<Long> missing =
        seeds(first, count).stream().filter(seed -> table.find(seed).isEmpty()).toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> futures = new ArrayList<>();
      for (long seed : missing) {
        futures.add(pool.submit(() -> trial.row(seed).ifPresent(this::add)));
      }
      for (int k = 0; k < futures.size(); k++) {
        await(futures.get(k));
        done.accept(k + 1);
      }
    }
    table.write(table.rows());
    return missing.size();
  }

  /** So many seeds from a first one on. */
  public static List<Long> seeds(long first, long count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  private void add(FlowRow row) {
    try {
      table.add(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException unwritten) {
        throw new IOException(unwritten.getMessage(), unwritten);
      }
      throw new IllegalStateException(e);
    }
  }
}
