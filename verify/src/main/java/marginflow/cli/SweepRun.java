package marginflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import marginflow.run.Progress;
import marginflow.sweep.Results;
import marginflow.sweep.Row;

/**
 * Works through cells, each on one thread, several at a time. What is in memory does not grow with
 * their number.
 */
final class SweepRun {

  /** How often progress is looked at. */
  private static final long TICK_MILLIS = 100;

  private final Results results;
  private final IntFunction<Optional<CellRunner.Done>> work;
  private final Progress progress;
  private final Forecast forecast = new Forecast();
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  /**
   * A run.
   *
   * @param results where rows go
   * @param work what is done with a cell; empty if it was interrupted
   */
  SweepRun(Results results, IntFunction<Optional<CellRunner.Done>> work, Progress progress) {
    this.results = results;
    this.work = work;
    this.progress = progress;
  }

  /**
   * Works through cells. A row that cannot be written lets no further cell begin.
   *
   * @param cells their numbers
   * @return why a row could not be written, if one could not
   */
  Optional<IOException> run(int[] cells, int threads) throws IOException {
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int k = 0; k < threads; k++) {
        workers.add(
            pool.submit(() -> {
              for (int at = next.getAndIncrement();
                  at < cells.length && cell(cells[at]);
                  at = next.getAndIncrement()) {}
            }));
      }
      for (Future<?> worker : workers) {
        await(worker, cells.length, threads);
      }
    } finally {
      progress.clear();
    }
    results.force();
    return Optional.ofNullable(failure.get());
  }

  /** Works on a cell; false if there shall be no other. */
  private boolean cell(int number) {
    if (failure.get() != null) {
      return false;
    }
    try {
      Optional<CellRunner.Done> outcome = work.apply(number);
      outcome.ifPresent(found -> add(number, found));
      return outcome.isPresent();
    } catch (UncheckedIOException e) {
      failure.compareAndSet(null, e.getCause());
      return false;
    }
  }

  private void add(int number, CellRunner.Done outcome) {
    forecast.add(outcome.seconds());
    try {
      if (outcome.row().isPresent()) {
        results.add(number, outcome.row().get(), outcome.seconds(), outcome.theta());
      }
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void await(Future<?> worker, int all, int threads) throws IOException {
    try {
      while (!worker.isDone()) {
        Thread.sleep(Math.min(TICK_MILLIS, 1 + forecast.count()));
        progress.tick(() ->
            "sweep: %d of %d flows, %s"
                .formatted(forecast.count(), all, forecast.left(all - forecast.count(), threads)));
      }
      worker.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    }
  }

  /** Adds what comes from another process to the results. */
  static CellEngine.Sink sink(Results results) {
    return report ->
        results.add(
            report.cell(),
            new Row(report.fields()),
            report.seconds(),
            report.theta().length == 0 ? Optional.empty() : Optional.of(report.theta()));
  }

  /** The cells that are not done, of those asked for. */
  static int[] missing(int[] cells, Results results) {
    return Arrays.stream(cells).filter(cell -> !results.isDone(cell)).toArray();
  }
}
