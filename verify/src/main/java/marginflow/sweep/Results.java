package marginflow.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzWriter;
import marginflow.io.run.Growing;
import marginflow.io.run.RowLog;

/**
 * The rows of a sweep that are there, in one or several logs, and the weights beside them. May be
 * used by several threads.
 */
public final class Results implements AutoCloseable {

  /** The log of rows, in the order in which cells ended. */
  public static final String ROWS = "rows.csv";

  /** The log of end points. */
  static final String WEIGHTS = "weights.log";

  /** The columns of the log: the time first, so that what follows is the line of the table. */
  static final List<String> COLUMNS = columns();

  private final Grid grid;
  private final List<RowLog> logs = new ArrayList<>();
  private final List<WeightLog> weights = new ArrayList<>();

  /** Which log has the row of a cell, plus one; 0 for none. */
  private final short[] log;

  private final long[] offset;
  private final int[] length;
  private final boolean[] failed;

  private Results(Grid grid) {
    this.grid = grid;
    this.log = new short[grid.size()];
    this.offset = new long[grid.size()];
    this.length = new int[grid.size()];
    this.failed = new boolean[grid.size()];
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("wall_seconds"));
    columns.addAll(Row.COLUMNS);
    return List.copyOf(columns);
  }

  /** Opens the logs of a folder to go on with them. */
  public static Results open(Path folder, Grid grid) throws IOException {
    Results results = new Results(grid);
    boolean opened = false;
    try {
      if (!grid.description().keep().what().isEmpty()) {
        results.weights.add(WeightLog.open(folder.resolve(WEIGHTS)));
      }
      results.logs.add(RowLog.open(folder.resolve(ROWS), COLUMNS, results.reader(0)));
      opened = true;
      return results;
    } finally {
      if (!opened) {
        results.close();
      }
    }
  }

  /** Reads the logs of several folders. */
  public static Results view(List<Path> folders, Grid grid) throws IOException {
    Results results = new Results(grid);
    boolean opened = false;
    try {
      for (Path folder : folders) {
        if (Files.exists(folder.resolve(WEIGHTS))) {
          results.weights.add(WeightLog.view(folder.resolve(WEIGHTS)));
        }
        if (Files.exists(folder.resolve(ROWS))) {
          int number = results.logs.size();
          results.logs.add(RowLog.view(folder.resolve(ROWS), COLUMNS, results.reader(number)));
        }
      }
      opened = true;
      return results;
    } finally {
      if (!opened) {
        results.close();
      }
    }
  }

  private RowLog.Reader reader(int number) {
    return (fields, place) -> {
      if (fields.size() != COLUMNS.size()) {
        throw new IllegalArgumentException("half a row");
      }
      int cell = grid.find(Hash.key(fields.get(2)));
      boolean bad = fields.get(1 + Row.COLUMNS.indexOf("status")).equals(Row.FAILED);
      // A row is as good in every log; one that failed gives way to one that did not.
      if (cell >= 0 && (log[cell] == 0 || failed[cell] || log[cell] == number + 1)) {
        put(cell, number, place, bad);
      }
    };
  }

  private void put(int cell, int number, RowLog.Place place, boolean bad) {
    log[cell] = (short) (number + 1);
    offset[cell] = place.offset();
    length[cell] = place.length();
    failed[cell] = bad;
  }

  /** Whether a cell was run, did not fail, and has left what is to be kept of it. */
  public synchronized boolean isDone(int cell) {
    return log[cell] != 0 && !failed[cell] && hasWeights(cell);
  }

  private boolean hasWeights(int number) {
    if (!grid.description().keep().what().contains(Keep.What.WEIGHTS)) {
      return true;
    }
    Cell cell = grid.cell(number);
    long key = cell.key();
    return !grid.description().keep().has(Keep.What.WEIGHTS, cell)
        || weights.stream().anyMatch(kept -> kept.has(key));
  }

  /** Whether a cell has a row. */
  public synchronized boolean has(int cell) {
    return log[cell] != 0;
  }

  /** Whether a cell of this hash has a row. */
  public synchronized boolean has(String hash) {
    int cell = Hash.isOne(hash) ? grid.find(Hash.key(hash)) : -1;
    return cell >= 0 && log[cell] != 0;
  }

  /** How many cells have a row, those that failed as well. */
  public synchronized int rows() {
    int rows = 0;
    for (short there : log) {
      rows += there == 0 ? 0 : 1;
    }
    return rows;
  }

  /** How many rows of the logs were not whole. */
  public int dropped() {
    return logs.stream().mapToInt(RowLog::dropped).sum();
  }

  /** How many cells could not be run. */
  public synchronized int failures() {
    int count = 0;
    for (boolean bad : failed) {
      count += bad ? 1 : 0;
    }
    return count;
  }

  /** Adds the row of a cell, after its end point where that is kept. */
  public void add(int cell, Row row, double seconds, Optional<double[]> theta) throws IOException {
    if (theta.isPresent()) {
      weights.getFirst().append(Hash.key(row.hash()), theta.get());
    }
    List<String> fields = new ArrayList<>(COLUMNS.size());
    fields.add(Double.toString(seconds));
    fields.addAll(row.fields());
    synchronized (this) {
      put(cell, 0, logs.getFirst().append(fields), row.isFailed());
    }
  }

  /** The row of a cell that has one, as the log has it: the time, and the row. */
  private String line(int cell) throws IOException {
    return logs.get(log[cell] - 1).line(new RowLog.Place(offset[cell], length[cell]));
  }

  /** The row of a cell that has one. */
  public Row row(int cell) throws IOException {
    return new Row(RowLog.fields(line(cell)).subList(1, COLUMNS.size()));
  }

  /** The end point of a cell, if it was kept. */
  public Optional<double[]> theta(int cell) throws IOException {
    long key = grid.cell(cell).key();
    for (WeightLog kept : weights) {
      Optional<double[]> theta = kept.read(key);
      if (theta.isPresent()) {
        return theta;
      }
    }
    return Optional.empty();
  }

  /** Writes the table, in the order of the description, and the times beside it. */
  public void write(Path table, Path seconds) throws IOException {
    RowLog.write(
        table,
        Row.COLUMNS,
        sink -> {
          for (int cell = 0; cell < log.length; cell++) {
            if (log[cell] != 0) {
              String line = line(cell);
              sink.line(line.substring(line.indexOf(',') + 1));
            }
          }
        });
    RowLog.write(
        seconds,
        List.of("hash", "wall_seconds"),
        sink -> {
          for (int cell = 0; cell < log.length; cell++) {
            if (log[cell] != 0) {
              List<String> fields = RowLog.fields(line(cell));
              sink.line(fields.get(2) + "," + fields.getFirst());
            }
          }
        });
  }

  /** Writes the end points that were kept, each under its cell's hash; nothing if there is none. */
  public void writeWeights(Path file) throws IOException {
    if (weights.isEmpty()) {
      return;
    }
    Growing.replace(
        file,
        out -> {
          try (NpzWriter archive = new NpzWriter(out)) {
            for (int cell = 0; cell < log.length; cell++) {
              Optional<double[]> theta = log[cell] == 0 ? Optional.empty() : theta(cell);
              if (theta.isPresent()) {
                archive.add(grid.cell(cell).hash(), NpyArray.vector(theta.get()));
              }
            }
          }
        });
  }

  /** Returns when all of it is on the disk. */
  public void force() throws IOException {
    for (WeightLog kept : weights) {
      kept.force();
    }
    for (RowLog rows : logs) {
      rows.force();
    }
  }

  /** Numbers of cells without a row. */
  public int[] missing() {
    int[] missing = new int[log.length];
    int count = 0;
    for (int cell = 0; cell < log.length; cell++) {
      if (log[cell] == 0) {
        missing[count++] = cell;
      }
    }
    return Arrays.copyOf(missing, count);
  }

  @Override
  public void close() throws IOException {
    for (RowLog rows : logs) {
      rows.close();
    }
    for (WeightLog kept : weights) {
      kept.close();
    }
  }
}
