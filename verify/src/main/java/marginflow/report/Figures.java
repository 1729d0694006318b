package marginflow.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import marginflow.certificate.MarginBound;
import marginflow.flow.FlowEvent;
import marginflow.report.Mark.Point;
import marginflow.report.Series.Style;

/**
 * The figures of a run, by file name: {@code margin}, {@code loss}, {@code kkt}, {@code steps},
 * {@code audit} where the run was audited, and {@code plane}.
 */
public final class Figures {

  /**
   * Where horizon axes start: a loss of 10^−0.2 = 0.63 is below ℓ(0) of either loss, so that every
   * margin shown is positive.
   */
  private static final double FIRST_HORIZON = 0.2;

  private static final String HORIZON = "horizon  −log₁₀ loss";

  /** Cells along a side of the decision picture. */
  private static final int CELLS = 240;

  private final RunData run;

  private Figures(RunData run) {
    this.run = run;
  }

  /**
   * Draws all figures of a run.
   *
   * @param run the run
   * @return the figures by name, in the order to show them
   */
  public static Map<String, Drawing> of(RunData run) {
    Figures figures = new Figures(run);
    Map<String, Drawing> drawings = new LinkedHashMap<>();
    drawings.put("margin", figures.margin().draw());
    drawings.put("loss", figures.loss().draw());
    drawings.put("kkt", figures.kkt().draw());
    drawings.put("steps", figures.steps().draw());
    if (!run.audit().isEmpty()) {
      drawings.put("audit", AuditFigure.of(run));
    }
    drawings.put("plane", figures.plane());
    return drawings;
  }

  /**
   * Writes all figures of a run as SVG.
   *
   * @param run the run
   * @param folder where to; made if it is not there, files of the same names are replaced
   * @return the files written
   * @throws IOException if a file cannot be written
   */
  public static List<Path> write(RunData run, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Drawing> figure : of(run).entrySet()) {
      Path file = folder.resolve(figure.getKey() + ".svg");
      Files.writeString(
          file, SvgWriter.write(figure.getValue(), figure.getKey()), StandardCharsets.UTF_8);
      files.add(file);
    }
    return files;
  }

  /**
   * Writes all figures of a run as PNG, 300 dots per inch.
   *
   * @param run the run
   * @param folder where to; made if it is not there, files of the same names are replaced
   * @return the files written
   * @throws IOException if a file cannot be written
   */
  public static List<Path> writePng(RunData run, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Drawing> figure : of(run).entrySet()) {
      Path file = folder.resolve(figure.getKey() + ".png");
      PngWriter.write(figure.getValue(), file);
      files.add(file);
    }
    return files;
  }

  private Chart margin() {
    List<Series> series = new ArrayList<>();
    List<TraceRow> shown = run.trace().stream().filter(r -> r.horizon() >= FIRST_HORIZON).toList();
    Axis x = Axis.log(HORIZON, shown.stream().mapToDouble(TraceRow::horizon));
    run.certificate()
        .flatMap(c -> c.marginBound())
        .map(MarginBound::upper)
        .filter(Double::isFinite)
        .ifPresent(bound ->
            series.add(
                new Series(
                    "upper bound",
                    Style.DASHED,
                    Ink.FAINT,
                    List.of(new Point(x.min(), bound), new Point(x.max(), bound)))));
    series.add(line("normalized γ", Ink.FIRST, shown, TraceRow::normalizedMargin));
    series.add(line("smoothed γ̃", Ink.SECOND, shown, TraceRow::smoothedMargin));
    Axis y =
        Axis.linear(
            "normalized margin",
            series.stream().flatMap(s -> s.points().stream()).mapToDouble(Point::y));
    return new Chart(
        "Normalized and smoothed margin against the horizon, minus the decimal logarithm of the"
            + " loss",
        x,
        y,
        series);
  }

  /**
   * Loss against time; both are shown by their decimal logarithms, on logarithmic axes where these
   * are long.
   */
  private Chart loss() {
    List<Point> points =
        run.trace().stream()
            .map(r -> new Point(r.logTime() / Math.log(10), r.horizon()))
            .filter(p -> p.x() > FIRST_HORIZON && p.y() > FIRST_HORIZON && Double.isFinite(p.x()))
            .toList();
    return new Chart(
        "Loss against physical time, by the decimal logarithms of both",
        Axis.log("log₁₀ t", points.stream().mapToDouble(Point::x)),
        Axis.log("−log₁₀ loss", points.stream().mapToDouble(Point::y)),
        List.of(new Series("loss", Style.LINE, Ink.FIRST, points)));
  }

  private Chart kkt() {
    List<TraceRow> shown =
        run.trace().stream()
            .filter(r -> r.horizon() >= FIRST_HORIZON && r.kktResidual() > 0)
            .toList();
    return new Chart(
        "KKT residual against the horizon, minus the decimal logarithm of the loss",
        Axis.log(HORIZON, shown.stream().mapToDouble(TraceRow::horizon)),
        Axis.log("KKT residual ε", shown.stream().mapToDouble(TraceRow::kktResidual)),
        List.of(line("KKT residual", Ink.FIRST, shown, TraceRow::kktResidual)));
  }

  private Chart steps() {
    List<Series> series = new ArrayList<>();
    series.add(
        new Series(
            "step size",
            Style.LINE,
            Ink.FIRST,
            run.trace().stream().map(r -> new Point(r.step(), r.stepSize())).toList()));
    addRug(series, "crossings", Ink.THIRD, kind -> kind.name().startsWith("CROSS"));
    addRug(series, "slides", Ink.SECOND, kind -> kind == FlowEvent.Kind.SLIDE);
    addRug(series, "releases", Ink.FOURTH, kind -> kind.name().startsWith("RELEASE"));
    return new Chart(
        "Size of every accepted step, with the kinks met on the way",
        new Axis(
            "accepted step",
            Axis.Scale.LINEAR,
            0,
            Math.max(1, run.trace().stream().mapToLong(TraceRow::step).max().orElse(1))),
        Axis.log("step size", run.trace().stream().mapToDouble(TraceRow::stepSize)),
        series);
  }

  private void addRug(List<Series> series, String name, Ink ink, Predicate<FlowEvent.Kind> kinds) {
    List<Point> points =
        run.events().stream()
            .filter(e -> kinds.test(e.kind()))
            .map(e -> new Point(e.step(), 0))
            .toList();
    if (!points.isEmpty()) {
      series.add(new Series(name, Style.RUG, ink, points));
    }
  }

  private Drawing plane() {
    Plane plane = Plane.of(run.data(), Multipliers.of(run));
    return new PlaneFigure(run, plane, new PlaneScene(run, plane, CELLS, 1)).draw(run.theta());
  }

  private static Series line(
      String name, Ink ink, List<TraceRow> rows, ToDoubleFunction<TraceRow> value) {
    return new Series(
        name,
        Style.LINE,
        ink,
        rows.stream().map(r -> new Point(r.horizon(), value.applyAsDouble(r))).toList());
  }
}
