package marginflow.io.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.BadDataException;

/**
 * {@code trace.csv}: one row per accepted step up to step {@value #DENSE}, from there on rows
 * spaced evenly in the logarithm of the step, {@value #PER_E_FOLD} for every factor e. Which steps
 * have a row depends on the step number alone, so that a resumed run writes the rows of one left
 * alone.
 */
public final class TraceFile extends RunTable {

  /** Up to here every step has a row. */
  private static final long DENSE = 10_000;

  /** Rows per e-fold of steps beyond; 1/2000 is finer than a figure shows. */
  private static final int PER_E_FOLD = 2_000;

  private static final StateTable TABLE = StateTable.ALL;

  private TraceFile(RowFile rows) {
    super(rows);
  }

  /** Whether a step has a row. */
  public static boolean keeps(long step) {
    return step <= DENSE || bin(step) > bin(step - 1);
  }

  private static long bin(long step) {
    return (long) Math.floor(PER_E_FOLD * StrictMath.log((double) step));
  }

  /** Whole rows of a trace; −1 if it is not there or begins otherwise. */
  static long count(Path file) throws IOException {
    return RowFile.count(file, TABLE.header());
  }

  /** Begins a new trace. */
  public static TraceFile create(Path file) throws IOException {
    return new TraceFile(RowFile.create(file, TABLE.header()));
  }

  /** Goes on after the rows a checkpoint knew of, or those of them that are there. */
  public static TraceFile resume(Path file, long count) throws IOException {
    return new TraceFile(RowFile.resume(file, TABLE.header(), count));
  }

  /** Reads a trace, whole rows only. */
  public static List<FlowState> read(Path file) throws IOException {
    List<String> lines = RowFile.complete(file);
    if (lines.isEmpty() || !lines.getFirst().equals(TABLE.header())) {
      throw BadDataException.in(
          file + ", line 1", TABLE.header(), lines.isEmpty() ? "nothing" : "others");
    }
    List<FlowState> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      rows.add(TABLE.state("%s, line %d".formatted(file, i + 1), lines.get(i)));
    }
    return rows;
  }

  /** Appends the row of a state. */
  public void append(FlowState state) throws IOException {
    line(TABLE.line(state));
  }
}
