package marginflow.io.run;

import java.util.Optional;
import marginflow.flow.Checkpoint;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;

/**
 * What {@code checkpoint.npz} holds: the integrator's state, how far the files had come, and what
 * the report has of the run until then.
 *
 * @param state the integrator's state
 * @param step accepted steps until then
 * @param logs rows of the files that grow
 * @param last the row of the last step, which is written when the next is taken or the run has
 *     ended, since an end gives it its KKT residual
 * @param seconds time spent on the run until then
 * @param drift largest drifts until then
 * @param frames parameters along the way, for the report's player
 */
public record RunCheckpoint(
    Checkpoint state,
    long step,
    Logs logs,
    Optional<FlowState> last,
    double seconds,
    Drift drift,
    Frames frames) {

  /** Counts up with every change of this file or of an integrator's state. */
  public static final long LAYOUT = 3;

  /**
   * Rows that belong to a checkpoint.
   *
   * @param trace those in the trace
   * @param events those in the file of events
   * @param lostTrace those of the trace that were damaged since, and are lost
   * @param lostEvents those of the events
   */
  public record Logs(long trace, long events, long lostTrace, long lostEvents) {

    /** Those of a run that begins. */
    public static final Logs NONE = new Logs(0, 0, 0, 0);

    /** The same after a look at the files, where fewer rows may be. */
    public Logs found(long traceFound, long eventsFound) {
      return new Logs(
          traceFound,
          eventsFound,
          lostTrace + trace - traceFound,
          lostEvents + events - eventsFound);
    }
  }

  /**
   * Moments kept for the report.
   *
   * @param at step, log time, log10 loss and margin, k × 4
   * @param theta parameters, k × P
   * @param stride how far apart they are kept
   */
  public record Frames(NpyArray at, NpyArray theta, double stride) {}

  /** The file's bytes. */
  public byte[] toBytes() {
    return new NpzArchive.Builder()
        .add("layout", new long[] {LAYOUT})
        .add("integrator", state.integrator())
        .add("reals", NpyArray.vector(state.reals()))
        .add("integers", state.integers())
        .add("rows", new long[] {step, logs.trace, logs.events, logs.lostTrace, logs.lostEvents})
        .add("last", last.map(StateTable.ALL::line).orElse(""))
        .add("seconds", NpyArray.vector(new double[] {seconds}))
        .add("drift", NpyArray.vector(new double[] {drift.balance(), drift.energy()}))
        .add("frames_at", frames.at)
        .add("frames_theta", frames.theta)
        .add("frames_stride", NpyArray.vector(new double[] {frames.stride}))
        .toBytes();
  }

  /**
   * Reads a checkpoint.
   *
   * @throws BadDataException if the file is no intact checkpoint of this layout
   */
  public static RunCheckpoint read(InputFile input) {
    NpzArchive archive = NpzArchive.read(input);
    requireLayout(input.name(), archive);
    long[] rows = archive.longs("rows");
    double[] seconds = archive.array("seconds").data();
    double[] drift = archive.array("drift").data();
    double[] stride = archive.array("frames_stride").data();
    String last = archive.text("last");
    if (rows.length != 5 || seconds.length != 1 || drift.length != 2 || stride.length != 1) {
      throw BadDataException.in(input.name(), "a checkpoint", "arrays of other lengths");
    }
    return new RunCheckpoint(
        new Checkpoint(
            archive.text("integrator"), archive.array("reals").data(), archive.longs("integers")),
        rows[0],
        new Logs(rows[1], rows[2], rows[3], rows[4]),
        last.isEmpty()
            ? Optional.empty()
            : Optional.of(StateTable.ALL.state(archive.place("last"), last)),
        seconds[0],
        new Drift(drift[0], drift[1]),
        new Frames(archive.array("frames_at"), archive.array("frames_theta"), stride[0]));
  }

  /**
   * The layout of a checkpoint, this version's or another's.
   *
   * @throws BadDataException if the file is damaged
   */
  static long layout(InputFile input) {
    long[] found = layout(NpzArchive.read(input));
    return found.length == 1 ? found[0] : LAYOUT;
  }

  /** One number; the first versions wrote none. */
  private static long[] layout(NpzArchive archive) {
    return archive.has("layout") ? archive.longs("layout") : new long[] {1};
  }

  private static void requireLayout(String name, NpzArchive archive) {
    long[] found = layout(archive);
    if (found.length != 1 || found[0] != LAYOUT) {
      throw BadDataException.in(
          name,
          "a checkpoint of layout " + LAYOUT + ", which this version writes",
          "layout " + (found.length == 1 ? found[0] : "unknown"));
    }
  }
}
