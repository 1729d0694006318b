package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerifyFlowCommandTest {

  @TempDir Path folder;
  @TempDir Path copies;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aCheckLeavesATableAndGoesOn() throws IOException {
    int first = run("--problems", "1", "--seed", "2", "--json");
    JsonNode document = JsonMapper.builder().build().readTree(out.toString());
    assertEquals("marginflow.verify-flow/1", document.get("schema").asString());
    assertEquals(1, document.get("done").asInt());
    assertEquals(ExitCode.OK, first, out::toString);
    assertEquals(document.get("right").asInt(), document.get("worst").size());
    String table = Files.readString(folder.resolve("problems.csv"));
    assertTrue(table.startsWith("seed,judgement,net,loss,reference,termination,n,"), table);
    assertEquals(2, table.lines().count());
    // Nothing is left to do: the same table, at once, and the sentence for people.
    out.getBuffer().setLength(0);
    assertEquals(ExitCode.OK, run("--problems", "1", "--seed", "2"));
    assertTrue(out.toString().startsWith("1 of 1 problems done: "), out::toString);
    assertEquals(table, Files.readString(folder.resolve("problems.csv")));
    assertNoWriteLosesTheTable();
  }

  /** The table is put in order and the summary written, with each of these writes going wrong. */
  private void assertNoWriteLosesTheTable() throws IOException {
    Files.delete(folder.resolve("summary.json"));
    Faults4Tests.Words check =
        tree ->
            new String[] {
              "verify",
              "flow",
              "--quiet",
              "--problems",
              "1",
              "--seed",
              "2",
              "--out",
              tree.toString()
            };
    int calls =
        new Faults4Tests(copies, folder)
            .everyCall(check, check, file -> !String.valueOf(file.getFileName()).startsWith("."));
    assertTrue(calls > 10, "calls " + calls);
  }

  @Test
  void aWrongRowFailsTheCheck() throws IOException {
    run("--problems", "1", "--seed", "2");
    Path table = folder.resolve("problems.csv");
    Files.writeString(table, Files.readString(table).replace("2,right,", "2,wrong,"));
    out.getBuffer().setLength(0);
    assertEquals(ExitCode.CHECK_FAILED, run("--problems", "1", "--seed", "2"));
    assertTrue(out.toString().contains("WRONG          seed 2"), out::toString);
  }

  @Test
  void wrongOptionsAndAFolderOfAnotherCheckAreUsageErrors() throws IOException {
    assertEquals(ExitCode.USAGE, run("--problems", "0"));
    assertEquals(ExitCode.USAGE, run("--tolerance", "2"));
    assertEquals(ExitCode.USAGE, run("--threads", "0"));
    Files.writeString(folder.resolve("check.json"), "{\"tolerance\": 1}");
    assertEquals(ExitCode.USAGE, run("--problems", "1"));
    assertTrue(err.toString().contains("tolerance is 1 there and 1e-6 here"), err::toString);
  }

  private int run(String... args) {
    String[] all = new String[args.length + 5];
    all[0] = "verify";
    all[1] = "flow";
    all[2] = "--quiet";
    all[3] = "--out";
    all[4] = folder.toString();
    System.arraycopy(args, 0, all, 5, args.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }
}
