package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import marginflow.certificate.Certificate;
import marginflow.flow.Termination;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.data.ParameterFile;
import marginflow.io.run.FolderException;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunFolder;
import marginflow.report.Ending;
import marginflow.run.FlowJob;
import marginflow.run.RunReport;
import marginflow.run.Uniqueness;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plot}: the figures and the report of a finished run again. */
@Command(
    name = "plot",
    description =
        "Makes the figures (plots/*.svg) and report.html of a finished run again, from the files in"
            + " its folder. The certificate is computed anew from the final parameters.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ./marginflow flow --out results/runs/iris --overwrite",
      "  ./marginflow plot results/runs/iris --png"
    })
final class PlotCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "DIR", description = "The run folder.")
  private Path path = Path.of("");

  @Option(names = "--png", description = "PNG files as well, 300 dots per inch.")
  private boolean png;

  PlotCommand() {}

  @Override
  public Integer call() throws IOException {
    try (RunFolder folder = RunFolder.open(path)) {
      if (!folder.has(RunFolder.RESULT)) {
        throw common.usage(
            "%s: expected a finished run, found one without %s; go on with: ./marginflow flow --resume %s"
                .formatted(path, RunFolder.RESULT, path));
      }
      FlowJob job = FlowJob.again(Manifest.read(folder.read(RunFolder.MANIFEST)));
      List<Path> files = RunReport.write(folder, job, ending(folder, job), png);
      print(files, folder.file(RunFolder.REPORT));
      return ExitCode.OK;
    } catch (FolderException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
  }

  private static Ending ending(RunFolder folder, FlowJob job) {
    InputFile file = folder.read(RunFolder.RESULT);
    JsonNode result = Json.read(file.name(), file.content());
    double[] theta = ParameterFile.read(folder.read(RunFolder.FINAL), job.net());
    Optional<Certificate> certificate =
        result.path("certificate").isObject()
            ? Optional.of(
                Uniqueness.note(job.certify(theta, Optional::empty), firstAmbiguous(result)))
            : Optional.empty();
    return new Ending(
        Optional.of(termination(file.name(), result.path("status").asString(""))),
        result.path("message").asString(""),
        theta,
        certificate,
        result.path("wall_seconds").asDouble(Double.NaN));
  }

  private static Termination termination(String file, String status) {
    return Termination.of(status)
        .orElseThrow(() ->
            BadDataException.in(file, "the name of an ending", BadDataException.quote(status)));
  }

  private static OptionalDouble firstAmbiguous(JsonNode result) {
    JsonNode tau = result.path("events").path("first_ambiguous_tau");
    return tau.isNumber() ? OptionalDouble.of(tau.asDouble()) : OptionalDouble.empty();
  }

  private void print(List<Path> figures, Path report) {
    PrintWriter out = spec.commandLine().getOut();
    if (common.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("schema", "marginflow.plot/1");
      document.put("report", report.toString());
      document.put("figures", figures.stream().map(Path::toString).toList());
      out.println(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    } else {
      out.println(report);
      figures.forEach(out::println);
    }
    out.flush();
  }
}
