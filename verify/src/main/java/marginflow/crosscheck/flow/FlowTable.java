package marginflow.crosscheck.flow;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginflow.io.BadDataException;

/**
 * {@code problems.csv}: a row per seed, appended as problems end; {@link #sort} puts them in order.
 * May be used by several threads.
 */
public final class FlowTable {

  private final Path file;
  private final Map<Long, FlowRow> rows = new TreeMap<>();

  /**
   * A table that goes on with what is in its file; a last row that is not whole is left out.
   *
   * @throws BadDataException if the file is no such table
   * @throws IOException if it cannot be read or written
   */
  public FlowTable(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      read();
    }
    sort();
  }

  private void read() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(whole)) {
      boolean first = true;
      for (CsvRecord record : reader) {
        if (!first) {
          FlowRow row = parse(record);
          rows.put(row.seed(), row);
        } else if (!record.getFields().equals(FlowRow.COLUMNS)) {
          throw BadDataException.in(
              file + ", line 1", "the columns of problems", String.join(",", record.getFields()));
        }
        first = false;
      }
    }
  }

  private FlowRow parse(CsvRecord record) {
    try {
      return FlowRow.parse(record.getFields());
    } catch (IllegalArgumentException e) {
      throw BadDataException.in(
          "%s, line %d".formatted(file, record.getStartingLineNumber()),
          "a row of a problem",
          String.valueOf(e.getMessage()));
    }
  }

  /** Whether the problem of a seed was run. */
  public synchronized boolean isDone(long seed) {
    return rows.containsKey(seed);
  }

  /** Adds a row, in the file as well. */
  public synchronized void add(FlowRow row) throws IOException {
    rows.put(row.seed(), row);
    Files.writeString(file, line(row.fields()), StandardOpenOption.APPEND);
  }

  /** The rows of so many seeds from a first one on, by seed; those that are there. */
  public synchronized List<FlowRow> rows(long first, long count) {
    return rows.values().stream()
        .filter(row -> row.seed() >= first && row.seed() < first + count)
        .toList();
  }

  /** Writes the file anew, its rows by seed. */
  public synchronized void sort() throws IOException {
    StringBuilder text = new StringBuilder(line(FlowRow.COLUMNS));
    rows.values().forEach(row -> text.append(line(row.fields())));
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
