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
}
