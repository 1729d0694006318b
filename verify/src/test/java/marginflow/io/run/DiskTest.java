package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one layer to the disk: what is replaced is whole and forced, whatever call goes wrong. */
class DiskTest {

  private static final byte[] CONTENT = {1, 2, 3, 4};

  @TempDir private Path folder = Path.of("");

  /** A way to replace a file. */
  private interface Replace {
    void on(Disk disk, Path file) throws IOException;
  }

  private static void growing(Disk disk, Path file) throws IOException {
    ScopedValue.where(Disk.LAYER, disk)
        .call(() -> {
          Growing.replace(
              file,
              out -> {
                out.write(1);
                out.flush();
                out.write(CONTENT, 1, 3);
              });
          return file;
        });
  }

  private void assertReplaces(Replace replace, String name) throws IOException {
    Path sound = Files.createDirectories(folder.resolve(name));
    FaultyDisk whole = new FaultyDisk(sound, -1, Fault.FAIL);
    replace.on(whole, sound.resolve("f"));
    assertEquals(Set.of(Path.of("f")), whole.left(Left.FORCED).keySet());
    assertArrayEquals(CONTENT, whole.left(Left.FORCED).get(Path.of("f")));
    for (int at = 0; at < whole.calls(); at++) {
      Path place = Files.createDirectories(folder.resolve(name + at));
      Files.write(place.resolve("f"), new byte[] {9});
      FaultyDisk failing = new FaultyDisk(place, at, Fault.FAIL);
      assertThrows(IOException.class, () -> replace.on(failing, place.resolve("f")));
      assertFalse(at < 3 && Files.exists(Disk.part(place.resolve("f"))), "room is given back");
      assertEquals(at == 4, isNew(place), "call " + at);
      Path other = Files.createDirectories(folder.resolve(name + "end" + at));
      Files.write(other.resolve("f"), new byte[] {9});
      FaultyDisk ending = new FaultyDisk(other, at, Fault.END);
      assertThrows(FaultyDisk.Ended.class, () -> replace.on(ending, other.resolve("f")));
      for (Map<Path, byte[]> left : ending.left().values()) {
        byte[] found = left.getOrDefault(Path.of("f"), new byte[0]);
        assertTrue(found.length == 1 || found.length == 4, name + ", call " + at);
      }
    }
  }

  private static boolean isNew(Path place) throws IOException {
    return Files.size(place.resolve("f")) == CONTENT.length;
  }

  @Test
  void aFileIsTheOldOneOrTheNewOne() throws IOException {
    assertReplaces((disk, file) -> disk.replace(file, CONTENT), "bytes");
  }

  @Test
  void soIsOneThatIsWrittenPieceByPiece() throws IOException {
    Path place = Files.createDirectories(folder.resolve("pieces"));
    FaultyDisk disk = new FaultyDisk(place, -1, Fault.FAIL);
    growing(disk, place.resolve("f"));
    assertArrayEquals(CONTENT, disk.left(Left.FORCED).get(Path.of("f")));
    for (int at = 0; at < disk.calls(); at++) {
      Path failed = Files.createDirectories(folder.resolve("pieces" + at));
      Files.write(failed.resolve("f"), new byte[] {9});
      FaultyDisk failing = new FaultyDisk(failed, at, Fault.FAIL);
      assertThrows(IOException.class, () -> growing(failing, failed.resolve("f")));
      boolean beforeTheMove = at < disk.calls() - 2;
      assertFalse(beforeTheMove && Files.exists(Disk.part(failed.resolve("f"))), "room given back");
      assertEquals(at == disk.calls() - 1, isNew(failed), "call " + at);
    }
  }

  @Test
  void foldersAreMadeFromTheTopAndForced() throws IOException {
    FaultyDisk disk = new FaultyDisk(folder, -1, Fault.FAIL);
    disk.makeFolders(folder.resolve("a/b"));
    int made = disk.calls();
    assertEquals(4, made, "two folders, each forced with its name");
    disk.makeFolders(folder.resolve("a/b"));
    assertEquals(made, disk.calls());
    disk.replace(folder.resolve("a/b/f"), "text");
    assertTrue(disk.left(Left.FORCED).containsKey(Path.of("a/b/f")));
    var refused =
        assertThrows(FolderException.class, () -> disk.makeFolders(folder.resolve("a/b/f")));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("expected a folder, found a file"));
  }

  @Test
  void theSystemsDiskDoesWhatItSays() throws IOException {
    Disk disk = Disk.here();
    Path file = folder.resolve("f");
    try (Disk.OpenFile out = disk.open(file, false)) {
      out.write(ByteBuffer.wrap(CONTENT), 0);
      out.write(ByteBuffer.wrap(CONTENT, 0, 2), 3);
      out.force();
    }
    assertArrayEquals(new byte[] {1, 2, 3, 1, 2}, Files.readAllBytes(file));
    Disk.OpenFile again = disk.open(file, false);
    again.truncate(2);
    again.close();
    assertThrows(IOException.class, () -> again.write(ByteBuffer.wrap(CONTENT), 0), "closed");
    assertArrayEquals(new byte[] {1, 2}, Files.readAllBytes(file));
    disk.open(file, true).close();
    assertEquals(0, Files.size(file));
    assertTrue(disk.makeFolder(folder.resolve("d")));
    assertFalse(disk.makeFolder(folder.resolve("d")));
    disk.move(file, folder.resolve("g"));
    disk.delete(folder.resolve("g"));
    disk.delete(folder.resolve("g"));
    disk.force(folder);
    assertThrows(IOException.class, () -> disk.force(folder.resolve("nowhere")));
    assertArrayEquals(new String[] {"d"}, folder.toFile().list());
  }
}
