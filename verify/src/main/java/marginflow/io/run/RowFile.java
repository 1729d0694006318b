package marginflow.io.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CSV file that grows row by row, and that a resumed run cuts back to the rows its checkpoint
 * knew of. NaN is an empty field and the infinities are {@code inf} and {@code -inf}, as pandas
 * reads them.
 *
 * <p>Rows that are not forced yet are kept, each with its place in the file: a write that fails
 * half-way is made good by the next one, at the same place, and so is a force that fails, after
 * which a system may have dropped what it could not write.
 */
public final class RowFile implements AutoCloseable {

  /** Bytes kept back before they are handed on. */
  private static final int BUFFER = 1 << 14;

  /** Bytes kept until they are forced; a second's worth of events at most, of the busiest flow. */
  private static final int KEPT = 1 << 22;

  private static final Pattern COMMA = Pattern.compile(",");

  private final Disk.OpenFile out;
  private byte[] pending = new byte[2 * BUFFER];
  private int length;

  /** Length of the file up to which all is on the disk; pending begins here. */
  private long forced;

  /** How many of the pending bytes were handed to the operating system. */
  private int handed;

  private long rows;

  private RowFile(Disk.OpenFile out, long forced, long rows) {
    this.out = out;
    this.forced = forced;
    this.rows = rows;
  }

  /** Begins a new file, replacing one that is there. */
  public static RowFile create(Path file, String header) throws IOException {
    Disk disk = Disk.here();
    RowFile created = new RowFile(disk.open(file, true), 0, 0);
    try {
      created.keep(line(header));
      created.force();
      disk.force(folder(file));
      return created;
    } catch (IOException e) {
      created.out.close();
      throw e;
    }
  }

  /**
   * Goes on after a number of rows, or after those that are there where they are fewer; what lies
   * behind them is dropped. A file without this header is begun anew.
   */
  public static RowFile resume(Path file, String header, long rows) throws IOException {
    Extent extent = Extent.of(file, header, rows);
    if (extent.length() == 0) {
      return create(file, header);
    }
    Disk.OpenFile out = Disk.here().open(file, false);
    out.truncate(extent.length());
    return new RowFile(out, extent.length(), extent.rows());
  }

  /** Whole rows behind the header; −1 if the file is not there or has another header. */
  static long count(Path file, String header) throws IOException {
    return Files.isRegularFile(file) ? Extent.of(file, header, Long.MAX_VALUE - 1).rows() : -1;
  }

  /** How far so many rows reach, in bytes, and how many of them are there. */
  private record Extent(long length, long rows) {

    static Extent of(Path file, String header, long rows) throws IOException {
      byte[] first = line(header);
      byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
      boolean ours =
          content.length >= first.length
              && Arrays.equals(content, 0, first.length, first, 0, first.length);
      if (!ours) {
        return new Extent(0, -1);
      }
      int length = first.length;
      long found = 0;
      for (int at = length; at < content.length && found < rows; at++) {
        if (content[at] == '\n') {
          length = at + 1;
          found++;
        }
      }
      return new Extent(length, found);
    }
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("/") : folder;
  }

  private static byte[] line(String row) {
    return (row + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The lines that end with a newline: a process that was killed may leave half a line. */
  public static List<String> complete(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Appends a row; if that fails, the row is kept and written with the next. */
  public void append(String row) throws IOException {
    keep(line(row));
    rows++;
    if (length >= KEPT) {
      force();
    } else if (length - handed >= BUFFER) {
      flush();
    }
  }

  private void keep(byte[] line) {
    if (length + line.length > pending.length) {
      pending = Arrays.copyOf(pending, 2 * (length + line.length));
    }
    System.arraycopy(line, 0, pending, length, line.length);
    length += line.length;
  }

  /** Hands everything to the operating system. */
  public void flush() throws IOException {
    if (handed < length) {
      out.write(ByteBuffer.wrap(pending, handed, length - handed), forced + handed);
      handed = length;
    }
  }

  /** Returns when everything is on the disk. */
  public void force() throws IOException {
    if (length == 0) {
      return;
    }
    flush();
    try {
      out.force();
    } catch (IOException e) {
      handed = 0;
      throw e;
    }
    forced += length;
    handed = 0;
    length = 0;
  }

  /** Rows written, those of earlier processes included. */
  public long rows() {
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

  /** Closes the file; rows that were neither forced nor flushed are not in it. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
