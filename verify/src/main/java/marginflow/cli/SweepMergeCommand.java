package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import marginflow.io.Json;
import marginflow.io.run.FolderException;
import marginflow.sweep.Grid;
import marginflow.sweep.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep merge}: one table from the shares of a sweep. */
@Command(
    name = "merge",
    description = {
      "Puts the rows of shards together: the same bytes as from one process, however many shards"
          + " there were and whatever became of them on the way. Run folders that were kept come to"
          + " runs/ of the new folder.",
      "Shards of another description are refused, and cells that no shard has are named."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:merged",
      "1:cells are missing, or some could not be run",
      "2:usage, or shards of different descriptions",
      "65:a folder without a sweep, or data that is not what it was"
    },
    footer = {
      "",
      "Examples:",
      "  ./marginflow sweep --seeds 1..4 --shard 1/2 --out sharded",
      "  ./marginflow sweep --seeds 1..4 --shard 2/2 --out sharded",
      "  ./marginflow sweep merge sharded --out sharded"
    })
final class SweepMergeCommand implements Callable<Integer> {

  /** Missing cells that are named one by one. */
  private static final int MOST_NAMED = 20;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of shards, or folders in whose shards/ they are.")
  private List<Path> folders = List.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to write table.csv and what goes with it.")
  private Path out = Path.of("");

  @Option(names = "--partial", description = "Write the table although cells are missing.")
  private boolean partial;

  SweepMergeCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Path> shards = SweepStore.withRows(folders);
    if (shards.isEmpty()) {
      throw common.usage(
          "%s: expected folders of shards, found no rows".formatted(folders.getFirst()));
    }
    String hash = SweepStore.hash(shards.getFirst());
    for (Path shard : shards) {
      if (!SweepStore.hash(shard).equals(hash)) {
        throw common.usage(
            "%s: this shard is of another description, %s, than %s, %s"
                .formatted(shard, SweepStore.hash(shard), shards.getFirst(), hash));
      }
    }
    Grid grid = SweepStore.grid(shards.getFirst());
    try (Results results = Results.view(shards, grid)) {
      int[] missing = results.missing();
      if (missing.length > 0) {
        name(grid, missing);
        if (!partial) {
          return ExitCode.CHECK_FAILED;
        }
      }
      try (WorkFolder folder = WorkFolder.take(out, SweepCommand.description(grid), common)) {
        for (Path shard : shards) {
          RunFolders.gather(
              shard.resolve(SweepFiles.RUNS), folder.file(SweepFiles.RUNS), results::has);
        }
        SweepFiles files = SweepFiles.write(folder.file(""), grid, results);
        PrintWriter writer = spec.commandLine().getOut();
        writer.print(common.json() ? Json.text(files.document()) : files.text());
        writer.flush();
        return missing.length > 0 || files.hasFailures() ? ExitCode.CHECK_FAILED : ExitCode.OK;
      }
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private void name(Grid grid, int[] missing) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("marginflow: %d of %d cells are missing:%n", missing.length, grid.size());
    Arrays.stream(missing)
        .limit(MOST_NAMED)
        .mapToObj(grid::cell)
        .forEach(cell -> err.printf("  %s  %s%n", cell.hash(), cell));
    if (missing.length > MOST_NAMED) {
      err.printf("  and %d more%n", missing.length - MOST_NAMED);
    }
  }
}
