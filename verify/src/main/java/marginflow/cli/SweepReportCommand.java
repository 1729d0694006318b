package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import marginflow.sweep.SweepPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep report}: the page of a sweep. */
@Command(
    name = "report",
    description =
        "Makes report.html from the table of a sweep: shares of verdicts, distributions, maps over"
            + " two axes, the oddest flows.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false)
final class SweepReportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", description = "The folder with the sweep's table.csv.")
  private Path folder = Path.of("");

  @Option(
      names = "--x",
      paramLabel = "AXIS",
      description = "The maps' axis across (default: the one of most values).")
  private java.util.Optional<String> x = java.util.Optional.empty();

  @Option(
      names = "--y",
      paramLabel = "AXIS",
      description = "The maps' axis upwards (default: the one of most values after that).")
  private java.util.Optional<String> y = java.util.Optional.empty();

  SweepReportCommand() {}

  @Override
  public Integer call() throws IOException {
    try {
      Path page = SweepPage.write(folder, x, y);
      spec.commandLine().getOut().println(page);
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }
}
