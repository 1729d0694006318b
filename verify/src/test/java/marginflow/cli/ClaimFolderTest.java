package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import marginflow.claims.Catalogue;
import marginflow.claims.Claim;
import marginflow.claims.Judgement;
import marginflow.claims.Laboratory;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ClaimFolderTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aResultOfTheSameFiguresIsLeftAlone() throws IOException {
    Path file = folder.resolve("result.json");
    ClaimFolder.writeResult(result("margin = 1", 2), file);
    String first = Files.readString(file);
    ClaimFolder.writeResult(result("margin = 1", 3), file);
    assertEquals(first, Files.readString(file));
    ClaimFolder.writeResult(result("margin = 2", 3), file);
    assertEquals(Json.text(result("margin = 2", 3)), Files.readString(file));
  }

  /** Measured again, and slower: no file of the folder has another byte. */
  @Test
  void aClaimRunAgainLeavesEveryFileAsItWas() throws Exception {
    Claim claim =
        Catalogue.all().stream().filter(c -> c.id().equals("V2")).findFirst().orElseThrow();
    Path place = place("again");
    Map<Path, byte[]> first =
        written(claim.judge(claim.protocol().measure(new Laboratory()), 1), place);
    Map<Path, byte[]> second =
        written(claim.judge(claim.protocol().measure(new Laboratory()), 2), place);
    assertTrue(first.containsKey(Path.of("V2", "result.json")), first.keySet().toString());
    assertEquals(first.keySet(), second.keySet());
    assertSame(first, second, "run again");
  }

  /**
   * A call to the disk fails or ends the process; the same claim then writes it all. All files are
   * replaced in the same five calls, so that every seventh call goes wrong in each of the five.
   */
  @Test
  void aClaimOfWhichAnyWriteWentWrongIsWrittenByTheNextRun() throws Exception {
    Claim claim =
        Catalogue.all().stream().filter(c -> c.id().equals("V2")).findFirst().orElseThrow();
    Judgement judgement = claim.judge(claim.protocol().measure(new Laboratory()), 1);
    Map<Path, byte[]> whole = written(judgement, place("whole"));
    int at = 0;
    for (boolean reached = true; reached; at += 7) {
      for (Fault fault : Fault.values()) {
        Path place = place(fault + "" + at);
        FaultyDisk disk = new FaultyDisk(place, at, fault);
        reached = !isWritten(disk, judgement, place);
        for (Left left : fault == Fault.END ? Left.values() : new Left[] {Left.ALL}) {
          Path copy = place(fault + "" + at + left);
          for (Map.Entry<Path, byte[]> file : disk.left(left).entrySet()) {
            Path path = copy.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
          }
          assertSame(whole, written(judgement, copy), "call " + at + ", " + fault + " " + left);
        }
      }
    }
    assertTrue(at > 35, "calls " + at);
  }

  private static boolean isWritten(FaultyDisk disk, Judgement judgement, Path place) {
    try {
      ScopedValue.where(Disk.LAYER, disk)
          .call(() -> {
            ClaimFolder.write(judgement, place);
            ClaimFolder.writePage(place);
            return place;
          });
      return true;
    } catch (IOException | FaultyDisk.Ended wrong) {
      return false;
    }
  }

  private static Map<Path, byte[]> written(Judgement judgement, Path place) throws IOException {
    FaultyDisk sound = new FaultyDisk(place, -1, Fault.FAIL);
    assertTrue(isWritten(sound, judgement, place));
    return sound.left(Left.FORCED);
  }

  private static void assertSame(Map<Path, byte[]> a, Map<Path, byte[]> b, String when) {
    for (Map.Entry<Path, byte[]> file : a.entrySet()) {
      assertArrayEquals(file.getValue(), b.get(file.getKey()), when + ": " + file.getKey());
    }
  }

  private Path place(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private static ObjectNode result(String found, double seconds) {
    ObjectNode node = Json.object();
    node.put("found", found);
    node.put("seconds", seconds);
    node.put("holds", true);
    return node;
  }
}
