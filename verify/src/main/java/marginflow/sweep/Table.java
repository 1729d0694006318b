package marginflow.sweep;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginflow.io.BadDataException;

/**
 * {@code sweep.csv}: a row per cell, appended as cells end, and put in the order of the description
 * when all have. May be used by several threads.
 */
public final class Table {

  private final Path file;
  private final Map<Cell, Row> rows = new LinkedHashMap<>();

  /**
   * A table that goes on with what is in its file; a last row that is not whole is left out.
   *
   * @throws BadDataException if the file is no such table
   * @throws IOException if it cannot be read or written
   */
  public Table(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      read();
    }
    write(List.copyOf(rows.values()));
  }

  private void read() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(whole)) {
      boolean first = true;
      for (CsvRecord row : reader) {
        if (first && !row.getFields().equals(Row.COLUMNS)) {
          throw BadDataException.in(
              file + ", line 1", "the columns of a sweep", String.join(",", row.getFields()));
        }
        if (!first) {
          Row read = parse(row);
          rows.put(read.cell(), read);
        }
        first = false;
      }
    }
  }

  private Row parse(CsvRecord row) {
    try {
      return Row.parse(row.getFields());
    } catch (IllegalArgumentException e) {
      throw BadDataException.in(
          "%s, line %d".formatted(file, row.getStartingLineNumber()),
          "a row of a sweep",
          String.valueOf(e.getMessage()));
    }
  }

  /** Whether a cell was run, and did not fail. */
  public synchronized boolean isDone(Cell cell) {
    Row row = rows.get(cell);
    return row != null && !row.isFailed();
  }

  /** Adds a row, in the file as well. */
  public synchronized void add(Row row) throws IOException {
    rows.put(row.cell(), row);
    Files.writeString(file, line(row.fields()), StandardOpenOption.APPEND);
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
    write(ordered);
  }

  private void write(List<Row> ordered) throws IOException {
    StringBuilder text = new StringBuilder(line(Row.COLUMNS));
    ordered.forEach(row -> text.append(line(row.fields())));
    Path beside = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(beside, text, StandardCharsets.UTF_8);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String line(List<String> fields) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(fields.stream().map(f -> f.replace('\n', ' ')).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
