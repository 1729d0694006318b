package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderReserveTest {

  @Test
  void aRunRefusedForWantOfRoomLeavesNothingBehind(@TempDir Path parent) throws IOException {
    Path path = parent.resolve("run");
    RunFolder folder = RunFolder.create(path, false);
    Files.createDirectory(path.resolve(".reserve")); // makes the room impossible to take
    assertThrows(FolderException.class, () -> folder.reserve(1));
    try (Stream<Path> left = Files.list(path)) {
      assertEquals(0, left.count());
    }
    RunFolder.create(path, false).close();
  }

  @Test
  void aRunKilledBeforeItsManifestLeavesTheFolderFree(@TempDir Path path) throws IOException {
    for (String left : List.of(".lock", ".reserve", ".manifest.json.part")) {
      Files.writeString(path.resolve(left), "left");
    }
    try (RunFolder folder = RunFolder.create(path, false)) {
      assertFalse(folder.has(".reserve"));
      assertThrows(FolderException.class, () -> RunFolder.create(path, false), "it is held");
    }
    Files.writeString(path.resolve("mine.txt"), "mine");
    assertThrows(FolderException.class, () -> RunFolder.create(path, false));
  }

  @Test
  void reasonsAreWords() {
    assertEquals("permission denied (a)", FolderException.reason(new AccessDeniedException("a")));
    assertEquals("a is not there", FolderException.reason(new NoSuchFileException("a")));
    assertEquals(
        "no space left on device",
        FolderException.reason(new IOException("No space left on device")));
    assertEquals(
        "read-only file system (a)",
        FolderException.reason(new FileSystemException("a", null, "Read-only file system")));
  }
}
