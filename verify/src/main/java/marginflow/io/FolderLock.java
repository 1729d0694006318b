package marginflow.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a folder for one process. The system lets go of the lock when its holder ends, however it
 * does; the file {@code .lock} has the holder's number, for the sentence that refuses others.
 */
public final class FolderLock implements AutoCloseable {

  /** The file's name. */
  static final String FILE = ".lock";

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a folder.
   *
   * @throws FolderException if another process holds it; the message has its number
   * @throws IOException if the folder cannot be written to
   */
  public static FolderLock take(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    String self = Long.toString(ProcessHandle.current().pid());
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel).isEmpty()) {
        channel.close();
        throw new FolderException(
            "%s: process %s is working in this folder".formatted(folder, holder(file)));
      }
      channel.truncate(0).write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)));
      // Whoever had it may have deleted the file between the two lines above: then lock its heir.
      if (holder(file).equals(self)) {
        return new FolderLock(file, channel);
      }
      channel.close();
    }
  }

  private static Optional<FileLock> lock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException held) {
      return Optional.empty();
    }
  }

  private static String holder(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException gone) {
      return "";
    }
  }

  /** Lets other processes have the folder. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
