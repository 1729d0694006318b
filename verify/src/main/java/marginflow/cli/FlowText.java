package marginflow.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import marginflow.crosscheck.flow.Audit;
import marginflow.crosscheck.flow.Parting;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowStatistics;
import marginflow.io.run.EventFile;
import marginflow.io.run.RunFolder;
import marginflow.report.Numbers;
import marginflow.run.FlowJob;
import marginflow.run.FlowRun;

/** A run's result for people: the verdict in a sentence first, then the figures that carry it. */
final class FlowText {

  private static final double LN10 = Math.log(10);

  private FlowText() {}

  /**
   * The text.
   *
   * @param folder the run's folder
   * @param plots figures written
   */
  static String of(FlowRun.Finished run, Path folder, List<Path> plots) {
    TextTable table = new TextTable();
    run.outcome()
        .proof()
        .ifPresentOrElse(
            c -> CertificateText.append(table, c), () -> table.sentence(noCertificate(run)));
    flow(table, run.outcome().flow());
    if (!run.outcome().flow().smoothedMarginMonotone()) {
      table.row("check", "FAILED: the smoothed margin fell beyond rounding");
    }
    table.row(
        "drift",
        "balance of the units kept to %s of ‖θ‖², energy identity to %s"
            .formatted(Numbers.rough(run.drift().balance()), Numbers.rough(run.drift().energy())));
    run.audit()
        .ifPresent(found -> {
          table.row("audit", agreement(found));
          table.row("", defect(found));
          table.row("", bruteForce(found));
        });
    table.row("time", Numbers.rough(run.seconds()) + " s");
    table.row("run folder", folder.toString());
    if (!plots.isEmpty()) {
      table.row("report", folder.resolve(RunFolder.REPORT).toString());
      plots.forEach(plot -> table.row("figure", plot.toString()));
    }
    return table.toString();
  }

  private static String noCertificate(FlowRun.Finished run) {
    String sentence = ending(run);
    FlowJob job = run.job();
    return job.data()
        .obstacles()
        .of(job.net())
        .map(o -> sentence + " " + capital(o) + ".")
        .orElse(sentence);
  }

  private static String capital(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }

  private static String ending(FlowRun.Finished run) {
    return switch (run.outcome().flow().termination()) {
      case INTERRUPTED -> "Interrupted; the run can be continued.";
      case DIVERGED -> "Gradient descent diverged: no margin is claimed.";
      case NOT_SEPARATED -> "The data was not separated: no margin is claimed.";
      default -> "The data is not separated yet: no margin is claimed.";
    };
  }

  private static void flow(TextTable table, FlowResult result) {
    table.row("ended", result.termination().id() + ": " + Numbers.shortened(result.message()));
    table.row(
        "horizon",
        "log10 loss %s, log10 t %s, norm %s"
            .formatted(
                Numbers.exponent(result.logLoss() / LN10),
                Numbers.exponent(result.logTime() / LN10),
                Numbers.compact(Math.exp(result.logNorm()))));
    FlowStatistics counts = result.statistics();
    table.row(
        "steps",
        "%d accepted, %d rejected, %d gradient evaluations"
            .formatted(counts.accepted(), counts.rejected(), counts.evaluations()));
    if (counts.capturedSteps() > 0) {
      table.row("methods", methods(counts));
    }
    table.row(
        "kinks",
        "%d crossings, %d slides, %d releases, %d sliding at the end, %d where the flow is not unique"
            .formatted(
                counts.crossings(),
                counts.slides(),
                counts.releases(),
                result.slidingAtEnd(),
                counts.ambiguous()));
  }

  /** Which method made how many steps, where captured ones were among them. */
  private static String methods(FlowStatistics counts) {
    return "%d steps and %d evaluations captured their kinks, %d and %d were event by event"
        .formatted(
            counts.capturedSteps(),
            counts.capturedEvaluations(),
            counts.accepted() - counts.capturedSteps(),
            counts.evaluations() - counts.capturedEvaluations());
  }

  private static String agreement(Audit found) {
    String text =
        String.format(
            Locale.ROOT,
            "agrees to %.1f digits with a hundredth of the tolerance",
            found.agreeingDigits());
    return text + found.parting().map(FlowText::parting).orElse("");
  }

  private static String parting(Parting parting) {
    String text =
        ", PARTS from it at log10 loss %s, step %d"
            .formatted(Numbers.exponent(parting.log10Loss()), parting.step());
    return text
        + parting
            .kink()
            .map(event ->
                ": %s of unit %d, sample %d, at tau = %s in one of them alone"
                    .formatted(
                        EventFile.name(event.kind()),
                        event.unit(),
                        event.row(),
                        Numbers.compact(event.tau())))
            .orElse("");
  }

  private static String defect(Audit found) {
    return found
        .worstDefect()
        .map(worst ->
            "no step is further beside the right velocity than %s of ‖θ‖ (step %d, log10 loss %s)"
                .formatted(
                    Numbers.rough(worst.value()),
                    worst.at().step(),
                    Numbers.exponent(worst.at().log10Loss())))
        .orElse("steps of this network are not judged one by one");
  }

  private static String bruteForce(Audit found) {
    return found
        .bruteForce()
        .map(worst ->
            "at most %s from tiny steps (log10 loss %s), which are known to %s there"
                .formatted(
                    Numbers.rough(worst.place().value()),
                    Numbers.exponent(worst.place().at().log10Loss()),
                    Numbers.rough(worst.error())))
        .orElse("tiny steps did not get anywhere in their time");
  }
}
