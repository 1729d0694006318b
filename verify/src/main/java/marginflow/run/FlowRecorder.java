package marginflow.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import marginflow.flow.Checkpoint;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.flow.event.FlowEvent;
import marginflow.io.BadDataException;
import marginflow.io.run.EventFile;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.io.run.RunCheckpoint;
import marginflow.io.run.RunFolder;
import marginflow.io.run.TraceFile;
import marginflow.report.Numbers;
import marginflow.report.SnapshotRecorder;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what a flow does, and a checkpoint every so often. A file that cannot be written ends
 * the flow in order, so that what there is can still be saved.
 */
final class FlowRecorder implements FlowObserver {

  /** A step that took so long is not to be lost when the next one is given up. */
  private static final long SLOW_STEP_NANOS = 1_000_000_000L;

  /** A checkpoint waits at least this many times as long as the last one took. */
  private static final int CHECKPOINT_SHARE = 50;

  private final FlowJob job;
  private final RunFolder folder;
  private final Files files;
  private final Watch watch;
  private final Clock clock;
  private final BooleanSupplier stop;
  private final List<IOException> failures = new ArrayList<>();
  private boolean begun;
  private long seen;
  private long saved;
  private Optional<FlowState> last;

  /**
   * The files that grow.
   *
   * @param lost what they held once and have lost
   */
  record Files(TraceFile trace, EventFile events, RunCheckpoint.Logs lost)
      implements AutoCloseable {

    private RunCheckpoint.Logs rows() {
      return new RunCheckpoint.Logs(
          trace.rows(), events.rows(), lost.lostTrace(), lost.lostEvents());
    }

    private void force() throws IOException {
      trace.force();
      events.force();
    }

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

  /** When a checkpoint is due, which after a slow step is early, and how long the run has taken. */
  static final class Clock {
    private final double before;
    private final long start = System.nanoTime();
    private final long interval;
    private long due;
    private long rested;
    private long stepped;

    /**
     * A clock.
     *
     * @param before seconds spent on the run by earlier processes
     * @param interval seconds between checkpoints; 0 for one after every step
     */
    Clock(double before, double interval) {
      this.before = before;
      this.interval = (long) (interval * 1e9);
      this.due = start + this.interval;
      this.rested = start;
      this.stepped = start;
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

    /** Whether a checkpoint is due after a step that ends now. */
    private boolean isDue() {
      long now = System.nanoTime();
      boolean slow = now - stepped >= SLOW_STEP_NANOS && now - rested >= 0;
      stepped = now;
      return interval == 0 || now - due >= 0 || slow;
    }

    private void waitAfter(long began) {
      long took = System.nanoTime() - began;
      stepped = System.nanoTime();
      rested = stepped + CHECKPOINT_SHARE * took;
      due = stepped + Math.max(interval, CHECKPOINT_SHARE * took);
    }
  }

  FlowRecorder(
      FlowJob job,
      RunFolder folder,
      Files files,
      Optional<RunCheckpoint> from,
      Watch watch,
      Clock clock,
      BooleanSupplier stop) {
    this.job = job;
    this.folder = folder;
    this.files = files;
    this.seen = from.map(RunCheckpoint::step).orElse(-1L);
    this.saved = seen;
    this.last = from.flatMap(RunCheckpoint::last);
    this.watch = watch;
    this.clock = clock;
    this.stop = stop;
  }

  @Override
  public void accepted(FlowView view) {
    begun = true;
    watch.drift().accepted(view);
    watch.samples().accepted(view);
    if (view.step() <= seen) {
      watch.snapshots().resumed(view);
      return;
    }
    seen = view.step();
    watch.snapshots().accepted(view);
    FlowState state =
        FlowState.of(view)
            .with(Quantity.KKT_RESIDUAL, watch.probe().at(view))
            .with(watch.drift().largest());
    try {
      replaceLast(state);
      if (clock.isDue()) {
        long began = System.nanoTime();
        save(view.checkpoint(), view.step());
        clock.waitAfter(began);
      }
      watch.progress().show(state, clock.here(), number -> page(state, number));
    } catch (IOException e) {
      failures.add(e);
    }
  }

  /** The page of this moment, made from files that hold all of it. */
  private String page(FlowState state, long number) throws IOException {
    files.trace().flush();
    files.events().flush();
    try {
      return RunReport.livePage(
          folder,
          job,
          watch.snapshots().snapshots(),
          "step %d, log10 loss %s".formatted(state.step(), Numbers.exponent(state.log10Loss())),
          clock.seconds(),
          number);
    } catch (BadDataException e) { // a damaged log of an earlier process: no reason to end a flow
      return "<!doctype html><title>marginflow</title><p>"
          + String.valueOf(e.getMessage()).replace("<", "&lt;");
    }
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

  /** Makes a state the last one, and appends that before unless the trace leaves its step out. */
  private void replaceLast(FlowState state) throws IOException {
    Optional<FlowState> before = last;
    last = Optional.of(state);
    if (before.isPresent() && isKept(before.get())) {
      files.trace().append(before.get());
    }
  }

  private static boolean isKept(FlowState state) {
    return TraceFile.keeps(state.step()) || state.find(Quantity.KKT_RESIDUAL).isPresent();
  }

  /** Whether the flow has shown a state, that of its start or of a checkpoint. */
  boolean hasBegun() {
    return begun;
  }

  /** Why the flow was ended from here, if it was. */
  Optional<IOException> failure() {
    return failures.stream().findFirst();
  }

  /** The step of the newest checkpoint; −1 if there is none. */
  long saved() {
    return saved;
  }

  /** Says in the result how many rows were damaged and are lost, if some are. */
  void sayLost(ObjectNode document) {
    RunCheckpoint.Logs logs = files.rows();
    if (logs.lostTrace() > 0 || logs.lostEvents() > 0) {
      ObjectNode lost = document.putObject("lost_rows");
      lost.put("trace", logs.lostTrace());
      lost.put("events", logs.lostEvents());
    }
  }

  /** Writes a checkpoint, after everything it counts on is on the disk. */
  void save(Checkpoint state, long step) throws IOException {
    files.force();
    watch.samples().save();
    folder.writeCheckpoint(
        new RunCheckpoint(
                state,
                step,
                files.rows(),
                last,
                clock.seconds(),
                watch.drift().largest(),
                SnapshotFile.frames(watch.snapshots().state()))
            .toBytes());
    saved = step;
  }

  /** Gives the last step a row, with the KKT residual of its certificate if it has one. */
  void finish(OptionalDouble kktResidual) throws IOException {
    if (last.isPresent()) {
      files.trace().append(last.get().with(Quantity.KKT_RESIDUAL, kktResidual.orElse(Double.NaN)));
    }
    files.force();
    folder.write(RunFolder.SNAPSHOTS, SnapshotFile.write(watch.snapshots().snapshots()));
  }

  /** Writes what the figures of a run that was interrupted need. */
  void pause() throws IOException {
    folder.write(RunFolder.SNAPSHOTS, SnapshotFile.write(watch.snapshots().snapshots()));
  }
}
