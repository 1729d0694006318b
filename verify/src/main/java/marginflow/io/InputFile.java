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
 * @param location how to find it again: an absolute path, the name of a bundled example, or {@code
 *     -} for standard input
 * @param content its bytes, decompressed where the file is a gzip file
 * @param sha256 SHA-256 of the file as it lies on disk, lower-case hexadecimal
 */
public record InputFile(String name, String location, byte[] content, String sha256) {

  /** What the names of bundled data sets begin with. */
  public static final String EXAMPLE = "example:";

  /** What stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  /** Arrays of Java end here, and so do the files that are read in one piece. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  /**
   * Bytes read from a stream or a packed file take this many times their number: they are there in
   * pieces, then in one, and then as what is made of them.
   */
  private static final int COPIES = 3;

  /**
   * Bytes read of a stream, which may have no end: a matrix of 33 million numbers, read in a second
   * or two. A larger data set can lie in a file, whose length is known before it is read.
   */
  private static final int MAX_STREAM = 1 << 28;

  /** Where the mode of a file says of which kind it is, and the kinds (POSIX, sys/stat.h). */
  private static final int KIND = 0xf000;

  private static final int CHARACTER_DEVICE = 0x2000;
  private static final int BLOCK_DEVICE = 0x6000;
  private static final int SOCKET = 0xc000;

  /**
   * Reads a file, a bundled example ({@code example:iris.csv}), or standard input ({@code -}).
   *
   * @throws BadDataException if there is no such file, it is a folder or a device, it cannot be
   *     read, or it exceeds 2 GiB, the heap, or what is read of a pipe
   */
  public static InputFile read(String name) {
    if (name.startsWith(EXAMPLE)) {
      return of(name, name, example(name));
    }
    if (name.equals(STANDARD_INPUT)) {
      return standardInput(System.in);
    }
    Path path = Path.of(name);
    try {
      if (Files.isDirectory(path)) {
        throw BadDataException.in(name, "a file", "a folder");
      }
      return of(name, locate(name), bytes(name, path));
    } catch (NoSuchFileException e) {
      throw BadDataException.in(name, "a file", "nothing of that name");
    } catch (IOException e) {
      throw BadDataException.in(name, "a readable file", e.toString());
    }
  }

  /** How to find a file again from another folder: what {@link #location} will be. */
  public static String locate(String name) {
    return name.startsWith(EXAMPLE) || name.equals(STANDARD_INPUT)
        ? name
        : Path.of(name).toAbsolutePath().normalize().toString();
  }

  /** Makes an input of bytes that are in memory already. */
  public static InputFile of(String name, String location, byte[] raw) {
    return new InputFile(name, location, isGzip(raw) ? gunzip(name, raw) : raw, sha256(raw));
  }

  /** Reads a stream to its end, as standard input. */
  static InputFile standardInput(InputStream in) {
    String name = "standard input";
    try {
      return of(name, STANDARD_INPUT, stream(name, in, MAX_STREAM));
    } catch (IOException e) {
      throw BadDataException.in(name, "a readable stream", e.toString());
    }
  }

  private static byte[] bytes(String name, Path path) throws IOException {
    refuseDevice(name, path);
    long size = Files.size(path);
    if (!Files.isRegularFile(path) || size == 0) { // a pipe, or a file of /proc
      try (InputStream in = Files.newInputStream(path)) {
        return stream(name, in, MAX_STREAM);
      }
    }
    if (size > MAX_BYTES) {
      throw BadDataException.in(name, "a file of at most 2 GiB", size + " bytes");
    }
    Heap.require(name, "its content", size, size);
    return Files.readAllBytes(path);
  }

  /**
   * A device has no end, or nothing that is data; what it would deliver is found before reading.
   */
  private static void refuseDevice(String name, Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    int kind = (int) Files.getAttribute(path, "unix:mode") & KIND;
    if (kind == CHARACTER_DEVICE || kind == BLOCK_DEVICE || kind == SOCKET) {
      throw BadDataException.in(name, "a file or a pipe", kind == SOCKET ? "a socket" : "a device");
    }
  }

  /**
   * Reads a stream whose length nobody knows.
   *
   * @param most how many bytes are read of one
   */
  static byte[] stream(String name, InputStream in, int most) throws IOException {
    if (room() < most) {
      return toEnd(name, in, room(), "data that goes on");
    }
    byte[] content = in.readNBytes(most);
    if (content.length == most && in.read() >= 0) {
      throw BadDataException.in(
          name,
          "at most %s of a stream (a file may be larger)".formatted(Heap.size(most)),
          "data that goes on");
    }
    return content;
  }

  /**
   * Reads to an end that nobody knows, as far as the heap goes.
   *
   * @param most how many bytes there is room for
   * @param more what to say was found where there are as many
   */
  static byte[] toEnd(String name, InputStream in, int most, String more) throws IOException {
    byte[] content = in.readNBytes(most);
    if (content.length == most) {
      throw Heap.exceeded(name, more + " after " + Heap.size(most));
    }
    return content;
  }

  private static int room() {
    return (int) Math.min(MAX_BYTES, Heap.free() / COPIES);
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
      return toEnd(
          name, in, room(), "a gzip file of " + raw.length + " bytes whose unpacked data goes on");
    } catch (IOException e) {
      throw BadDataException.in(name, "an intact gzip file", e.toString());
    }
  }

  /** SHA-256 of some bytes, lower-case hexadecimal. */
  public static String sha256(byte[] raw) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
