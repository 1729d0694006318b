package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import marginflow.crosscheck.flow.FlowCheck;
import marginflow.crosscheck.flow.FlowCheckSummary;
import marginflow.crosscheck.flow.FlowRow;
import marginflow.crosscheck.flow.FlowRow.Judgement;
import marginflow.crosscheck.flow.FlowTrial;
import marginflow.experiment.Experiment;
import marginflow.flow.Flow;
import marginflow.flow.FlowSettings;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.FolderException;
import marginflow.io.run.RowTable;
import marginflow.kernel.KernelSelector;
import marginflow.report.Numbers;
import marginflow.run.Interrupt;
import marginflow.run.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code verify flow}: the integrator against references and laws on random small problems. */
@Command(
    name = "flow",
    description = {
      "Runs the flow of random small problems and compares where it is at one loss with a reference"
          + " that shares no code with it (two layers: every event located; more: tiny fixed"
          + " steps), and with the same problem rotated, permuted, split and rescaled. Leaves"
          + " problems.csv with a row for each and summary.json.",
      "The same command again goes on where it was interrupted, and --problems may grow. A problem"
          + " whose flow is not unique is not judged."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every problem that can be judged is right",
      "1:some are wrong",
      "2:usage, or a folder of another check",
      "65:bad data",
      "130:interrupted, what was done is saved"
    },
    footer = {
      "",
      "Wrong is what lies further from the reference than its own error and 1000 tolerances, what"
          + " ends before a loss that the reference reaches, and what a law of the flow does not"
          + " hold for.",
      "",
      "Examples:",
      "  ./marginflow verify flow --problems 20",
      "  ./marginflow verify flow --problems 200 --tolerance 1e-8 --threads 2 \\",
      "      --out results/verify/flow-8"
    })
final class VerifyFlowCommand implements Callable<Integer> {

  private static final String TABLE = "problems.csv";
  private static final String DESCRIPTION = "check.json";
  private static final String SUMMARY = "summary.json";

  /** Shares of the problems whose distances are printed. */
  private static final double MEDIAN = 0.5;

  private static final double ALMOST_ALL = 0.99;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Option(
      names = "--problems",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many problems (default: ${DEFAULT-VALUE}).")
  private int problems;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of the first problem; the others follow (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description = "Tolerance of the flows (default: " + FlowOptions.TOLERANCE + ").")
  private double tolerance = Experiment.TOLERANCE;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "results/verify/flow",
      description = "Where to write, and to go on (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("results", "verify", "flow");

  VerifyFlowCommand() {}

  @Override
  public Integer call() throws IOException {
    common.kernels(); // refuses a name or a number of threads that is none
    if (problems < 1) {
      throw common.usage("--problems: expected at least 1, found " + problems);
    }
    if (!(tolerance >= FlowSettings.LEAST_TOLERANCE && tolerance < 1)) {
      throw common.usage(
          "--tolerance: expected a number in [%s, 1), found %s"
              .formatted(
                  Numbers.compact(FlowSettings.LEAST_TOLERANCE), Numbers.compact(tolerance)));
    }
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr());
        WorkFolder folder = WorkFolder.take(out, description(), common);
        RowTable<Long, FlowRow> table = new RowTable<>(folder.file(TABLE), FlowRow.TABLE)) {
      interrupt.holdOn();
      FlowTrial trial =
          new FlowTrial(
              tolerance, () -> KernelSelector.select(common.kernel(), 1), interrupt::asked);
      Progress progress = Progress.on(spec.commandLine().getErr(), common.quiet());
      long start = System.nanoTime();
      try {
        new FlowCheck(trial, table)
            .run(seed, problems, common.threads(), done -> progress.tick(() -> line(done, start)));
      } finally {
        progress.clear();
      }
      return report(
          new FlowCheckSummary(table.rows(FlowCheck.seeds(seed, problems))), interrupt.asked());
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private static String line(int done, long start) {
    double seconds = 1e-9 * (System.nanoTime() - start);
    return String.format(
        Locale.ROOT, "verify flow: %d problems done, %.1f s each", done, seconds / done);
  }

  /** What all rows share. */
  private WorkFolder.Description description() {
    ObjectNode description = Json.object();
    description.put("schema", "marginflow.verify-flow-description/1");
    description.put("integrator", Flow.integrators().getFirst());
    description.put("tolerance", tolerance);
    description.put("kernel", common.kernel());
    return new WorkFolder.Description(DESCRIPTION, "check", description);
  }

  private int report(FlowCheckSummary summary, boolean interrupted) throws IOException {
    ObjectNode document = document(summary);
    Disk.here().replace(out.resolve(SUMMARY), Json.text(document));
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(common.json() ? Json.text(document) : text(summary));
    writer.flush();
    if (interrupted) {
      spec.commandLine()
          .getErr()
          .printf(
              "marginflow: %d of %d problems are done; the same command goes on%n",
              summary.rows().size(), problems);
      return ExitCode.INTERRUPTED;
    }
    return summary.count(Judgement.WRONG) == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private ObjectNode document(FlowCheckSummary summary) {
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.verify-flow/1");
    document.put("tolerance", tolerance);
    document.put("seed", seed);
    document.put("problems", problems);
    document.put("done", summary.rows().size());
    for (Judgement judgement : Judgement.values()) {
      document.put(judgement.id(), summary.count(judgement));
    }
    document.set("median_distance", Json.number(summary.quantile(MEDIAN)));
    document.set("distance_of_99_percent", Json.number(summary.quantile(ALMOST_ALL)));
    document.set("largest_distance", Json.number(summary.quantile(1)));
    document.put("scaled_bit_for_bit", summary.scaledExactly());
    ArrayNode worst = document.putArray("worst");
    for (FlowRow row : summary.worst()) {
      ObjectNode node = worst.addObject();
      node.put("seed", row.seed());
      node.put("net", row.word("net"));
      node.put("loss", row.word("loss"));
      node.put("judgement", row.judgement().id());
      node.set("distance", Json.number(row.figure("distance")));
      node.set("bound", Json.number(row.figure("bound")));
      node.put("reason", row.reason());
    }
    document.put("table", out.resolve(TABLE).toString());
    return document;
  }

  private String text(FlowCheckSummary summary) {
    TextTable table = new TextTable();
    table.sentence(
        "%d of %d problems done: %d right, %d wrong, %d ambiguous, %d unresolved."
            .formatted(
                summary.rows().size(),
                problems,
                summary.count(Judgement.RIGHT),
                summary.count(Judgement.WRONG),
                summary.count(Judgement.AMBIGUOUS),
                summary.count(Judgement.UNRESOLVED)));
    table.row(
        "distance",
        "median %s, 99 %% within %s, largest %s"
            .formatted(
                Numbers.rough(summary.quantile(MEDIAN)),
                Numbers.rough(summary.quantile(ALMOST_ALL)),
                Numbers.rough(summary.quantile(1))));
    for (FlowRow row : summary.worst()) {
      table.row(
          row.judgement() == Judgement.WRONG ? "WRONG" : "right",
          String.format(
              Locale.ROOT,
              "seed %d, %s, %s: %s",
              row.seed(),
              row.word("net"),
              row.word("loss"),
              row.reason().isEmpty()
                  ? Numbers.rough(row.figure("distance")) + " from the reference"
                  : row.reason()));
    }
    table.row("table", out.resolve(TABLE).toString());
    return table.toString();
  }
}
