package marginflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.certificate.verdict.Witness;
import marginflow.claims.Catalogue;
import marginflow.claims.Claim;
import marginflow.claims.ClaimDocument;
import marginflow.claims.ClaimTable;
import marginflow.claims.Judgement;
import marginflow.claims.RunRecord;
import marginflow.claims.TrajectoryFile;
import marginflow.experiment.Outcome;
import marginflow.io.BadDataException;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.FlowPoint;
import marginflow.kernel.KernelSelector;
import marginflow.report.Drawing;
import marginflow.report.Ending;
import marginflow.report.Figures;
import marginflow.report.Numbers;
import marginflow.report.RunData;
import marginflow.report.SvgWriter;
import marginflow.report.WitnessFigure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of a claim: result, trajectories and figures. */
final class ClaimFolder {

  /** Runs of one claim that get a trajectory and figures; the others stand in the result. */
  private static final int RUNS_SHOWN = 2;

  private static final String SECONDS = "seconds";

  private ClaimFolder() {}

  /** Writes the folder of one claim, replacing what an earlier run of it left there. */
  static void write(Judgement judgement, Path out) throws IOException {
    Path folder = out.resolve(judgement.claim().id());
    Disk disk = Disk.here();
    disk.makeFolders(folder);
    writeResult(ClaimDocument.of(judgement), folder.resolve("result.json"));
    for (Map.Entry<String, Drawing> figure : judgement.measurements().drawings().entrySet()) {
      disk.replace(
          folder.resolve(figure.getKey() + ".svg"),
          SvgWriter.write(figure.getValue(), figure.getKey()));
    }
    List<RunRecord> trials = judgement.measurements().trials();
    for (RunRecord run : trials.subList(0, Math.min(RUNS_SHOWN, trials.size()))) {
      String name = run.setup().name();
      disk.replace(folder.resolve(name + ".csv"), TrajectoryFile.csv(run));
      Figures.write(data(judgement, run), folder.resolve(name));
      Optional<Witness> witness = run.exact().witness();
      if (witness.isPresent()) {
        disk.replace(
            folder.resolve(name).resolve("witness.svg"),
            SvgWriter.write(WitnessFigure.of(witness.get()), "witness"));
      }
    }
  }

  /** Writes a result unless the one that is there differs in nothing but the seconds it took. */
  static void writeResult(ObjectNode result, Path file) throws IOException {
    Optional<JsonNode> there = read(file);
    if (there.isPresent() && there.get().has(SECONDS)) {
      ObjectNode same = result.deepCopy();
      same.set(SECONDS, there.get().get(SECONDS));
      if (Json.text(same).equals(Json.text(there.get()))) {
        return;
      }
    }
    Disk.here().replace(file, Json.text(result));
  }

  /** Writes the page that tables the results there are, of this run and of earlier ones. */
  static void writePage(Path out) throws IOException {
    Disk.here().makeFolders(out);
    List<JsonNode> results = new ArrayList<>();
    for (Claim claim : Catalogue.all()) {
      read(out.resolve(claim.id()).resolve("result.json"))
          .filter(result -> result.has("measured"))
          .ifPresent(results::add);
    }
    Disk.here().replace(out.resolve("README.md"), ClaimTable.page(results));
  }

  /** A result; empty if there is none, or one that was damaged and that its claim makes again. */
  private static Optional<JsonNode> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(file.toString(), Files.readAllBytes(file)));
    } catch (BadDataException damaged) {
      return Optional.empty();
    }
  }

  private static RunData data(Judgement judgement, RunRecord run) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("claim", judgement.claim().id());
    settings.put("loss", run.setup().loss().name());
    settings.put("tolerance", Numbers.compact(run.setup().tolerance()));
    return new RunData(
        judgement.claim().id() + " " + run.setup().name(),
        "./marginflow claims " + judgement.claim().id(),
        settings,
        run.setup().data(),
        new RunData.Labels("-1", "1"),
        run.setup().net(),
        KernelSelector.select(),
        run.points().stream().map(FlowPoint::at).toList(),
        run.events(),
        run.points(),
        ending(run),
        List.of());
  }

  /** How a run ended; networks without a margin have certificates that figures cannot show. */
  private static Ending ending(RunRecord run) {
    boolean hasMargin = !Double.isNaN(run.certificate().normalizedMargin());
    return Ending.of(
        hasMargin ? run.outcome() : new Outcome(run.result(), Optional.empty()), run.seconds());
  }
}
