package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginflow.io.Json;
import marginflow.io.run.FolderException;
import marginflow.run.Interrupt;
import marginflow.run.Progress;
import marginflow.sweep.Cell;
import marginflow.sweep.Grid;
import marginflow.sweep.Results;
import marginflow.sweep.Row;
import marginflow.sweep.Shard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep certify}: the certificates of a sweep that was run without them. */
@Command(
    name = "certify",
    description =
        "Certifies the end points that a sweep has kept (keep: [weights]) and that have no"
            + " certificate yet (certify: false), and writes its table again.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all that was kept and separates its data is certified",
      "2:usage",
      "65:a folder without a sweep, or data that is not what it was",
      "130:interrupted, what was done is saved"
    })
final class SweepCertifyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", description = "The folder of the sweep.")
  private Path folder = Path.of("");

  SweepCertifyCommand() {}

  @Override
  public Integer call() throws IOException {
    common.kernels(); // refuses a name or a number of threads that is none
    Grid grid = SweepStore.grid(folder);
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr());
        WorkFolder held = WorkFolder.take(folder, SweepCommand.description(grid), common);
        Results results = Results.open(held.file(""), grid)) {
      interrupt.holdOn();
      CellRunner runner =
          new CellRunner(
              held.file(SweepFiles.RUNS),
              common.kernel(),
              grid.description().keep(),
              interrupt::asked);
      SweepRun run =
          new SweepRun(
              results,
              number ->
                  interrupt.asked()
                      ? Optional.empty()
                      : certified(grid.cell(number), number, results, runner),
              Progress.on(spec.commandLine().getErr(), common.quiet()));
      Optional<IOException> failure = run.run(grid.scattered(Shard.WHOLE), common.threadsOrAll());
      if (failure.isPresent()) {
        throw failure.get();
      }
      SweepFiles files = SweepFiles.write(held.file(""), grid, results);
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(common.json() ? Json.text(files.document()) : files.text());
      writer.flush();
      return interrupt.asked() ? ExitCode.INTERRUPTED : ExitCode.OK;
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println(
              "marginflow: a file of the sweep could not be written: " + FolderException.reason(e));
      return ExitCode.CANNOT_WRITE;
    }
  }

  /** The row of a cell with its certificate; nothing where there is none to be made. */
  private static Optional<CellRunner.Done> certified(
      Cell cell, int number, Results results, CellRunner runner) {
    try {
      Optional<double[]> theta = results.has(number) ? results.theta(number) : Optional.empty();
      if (theta.isEmpty()) {
        return Optional.of(CellRunner.Done.NOTHING);
      }
      Row row = results.row(number);
      return row.text("verdict").isEmpty() && !row.isFailed()
          ? runner.certified(cell, row, theta.get())
          : Optional.of(CellRunner.Done.NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
