package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import marginflow.crosscheck.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every example of every help text, and the README's flows, run as printed, in the order of print,
 * in one virtual machine and an empty folder.
 */
class ExamplesTest {

  /**
   * What stands in for examples that take more than 20 seconds: the same words with less to do. All
   * others run as they are.
   */
  private static final Map<String, String> SHORTER = shorter();

  /** Examples of the benchmarks, which live in a module of their own and are tested there. */
  private static final String BENCHMARKS = "./marginflow bench ";

  /** Reads the kernels' classes from the module path, and so needs a virtual machine with one. */
  private static final String CODEGEN = "./marginflow profile codegen";

  /** A model that people save as `params.npz`, for data of four points. */
  private static final String TOY = "f,g,y\n2,1,1\n1,2,1\n-2,-1,-1\n-1,-2,-1\n";

  private static final String TOY_START =
      "flow --net relu:2-2-1 --seed 11 --until-log10-loss -1e5 --quiet";

  @TempDir private Path folder = Path.of("");

  @Test
  void everyExampleOfTheHelpRunsAsItIsPrinted() throws IOException {
    Set<String> examples = new LinkedHashSet<>();
    for (CommandLine command : HelpTextTest.commands(Main.commandLine())) {
      examples.addAll(Examples.of(command.getUsageMessage()));
    }
    examples.removeIf(example -> example.startsWith(BENCHMARKS));
    assertTrue(examples.size() > 25, examples::toString);
    assertTrue(examples.containsAll(SHORTER.keySet()), "examples that are no more");
    // The certificate's example begins with Python; here the same points come from a table.
    Files.writeString(folder.resolve("data.npz"), TOY);
    List<String> lines = new ArrayList<>();
    lines.add("./marginflow " + TOY_START + " --data data.npz --save params.npz --out toy");
    examples.stream()
        .filter(example -> !example.startsWith(CODEGEN))
        .forEach(example -> lines.add(SHORTER.getOrDefault(example, example)));
    run(lines);
  }

  @Test
  void theExamplesOfCodegenRunWhereTheMachineHasTheirVectors() throws IOException {
    CommandLine codegen =
        HelpTextTest.commands(Main.commandLine()).stream()
            .filter(command -> command.getCommandName().equals("codegen"))
            .findFirst()
            .orElseThrow();
    List<String> examples = Examples.of(codegen.getUsageMessage());
    assertEquals(2, examples.size());
    for (String example : examples) {
      List<String> words = Examples.words(example);
      int code = ChildJvm.of(Main.class, List.of(), words.subList(1, words.size())).run(line -> {});
      // Whether the code found is good is for another test to say, on a machine that is not busy.
      boolean ran =
          code == ExitCode.OK || code == ExitCode.CHECK_FAILED || code == ExitCode.UNAVAILABLE;
      assertTrue(ran, example + ": " + code);
    }
  }

  @Test
  void theFlowsOfTheReadmeRun() throws IOException {
    Path readme = Path.of(System.getProperty("marginflow.home", ".."), "README.md");
    List<String> examples =
        Examples.of(Files.readString(readme)).stream()
            .filter(example -> example.startsWith("./marginflow flow"))
            .distinct()
            .toList();
    assertTrue(examples.size() >= 2, examples::toString);
    StringBuilder mine = new StringBuilder("length,width,species\n");
    for (int k = 0; k < 20; k++) {
      mine.append("%d.5,%d,%s%n".formatted(k % 7, k % 3, k % 7 < 3 ? "long" : "short"));
    }
    Files.writeString(folder.resolve("mine.csv"), mine);
    run(examples);
  }

  private void run(List<String> lines) throws IOException {
    Path file = folder.resolve("examples");
    Files.write(file, lines);
    String classes =
        String.join(
            File.pathSeparator,
            testClasses().toString(),
            System.getProperty("jdk.module.path", ""),
            System.getProperty("java.class.path", ""));
    Process process =
        new ProcessBuilder(
                ChildJvm.java(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                classes,
                Examples.class.getName(),
                file.toString())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    List<String> said = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    List<String> bad = said.stream().filter(line -> !line.startsWith("0 ")).toList();
    assertEquals(List.of(), bad, () -> String.join("\n", said));
    assertEquals(lines.size(), said.size(), () -> String.join("\n", said));
  }

  /** The folder of the compiled tests, which no path names where they patch a module. */
  private static Path testClasses() {
    try {
      Path here =
          Path.of(Objects.requireNonNull(Examples.class.getResource("Examples.class")).toURI());
      return here.resolve("../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> shorter() {
    Map<String, String> shorter = new LinkedHashMap<>();
    String digits = "flow --data example:digits_0_vs_1.npz --net relu:auto-50-1 --json";
    shorter.put(digits, digits + " --until-log10-loss -10");
    shorter.put("claims --json", "claims V2 --json");
    shorter.put("claims census --threads 2", "claims census --threads 2 --out results/none --help");
    shorter.put(
        "claims census --seeds 1 --out results/runs/census",
        "claims census --seeds 1 --out results/runs/census --help");
    shorter.put("verify", "verify --quick");
    shorter.put("verify --lanes 256 --json", "verify --lanes 256 --json --quick");
    shorter.put("verify flow --problems 20", "verify flow --problems 1");
    String problems =
        "verify flow --problems %d --tolerance 1e-8 --threads 2 --out results/verify/";
    shorter.put(problems.formatted(200) + "flow-8", problems.formatted(1) + "flow-8");
    shorter.put(
        "verify certificates --problems 20 --seed 1", "verify certificates --problems 2 --seed 1");
    Map<String, String> lines = new LinkedHashMap<>();
    shorter.forEach(
        (example, words) -> lines.put("./marginflow " + example, "./marginflow " + words));
    return lines;
  }
}
