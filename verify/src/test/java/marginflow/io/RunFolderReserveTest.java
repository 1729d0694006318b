package marginflow.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
