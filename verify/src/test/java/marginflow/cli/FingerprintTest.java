package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {

  @TempDir private Path folder = Path.of("");

  private String hash() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Fingerprint.add(folder, digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void namesAndContentsCountAndTheOrderOfWritingDoesNot() throws Exception {
    Files.writeString(folder.resolve("a"), "1");
    Files.writeString(folder.resolve("b"), "2");
    String first = hash();
    Files.delete(folder.resolve("a"));
    Files.writeString(folder.resolve("a"), "1");
    assertEquals(first, hash());
    Files.move(folder.resolve("a"), folder.resolve("c"));
    assertNotEquals(first, hash());
    Files.move(folder.resolve("c"), folder.resolve("a"));
    Files.writeString(folder.resolve("b"), "3");
    assertNotEquals(first, hash());
  }

  @Test
  void thisProgramHasOne() {
    assertEquals(8, Fingerprint.of(List.of(FingerprintTest.class)).length());
  }

  @Test
  void onlyABuildThatItsCommitDoesNotTellIsHashed() {
    assertEquals("marginflow 1 (0123abc)", new Version("1", "0123abc").exact());
    for (String commit : List.of("0123abc-dirty", "unknown")) {
      String exact = new Version("1", commit).exact();
      assertEquals(
          "marginflow 1 (" + commit + ", classes ", exact.substring(0, exact.length() - 9));
    }
  }
}
