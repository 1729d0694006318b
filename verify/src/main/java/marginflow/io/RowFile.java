package marginflow.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CSV file that grows row by row, and that a resumed run cuts back to the rows its checkpoint
 * knew of. NaN is an empty field and the infinities are {@code inf} and {@code -inf}, as pandas
 * reads them. Rows are ASCII.
 */
final class RowFile implements AutoCloseable {

  /** Characters kept back before they are handed on. */
  private static final int BUFFER = 1 << 14;

  private static final Pattern COMMA = Pattern.compile(",");

  private final FileChannel out;
  private final StringBuilder pending = new StringBuilder();
  private long flushed;
  private long lastRow;
  private long rows;

  private RowFile(FileChannel out, long length, long rows) {
    this.out = out;
    this.flushed = length;
    this.lastRow = length;
    this.rows = rows;
  }

  /** Begins a new file, replacing one that is there. */
  static RowFile create(Path file, String header) throws IOException {
    FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    RowFile created = new RowFile(out, 0, 0);
    created.pending.append(header).append('\n');
    created.flush();
    return created;
  }

  /**
   * Goes on after a number of rows; rows behind them are dropped.
   *
   * @throws BadDataException if there are fewer
   */
  static RowFile resume(Path file, String header, long rows) throws IOException {
    List<String> lines = complete(file);
    if (lines.size() <= rows || !lines.getFirst().equals(header)) {
      throw BadDataException.in(
          file.toString(),
          "a header and %d rows written before the checkpoint".formatted(rows),
          "%d lines".formatted(lines.size()));
    }
    long length = 0;
    for (String line : lines.subList(0, (int) rows + 1)) {
      length += line.length() + 1;
    }
    FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE);
    out.truncate(length).position(length);
    return new RowFile(out, length, rows);
  }

  /** The lines that end with a newline: a process that was killed may leave half a line. */
  static List<String> complete(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Appends a row. */
  void append(String row) throws IOException {
    if (pending.length() >= BUFFER) {
      flush();
    }
    lastRow = flushed + pending.length();
    pending.append(row).append('\n');
    rows++;
  }

  /** Puts another row in the place of the last one this object appended. */
  void replaceLast(String row) throws IOException {
    flush();
    out.truncate(lastRow).position(lastRow);
    flushed = lastRow;
    pending.append(row).append('\n');
  }

  /** Hands everything to the operating system. */
  void flush() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(pending.toString().getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      flushed += out.write(bytes);
    }
    pending.setLength(0);
  }

  /** Rows written, those of earlier processes included. */
  long rows() {
    return rows;
  }

  /** The fields of a row; none of ours has a comma or quotes. */
  static List<String> fields(String line) {
    return List.of(COMMA.split(line, -1));
  }

  /** A number as a field. */
  static String field(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value);
  }

  /** A number from a field. */
  static double number(String field) {
    return switch (field) {
      case "" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(field);
    };
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
