package marginflow.sweep;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import marginflow.io.BadDataException;
import marginflow.io.Disk;
import marginflow.io.RowFile;

/**
 * {@code sweep.csv}: a row per cell, appended as cells end, and put in the order of the description
 * when all have. A row that is not whole, as a power failure may leave, is dropped, and its cell
 * run again. May be used by several threads.
 */
public final class Table implements AutoCloseable {

  /** How much of the work a power failure may cost. */
  private static final long FORCE_NANOS = 1_000_000_000L;

  private final Path file;
  private final Map<Cell, Row> rows = new LinkedHashMap<>();
  private RowFile log;
  private long forced = System.nanoTime();
  private int dropped;

  /**
   * A table that goes on with what is in its file.
   *
   * @throws BadDataException if the file is no such table
   * @throws IOException if it cannot be read or written
   */
  public Table(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      read();
    }
    this.log = write(List.copyOf(rows.values()));
  }

  private void read() throws IOException {
    List<String> lines = RowFile.complete(file);
    if (lines.isEmpty()) {
      return;
    }
    if (!lines.getFirst().equals(header())) {
      throw BadDataException.in(file + ", line 1", "the columns of a sweep", lines.getFirst());
    }
    lines.stream().skip(1).forEach(this::read);
  }

  /** Every row is a line of its own: none of its fields has a newline. */
  private void read(String line) {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
      Row row = Row.parse(reader.iterator().next().getFields());
      rows.put(row.cell(), row);
    } catch (IllegalArgumentException
        | CsvParseException
        | NoSuchElementException
        | IOException e) {
      dropped++;
    }
  }

  /** Rows of the file that were not whole. */
  public int dropped() {
    return dropped;
  }

  /** Whether a cell was run, and did not fail. */
  public synchronized boolean isDone(Cell cell) {
    Row row = rows.get(cell);
    return row != null && !row.isFailed();
  }

  /** Adds a row, in the file as well; one that cannot be written is written with the next. */
  public synchronized void add(Row row) throws IOException {
    rows.put(row.cell(), row);
    log.append(line(row.fields()));
    if (System.nanoTime() - forced >= FORCE_NANOS) {
      log.force();
      forced = System.nanoTime();
    } else {
      log.flush();
    }
  }

  /** The rows of these cells that are there, in the order of the cells. */
  public synchronized List<Row> rows(List<Cell> cells) {
    List<Row> found = new ArrayList<>();
    for (Cell cell : cells) {
      Row row = rows.get(cell);
      if (row != null) {
        found.add(row);
      }
    }
    return found;
  }

  /** Puts the rows of these cells in their order, and behind them those of earlier sweeps. */
  public synchronized void sort(List<Cell> cells) throws IOException {
    List<Row> ordered = rows(cells);
    rows.values().stream().filter(row -> !cells.contains(row.cell())).forEach(ordered::add);
    RowFile before = log;
    log = write(ordered);
    before.close();
  }

  private RowFile write(List<Row> ordered) throws IOException {
    StringBuilder text = new StringBuilder(header()).append('\n');
    ordered.forEach(row -> text.append(line(row.fields())).append('\n'));
    Disk.here().replace(file, text.toString());
    return RowFile.resume(file, header(), ordered.size());
  }

  private static String header() {
    return line(Row.COLUMNS);
  }

  private static String line(List<String> fields) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(fields.stream().map(f -> f.replace('\n', ' ')).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String line = text.toString();
    return line.substring(0, line.length() - 1); // its newline is added by the file
  }

  @Override
  public synchronized void close() throws IOException {
    log.close();
  }
}
