package marginflow.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file's content and its identity.
 *
 * @param name what a message calls it: the path as given
 * @param location how to find it again: an absolute path, or the name of a bundled example
 * @param content its bytes, decompressed where the file is a gzip file
 * @param sha256 SHA-256 of the file as it lies on disk, lower-case hexadecimal
 */
public record InputFile(String name, String location, byte[] content, String sha256) {

  /** What the names of bundled data sets begin with. */
  public static final String EXAMPLE = "example:";

  /** Arrays of Java end here, and so do the files that are read in one piece. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /**
   * Reads a file, or a bundled example ({@code example:iris.csv}).
   *
   * @throws BadDataException if there is no such file, it cannot be read, or it exceeds 2 GiB
   */
  public static InputFile read(String name) {
    if (name.startsWith(EXAMPLE)) {
      return of(name, name, example(name));
    }
    Path path = Path.of(name);
    try {
      if (Files.isDirectory(path)) {
        throw BadDataException.in(name, "a file", "a folder");
      }
      if (Files.size(path) > MAX_BYTES) {
        throw BadDataException.in(
            name, "a file of at most 2 GiB", "%d bytes".formatted(Files.size(path)));
      }
      return of(name, path.toAbsolutePath().normalize().toString(), Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw BadDataException.in(name, "a file", "nothing of that name");
    } catch (IOException e) {
      throw BadDataException.in(name, "a readable file", e.toString());
    }
  }

  /** Makes an input of bytes that are in memory already. */
  public static InputFile of(String name, String location, byte[] raw) {
    return new InputFile(name, location, isGzip(raw) ? gunzip(name, raw) : raw, sha256(raw));
  }

  private static byte[] example(String name) {
    String resource = "/marginflow/data/" + name.substring(EXAMPLE.length());
    try (InputStream in = InputFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw BadDataException.in(
            name,
            "a bundled example: example:iris.csv or example:digits_0_vs_1.npz",
            "no such one");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isGzip(byte[] raw) {
    return raw.length > 2 && (raw[0] & 0xff) == 0x1f && (raw[1] & 0xff) == 0x8b;
  }

  private static byte[] gunzip(String name, byte[] raw) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      byte[] content = in.readNBytes(MAX_BYTES);
      if (content.length == MAX_BYTES) {
        throw BadDataException.in(name, "at most 2 GiB of unpacked data", "more");
      }
      return content;
    } catch (IOException e) {
      throw BadDataException.in(name, "an intact gzip file", e.toString());
    }
  }

  private static String sha256(byte[] raw) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
