package marginflow.io.run;

import java.io.IOException;

/** A table of a run folder that grows with the run: {@code trace.csv} or {@code events.csv}. */
abstract sealed class RunTable implements AutoCloseable permits TraceFile, EventFile {

  private final RowFile rows;

  RunTable(RowFile rows) {
    this.rows = rows;
  }

  /** Appends a line. */
  final void line(String line) throws IOException {
    rows.append(line);
  }

  /** Hands everything to the operating system. */
  public final void flush() throws IOException {
    rows.flush();
  }

  /** Returns when everything is on the disk. */
  public final void force() throws IOException {
    rows.force();
  }

  /** Rows written, those of earlier processes included. */
  public final long rows() {
    return rows.rows();
  }

  @Override
  public final void close() throws IOException {
    rows.close();
  }
}
