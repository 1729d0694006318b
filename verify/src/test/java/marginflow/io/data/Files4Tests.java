package marginflow.io.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import marginflow.io.InputFile;

/** Files made in memory, byte by byte where it matters. */
final class Files4Tests {

  private Files4Tests() {}

  /** An input of some text. */
  static InputFile text(String name, String text) {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** An input of some bytes. */
  static InputFile bytes(String name, byte[] bytes) {
    return InputFile.of(name, name, bytes);
  }

  /** A file among the tests' resources: small files of many origins. */
  static InputFile resource(String name) {
    try (InputStream in = Files4Tests.class.getResourceAsStream(name)) {
      return bytes(name, Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An NPY file with any header and any data. */
  static byte[] npy(String descr, boolean fortran, String shape, byte[] data) {
    return npy(
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(descr, fortran ? "True" : "False", shape),
        data);
  }

  /** An NPY file with a header as given. */
  static byte[] npy(String header, byte[] data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + text.length + data.length)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .put((byte) (text.length & 0xff))
        .put((byte) (text.length >> 8))
        .put(text)
        .put(data)
        .array();
  }

  /** A ZIP file of the given members, stored or deflated. */
  static byte[] zip(Map<String, byte[]> members, boolean deflate) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        CRC32 crc = new CRC32();
        crc.update(member.getValue());
        entry.setMethod(deflate ? ZipEntry.DEFLATED : ZipEntry.STORED);
        entry.setSize(member.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(member.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
