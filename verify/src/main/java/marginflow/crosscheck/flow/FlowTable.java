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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginflow.io.BadDataException;
import marginflow.io.Disk;
import marginflow.io.RowFile;

/**
 * {@code problems.csv}: a row per seed, appended as problems end; {@link #sort} puts them in order.
 * May be used by several threads.
 */
public final class FlowTable {

  private final Path file;
  private final Map<Long, FlowRow> rows = new TreeMap<>();
  private RowFile log;

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
    log = write();
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

  /** Adds a row, in the file as well; one that cannot be written is written with the next. */
  public synchronized void add(FlowRow row) throws IOException {
    rows.put(row.seed(), row);
    log.append(line(row.fields()));
    log.flush();
  }

  /** The rows of so many seeds from a first one on, by seed; those that are there. */
  public synchronized List<FlowRow> rows(long first, long count) {
    return rows.values().stream()
        .filter(row -> row.seed() >= first && row.seed() < first + count)
        .toList();
  }

  /** Writes the file anew, its rows by seed. */
  public synchronized void sort() throws IOException {
    RowFile before = log;
    log = write();
    before.close();
  }

  private RowFile write() throws IOException {
    String header = line(FlowRow.COLUMNS);
    StringBuilder text = new StringBuilder(header).append('\n');
    rows.values().forEach(row -> text.append(line(row.fields())).append('\n'));
    Disk.here().replace(file, text.toString());
    return RowFile.resume(file, header, rows.size());
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
}
