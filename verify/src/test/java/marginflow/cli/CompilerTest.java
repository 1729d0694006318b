package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.crosscheck.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilerTest {

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "TieredStopAtLevel, 1, mixed mode, level 1",
    "TieredStopAtLevel, 3, mixed mode, level 3",
    "CompilationMode, quick-only, mixed mode, quick-only",
    "EnableVectorSupport, false, mixed mode, EnableVectorSupport",
    "TieredStopAtLevel, 4, interpreted mode, -Xint"
  })
  void whatKeepsVectorsFromBeingCompiledIsNamed(
      String option, String value, String info, String named) {
    Optional<String> why =
        Compiler.weakness(name -> Optional.ofNullable(Map.of(option, value).get(name)), info);
    assertTrue(why.orElseThrow().contains(named), why::toString);
  }

  @Test
  void aMachineLeftAloneOrUnknownIsNotWarnedOf() {
    Map<String, String> usual =
        Map.of(
            "TieredStopAtLevel", "4", "CompilationMode", "default", "EnableVectorSupport", "true");
    assertEquals(
        Optional.empty(),
        Compiler.weakness(name -> Optional.ofNullable(usual.get(name)), "mixed mode, sharing"));
    assertEquals(Optional.empty(), Compiler.weakness(name -> Optional.empty(), ""));
    assertEquals(Finding.State.OK, Examination.compiler(Optional.empty()).state());
    assertTrue(
        DoctorCommand.document(List.of(Examination.compiler(Optional.of("slow"))))
            .contains("\"healthy\" : true"));
  }

  @Test
  void doctorAndAComputingCommandSayItInOneLine() throws Exception {
    List<String> doctor = run("doctor");
    assertEquals(
        1,
        doctor.stream()
            .filter(line -> line.startsWith("warn ") && line.contains("level 1"))
            .count(),
        doctor::toString);
    String[] flow = {"flow", "--quiet", "--no-figures", "--net", "linear:4-1", "--max-steps", "2"};
    assertEquals(1, warnings(run(with(flow, "--out", folder.resolve("v").toString()))));
    assertEquals(
        0,
        warnings(run(with(flow, "--out", folder.resolve("s").toString(), "--kernel", "scalar"))));
  }

  private static String[] with(String[] words, String... more) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private static long warnings(List<String> lines) {
    return lines.stream().filter(line -> line.contains("--kernel scalar would be faster")).count();
  }

  /** Both streams of the program in a virtual machine that stops at level 1. */
  private static List<String> run(String... words) throws IOException, InterruptedException {
    ChildJvm child =
        ChildJvm.of(Main.class, List.of("-XX:TieredStopAtLevel=1"), Arrays.asList(words));
    Process process = new ProcessBuilder(child.command()).redirectErrorStream(true).start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    process.waitFor();
    return lines;
  }
}
