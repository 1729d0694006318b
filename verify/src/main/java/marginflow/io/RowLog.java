package marginflow.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

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
  private long end;
  private long forced = System.nanoTime();

  private RowLog(FileChannel channel, long end) {
    this.channel = channel;
    this.end = end;
  }

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
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      long end = read(file, columns, reader);
      channel.truncate(end);
      RowLog log = new RowLog(channel, end);
      if (end == 0) {
        log.append(columns);
      }
      opened = true;
      return log;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  /**
   * Opens a file to read alone, whoever may be appending to it.
   *
   * @throws BadDataException if the file is of other columns
   */
  public static RowLog view(Path file, List<String> columns, Reader reader) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean opened = false;
    try {
      RowLog log = new RowLog(channel, read(file, columns, reader));
      opened = true;
      return log;
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  /**
   * Reads the rows of a file.
   *
   * @return the length of the file up to the end of its last whole line
   * @throws BadDataException if the file is of other columns
   */
  public static long read(Path file, List<String> columns, Reader reader) throws IOException {
    long at = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
        String text = new String(line.get(), StandardCharsets.UTF_8);
        if (at == 0 && !text.equals(line(columns))) {
          throw BadDataException.in(file + ", line 1", line(columns), BadDataException.quote(text));
        }
        if (at > 0) {
          take(text, new Place(at, line.get().length), reader);
        }
        at += line.get().length + 1L;
      }
    }
    return at;
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

  private static void take(String line, Place place, Reader reader) {
    try {
      reader.row(fields(line), place);
    } catch (IllegalArgumentException | CsvParseException torn) {
      // What it stood for is done again: that costs a piece of work, not the table.
      return;
    }
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
    ByteBuffer bytes = ByteBuffer.wrap(line);
    for (long at = end; bytes.hasRemaining(); ) {
      at += channel.write(bytes, at);
    }
    Place place = new Place(end, line.length - 1);
    end += line.length;
    if (System.nanoTime() - forced >= FORCE_NANOS) {
      force();
    }
    return place;
  }

  /** Returns when all rows are on the disk. */
  public synchronized void force() throws IOException {
    channel.force(true);
    forced = System.nanoTime();
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
    Path beside = file.resolveSibling("." + file.getFileName() + ".part");
    try (BufferedWriter out = Files.newBufferedWriter(beside, StandardCharsets.UTF_8)) {
      out.write(line(columns));
      out.write('\n');
      rows.writeTo(line -> {
        out.write(line);
        out.write('\n');
      });
    }
    try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
    channel.close();
  }
}
