package marginflow.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import marginflow.crosscheck.ChildJvm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Starts the benchmarks in a JVM of their own: JMH lives on the class path, not on the module path
 * of this program. The launcher says where its jars are.
 */
@Command(
    name = "bench",
    description = "JMH suites, the libraries that others would use beside our kernels.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    footer = {
      "",
      "Results go to results/bench/<machine>, those of --quick only where --out says.",
      "",
      "Examples:",
      "  ./marginflow bench list",
      "  ./marginflow bench gradient --quick",
      "  ./marginflow bench flow --shape iris",
      "  ./marginflow bench all",
      "  ./marginflow bench exp --quick --out results/bench/before",
      "  ./marginflow bench exp --quick --out results/bench/after",
      "  ./marginflow bench compare results/bench/before results/bench/after"
    })
final class BenchCommand implements Callable<Integer> {

  /** The class that does the work, on a class path of its own. */
  private static final String WORKER = "marginflow.bench.BenchMain";

  /** Set by the launcher: the folder of the benchmarks' jars. */
  static final String JARS = "marginflow.bench.jars";

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE",
      completionCandidates = Choices.Suites.class,
      description = "suites to run, `all`, `list`, or `compare OLD NEW` for two result folders")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--implementation",
      paramLabel = "NAMES",
      description = "only these, separated by commas")
  private String implementations = "";

  @Option(names = "--shape", paramLabel = "SHAPE", description = "only this shape; may be repeated")
  private List<String> shapes = new ArrayList<>();

  @Option(names = "--forks", paramLabel = "N", description = "JVMs for each figure (default: 3)")
  private int forks;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of our kernels (default: ${DEFAULT-VALUE})")
  private int threads = 1;

  @Option(names = "--out", paramLabel = "DIR", description = "write the results here")
  private String out = "";

  @Option(names = "--quick", description = "one JVM and short times: a first look")
  private boolean quick;

  @Option(names = "--json", description = "one JSON document on standard output")
  private boolean json;

  @Option(names = "--quiet", description = "nothing but errors")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    String jars = System.getProperty(JARS, "");
    if (jars.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("marginflow: the benchmarks are not on hand: start with ./marginflow bench");
      return ExitCode.UNAVAILABLE;
    }
    PrintWriter results = spec.commandLine().getOut();
    return new ChildJvm(command(jars))
        .run(line -> {
          results.println(line);
          results.flush();
        });
  }

  private List<String> command(String jars) {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.java());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Dmarginflow.home=" + System.getProperty("marginflow.home", "."));
    command.add("-Dmarginflow.commit=" + Version.current().commit());
    command.addAll(List.of("-cp", jars + File.separator + "*", WORKER));
    command.addAll(arguments());
    return command;
  }

  /** The options again, as the worker reads them. */
  List<String> arguments() {
    List<String> args = new ArrayList<>(words);
    if (!implementations.isEmpty()) {
      args.add("--implementation=" + implementations);
    }
    shapes.forEach(shape -> args.add("--shape=" + shape));
    if (forks > 0) {
      args.add("--forks=" + forks);
    }
    args.add("--threads=" + threads);
    if (!out.isEmpty()) {
      args.add("--out=" + out);
    }
    if (quick) {
      args.add("--quick");
    }
    if (json) {
      args.add("--json");
    }
    if (quiet) {
      args.add("--quiet");
    }
    return args;
  }
}
