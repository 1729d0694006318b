package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import marginflow.cli.Finding.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {

  @Test
  void jsonIsOneDocumentAndNothingElse() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("doctor", "--json");
    JsonNode document = JsonMapper.builder().build().readTree(out.toString());
    assertEquals("marginflow.doctor/1", document.get("schema").asString());
    assertEquals(code == ExitCode.OK, document.get("healthy").asBoolean());
    assertTrue(document.get("findings").size() > 0);
    assertEquals("", err.toString());
  }

  @ParameterizedTest
  @CsvSource({"25, PROBLEM", "25.0.2+10, PROBLEM", "25.0.3+9-LTS, OK", "25.1, OK", "26, OK"})
  void oldBuildsAreKnownToBeBad(String version, State expected) {
    Finding finding = Examination.jdk(Runtime.Version.parse(version), "anyone", Path.of("home"));
    assertEquals(expected, finding.state());
  }

  @Test
  void aProblemIsUnhealthyAndSomethingMissingIsNot() {
    List<Finding> missing = List.of(Examination.flightRecorder(false));
    List<Finding> problem = List.of(Examination.vectorModule(false));
    assertTrue(DoctorCommand.document(missing).contains("\"healthy\" : true"));
    assertTrue(DoctorCommand.document(problem).contains("\"healthy\" : false"));
  }

  @Test
  void quietLeavesOutWhatIsWell() {
    List<Finding> findings = List.of(Finding.ok("a", "fine"), Finding.missing("b", "x", "do y"));
    String text = DoctorCommand.table(findings, true);
    assertFalse(text.contains("fine"), text);
    assertTrue(text.contains("do y"), text);
  }

  @Test
  void processorIsReadFromLinux() {
    List<String> lines =
        List.of("processor\t: 0", "model name\t: Some 9000", "flags\t\t: fpu fma avx2 avx", "", "");
    assertEquals(new Cpu("Some 9000", List.of("avx", "avx2", "fma")), Cpu.parse(lines, "amd64"));
    List<String> arm = List.of("processor : 0", "Features : fp asimd sve");
    assertEquals(new Cpu("aarch64", List.of("asimd", "sve")), Cpu.parse(arm, "aarch64"));
    assertEquals(new Cpu("riscv64", List.of()), Cpu.parse(List.of(), "riscv64"));
  }

  @Test
  void perfNeedsAProgramAndPermission() {
    Optional<Path> program = Optional.of(Path.of("perf"));
    assertEquals(State.MISSING, Examination.perf(Optional.empty(), Optional.of(0)).state());
    assertEquals(State.MISSING, Examination.perf(program, Optional.of(3)).state());
    assertEquals(State.OK, Examination.perf(program, Optional.of(2)).state());
    assertEquals(State.OK, Examination.perf(program, Optional.empty()).state());
  }

  @Test
  void disassemblerIsFoundByName(@TempDir Path home) throws IOException {
    assertEquals(State.MISSING, Examination.disassembler(home).state());
    Files.createDirectories(home.resolve("lib/server"));
    Files.createFile(home.resolve("lib/server/hsdis-amd64.so"));
    assertEquals(State.OK, Examination.disassembler(home).state());
  }
}
