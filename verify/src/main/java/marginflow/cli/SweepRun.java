package marginflow.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.Termination;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.LoadedData;
import marginflow.io.RunSettings;
import marginflow.kernel.KernelSelector;
import marginflow.sweep.Cell;
import marginflow.sweep.Row;
import marginflow.sweep.Table;

/** Runs the cells of a sweep that are not done, each on one thread, several at a time. */
final class SweepRun {

  private final LoadedData data;
  private final Function<Cell, RunSettings> settings;
  private final Table table;
  private final Progress progress;
  private final BooleanSupplier stop;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  /**
   * A run.
   *
   * @param settings everything that decides a cell's flow; throws where the cell makes no sense
   * @param table where rows go
   * @param stop asked after every step of every flow whether to end here
   */
  SweepRun(
      LoadedData data,
      Function<Cell, RunSettings> settings,
      Table table,
      Progress progress,
      BooleanSupplier stop) {
    this.data = data;
    this.settings = settings;
    this.table = table;
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * Runs the cells that the table lacks. A row that cannot be written lets no further cell begin.
   *
   * @return why a row could not be written, if one could not
   */
  Optional<IOException> run(List<Cell> cells, int threads) throws IOException {
    List<Cell> missing = cells.stream().filter(cell -> !table.isDone(cell)).toList();
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> futures = new ArrayList<>();
      for (Cell cell : missing) {
        futures.add(
            pool.submit(() -> {
              row(cell).ifPresent(this::add);
              return cell;
            }));
      }
      for (Future<?> future : futures) {
        await(future);
        progress.tick(() -> line(missing.size(), start));
      }
    } finally {
      progress.clear();
    }
    return Optional.ofNullable(failure.get());
  }

  private String line(int all, long start) {
    int ended = done.get();
    double seconds = 1e-9 * (System.nanoTime() - start);
    return "sweep: %d of %d flows, about %.0f s left"
        .formatted(ended, all, seconds * (all - ended) / Math.max(1, ended));
  }

  private static void await(Future<?> future) throws IOException {
    try {
      future.get();
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

  private void add(Row row) {
    try {
      table.add(row);
      done.incrementAndGet();
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    }
  }

  /** The row of a cell; empty if it was interrupted. */
  private Optional<Row> row(Cell cell) {
    if (stop.getAsBoolean() || failure.get() != null) {
      return Optional.empty();
    }
    try {
      return flow(cell, FlowJob.of(settings.apply(cell), data));
    } catch (IllegalArgumentException | BadDataException e) {
      return Optional.of(Row.failed(cell, String.valueOf(e.getMessage())));
    } catch (OutOfMemoryError e) {
      return Optional.of(Row.failed(cell, Heap.exhausted()));
    }
  }

  private Optional<Row> flow(Cell cell, FlowJob job) {
    RunSettings s = job.settings();
    long start = System.nanoTime();
    KktProbe probe =
        new KktProbe(
            job.net(),
            data.dataset(),
            KernelSelector.select(s.kernel(), 1),
            s.loss(),
            KktCadence.perEFold(FlowRun.RESIDUALS_TO_STOP));
    FlowResult result =
        Flow.run(
            job.net().bind(data.dataset(), KernelSelector.select(s.kernel(), 1)),
            job.theta0(),
            s.flow(StopRules.of(s.stops(), probe, start)),
            new FlowObserver() {
              @Override
              public boolean interrupted() {
                return stop.getAsBoolean();
              }
            });
    if (result.termination() == Termination.INTERRUPTED) {
      return Optional.empty();
    }
    Optional<Certificate> certificate =
        FlowRun.isSeparated(result, s.loss())
            ? Optional.of(
                Certifier.certify(
                    job.net(),
                    data.dataset(),
                    KernelSelector.select(s.kernel(), 1),
                    result.theta(),
                    CertifyOptions.DEFAULT))
            : Optional.empty();
    FlowResult said = StopRules.withGoal(result, s.stops(), certificate);
    return Optional.of(Row.of(cell, said, certificate, 1e-9 * (System.nanoTime() - start)));
  }
}
