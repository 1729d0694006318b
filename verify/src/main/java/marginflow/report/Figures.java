package marginflow.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import marginflow.io.run.Disk;

/**
 * The figures of a run, by file name. Each is a class of its own, which says what it needs of the
 * run: a figure that would be empty is left out.
 */
public final class Figures {

  /** A figure's name, and how it is drawn where there is something to draw. */
  private record Figure(String name, Function<RunData, Optional<Drawing>> draw) {}

  private static final List<Figure> ALL =
      List.of(
          new Figure("margin", MarginFigure::of),
          new Figure("loss", LossFigure::of),
          new Figure("norm", NormFigure::of),
          new Figure("kkt", KktFigure::of),
          new Figure("steps", StepFigure::of),
          new Figure("audit", AuditFigure::of),
          new Figure("plane", run -> Optional.of(PlaneFigure.of(run))),
          new Figure("units", UnitImages::of),
          new Figure("support", SupportImages::of));

  private Figures() {}

  /**
   * Draws all figures of a run that have something to show.
   *
   * @param run the run
   * @return the figures by name, in the order to show them
   */
  public static Map<String, Drawing> of(RunData run) {
    Map<String, Drawing> drawings = new LinkedHashMap<>();
    for (Figure figure : ALL) {
      figure.draw().apply(run).ifPresent(drawing -> drawings.put(figure.name(), drawing));
    }
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
    Disk disk = Disk.here();
    disk.makeFolders(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Drawing> figure : of(run).entrySet()) {
      Path file = folder.resolve(figure.getKey() + ".svg");
      disk.replace(file, SvgWriter.write(figure.getValue(), figure.getKey()));
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
    Disk disk = Disk.here();
    disk.makeFolders(folder);
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Drawing> figure : of(run).entrySet()) {
      Path file = folder.resolve(figure.getKey() + ".png");
      disk.replace(file, PngWriter.bytes(figure.getValue()));
      files.add(file);
    }
    return files;
  }
}
