package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import marginflow.crosscheck.ChildJvm;
import marginflow.crosscheck.CrossCheck;
import marginflow.crosscheck.Extent;
import marginflow.crosscheck.Outcome;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Compares every kernel with its naive twin and prints the largest deviation over its bound. */
@Command(
    name = "verify",
    description = "Every kernel against its naive twin, over shapes, seeds and special values.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    subcommands = {VerifyFlowCommand.class, VerifyCertificatesCommand.class},
    footer = {
      "",
      "A deviation is given as a multiple of the rounding bound that the twin carries; above 1 the"
          + " kernel is wrong and the exit code is 1. Lane widths that this machine lacks are"
          + " emulated, on few shapes.",
      "",
      "Examples:",
      "  ./marginflow verify",
      "  ./marginflow verify --lanes 256 --json",
      "  ./marginflow verify flow --problems 20"
    })
final class VerifyCommand implements Callable<Integer> {

  /** Bits of a double. */
  private static final int LANE_BITS = Double.SIZE;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--kernel",
      completionCandidates = Choices.KernelNames.class,
      paramLabel = "NAME",
      description = "the implementation to check (default: ${DEFAULT-VALUE})")
  private String kernel = KernelSelector.names().getFirst();

  @Option(
      names = "--lanes",
      paramLabel = "BITS",
      description = "check with vectors of 128, 256 or 512 bits, in a JVM of their own")
  private int lanes;

  @Option(
      names = "--expect-lanes",
      hidden = true,
      description = "refuse to run if vectors are not this many bits wide")
  private int expectedLanes;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads of the kernels under test (default: ${DEFAULT-VALUE})")
  private int threads = 1;

  @Option(names = "--quick", description = "fewer shapes: seconds")
  private boolean quick;

  @Option(names = "--json", description = "one JSON document on standard output")
  private boolean json;

  @Option(names = "--quiet", description = "nothing but errors and checks that fail")
  private boolean quiet;

  @Override
  public Integer call() throws IOException {
    if (!KernelSelector.names().contains(kernel)) {
      throw usage("--kernel: expected one of " + KernelSelector.names() + ", found " + kernel);
    }
    if (threads < 1) {
      throw usage("--threads: expected at least 1, found " + threads);
    }
    if (lanes != 0) {
      return inChild();
    }
    Kernels kernels = KernelSelector.select(kernel, threads);
    if (expectedLanes != 0 && kernels.lanes() * LANE_BITS != expectedLanes) {
      spec.commandLine()
          .getErr()
          .printf(
              "marginflow: vectors of %d bits were asked for, this machine and JVM have %d%n",
              expectedLanes, kernels.lanes() * LANE_BITS);
      return ExitCode.UNAVAILABLE;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (!json && !quiet) {
      out.println(String.format(Locale.ROOT, ROW, "kernel", "cases", "deviation", "worst case"));
    }
    List<Outcome> outcomes =
        CrossCheck.run(kernels, quick ? Extent.QUICK : Extent.FULL, this::printRow);
    return report(kernels, outcomes);
  }

  private static final String ROW = "%-28s %6s %10s  %s";

  private void printRow(Outcome outcome) {
    if (json || (quiet && outcome.holds())) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            ROW,
            outcome.kernel(),
            outcome.cases(),
            String.format(Locale.ROOT, "%.3f", outcome.deviationOverBound()),
            outcome.worstShape() + (outcome.holds() ? "" : "  FAILED")));
    out.flush();
  }

  /** Prints what was found as a whole. */
  private int report(Kernels kernels, List<Outcome> outcomes) {
    PrintWriter out = spec.commandLine().getOut();
    long failed = outcomes.stream().filter(outcome -> !outcome.holds()).count();
    if (json) {
      out.println(document(kernels, outcomes));
    } else if (!quiet || failed > 0) {
      out.printf(
          "%d of %d checks hold: kernel %s, %d lanes, %d threads%n",
          outcomes.size() - failed,
          outcomes.size(),
          kernels.name(),
          kernels.lanes(),
          kernels.threads());
    }
    out.flush();
    return failed == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  /** The JSON document of a run. */
  static String document(Kernels kernels, List<Outcome> outcomes) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", "marginflow.verify/1");
    document.put("implementation", kernels.name());
    document.put("lanes", kernels.lanes());
    document.put("threads", kernels.threads());
    document.put("jdk", Runtime.version().toString());
    document.put("kernels", outcomes.stream().map(VerifyCommand::row).toList());
    return JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(document);
  }

  private static Map<String, Object> row(Outcome outcome) {
    Map<String, @Nullable Object> worst = new LinkedHashMap<>();
    worst.put("shape", outcome.worstShape());
    // JSON has no infinity: null says that something exact was not met.
    Double deviation = outcome.deviationOverBound();
    worst.put("deviation_over_bound", deviation.isInfinite() ? null : deviation);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kernel", outcome.kernel());
    row.put("cases", outcome.cases());
    row.put("worst", worst);
    row.put("holds", outcome.holds());
    return row;
  }

  /** The width of vectors is fixed when a JVM starts. */
  private int inChild() throws IOException {
    if (lanes != 128 && lanes != 256 && lanes != 512) {
      throw usage("--lanes: expected 128, 256 or 512, found " + lanes);
    }
    if (kernel.equals("scalar")) {
      throw usage("--lanes: the scalar kernel has no vectors");
    }
    List<String> args =
        new ArrayList<>(List.of("verify", "--kernel", kernel, "--expect-lanes", "" + lanes));
    args.addAll(List.of("--threads", "" + threads));
    if (quick) {
      args.add("--quick");
    }
    if (json) {
      args.add("--json");
    }
    if (quiet) {
      args.add("--quiet");
    }
    List<String> options =
        List.of("-XX:MaxVectorSize=" + lanes / Byte.SIZE, "-XX:+DisplayVMOutputToStderr");
    PrintWriter out = spec.commandLine().getOut();
    return ChildJvm.of(Main.class, options, args)
        .run(line -> {
          out.println(line);
          out.flush();
        });
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
