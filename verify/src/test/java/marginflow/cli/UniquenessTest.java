package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import marginflow.io.InputFile;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Where the flow is not unique the certificate says so: document, terminal and report. */
class UniquenessTest {

  private static final String SENTENCE =
      "the limit is one of several: the flow is not unique at tau = ";

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();

  private int command(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(new StringWriter(), true))
        .execute(words);
  }

  private JsonNode result(Path run) throws IOException {
    InputFile file = InputFile.read(run.resolve("result.json").toString());
    return Json.read(file.name(), file.content());
  }

  @Test
  void theEvidenceSaysSo() throws IOException {
    Path data = folder.resolve("sliding.npz");
    try (InputStream in =
        UniquenessTest.class.getResourceAsStream("/marginflow/crosscheck/flow/sliding-exp.npz")) {
      Files.copy(in, data);
    }
    Path run = folder.resolve("run");
    assertEquals(
        ExitCode.OK,
        command(
            "flow",
            "--quiet",
            "--data",
            data.toString(),
            "--net",
            "relu:2-1-1",
            "--until-log10-loss",
            "-100",
            "--out",
            run.toString()));
    String evidence = result(run).path("certificate").path("evidence").asString("");
    assertTrue(evidence.contains(SENTENCE), evidence);
    assertTrue(out.toString().contains(SENTENCE), out::toString);
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains(SENTENCE) && report.contains("one of several: the flow"), report);
    assertTrue(report.contains("--branch"), report);
    Files.delete(run.resolve("report.html"));
    assertEquals(ExitCode.OK, command("plot", run.toString()));
    assertEquals(report, Files.readString(run.resolve("report.html")));
  }

  /** An audited run keeps what the audit found, and a run that is not says nothing of it. */
  @Test
  void anAuditIsInTheDocumentAndTheReport() throws IOException {
    Path run = folder.resolve("audited");
    String[] words = {
      "flow", "--quiet", "--net", "linear:4-2-1", "--until-log10-loss", "-20", "--out"
    };
    String[] plain = java.util.Arrays.copyOf(words, words.length + 1);
    plain[words.length] = folder.resolve("plain").toString();
    assertEquals(ExitCode.OK, command(plain));
    String[] audited = java.util.Arrays.copyOf(words, words.length + 2);
    audited[words.length] = run.toString();
    audited[words.length + 1] = "--audit";
    assertEquals(ExitCode.OK, command(audited));
    JsonNode found = result(run).path("audit");
    assertTrue(found.path("agreeing_digits").asDouble(0) > 4, found::toString);
    assertTrue(found.path("worst_defect").asDouble(1) < 1e-4, found::toString);
    assertTrue(found.path("brute_force_distance").asDouble(1) < 1e-4, found::toString);
    assertTrue(found.path("parts_at").isNull(), found::toString);
    assertTrue(Files.readString(run.resolve("report.html")).contains("Defect of every step"));
    assertTrue(Files.size(run.resolve("audit.csv")) > 0);
    assertFalse(result(folder.resolve("plain")).has("audit"));
    assertFalse(Files.exists(folder.resolve("plain/audit.csv")));
    assertTrue(result(run).path("drift").path("energy").asDouble(1) < 1e-4);
  }
}
