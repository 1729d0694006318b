package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void whoComesSecondIsToldTheHoldersNumber() throws IOException {
    long self = ProcessHandle.current().pid();
    FolderLock first = FolderLock.take(folder);
    FolderException refused = assertThrows(FolderException.class, () -> FolderLock.take(folder));
    assertEquals(folder + ": process " + self + " is working in this folder", refused.getMessage());
    first.close();
    FolderLock.take(folder).close();
    assertFalse(Files.exists(folder.resolve(".lock")));
  }

  @Test
  void whatAProcessLeavesThatWasKilledHoldsNobodyUp() throws IOException {
    Files.writeString(folder.resolve(".lock"), "a longer text than the number of a process");
    try (FolderLock _ = FolderLock.take(folder)) {
      assertEquals("" + ProcessHandle.current().pid(), Files.readString(folder.resolve(".lock")));
    }
  }

  /** A child holds the lock, as long as it lives; its number is in the sentence. */
  @Test
  void anotherProcessKeepsItUntilItEndsHoweverItDoes() throws Exception {
    Path held = Files.createDirectory(folder.resolve("held"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                child().toString(),
                held.resolve(".lock").toString())
            .start();
    try {
      assertEquals('L', child.getInputStream().read());
      Files.writeString(held.resolve(".lock"), "4711");
      FolderException refused = assertThrows(FolderException.class, () -> FolderLock.take(held));
      assertEquals(held + ": process 4711 is working in this folder", refused.getMessage());
      assertThrows(FolderException.class, () -> FolderLock.take(held));
    } finally {
      child.destroyForcibly().waitFor();
    }
    FolderLock.take(held).close();
    assertFalse(Files.exists(held.resolve(".lock")));
  }

  /** The source of a program that locks a file and waits to be killed. */
  private Path child() throws IOException {
    return Files.writeString(
        folder.resolve("Child.java"),
        """
        void main(String[] words) throws Exception {
          var file =
              java.nio.channels.FileChannel.open(
                  java.nio.file.Path.of(words[0]),
                  java.nio.file.StandardOpenOption.CREATE,
                  java.nio.file.StandardOpenOption.WRITE);
          var lock = file.lock();
          System.out.print("L");
          System.out.flush();
          Thread.sleep(600_000);
          lock.release();
        }
        """);
  }

  /** What a holder leaves in a file that others have opened by then: the file is opened again. */
  @Test
  void aLockThatIsBeingDeletedIsNotTaken() throws IOException {
    Files.writeString(folder.resolve(".lock"), "- of a holder that has let go");
    Thread.ofVirtual().start(() -> deleteSoon(folder.resolve(".lock")));
    FolderLock lock = FolderLock.take(folder);
    assertEquals("" + ProcessHandle.current().pid(), Files.readString(folder.resolve(".lock")));
    lock.close();
    lock.close();
  }

  private static void deleteSoon(Path file) {
    try {
      Thread.sleep(50);
      Files.delete(file);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
