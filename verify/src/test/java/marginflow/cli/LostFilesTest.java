package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import marginflow.io.run.Disk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every write of a resumed run, of figures, of {@code plot} and of the census goes wrong once. */
class LostFilesTest {

  /** What tells when or by whom a file was written; and folders that are locked. */
  private static final Set<String> OF_THE_MOMENT = Set.of(".lock", "report.html", "manifest.json");

  /** Two flows of the census that take some milliseconds. */
  private static final List<String> QUICK =
      List.of(
          "linear-n12-d3-slope0.0-width4-sigma1.0-seed0-to-100000.0",
          "linear-n12-d3-slope0.3-width4-sigma0.1-seed0-to-100000.0");

  @TempDir private Path folder = Path.of("");

  private static boolean counts(Path file) {
    String name = String.valueOf(file.getFileName());
    return !OF_THE_MOMENT.contains(name) && !name.startsWith(".") && !name.contains("checkpoint");
  }

  /** A tree with data and a run of two steps in it. */
  private Path begun() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("begun"));
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
    int code =
        new Faults4Tests(folder, tree)
            .run(
                Disk.here(),
                "flow",
                "--quiet",
                "--no-figures",
                "--data",
                folder.resolve("data.csv").toString(),
                "--net",
                "relu:2-3-1",
                "--init-scale",
                "0.6",
                "--seed",
                "6",
                "--max-steps",
                "2",
                "--checkpoint-every",
                "0",
                "--save-per-decade",
                "2",
                "--out",
                tree.resolve("run").toString());
    assertEquals(ExitCode.OK, code);
    return tree;
  }

  @Test
  void aResumedRunLosesNothing() throws IOException {
    Faults4Tests faults = new Faults4Tests(folder, begun());
    Faults4Tests.Words resume =
        tree ->
            new String[] {
              "flow",
              "--quiet",
              "--no-figures",
              "--resume",
              tree.resolve("run").toString(),
              "--max-steps",
              "4",
              "--checkpoint-every",
              "0"
            };
    int calls = faults.everyCall(resume, resume, LostFilesTest::counts);
    assertTrue(calls > 20, "calls " + calls);
  }

  @Test
  void figuresAndReportAreMadeAgain() throws IOException {
    Faults4Tests faults = new Faults4Tests(folder, begun());
    Faults4Tests.Words plot =
        tree -> new String[] {"plot", "--quiet", tree.resolve("run").toString()};
    int calls = faults.everyCall(plot, plot, LostFilesTest::counts);
    assertTrue(calls > 20, "calls " + calls);
  }

  /** Flows that are done are kept, and the others run again. */
  @Test
  void theCensusLosesNoFlow() throws IOException {
    Path census = Files.createDirectories(folder.resolve("before/census"));
    Path committed =
        Path.of(System.getProperty("marginflow.home", "..")).resolve("results").resolve("census");
    for (String table : List.of("grid.csv", "random-labels.csv")) {
      String kept =
          Files.readAllLines(committed.resolve(table)).stream()
              .filter(row -> QUICK.stream().noneMatch(row::startsWith))
              .collect(Collectors.joining("\n", "", "\n"));
      Files.writeString(census.resolve(table), kept);
    }
    Faults4Tests faults = new Faults4Tests(folder, folder.resolve("before"));
    Faults4Tests.Words count =
        tree ->
            new String[] {
              "claims",
              "census",
              "--quiet",
              "--seeds",
              "1",
              "--threads",
              "1",
              "--out",
              tree.resolve("census").toString()
            };
    int calls =
        faults.everyCall(count, count, file -> String.valueOf(file.getFileName()).endsWith(".svg"));
    assertTrue(calls > 15, "calls " + calls);
  }
}
