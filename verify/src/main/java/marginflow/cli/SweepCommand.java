package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginflow.io.Json;
import marginflow.io.run.FolderException;
import marginflow.run.Interrupt;
import marginflow.run.Progress;
import marginflow.sweep.Cell;
import marginflow.sweep.Description;
import marginflow.sweep.Grid;
import marginflow.sweep.Results;
import marginflow.sweep.Shard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code sweep}: many flows from one description. */
@Command(
    name = "sweep",
    description = {
      "Runs a flow and its certificate for every combination that a description has: networks,"
          + " widths, slopes, losses, scales, seeds and more, on all cores or on --threads of them."
          + " Leaves table.csv with a row for each, seconds.csv, summary.json and margins.svg.",
      "The same command again goes on where it was interrupted: rows that are done are not run"
          + " again, and axes may grow. A combination that cannot be run is named, and the others"
          + " go on."
    },
    subcommands = {
      SweepPlanCommand.class,
      SweepSchemaCommand.class,
      SweepMergeCommand.class,
      SweepReportCommand.class,
      SweepCertifyCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all done",
      "1:some combinations could not be run",
      "2:usage, or a folder of another sweep",
      "65:bad data, or a description that cannot be read; the message has line and column",
      "74:a file could not be written; the message says what was saved",
      "130:interrupted, what was done is saved"
    },
    footer = {
      "",
      "Examples:",
      "  ./marginflow sweep --seeds 1..8 --threads 2",
      "  ./marginflow sweep --net 'leaky-relu({slope}):auto-{width}-1' \\",
      "      --slopes 0.1,0.5 --widths 5,10,20 --init-scales 1e-3,1e-1 \\",
      "      --seeds 1..4 --until-log10-loss -1e4"
    })
final class SweepCommand implements Callable<Integer> {

  private static final Path SWEEPS = Path.of("results", "sweeps");

  /** Who runs the cells. */
  enum Engine {
    /** This process, on its cores. */
    LOCAL,
    /** One process of many, which know nothing of each other. */
    SHARD,
    /** Apache Spark, which this process drives. */
    SPARK;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private SweepSource source = new SweepSource();

  @Option(
      names = "--engine",
      paramLabel = "local|shard|spark",
      description =
          "Who runs the flows: this process (local, the default), or this process its share of them"
              + " (shard), for job arrays, or Apache Spark (spark), if this build has it; rows are"
              + " the same, bit for bit.")
  private Optional<Engine> engine = Optional.empty();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description =
          "The share of this process, from 1 (default for shard: what Slurm, Kubernetes or PBS"
              + " say); sweep merge puts the shares together.")
  private Optional<String> shard = Optional.empty();

  @Option(
      names = "--shards",
      paramLabel = "N",
      description = "How many shares there are, where the batch system does not say so.")
  private Optional<Integer> shards = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write, and to go on (default: results/sweeps/NAME-001, numbered, or the one"
              + " that holds this sweep already).")
  private Optional<Path> out = Optional.empty();

  SweepCommand() {}

  @Override
  public Integer call() throws IOException {
    common.kernels(); // refuses a name or a number of threads that is none
    Grid grid;
    Shard share;
    try {
      share = share();
      grid = source.grid(common);
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr());
        WorkFolder folder = take(grid, share)) {
      interrupt.holdOn();
      return run(grid, share, folder, interrupt);
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return unwritten(e, "");
    }
  }

  private int run(Grid grid, Shard share, WorkFolder folder, Interrupt interrupt)
      throws IOException {
    try (Results results = Results.open(folder.file(""), grid)) {
      if (results.dropped() > 0) {
        err(
            "%s: %d rows are not whole, and their flows are run again"
                .formatted(folder.file(Results.ROWS), results.dropped()));
      }
      return run(grid, share, folder, results, interrupt);
    }
  }

  private int unwritten(IOException e, String saved) {
    err(
        "a file of the sweep could not be written: %s%s; make room, and the same command goes on"
            .formatted(FolderException.reason(e), saved));
    return ExitCode.CANNOT_WRITE;
  }

  private void err(String line) {
    spec.commandLine().getErr().println("marginflow: " + line);
  }

  private Shard share() {
    boolean asked = engine.filter(Engine.SHARD::equals).isPresent();
    if (shard.isPresent()) {
      return Shard.parse(shard.get());
    }
    return asked
        ? Shard.from(System.getenv(), shards)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "--engine shard: expected --shard I/N, or SLURM_ARRAY_TASK_ID,"
                        + " JOB_COMPLETION_INDEX or PBS_ARRAY_INDEX in the environment"))
        : Shard.WHOLE;
  }

  private boolean isShard() {
    return shard.isPresent() || engine.filter(Engine.SHARD::equals).isPresent();
  }

  private WorkFolder take(Grid grid, Shard share) throws IOException {
    WorkFolder.Description description = description(grid);
    Path path =
        out.isPresent() ? out.get() : WorkFolder.numbered(SWEEPS, source.name(), description);
    Path own = isShard() ? path.resolve(SweepFiles.SHARDS).resolve(share.folder()) : path;
    return WorkFolder.take(own, description, common);
  }

  /** The description as the folder keeps it; what is in {@code resolved} decides nothing. */
  static WorkFolder.Description description(Grid grid) {
    ObjectNode document = grid.description().document();
    document.putObject("resolved").put("cells", grid.size()).put("hash", grid.hash());
    return new WorkFolder.Description(
        SweepFiles.DESCRIPTION, "sweep", document, Description::mayDiffer);
  }

  private int run(Grid grid, Shard share, WorkFolder folder, Results results, Interrupt interrupt)
      throws IOException {
    int[] cells = grid.scattered(share);
    if (engine.filter(Engine.SPARK::equals).isPresent()) {
      return spark(grid, folder, results, cells, interrupt);
    }
    CellRunner runner =
        new CellRunner(
            folder.file(SweepFiles.RUNS),
            common.kernel(),
            grid.description().keep(),
            interrupt::asked);
    SweepRun run =
        new SweepRun(
            results,
            number -> {
              Cell cell = grid.cell(number);
              return runner.run(cell);
            },
            Progress.on(spec.commandLine().getErr(), common.quiet()));
    Optional<IOException> failure =
        run.run(SweepRun.missing(cells, results), common.threadsOrAll());
    if (failure.isPresent()) {
      return unwritten(
          failure.get(),
          "; %d of %d flows are done and saved".formatted(results.rows(), grid.size()));
    }
    return isShard()
        ? sayShare(share, folder, results, cells, interrupt.asked())
        : report(SweepFiles.write(folder.file(""), grid, results), results, grid, interrupt);
  }

  private int spark(Grid grid, WorkFolder folder, Results results, int[] cells, Interrupt interrupt)
      throws IOException {
    CellWork work = new CellWork(grid, folder.file(SweepFiles.RUNS), common.kernel());
    try (CellEngine spark = CellEngine.named(Engine.SPARK.toString()).orElseThrow(this::without)) {
      try {
        spark.run(
            work,
            SweepRun.missing(cells, results),
            common.threadsOrAll(),
            SweepRun.sink(results),
            interrupt::asked);
      } catch (IOException e) {
        return unwritten(
            e, "; %d of %d flows are done and saved".formatted(results.rows(), grid.size()));
      }
      results.force();
      SweepFiles files = SweepFiles.write(folder.file(""), grid, results);
      if (!interrupt.asked()) {
        spark.write(folder.file(SweepFiles.TABLE), folder.file(""));
      }
      return report(files, results, grid, interrupt);
    }
  }

  private ParameterException without() {
    return common.usage(
        "--engine spark: this build has no Spark; mvn -Pspark package makes one that has, in"
            + " spark/target");
  }

  private int sayShare(
      Shard share, WorkFolder folder, Results results, int[] cells, boolean interrupted) {
    int missing = SweepRun.missing(cells, results).length;
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.sweep-shard/1");
    document.put("shard", share.toString());
    document.put("cells", cells.length);
    document.put("done", cells.length - missing);
    document.put("folder", folder.toString());
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(
        common.json()
            ? Json.text(document)
            : "Shard %s: %d of %d flows done, in %s.%n"
                .formatted(share, cells.length - missing, cells.length, folder));
    writer.flush();
    return interrupted ? ExitCode.INTERRUPTED : missing == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private int report(SweepFiles files, Results results, Grid grid, Interrupt interrupt) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(common.json() ? Json.text(files.document()) : files.text());
    writer.flush();
    if (interrupt.asked()) {
      spec.commandLine()
          .getErr()
          .printf(
              "marginflow: %d of %d flows are done; the same command goes on%n",
              results.rows(), grid.size());
      return ExitCode.INTERRUPTED;
    }
    return files.hasFailures() ? ExitCode.CHECK_FAILED : ExitCode.OK;
  }
}
