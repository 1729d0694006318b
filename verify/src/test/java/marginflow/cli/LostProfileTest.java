package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginflow.io.Json;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import marginflow.io.run.FaultyDisk.Left;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes of {@code profile} go wrong. All files but the trace are replaced in the same five calls,
 * so that every seventh call goes wrong in each of the five; a profile reads nothing of an earlier
 * one, so that it is enough that no file is torn and that the same command then leaves them all.
 */
class LostProfileTest {

  private static final List<String> WHOLE = List.of("data.npz", "flow.jfr", "flames.svg");

  @TempDir private Path folder = Path.of("");

  @Test
  void aProfileOfWhichAWriteWentWrongIsMadeAgain() throws IOException {
    Faults4Tests faults = new Faults4Tests(folder, folder);
    Path tree = Files.createDirectories(folder.resolve("whole"));
    FaultyDisk sound = new FaultyDisk(tree, -1, Fault.FAIL);
    assertEquals(ExitCode.OK, faults.run(sound, words(tree)), faults::said);
    assertWhole(sound.left(Left.FORCED));
    byte[] data = Files.readAllBytes(tree.resolve("p/data.npz"));
    for (int at = 0; at < sound.calls(); at += 7) {
      Path failed = Files.createDirectories(folder.resolve("fail" + at));
      int code = faults.run(new FaultyDisk(failed, at, Fault.FAIL), words(failed));
      assertEquals(ExitCode.CANNOT_WRITE, code, "call %d%n%s".formatted(at, faults.said()));
      Path ended = Files.createDirectories(folder.resolve("end" + at));
      FaultyDisk disk = new FaultyDisk(ended, at, Fault.END);
      try {
        faults.run(disk, words(ended));
      } catch (FaultyDisk.Ended end) {
        for (Map<Path, byte[]> left : disk.left().values()) {
          assertNoneTorn(left);
        }
      }
      assertEquals(
          ExitCode.OK, faults.run(new FaultyDisk(ended, -1, Fault.FAIL), words(ended)), "" + at);
      assertArrayEquals(data, Files.readAllBytes(ended.resolve("p/data.npz")));
    }
    assertTrue(sound.calls() > 25, "calls " + sound.calls());
  }

  private static void assertWhole(Map<Path, byte[]> files) {
    assertTrue(
        files.keySet().containsAll(WHOLE.stream().map(name -> Path.of("p", name)).toList()),
        files.keySet()::toString);
    assertNoneTorn(files);
  }

  /** Whatever has a file's name is the file. */
  private static void assertNoneTorn(Map<Path, byte[]> files) {
    files.forEach((file, content) -> {
      String text = new String(content, StandardCharsets.ISO_8859_1);
      switch (String.valueOf(file.getFileName())) {
        case "profile.json" -> Json.read("profile.json", content);
        case "flow.jfr" -> assertTrue(text.startsWith("FLR"), file::toString);
        case "flames.svg" -> assertTrue(text.strip().endsWith("</svg>"), file::toString);
        case "data.npz" -> assertTrue(text.startsWith("PK"), file::toString);
        default -> {
          // The trace, which grows, and files that are not whole yet, by names of their own.
        }
      }
    });
  }

  private static String[] words(Path tree) {
    return new String[] {
      "profile", "--quiet", "--shape", "small", "--max-steps", "2", "--out", tree + "/p"
    };
  }
}
