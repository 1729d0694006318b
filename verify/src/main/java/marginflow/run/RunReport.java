package marginflow.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.AuditFile;
import marginflow.io.run.EventFile;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.FlowState;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunFolder;
import marginflow.io.run.RunSettings;
import marginflow.io.run.TraceFile;
import marginflow.kernel.KernelSelector;
import marginflow.report.Ending;
import marginflow.report.Figures;
import marginflow.report.Numbers;
import marginflow.report.Report;
import marginflow.report.RunData;

/** Figures and report of a run, made from the files in its folder. */
public final class RunReport {

  private RunReport() {}

  /**
   * Writes them for a run that has just ended.
   *
   * @return the figures
   */
  public static List<Path> write(FlowRun.Finished run, RunFolder folder) throws IOException {
    return write(folder, run.job(), Ending.of(run.outcome(), run.seconds()), false);
  }

  /**
   * Writes them.
   *
   * @param png whether to write the figures as PNG as well
   * @return the figures
   */
  public static List<Path> write(RunFolder folder, FlowJob job, Ending ending, boolean png)
      throws IOException {
    RunData data = data(folder, job, ending);
    List<Path> plots = new ArrayList<>(Figures.write(data, folder.file(RunFolder.PLOTS)));
    if (png) {
      plots.addAll(Figures.writePng(data, folder.file(RunFolder.PLOTS)));
    }
    Report.write(data, folder.file(RunFolder.REPORT));
    return plots;
  }

  /** The page of a run that has just ended. */
  public static String page(FlowRun.Finished run, RunFolder folder) throws IOException {
    return Report.page(data(folder, run.job(), Ending.of(run.outcome(), run.seconds())));
  }

  /**
   * The page of a run that goes on.
   *
   * @param snapshots its states until now, the last of them the last one
   * @param number the page's number
   */
  static String livePage(
      RunFolder folder,
      FlowJob job,
      List<FlowPoint> snapshots,
      String message,
      double seconds,
      long number)
      throws IOException {
    Ending now =
        new Ending(
            Optional.empty(), message, snapshots.getLast().theta(), Optional.empty(), seconds);
    return Report.livePage(data(folder, job, now, snapshots), number);
  }

  private static RunData data(RunFolder folder, FlowJob job, Ending ending) throws IOException {
    return data(folder, job, ending, SnapshotFile.read(folder.read(RunFolder.SNAPSHOTS)));
  }

  private static RunData data(
      RunFolder folder, FlowJob job, Ending ending, List<FlowPoint> snapshots) throws IOException {
    List<FlowState> trace = TraceFile.read(folder.file(RunFolder.TRACE));
    List<FlowEvent> events = EventFile.read(folder.file(RunFolder.EVENTS));
    return new RunData(
        String.valueOf(folder.path().getFileName()),
        Manifest.command(folder.read(RunFolder.MANIFEST)),
        settings(job.settings()),
        job.data().dataset(),
        new RunData.Labels(
            job.data().negative().orElse("-1"),
            job.data().positive().orElse("1"),
            job.data().features()),
        job.net(),
        KernelSelector.select(job.settings().kernel(), job.settings().threads()),
        trace,
        events,
        snapshots,
        ending,
        folder.has(RunFolder.AUDIT) ? AuditFile.read(folder.file(RunFolder.AUDIT)) : List.of());
  }

  private static Map<String, String> settings(RunSettings s) {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("data", s.data().file());
    shown.put("network", s.net());
    shown.put("loss", RunSettings.name(s.loss()));
    shown.put("start", start(s));
    shown.put("integrator", s.integrator());
    shown.put("tolerance", Numbers.compact(s.tolerance()));
    s.stepSize().ifPresent(size -> shown.put("step size", Numbers.compact(size)));
    shown.put("until log10 loss", Numbers.compact(s.stops().log10Loss()));
    shown.put("kernels", s.kernel());
    return shown;
  }

  private static String start(RunSettings s) {
    return switch (s.init()) {
      case "file" -> s.theta0().orElse("");
      case "data" -> "theta0 of the data file";
      default ->
          "%s, scale %s, seed %d".formatted(s.init(), Numbers.compact(s.initScale()), s.seed());
    };
  }
}
