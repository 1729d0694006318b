package marginflow.io.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The way to the disk of everything that a crash must not take: run folders, tables, results. A
 * file is either replaced, by one rename after its content was forced, or it grows, by writes at
 * positions that are told ({@link RowFile}). There is one layer for all of them, so that a test can
 * put another one under a command, which fails, stops or forgets at any call.
 */
public interface Disk {

  /** Bound by tests to the layer that {@link #here} returns. */
  ScopedValue<Disk> LAYER = ScopedValue.newInstance();

  /** The layer to write through: the system's, unless a caller has bound another. */
  static Disk here() {
    return LAYER.orElse(SystemDisk.INSTANCE);
  }

  /** A file that is open for writing. */
  interface OpenFile extends AutoCloseable {

    /** Writes all of some bytes, the first of them at a position. */
    void write(ByteBuffer bytes, long at) throws IOException;

    /** Cuts the file to a length. */
    void truncate(long length) throws IOException;

    /** Returns when what was written is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Opens a file, which is made if it is not there.
   *
   * @param anew whether to empty it
   */
  OpenFile open(Path file, boolean anew) throws IOException;

  /** Gives a file another name, in the place of one that has it already. */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file if it is there. */
  void delete(Path file) throws IOException;

  /** Makes a folder; false if something of its name is there. */
  boolean makeFolder(Path folder) throws IOException;

  /** Returns when the names in a folder are on the disk as they are. */
  void force(Path folder) throws IOException;

  /**
   * Makes a folder and those above it where they are not there.
   *
   * @throws IOException if one cannot be made, or is a file
   */
  default void makeFolders(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    Path parent = absolute.getParent();
    if (Files.isDirectory(absolute) || parent == null) {
      return;
    }
    makeFolders(parent);
    if (makeFolder(absolute)) {
      force(parent);
    } else if (!Files.isDirectory(absolute)) {
      throw new FolderException("%s: expected a folder, found a file".formatted(folder));
    }
  }

  /** Replaces a file in one piece: after a crash it is the old one or the new one. */
  default void replace(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    writeBeside(target, content);
    move(part(target), target);
    force(folder(target));
  }

  /** Replaces a text file in one piece. */
  default void replace(Path file, String content) throws IOException {
    replace(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes and forces the file that is to be moved over another one; deletes it if that fails, so
   * that a disk that is full has the room again.
   */
  default void writeBeside(Path file, byte[] content) throws IOException {
    try (OpenFile out = open(part(file), true)) {
      out.write(ByteBuffer.wrap(content), 0);
      out.force();
    } catch (IOException e) {
      delete(part(file));
      throw e;
    }
  }

  /** Where a file lies while it is not whole. */
  static Path part(Path file) {
    return folder(file).resolve("." + file.getFileName() + ".part");
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of("/") : folder;
  }
}
