package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import marginflow.io.Disk;
import marginflow.io.FolderException;
import marginflow.io.Json;
import marginflow.io.LoadedData;
import marginflow.io.NumberedFolder;
import marginflow.io.RunSettings;
import marginflow.report.Numbers;
import marginflow.report.SvgWriter;
import marginflow.sweep.Cell;
import marginflow.sweep.Row;
import marginflow.sweep.Summary;
import marginflow.sweep.SweepFigure;
import marginflow.sweep.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sweep}: many flows from one description. */
@Command(
    name = "sweep",
    description = {
      "Runs a flow and its certificate for every combination of networks, widths, slopes, losses,"
          + " scales and seeds, --threads of them at a time. Leaves sweep.csv with a row for each,"
          + " summary.json and margins.svg.",
      "The same command again goes on where it was interrupted: rows that are done are not run"
          + " again, and axes may grow. A combination that cannot be run is named, and the others"
          + " go on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all done",
      "1:some combinations could not be run",
      "2:usage, or a folder of another sweep",
      "65:bad data",
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
  private static final String TABLE = "sweep.csv";
  private static final String DESCRIPTION = "sweep.json";
  private static final String SUMMARY = "summary.json";
  private static final String FIGURE = "margins.svg";

  /** Settings that may differ between the rows of one table. */
  private static final Set<String> OF_A_CELL =
      Set.of("net", "loss", "init_scale", "seed", "kernel", "threads");

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "N",
      description = "What stands for {width} in --net.")
  private List<Integer> widths = List.of();

  @Option(
      names = "--slopes",
      split = ",",
      paramLabel = "A",
      description = "What stands for {slope} in --net.")
  private List<Double> slopes = List.of();

  @Option(
      names = "--losses",
      split = ",",
      completionCandidates = Choices.Losses.class,
      paramLabel = "exp|logistic",
      description = "Losses (default: --loss).")
  private List<String> losses = List.of();

  @Option(
      names = "--init-scales",
      split = ",",
      paramLabel = "S",
      description = "What the standard normals are multiplied with (default: --init-scale).")
  private List<Double> initScales = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "Seeds of the start, such as 1..8 or 1,5,7..9 (default: --seed).")
  private Optional<String> seeds = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write, and to go on (default: results/sweeps/NAME-001, numbered, or the one"
              + " that holds this sweep already).")
  private Optional<Path> out = Optional.empty();

  @Mixin private FlowOptions options = new FlowOptions();

  SweepCommand() {}

  @Override
  public Integer call() throws IOException {
    LoadedData loaded;
    List<Cell> cells;
    RunSettings shared;
    common.kernels(); // refuses a name or a number of threads that is none
    try {
      loaded = LoadedData.load(data.request());
      cells = axes().cells();
      shared = shared(cells, loaded);
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
    common.say(loaded, shared.net());
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr());
        WorkFolder folder = take(loaded, shared)) {
      return run(cells, loaded, folder, interrupt);
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return unwritten(e, "");
    }
  }

  private int run(List<Cell> cells, LoadedData loaded, WorkFolder folder, Interrupt interrupt)
      throws IOException {
    interrupt.holdOn();
    try (Table table = new Table(folder.file(TABLE))) {
      if (table.dropped() > 0) {
        err(
            "%s: %d rows are not whole, and their flows are run again"
                .formatted(folder.file(TABLE), table.dropped()));
      }
      SweepRun run =
          new SweepRun(
              loaded,
              cell -> options.cell(cell).settings(loaded, common.kernel(), 1),
              table,
              Progress.on(spec.commandLine().getErr(), common.quiet()),
              interrupt::asked);
      Optional<IOException> failure = run.run(cells, common.threads());
      table.sort(cells); // writes all rows, those that could not be appended as well
      int code = report(folder, cells, table.rows(cells), interrupt.asked());
      return failure.isEmpty()
          ? code
          : unwritten(
              failure.get(),
              "; %d of %d flows are done and saved"
                  .formatted(table.rows(cells).size(), cells.size()));
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

  private WorkFolder take(LoadedData loaded, RunSettings shared) throws IOException {
    WorkFolder.Description description = description(loaded, shared);
    return WorkFolder.take(folder(loaded, description), description, common);
  }

  /** The settings of the first cell that makes sense; the others are rows of the table. */
  private RunSettings shared(List<Cell> cells, LoadedData loaded) {
    List<IllegalArgumentException> reasons = new ArrayList<>();
    for (Cell cell : cells) {
      try {
        return options.cell(cell).settings(loaded, common.kernel(), 1);
      } catch (IllegalArgumentException e) {
        reasons.add(e);
      }
    }
    throw reasons.getFirst();
  }

  private Cell.Axes axes() {
    return new Cell.Axes(
        List.of(options.net()),
        widths,
        slopes,
        losses.isEmpty() ? List.of(options.loss()) : losses,
        initScales.isEmpty() ? List.of(options.initScale()) : initScales,
        seeds.map(SweepCommand::numbers).orElse(List.of(options.seed())));
  }

  /** The numbers of a text like {@code 1,5,7..9}. */
  static List<Long> numbers(String text) {
    List<Long> numbers = new ArrayList<>();
    try {
      for (String part : text.split(",", -1)) {
        int dots = part.indexOf("..");
        long first = Long.parseLong(dots < 0 ? part : part.substring(0, dots));
        long last = dots < 0 ? first : Long.parseLong(part.substring(dots + 2));
        if (last < first || last - first >= 1_000_000) {
          throw new IllegalArgumentException(
              "--seeds: expected A..B with A <= B and at most a million seeds, found " + part);
        }
        for (long seed = first; seed <= last; seed++) {
          numbers.add(seed);
        }
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--seeds: expected numbers such as 1..8 or 1,5,7..9, found " + text, e);
    }
    return numbers;
  }

  /** What all cells share: the settings of one, without what sets cells apart and who computes. */
  private static WorkFolder.Description description(LoadedData loaded, RunSettings shared) {
    ObjectNode description = Json.object();
    description.put("schema", "marginflow.sweep-description/2");
    description.put("sha256", loaded.sha256());
    JsonNode settings = Json.of(shared);
    settings.forEachEntry((key, value) -> {
      if (!OF_A_CELL.contains(key)) {
        description.set(key, value);
      }
    });
    return new WorkFolder.Description(DESCRIPTION, "sweep", description);
  }

  private Path folder(LoadedData loaded, WorkFolder.Description description) throws IOException {
    return out.isPresent()
        ? out.get()
        : WorkFolder.numbered(
            SWEEPS, NumberedFolder.name(loaded.request().file(), options.net()), description);
  }

  private int report(WorkFolder folder, List<Cell> cells, List<Row> rows, boolean interrupted)
      throws IOException {
    List<Row> failed = rows.stream().filter(Row::isFailed).toList();
    ObjectNode document = document(folder, cells.size(), rows, failed);
    Disk.here().replace(folder.file(SUMMARY), Json.text(document));
    Disk.here().replace(folder.file(FIGURE), SvgWriter.write(SweepFigure.draw(rows), "margins"));
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(common.json() ? Json.text(document) : text(folder, cells.size(), rows, failed));
    writer.flush();
    if (interrupted) {
      spec.commandLine()
          .getErr()
          .printf(
              "marginflow: %d of %d flows are done; the same command goes on%n",
              rows.size(), cells.size());
      return ExitCode.INTERRUPTED;
    }
    return failed.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private static ObjectNode document(
      WorkFolder folder, int cells, List<Row> rows, List<Row> failed) {
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.sweep/1");
    document.put("cells", cells);
    document.put("done", rows.size() - failed.size());
    ArrayNode groups = document.putArray("summary");
    for (Summary summary : Summary.of(rows)) {
      ObjectNode group = groups.addObject();
      group.put("setting", summary.setting());
      group.put("cells", summary.cells());
      ObjectNode verdicts = group.putObject("verdicts");
      summary.verdicts().forEach(verdicts::put);
      group.set("smallest_margin", Json.number(summary.smallest()));
      group.set("median_margin", Json.number(summary.median()));
      group.set("largest_margin", Json.number(summary.largest()));
    }
    ArrayNode bad = document.putArray("failed");
    failed.forEach(
        row -> bad.addObject().put("cell", row.cell().toString()).put("reason", row.message()));
    document.put("table", folder.file(TABLE).toString());
    document.put("figure", folder.file(FIGURE).toString());
    return document;
  }

  private static String text(WorkFolder folder, int cells, List<Row> rows, List<Row> failed) {
    TextTable table = new TextTable();
    table.sentence("%d of %d flows done.".formatted(rows.size() - failed.size(), cells));
    for (Summary summary : Summary.of(rows)) {
      table.sentence("%s: %s".formatted(summary.setting(), summary.verdictText()));
      if (!Double.isNaN(summary.median())) {
        table.row(
            "margin",
            "%s to %s, median %s"
                .formatted(
                    Numbers.compact(summary.smallest()),
                    Numbers.compact(summary.largest()),
                    Numbers.compact(summary.median())));
      }
    }
    failed.forEach(row -> table.row("FAILED", row.cell() + ": " + row.message()));
    table.row("table", folder.file(TABLE).toString());
    table.row("figure", folder.file(FIGURE).toString());
    return table.toString();
  }
}
