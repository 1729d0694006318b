package marginflow.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginflow.io.Json;
import marginflow.sweep.Axis;
import marginflow.sweep.Cell;
import marginflow.sweep.Grid;
import marginflow.sweep.Keep;
import marginflow.sweep.Shard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sweep plan}: what a description asks for, before hours are spent on it. */
@Command(
    name = "plan",
    description =
        "Prints the flows of a description and about how long they take: some of them, picked"
            + " evenly, are run for a few seconds. Writes nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:planned", "2:usage", "65:bad data, or a description that cannot be read"},
    footer = {
      "",
      "Example:",
      "  ./marginflow sweep plan --net relu:auto-{width}-1 --widths 5,10 --seeds 1..8"
    })
final class SweepPlanCommand implements Callable<Integer> {

  /** Bytes of a row with its commas, in the mean. */
  private static final long BYTES_PER_ROW = 560;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private SweepSource source = new SweepSource();

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many flows to print (default: ${DEFAULT-VALUE}).")
  private int show;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "5",
      description = "How long to run some of them, 0 for no estimate (default: ${DEFAULT-VALUE}).")
  private double seconds;

  SweepPlanCommand() {}

  @Override
  public Integer call() {
    common.kernels(); // refuses a name or a number of threads that is none
    Grid grid;
    try {
      grid = source.grid(common);
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.sweep-plan/1");
    document.put("cells", grid.size());
    document.put("hash", grid.hash());
    document.put("table_bytes", BYTES_PER_ROW * grid.size());
    Forecast pilot = pilot(grid);
    int threads = common.threadsOrAll();
    document.put("threads", threads);
    ObjectNode estimate = document.putObject("estimate");
    estimate.put("flows_run", pilot.count());
    estimate.set("seconds_per_flow", Json.number(pilot.mean()));
    estimate.set("seconds", Json.number(pilot.mean() * grid.size() / threads));
    List<Cell> cells = new ArrayList<>();
    for (int k = 0; k < Math.min(show, grid.size()); k++) {
      cells.add(grid.cell(k));
    }
    ArrayNode list = document.putArray("first");
    cells.forEach(cell -> list.add(node(cell)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(common.json() ? Json.text(document) : text(grid, pilot, threads, cells));
    out.flush();
    return ExitCode.OK;
  }

  private static ObjectNode node(Cell cell) {
    ObjectNode node = Json.object();
    node.put("hash", cell.hash());
    for (Axis axis : Axis.values()) {
      if (!cell.value(axis).isEmpty()) {
        node.put(axis.key(), cell.value(axis));
      }
    }
    return node;
  }

  /** Runs flows picked evenly, on one thread, until the time is over. */
  private Forecast pilot(Grid grid) {
    Forecast forecast = new Forecast();
    long end = System.nanoTime() + (long) (1e9 * seconds);
    CellRunner runner =
        new CellRunner(Path.of(""), common.kernel(), Keep.ROWS, () -> System.nanoTime() - end >= 0);
    for (int number : grid.scattered(Shard.WHOLE)) {
      Optional<CellRunner.Done> outcome = runner.run(grid.cell(number));
      if (outcome.isEmpty()) {
        break;
      }
      forecast.add(outcome.get().seconds());
    }
    return forecast;
  }

  private static String text(Grid grid, Forecast pilot, int threads, List<Cell> cells) {
    TextTable table = new TextTable();
    table.sentence("%d flows, description %s.".formatted(grid.size(), grid.hash()));
    for (Axis axis : Axis.values()) {
      if (grid.description().values(axis) > 1) {
        table.row(axis.key(), grid.description().values(axis) + " values");
      }
    }
    table.row(
        "time",
        pilot.count() < 2
            ? "no estimate: fewer than two flows ended in the time given (--seconds)"
            : "%s on %d threads, from %d flows run here, the first in a virtual machine still cold"
                .formatted(pilot.left(grid.size(), threads), threads, pilot.count()));
    table.row("table", "about %d kB".formatted(1 + BYTES_PER_ROW * grid.size() / 1000));
    for (Cell cell : cells) {
      table.sentence("  " + cell.hash() + "  " + cell);
    }
    if (cells.size() < grid.size()) {
      table.row("...", "%d more (--show N)".formatted(grid.size() - cells.size()));
    }
    return table.toString();
  }
}
