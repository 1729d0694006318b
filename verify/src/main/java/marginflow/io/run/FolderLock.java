package marginflow.io.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one process. The system lets go of the lock when its holder ends, however it
 * does; the file {@code .lock} has the holder's number, for the sentence that refuses others.
 */
public final class FolderLock implements AutoCloseable {

  /** The file's name. */
  static final String FILE = ".lock";

  /** What a holder writes before it deletes the file, for those who have opened it by then. */
  private static final String DELETED = "-";

  /** Most characters of the number of a process. */
  private static final int LONGEST = 20;

  /**
   * Folders held here. A process loses its lock when it closes the file, by whatever channel; so
   * one that holds a folder does not open its lock again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes a folder.
   *
   * @throws FolderException if another process holds it; the message has its number
   * @throws IOException if the folder cannot be written to
   */
  public static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    String self = Long.toString(ProcessHandle.current().pid());
    if (!HELD.add(real)) {
      throw refused(folder, self);
    }
    Optional<FileChannel> channel = Optional.empty();
    try {
      channel = channel(real.resolve(FILE));
    } finally {
      if (channel.isEmpty()) {
        HELD.remove(real);
      }
    }
    if (channel.isEmpty()) {
      throw refused(folder, holder(real.resolve(FILE)));
    }
    channel.get().truncate(0);
    write(channel.get(), self);
    return new FolderLock(real, channel.get());
  }

  /** The file, locked; empty if another process has it. */
  private static Optional<FileChannel> channel(Path file) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return Optional.empty();
      }
      if (!read(channel).startsWith(DELETED)) {
        return Optional.of(channel);
      }
      channel.close();
    }
  }

  private static FolderException refused(Path folder, String holder) {
    return new FolderException(
        "%s: process %s is working in this folder".formatted(folder, holder));
  }

  private static String holder(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException gone) {
      return "that has just ended";
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
  }

  private static void write(FileChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  /** Lets other processes have the folder. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      write(channel, DELETED);
      Files.deleteIfExists(folder.resolve(FILE));
    } finally {
      HELD.remove(folder);
    }
  }
}
