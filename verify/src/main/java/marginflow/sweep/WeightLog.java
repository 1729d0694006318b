package marginflow.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import marginflow.io.run.Disk;

/**
 * End points of cells, appended as cells end: the cell's hash, P, P doubles, and a checksum. What
 * is not whole at the end is cut off.
 */
final class WeightLog implements AutoCloseable {

  private static final int HEAD = Long.BYTES + Integer.BYTES;
  private static final int FOOT = Long.BYTES;

  private final FileChannel channel;
  private final Optional<Disk.OpenFile> out;
  private final Map<Long, Long> offsets = new HashMap<>();
  private long end;

  private WeightLog(FileChannel channel, Optional<Disk.OpenFile> out) throws IOException {
    this.channel = channel;
    this.out = out;
    scan();
  }

  /** Opens a file to append to; it is made if it is not there. */
  static WeightLog open(Path file) throws IOException {
    Disk.OpenFile out = Disk.here().open(file, false);
    WeightLog log =
        new WeightLog(FileChannel.open(file, StandardOpenOption.READ), Optional.of(out));
    if (log.channel.size() > log.end) {
      out.truncate(log.end);
    }
    return log;
  }

  /** Opens a file to read alone. */
  static WeightLog view(Path file) throws IOException {
    return new WeightLog(FileChannel.open(file, StandardOpenOption.READ), Optional.empty());
  }

  private void scan() throws IOException {
    for (Optional<ByteBuffer> record = record(end); record.isPresent(); record = record(end)) {
      offsets.put(record.get().getLong(0), end);
      end += record.get().capacity();
    }
  }

  /** The whole record at an offset; empty if there is none. */
  private Optional<ByteBuffer> record(long offset) throws IOException {
    long left = channel.size() - offset;
    if (left < HEAD + FOOT) {
      return Optional.empty();
    }
    long count = read(offset, HEAD).getInt(Long.BYTES);
    long length = HEAD + count * Double.BYTES + FOOT;
    if (count < 0 || length > left || length > Integer.MAX_VALUE - 8) {
      return Optional.empty();
    }
    ByteBuffer record = read(offset, (int) length);
    long checksum = record.getLong((int) length - FOOT);
    return checksum(record) == checksum ? Optional.of(record) : Optional.empty();
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("weights at byte %d are gone".formatted(offset));
      }
    }
    return bytes.flip();
  }

  private static long checksum(ByteBuffer record) {
    CRC32 crc = new CRC32();
    crc.update(record.duplicate().position(0).limit(record.capacity() - FOOT));
    return crc.getValue();
  }

  /** Whether it has the end point of a cell. */
  synchronized boolean has(long key) {
    return offsets.containsKey(key);
  }

  /** Adds an end point. */
  synchronized void append(long key, double[] theta) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(HEAD + theta.length * Double.BYTES + FOOT);
    record.putLong(key).putInt(theta.length);
    for (double weight : theta) {
      record.putDouble(weight);
    }
    record.putLong(checksum(record)).flip();
    out.orElseThrow(() -> new IllegalStateException("these are for reading alone"))
        .write(record, end);
    offsets.put(key, end);
    end += record.capacity();
  }

  /** Returns when all of it is on the disk. */
  void force() throws IOException {
    if (out.isPresent()) {
      out.get().force();
    }
  }

  /** The end point of a cell; empty if it is not there. */
  Optional<double[]> read(long key) throws IOException {
    Long offset = offsets.get(key);
    Optional<ByteBuffer> found = offset == null ? Optional.empty() : record(offset);
    return found.map(record -> {
      double[] theta = new double[record.getInt(Long.BYTES)];
      record.position(HEAD);
      record.asDoubleBuffer().get(theta);
      return theta;
    });
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (out.isPresent()) {
        out.get().close();
      }
    }
  }
}
