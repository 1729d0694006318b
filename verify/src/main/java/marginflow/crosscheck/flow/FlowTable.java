package marginflow.crosscheck.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginflow.io.BadDataException;
import marginflow.io.run.RowLog;

/**
 * {@code problems.csv}: a row per seed, appended as problems end; {@link #sort} puts them in order.
 * May be used by several threads.
 */
public final class FlowTable implements AutoCloseable {

  private final Path file;
  private final Map<Long, FlowRow> rows = new TreeMap<>();
  private RowLog log;

  /**
   * A table that goes on with what is in its file; rows that are not whole are left out.
   *
   * @throws BadDataException if the file is no such table
   * @throws IOException if it cannot be read or written
   */
  public FlowTable(Path file) throws IOException {
    this.file = file;
    this.log = RowLog.open(file, FlowRow.COLUMNS, (fields, place) -> put(FlowRow.parse(fields)));
    sort();
  }

  private void put(FlowRow row) {
    rows.put(row.seed(), row);
  }

  /** Whether the problem of a seed was run. */
  public synchronized boolean isDone(long seed) {
    return rows.containsKey(seed);
  }

  /** Adds a row, in the file as well. */
  public synchronized void add(FlowRow row) throws IOException {
    put(row);
    log.append(row.fields());
  }

  /** The rows of so many seeds from a first one on, by seed; those that are there. */
  public synchronized List<FlowRow> rows(long first, long count) {
    return rows.values().stream()
        .filter(row -> row.seed() >= first && row.seed() < first + count)
        .toList();
  }

  /** Writes the file anew, its rows by seed. */
  public synchronized void sort() throws IOException {
    log.close();
    RowLog.write(
        file,
        FlowRow.COLUMNS,
        sink -> {
          for (FlowRow row : rows.values()) {
            sink.line(RowLog.line(row.fields()));
          }
        });
    log = RowLog.open(file, FlowRow.COLUMNS, (fields, place) -> {});
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }
}
