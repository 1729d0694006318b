package marginflow.io;

import marginflow.flow.Checkpoint;

/**
 * What {@code checkpoint.npz} holds: the integrator's state and how far the files had come.
 *
 * @param state the integrator's state
 * @param step accepted steps until then
 * @param traceRows rows of the trace that belong to it
 * @param eventRows rows of the events file that belong to it
 * @param seconds time spent on the run until then
 * @param drift largest drifts until then
 */
public record RunCheckpoint(
    Checkpoint state, long step, long traceRows, long eventRows, double seconds, Drift drift) {

  /** The file's bytes. */
  public byte[] toBytes() {
    return new NpzArchive.Builder()
        .add("integrator", state.integrator())
        .add("reals", NpyArray.vector(state.reals()))
        .add("integers", state.integers())
        .add("rows", new long[] {step, traceRows, eventRows})
        .add("seconds", NpyArray.vector(new double[] {seconds}))
        .add("drift", NpyArray.vector(new double[] {drift.balance(), drift.energy()}))
        .toBytes();
  }

  /**
   * Reads a checkpoint.
   *
   * @throws BadDataException if the file is no intact checkpoint
   */
  public static RunCheckpoint read(InputFile input) {
    NpzArchive archive = NpzArchive.read(input);
    long[] rows = archive.longs("rows");
    double[] seconds = archive.array("seconds").data();
    double[] drift = archive.array("drift").data();
    if (rows.length != 3 || seconds.length != 1 || drift.length != 2) {
      throw BadDataException.in(input.name(), "a checkpoint", "arrays of other lengths");
    }
    Checkpoint state =
        new Checkpoint(
            archive.text("integrator"), archive.array("reals").data(), archive.longs("integers"));
    return new RunCheckpoint(
        state, rows[0], rows[1], rows[2], seconds[0], new Drift(drift[0], drift[1]));
  }
}
