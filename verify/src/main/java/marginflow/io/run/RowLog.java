package marginflow.io.run;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;

/**
 * A CSV table that grows by a row when a piece of work ends, so that whoever is killed goes on with
 * the rows that are whole. A row that is not whole is dropped, and its work done again. Rows are
 * found by their place in the file: a table of a million rows needs no memory for their text. May
 * be used by several threads.
 */
public final class RowLog implements AutoCloseable {

  /** How much of the work a power failure may cost. */
  private static final long FORCE_NANOS = 1_000_000_000L;

  private final FileChannel channel;
  private final Optional<Disk.OpenFile> out;
  private final int dropped;
  private long end;
  private long forced = System.nanoTime();

  private RowLog(FileChannel channel, Optional<Disk.OpenFile> out, Extent extent) {
    this.channel = channel;
    this.out = out;
    this.end = extent.end();
    this.dropped = extent.dropped();
  }

  /**
   * What there is of a log.
   *
   * @param end where its last whole line ends
   * @param dropped lines before that are no rows
   */
  private record Extent(long end, int dropped) {}

  /**
   * Where a row stands.
   *
   * @param offset of its first byte
   * @param length of its line in bytes, without the newline
   */
  public record Place(long offset, int length) {}

  /** Takes the rows that a file has. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Takes a row.
     *
     * @throws IllegalArgumentException if it is not a whole one
     */
    void row(List<String> fields, Place place);
  }

  /**
   * Opens a file to append to; it is made if it is not there.
   *
   * @param columns its first line
   * @param reader takes the rows that are there
   * @return the log, at the end of the last whole row
   * @throws BadDataException if the file is of other columns
   */
  public static RowLog open(Path file, List<String> columns, Reader reader) throws IOException {
    Extent extent = Files.exists(file) ? extent(file, columns, reader) : new Extent(0, 0);
    if (extent.end() == 0) {
      write(file, columns, sink -> {});
      extent = extent(file, columns, reader);
    }
    Disk.OpenFile out = Disk.here().open(file, false);
    boolean opened = false;
    try {
      if (Files.size(file) > extent.end()) {
        out.truncate(extent.end());
      }
      RowLog log =
          new RowLog(FileChannel.open(file, StandardOpenOption.READ), Optional.of(out), extent);
      opened = true;
      return log;
    } finally {
      if (!opened) {
        out.close();
      }
    }
  }

  /**
   * Opens a file to read alone, whoever may be appending to it.
   *
   * @throws BadDataException if the file is of other columns
   */
  public static RowLog view(Path file, List<String> columns, Reader reader) throws IOException {
    Extent extent = extent(file, columns, reader);
    return new RowLog(FileChannel.open(file, StandardOpenOption.READ), Optional.empty(), extent);
  }

  /**
   * Reads the rows of a file.
   *
   * @throws BadDataException if the file is of other columns
   */
  public static void read(Path file, List<String> columns, Reader reader) throws IOException {
    extent(file, columns, reader);
  }

  private static Extent extent(Path file, List<String> columns, Reader reader) throws IOException {
    long at = 0;
    int dropped = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
        String text = new String(line.get(), StandardCharsets.UTF_8);
        if (at == 0 && !text.equals(line(columns))) {
          throw BadDataException.in(file + ", line 1", line(columns), BadDataException.quote(text));
        }
        if (at > 0 && !isTaken(text, new Place(at, line.get().length), reader)) {
          dropped++;
        }
        at += line.get().length + 1L;
      }
    }
    return new Extent(at, dropped);
  }

  /** The next line; empty at the end of the file, and for a line without an end. */
  private static Optional<byte[]> line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return Optional.of(bytes.toByteArray());
      }
      bytes.write(b);
    }
    return Optional.empty();
  }

  /** Whether a line is a row; what another one stood for is done again, at no other's cost. */
  private static boolean isTaken(String line, Place place, Reader reader) {
    if (line.indexOf('\0') >= 0) {
      return false; // a block that was never written
    }
    try {
      reader.row(fields(line), place);
      return true;
    } catch (IllegalArgumentException | CsvParseException torn) {
      return false;
    }
  }

  /** Lines that were no whole rows when the log was opened. */
  public int dropped() {
    return dropped;
  }

  /** The fields of a line. */
  public static List<String> fields(String line) {
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(line)) {
      var records = reader.iterator();
      return records.hasNext() ? records.next().getFields() : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The line of some fields, without a newline at its end or in it. */
  public static String line(List<String> fields) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(fields.stream().map(f -> f.replace('\n', ' ')).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().substring(0, text.getBuffer().length() - 1);
  }

  /** Adds a row; one that could not be written is overwritten by the next. */
  public synchronized Place append(List<String> fields) throws IOException {
    byte[] line = (line(fields) + "\n").getBytes(StandardCharsets.UTF_8);
    file().write(ByteBuffer.wrap(line), end);
    Place place = new Place(end, line.length - 1);
    end += line.length;
    if (System.nanoTime() - forced >= FORCE_NANOS) {
      force();
    }
    return place;
  }

  /** Returns when all rows are on the disk. */
  public synchronized void force() throws IOException {
    if (out.isPresent()) {
      out.get().force();
    }
    forced = System.nanoTime();
  }

  private Disk.OpenFile file() {
    return out.orElseThrow(() -> new IllegalStateException("this log is for reading alone"));
  }

  /** The line at a place. */
  public String line(Place place) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    for (long at = place.offset(); bytes.hasRemaining(); ) {
      int read = channel.read(bytes, at);
      if (read < 0) {
        throw new IOException("a row at byte %d is gone".formatted(place.offset()));
      }
      at += read;
    }
    return new String(bytes.array(), StandardCharsets.UTF_8);
  }

  /** Writes a whole table in one piece: after a crash a file is the old one or the new one. */
  public static void write(Path file, List<String> columns, Rows rows) throws IOException {
    Growing.replace(
        file,
        out -> {
          Sink sink = line -> out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          sink.line(line(columns));
          rows.writeTo(sink);
        });
  }

  /** Gives the lines of a table one by one. */
  @FunctionalInterface
  public interface Rows {

    /** Hands every line to a sink. */
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes lines. */
  @FunctionalInterface
  public interface Sink {

    /** Takes a line without a newline. */
    void line(String line) throws IOException;
  }

  @Override
  public synchronized void close() throws IOException {
    try (channel) {
      if (out.isPresent()) {
        out.get().close();
      }
    }
  }
}
