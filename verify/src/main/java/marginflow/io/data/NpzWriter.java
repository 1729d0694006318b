package marginflow.io.data;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an NPZ file array by array, so that it may be larger than the heap: members stored, not
 * deflated, and the same bytes for the same arrays.
 */
public final class NpzWriter implements AutoCloseable {

  /** What the names of members end with. */
  static final String SUFFIX = ".npy";

  private final ZipOutputStream zip;

  /** Begins a file. */
  public NpzWriter(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /** Adds an array of doubles. */
  public void add(String name, NpyArray array) throws IOException {
    add(name, NpyFormat.write(array));
  }

  /** Adds an array that is written already. */
  void add(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name + SUFFIX);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
