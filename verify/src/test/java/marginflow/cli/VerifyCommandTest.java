package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import marginflow.crosscheck.Outcome;
import marginflow.kernel.KernelSelector;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void quickRunHoldsAndPrintsOneDocument() {
    assertEquals(ExitCode.OK, run("verify", "--quick", "--json"), err::toString);
    JsonNode document = JsonMapper.builder().build().readTree(out.toString());
    assertEquals("marginflow.verify/1", document.get("schema").asString());
    assertTrue(document.get("lanes").asInt() >= 1);
    assertTrue(document.get("kernels").size() > 20);
    for (JsonNode row : document.get("kernels")) {
      assertTrue(row.get("holds").asBoolean(), row::toString);
      assertTrue(row.get("cases").asInt() > 0, row::toString);
      assertTrue(row.get("worst").get("deviation_over_bound").asDouble() <= 1, row::toString);
      assertFalse(row.get("worst").get("shape").asString().isEmpty());
    }
  }

  @Test
  void certificatesHaveADocumentOfTheirOwn() {
    assertEquals(
        ExitCode.OK,
        run("verify", "certificates", "--problems", "1", "--seed", "3", "--json"),
        err::toString);
    JsonNode document = JsonMapper.builder().build().readTree(out.toString());
    assertEquals("marginflow.verify-certificates/1", document.get("schema").asString());
    assertTrue(document.get("holds").asBoolean());
    assertEquals(ExitCode.USAGE, run("verify", "certificates", "--problems", "0"));
  }

  @Test
  void whatIsNotExactIsNullInJson() {
    Outcome wrong = new Outcome("abt", 3, "1x1x1", Double.POSITIVE_INFINITY);
    String document = VerifyCommand.document(KernelSelector.select(), List.of(wrong));
    JsonNode row = JsonMapper.builder().build().readTree(document).get("kernels").get(0);
    assertFalse(row.get("holds").asBoolean());
    assertTrue(row.get("worst").get("deviation_over_bound").isNull());
  }

  @Test
  void wrongOptionsAreUsageErrors() {
    assertEquals(ExitCode.USAGE, run("verify", "--kernel", "quantum"));
    assertTrue(err.toString().contains("scalar"), err::toString);
    assertEquals(ExitCode.USAGE, run("verify", "--lanes", "96"));
    assertEquals(ExitCode.USAGE, run("verify", "--threads", "0"));
    assertEquals(ExitCode.USAGE, run("verify", "--kernel", "scalar", "--lanes", "256"));
  }

  @Test
  void aWidthThatIsNotThereIsRefused() {
    assertEquals(
        ExitCode.UNAVAILABLE, run("verify", "--kernel", "scalar", "--expect-lanes", "512"));
    assertTrue(err.toString().contains("512"), err::toString);
    assertEquals("", out.toString());
  }

  private int run(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
