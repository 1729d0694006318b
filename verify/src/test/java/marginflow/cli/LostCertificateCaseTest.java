package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import marginflow.crosscheck.certificates.CertificateCase;
import marginflow.crosscheck.certificates.CertificateTrial;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A problem whose verdict did not survive is kept whole, or {@code verify} says that it is not. */
class LostCertificateCaseTest {

  private static final Path FILE = Path.of("kept", "certificate-1.json");

  @TempDir private Path folder = Path.of("");

  @Test
  void theFileIsThereAsAWholeOrNotAtAll() throws IOException {
    CertificateCase sound = CertificateTrial.of(1);
    CertificateCase found =
        new CertificateCase(
            1, sound.problem(), sound.theta(), sound.verdicts(), List.of("a planted fault"));
    int calls = 0;
    for (boolean reached = true; reached; calls++) {
      Path tree = Files.createDirectories(folder.resolve("end" + calls));
      FaultyDisk disk = new FaultyDisk(tree, calls, Fault.END);
      reached = !isKept(disk, tree, found);
      for (Map<Path, byte[]> left : disk.left().values()) {
        if (left.containsKey(FILE)) {
          JsonNode document = Json.read("kept", left.get(FILE));
          assertEquals("a planted fault", document.path("faults").path(0).asString());
          assertEquals(found.theta().length, document.path("theta").size());
        }
        assertTrue(reached || left.containsKey(FILE), "forced with its name");
      }
    }
    assertTrue(calls > 6, "calls " + calls);
  }

  private static boolean isKept(Disk disk, Path tree, CertificateCase found) throws IOException {
    try {
      ScopedValue.where(Disk.LAYER, disk)
          .call(() -> {
            VerifyCertificatesCommand.keep(tree.resolve("kept"), found);
            return tree;
          });
      return true;
    } catch (FaultyDisk.Ended ended) {
      return false;
    }
  }
}
