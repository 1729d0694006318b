package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  @TempDir private Path folder = Path.of("");

  private static FlowState at(double... values) {
    return FlowState.of(AuditFile.PLACE, values);
  }

  @Test
  void pointsAreReadAsTheyWereWritten() throws IOException {
    List<AuditFile.Point> points =
        List.of(
            new AuditFile.Point(AuditFile.Kind.DEFECT, at(3, 0.1, -2.5, 1.25), 1e-7),
            new AuditFile.Point(
                AuditFile.Kind.DISTANCE, at(0, 0, Double.NEGATIVE_INFINITY, 1.5), 0),
            new AuditFile.Point(AuditFile.Kind.BRUTE_FORCE, at(90, 4, 1e6, -1e6), 2.5e-6));
    Path file = folder.resolve("audit.csv");
    Files.write(file, AuditFile.toBytes(points));
    assertEquals(points, AuditFile.read(file));
    assertTrue(
        Files.readString(file).startsWith("kind,step,tau,log_time,log10_loss,value\ndefect,3,"));
  }

  @Test
  void anotherFileIsRefusedWithItsLine() throws IOException {
    Path file = folder.resolve("audit.csv");
    Files.writeString(file, "kind,step,tau,log_time,log10_loss,value\nguess,3,1,1,1,1\n");
    BadDataException e = assertThrows(BadDataException.class, () -> AuditFile.read(file));
    assertTrue(String.valueOf(e.getMessage()).contains("line 2"), e.getMessage());
  }
}
