package marginflow.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import marginflow.flow.Checkpoint;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.flow.event.FlowEvent;
import marginflow.io.Drift;
import marginflow.io.EventFile;
import marginflow.io.RunCheckpoint;
import marginflow.io.RunFolder;
import marginflow.io.TraceFile;
import marginflow.report.Numbers;
import marginflow.report.SnapshotRecorder;

/**
 * Writes down what a flow does, and a checkpoint every so often. A file that cannot be written ends
 * the flow in order, so that what there is can still be saved.
 */
final class FlowRecorder implements FlowObserver {

  private static final double LN10 = Math.log(10);

  /** A checkpoint waits at least this many times as long as the last one took. */
  private static final int CHECKPOINT_SHARE = 50;

  private final FlowJob job;
  private final RunFolder folder;
  private final Files files;
  private final Watch watch;
  private final Clock clock;
  private final BooleanSupplier stop;
  private final List<IOException> failures = new ArrayList<>();
  private long seen;
  private Optional<TraceFile.Row> last = Optional.empty();

  /** The files that grow. */
  record Files(TraceFile trace, EventFile events) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try (events) {
        trace.close();
      }
    }
  }

  /**
   * What looks at every step.
   *
   * @param probe gives some of them a KKT residual
   * @param drift of what the flow keeps
   * @param snapshots of the parameters
   * @param samples at set times
   * @param progress on the terminal, and the page of the moment
   */
  record Watch(
      KktProbe probe,
      DriftWatch drift,
      SnapshotRecorder snapshots,
      Samples samples,
      ProgressLine progress) {}

  /** When a checkpoint is due, and how long the run has taken. */
  static final class Clock {
    private final double before;
    private final long start = System.nanoTime();
    private final long interval;
    private long due;

    /**
     * A clock.
     *
     * @param before seconds spent on the run by earlier processes
     * @param interval seconds between checkpoints
     */
    Clock(double before, double interval) {
      this.before = before;
      this.interval = (long) (interval * 1e9);
      this.due = start + this.interval;
    }

    /** When this process began, as {@link System#nanoTime} has it. */
    long start() {
      return start;
    }

    /** Seconds spent on the run. */
    double seconds() {
      return before + here();
    }

    /** Seconds spent on the run by this process. */
    double here() {
      return (System.nanoTime() - start) * 1e-9;
    }

    private boolean isDue() {
      return System.nanoTime() - due >= 0;
    }

    private void waitAfter(long began) {
      long took = System.nanoTime() - began;
      due = System.nanoTime() + Math.max(interval, CHECKPOINT_SHARE * took);
    }
  }

  FlowRecorder(
      FlowJob job,
      RunFolder folder,
      Files files,
      long seen,
      Watch watch,
      Clock clock,
      BooleanSupplier stop) {
    this.job = job;
    this.folder = folder;
    this.files = files;
    this.seen = seen;
    this.watch = watch;
    this.clock = clock;
    this.stop = stop;
  }

  @Override
  public void accepted(FlowView view) {
    watch.drift().accepted(view);
    watch.samples().accepted(view);
    if (view.step() <= seen) {
      return;
    }
    seen = view.step();
    watch.snapshots().accepted(view);
    TraceFile.Row row = row(view, watch.probe().at(view), watch.drift().largest());
    last = Optional.of(row);
    try {
      if (TraceFile.keeps(view.step()) || !Double.isNaN(row.kktResidual())) {
        files.trace().append(row);
      }
      if (clock.isDue()) {
        long began = System.nanoTime();
        save(view.checkpoint(), view.step());
        clock.waitAfter(began);
      }
      watch.progress().show(row, clock.here(), number -> page(row, number));
    } catch (IOException e) {
      failures.add(e);
    }
  }

  /** The page of this moment, made from files that hold all of it. */
  private String page(TraceFile.Row row, long number) throws IOException {
    files.trace().flush();
    files.events().flush();
    return RunReport.livePage(
        folder,
        job,
        watch.snapshots().snapshots(),
        "step %d, log10 loss %s".formatted(row.step(), Numbers.exponent(row.log10Loss())),
        clock.seconds(),
        number);
  }

  @Override
  public void event(FlowEvent event) {
    try {
      files.events().append(event);
    } catch (IOException e) {
      failures.add(e);
    }
  }

  @Override
  public boolean interrupted() {
    return stop.getAsBoolean() || !failures.isEmpty();
  }

  /** Why the flow was ended from here, if it was. */
  Optional<IOException> failure() {
    return failures.stream().findFirst();
  }

  /** Writes a checkpoint, after everything it counts on. */
  void save(Checkpoint state, long step) throws IOException {
    files.trace().flush();
    files.events().flush();
    watch.samples().save();
    folder.write(RunFolder.SNAPSHOTS, SnapshotFile.write(watch.snapshots().snapshots()));
    folder.write(
        RunFolder.CHECKPOINT,
        new RunCheckpoint(
                state,
                step,
                files.trace().rows(),
                files.events().rows(),
                clock.seconds(),
                watch.drift().largest())
            .toBytes());
  }

  /** Gives the last step a row, with its KKT residual. */
  void finish(double kktResidual) throws IOException {
    if (last.isPresent()) {
      TraceFile.Row row = last.get().withKktResidual(kktResidual);
      if (TraceFile.keeps(row.step()) || !Double.isNaN(last.get().kktResidual())) {
        files.trace().replaceLast(row);
      } else {
        files.trace().append(row);
      }
    }
  }

  /** The row of a step. */
  static TraceFile.Row row(FlowView view, double kktResidual, Drift drift) {
    var counts = view.statistics();
    return new TraceFile.Row(
        view.step(),
        view.tau(),
        view.logTime(),
        view.logNorm(),
        view.logLoss() / LN10,
        view.normalizedMargin(),
        view.smoothedMargin(),
        kktResidual,
        view.stepSize(),
        view.alignment(),
        drift,
        counts.rejected(),
        counts.evaluations(),
        counts.crossings(),
        counts.slides(),
        counts.releases(),
        view.sliding());
  }
}
