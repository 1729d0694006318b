package marginflow.io.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A file that is written from its start to its end through a {@link Disk}. */
public final class Growing extends OutputStream {

  /** Bytes handed over at once. */
  private static final int BUFFER = 1 << 16;

  private final Disk.OpenFile file;
  private long length;

  private Growing(Disk.OpenFile file) {
    this.file = file;
  }

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file in one piece, whose content need not fit the heap: after a crash it is the old
   * one or the new one.
   */
  public static void replace(Path target, Content content) throws IOException {
    Disk disk = Disk.here();
    Path whole = target.toAbsolutePath();
    try (Disk.OpenFile part = disk.open(Disk.part(whole), true)) {
      OutputStream out = new BufferedOutputStream(new Growing(part), BUFFER);
      content.writeTo(out);
      out.flush();
      part.force();
    } catch (IOException e) {
      disk.delete(Disk.part(whole));
      throw e;
    }
    disk.move(Disk.part(whole), whole);
    disk.force(Path.of(String.valueOf(whole.getParent())));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    file.write(ByteBuffer.wrap(bytes, offset, count), length);
    length += count;
  }
}
