package marginflow.io.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;

/**
 * The folder of one run, held by one process at a time. Files that matter after a crash are
 * replaced in one piece: written beside, forced to the disk, moved over.
 */
public final class RunFolder implements AutoCloseable {

  /** Settings, environment and hashes; its presence makes a folder a run folder. */
  public static final String MANIFEST = "manifest.json";

  /** One row per accepted step, thinned. */
  public static final String TRACE = "trace.csv";

  /** One row per kink met. */
  public static final String EVENTS = "events.csv";

  /** What an audit found along the run. */
  public static final String AUDIT = "audit.csv";

  /** The final parameters and multipliers. */
  public static final String FINAL = "final.npz";

  /** The result document. */
  public static final String RESULT = "result.json";

  /** The state to resume from. */
  public static final String CHECKPOINT = "checkpoint.npz";

  /** The state before, for the case that the newer one cannot be read. */
  public static final String CHECKPOINT_BEFORE = "checkpoint-before.npz";

  /** Parameters along the way, for the report's player. */
  public static final String SNAPSHOTS = "snapshots.npz";

  /** Parameters at places asked for, and what is known there. */
  public static final String SAMPLES = "samples.npz";

  /** The same without the parameters. */
  public static final String SAMPLE_TABLE = "samples.csv";

  /** The page for people. */
  public static final String REPORT = "report.html";

  /** The folder of figures. */
  public static final String PLOTS = "plots";

  private static final String RESERVE = ".reserve";

  /** How the name of a file ends that is not whole yet. */
  private static final String PART = ".part";

  private static final List<String> FILES =
      List.of(
          MANIFEST,
          TRACE,
          EVENTS,
          AUDIT,
          FINAL,
          RESULT,
          CHECKPOINT,
          CHECKPOINT_BEFORE,
          SNAPSHOTS,
          SAMPLES,
          SAMPLE_TABLE,
          REPORT,
          RESERVE);

  /** What a process that is killed before the manifest is written leaves behind. */
  private static final List<String> LEFTOVERS =
      List.of(FolderLock.FILE, RESERVE, "." + MANIFEST + PART);

  private final Path path;
  private final Disk disk = Disk.here();
  private final FolderLock lock;

  private RunFolder(Path path) throws IOException {
    this.path = path;
    this.lock = FolderLock.take(path);
  }

  /**
   * Makes a folder for a new run.
   *
   * @param path the folder; it may exist if it is empty
   * @param overwrite whether a run in it may be removed first; files of others stay
   * @throws FolderException if it holds something and {@code overwrite} is not set, or cannot be
   *     written to
   */
  public static RunFolder create(Path path, boolean overwrite) throws FolderException {
    try {
      Disk.here().makeFolders(path);
      if (!overwrite && !isEmpty(path)) {
        throw new FolderException(
            "%s: expected a new or empty folder, found files in it (--overwrite replaces a run, --resume continues it)"
                .formatted(path));
      }
      RunFolder folder = new RunFolder(path);
      try {
        folder.removeRun();
      } catch (IOException e) {
        folder.lock.close();
        throw e;
      }
      return folder;
    } catch (FolderException e) {
      throw e;
    } catch (IOException e) {
      throw new FolderException(
          "%s: cannot be written to: %s".formatted(path, FolderException.reason(e)));
    }
  }

  /**
   * Makes a folder {@code parent/name-001}, or the next number that is free.
   *
   * @throws FolderException if it cannot be made
   */
  public static RunFolder createNumbered(Path parent, String name) throws FolderException {
    try {
      return new RunFolder(NumberedFolder.make(parent, name));
    } catch (FolderException e) {
      throw e;
    } catch (IOException e) {
      throw new FolderException(
          "%s: cannot be written to: %s".formatted(parent, FolderException.reason(e)));
    }
  }

  /**
   * Opens the folder of a run that was begun.
   *
   * @throws BadDataException if it is no run folder
   * @throws FolderException if another process holds it or it cannot be written to
   */
  public static RunFolder open(Path path) throws FolderException {
    if (!Files.isRegularFile(path.resolve(MANIFEST))) {
      throw BadDataException.in(
          path.toString(), "a run folder with a " + MANIFEST, "none of that name");
    }
    try {
      return new RunFolder(path);
    } catch (FolderException e) {
      throw e;
    } catch (IOException e) {
      throw new FolderException(
          "%s: cannot be written to: %s".formatted(path, FolderException.reason(e)));
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** A file of the run. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Whether a file of the run is there. */
  public boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  /** Reads a file of the run. */
  public InputFile read(String name) {
    return InputFile.read(file(name).toString());
  }

  /**
   * Sets room aside, so that a disk that fills up is noticed now, and results can still be saved if
   * it fills up later.
   *
   * @param bytes what the last files of the run need
   * @throws FolderException if there is not enough room; what was taken is given back and the
   *     folder let go
   */
  public void reserve(long bytes) throws FolderException {
    try (Disk.OpenFile out = disk.open(file(RESERVE), true)) {
      ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
      for (long written = 0; written < bytes; written += zeros.capacity()) {
        int next = (int) Math.min(zeros.capacity(), bytes - written);
        out.write(zeros.clear().limit(next), written);
      }
      out.force();
    } catch (IOException e) {
      giveBack();
      throw new FolderException(
          "%s: expected room for %d bytes, found %s"
              .formatted(path, bytes, FolderException.reason(e)));
    }
  }

  /** A refused run must not keep the disk full. */
  private void giveBack() throws FolderException {
    try {
      close();
    } catch (IOException e) {
      throw new FolderException(
          "%s: cannot be written to: %s".formatted(path, FolderException.reason(e)));
    }
  }

  /** Gives the room set aside back. */
  public void release() throws IOException {
    disk.delete(file(RESERVE));
  }

  /** Replaces a file in one piece: after a crash it is the old one or the new one. */
  public void write(String name, byte[] content) throws IOException {
    disk.replace(file(name), content);
  }

  /** Replaces the checkpoint, and keeps the one that was there as the one before. */
  public void writeCheckpoint(byte[] content) throws IOException {
    disk.writeBeside(file(CHECKPOINT), content);
    if (has(CHECKPOINT)) {
      disk.move(file(CHECKPOINT), file(CHECKPOINT_BEFORE));
    }
    disk.move(Disk.part(file(CHECKPOINT)), file(CHECKPOINT));
    disk.force(path);
  }

  /** Deletes a file of the run if it is there. */
  public void remove(String name) throws IOException {
    disk.delete(file(name));
  }

  /**
   * Gives a file that cannot be read another name, so that a new one does not take its place.
   *
   * @return the other name
   */
  public String setAside(String name) throws IOException {
    String aside = name + ".damaged";
    disk.move(file(name), file(aside));
    return aside;
  }

  private void removeRun() throws IOException {
    for (String name : FILES) {
      disk.delete(file(name));
    }
    removeEnding(path, PART);
    if (Files.isDirectory(file(PLOTS))) {
      removeEnding(file(PLOTS), ".svg", ".png", PART);
    }
  }

  private void removeEnding(Path folder, String... endings) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (Arrays.stream(endings).anyMatch(file.toString()::endsWith)) {
          disk.delete(file);
        }
      }
    }
  }

  /** Whether nothing is in it but what a process leaves that is killed before it has begun. */
  private static boolean isEmpty(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!LEFTOVERS.contains(String.valueOf(entry.getFileName()))) {
          return false;
        }
      }
      return true;
    }
  }

  /** Lets other processes have the folder. */
  @Override
  public void close() throws IOException {
    try (lock) {
      release();
    }
  }
}
