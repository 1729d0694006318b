package marginflow.bench.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import marginflow.bench.record.Table;
import marginflow.kernel.KernelSelector;
import marginflow.network.MarginModel;
import marginflow.report.Axis;
import marginflow.report.Chart;
import marginflow.report.Ink;
import marginflow.report.Mark;
import marginflow.report.Series;
import marginflow.report.SvgWriter;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Work–precision diagrams: gradient evaluations and seconds against the error of the final
 * direction, tolerance by tolerance, for every method with a tolerance where explicit ones can
 * still take part, and for ours alone at a horizon where they cannot.
 */
final class WorkPrecision {

  /** A flow up to a horizon, with those who take part. */
  private record Race(Problem problem, double log10Horizon, List<String> methods) {

    String name() {
      return "%s to -10^%d".formatted(problem.name(), magnitude());
    }

    String file() {
      return "flow-precision-%s-%d".formatted(problem.name(), magnitude());
    }

    /** Horizons are whole powers of ten. */
    private long magnitude() {
      return Math.round(Math.log10(-log10Horizon));
    }
  }

  /** One measured point; the error is empty where the run did not get to the horizon. */
  private record Point(Race race, Task task, End end, Optional<Double> error) {}

  private static final double REFERENCE_TOLERANCE = 1e-12;

  /** The reference goes on to this multiple of the horizon, since steps end beyond it. */
  private static final double BEYOND = 20;

  /** Gradient evaluations of one run: what stalls at kinks ends there. */
  private static final long BUDGET = 100_000;

  private final boolean quick;
  private final List<Race> races = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private final Consumer<String> progress;

  /**
   * Diagrams of some flows.
   *
   * @param problems those to choose from
   * @param quick whether to do one race with four tolerances
   * @param progress told a line after each run
   */
  WorkPrecision(List<Problem> problems, boolean quick, Consumer<String> progress) {
    this.quick = quick;
    this.progress = progress;
    for (Problem problem : problems) {
      switch (problem.group()) {
        case Problems.SYMMETRIC -> enter(problem, -1e3, -1e8);
        case Problems.IRIS -> enter(problem, -10, -1e4);
        case Problems.DIGITS -> enter(problem, -10, -1e3);
        default -> {
          // The other groups have too many members for a diagram each.
        }
      }
    }
  }

  private void enter(Problem problem, double near, double far) {
    if (!quick || problem.group().equals(Problems.SYMMETRIC)) {
      races.add(new Race(problem, near, Methods.adaptive()));
    }
    if (!quick) {
      races.add(new Race(problem, far, List.of(Methods.OURS)));
    }
  }

  private List<Double> tolerances() {
    return IntStream.rangeClosed(3, quick ? 6 : 9).mapToObj(k -> Math.pow(10, -k)).toList();
  }

  /** Runs everything once and gives evaluations and errors. */
  Table errors() {
    List<List<String>> rows = new ArrayList<>();
    for (Race race : races) {
      Reference reference = reference(race);
      for (String method : race.methods()) {
        for (double tolerance : tolerances()) {
          Point point = point(race, reference, method, tolerance);
          points.add(point);
          rows.add(
              List.of(
                  race.name(),
                  method,
                  Numbers.small(tolerance),
                  point.end().ending(),
                  Long.toString(point.end().evaluations()),
                  point.error().map(Numbers::small).orElse("")));
          progress.accept(String.join("  ", rows.getLast()));
        }
      }
    }
    return new Table(
        "flow-precision",
        3,
        List.of("flow", "method", "tolerance", "ending", "evaluations", "error"),
        rows);
  }

  private static MarginModel bind(Race race) {
    return race.problem().net().bind(race.problem().data(), KernelSelector.select());
  }

  private static Reference reference(Race race) {
    Reference reference = new Reference(race.log10Horizon(), race.problem().start().length);
    Task task =
        Task.ours(race.problem())
            .with(Methods.OURS, Task.AMPLE)
            .to(BEYOND * race.log10Horizon())
            .at(REFERENCE_TOLERANCE);
    Methods.run(task, race.problem().start(), bind(race), reference);
    return reference;
  }

  private static Point point(Race race, Reference reference, String method, double tolerance) {
    Task task =
        Task.ours(race.problem()).with(method, BUDGET).to(race.log10Horizon()).at(tolerance);
    End end = Methods.run(task, race.problem().start(), bind(race), Methods.Watcher.NONE);
    Optional<Double> error =
        end.ending().equals("horizon-reached")
            ? reference.distance(end.theta(), end.logNorm())
            : Optional.empty();
    return new Point(race, task, end, error);
  }

  /** Seconds of the same runs; asked after {@link #errors()}. */
  Table seconds(List<String> jvm) throws RunnerException {
    List<List<String>> rows = new ArrayList<>();
    for (Race race : races) {
      for (String method : race.methods()) {
        List<Point> of =
            points.stream()
                .filter(p -> p.race().equals(race) && p.task().method().equals(method))
                .toList();
        List<Task> tasks = of.stream().map(Point::task).toList();
        for (Seconds.Time time : new Seconds(1, 1, quick ? 1 : 3).of(tasks, jvm)) {
          seconds.add(time.median());
          Task task = tasks.get((seconds.size() - 1) % tasks.size());
          rows.add(
              List.of(
                  race.name(),
                  method,
                  Numbers.small(task.tolerance()),
                  Numbers.seconds(time.median()),
                  Numbers.seconds(time.fastest())));
          progress.accept(String.join("  ", rows.getLast()));
        }
      }
    }
    return new Table(
        "flow-precision-seconds",
        3,
        List.of("flow", "method", "tolerance", "median", "fastest"),
        rows);
  }

  /** Draws a diagram of evaluations and one of seconds for each race. */
  void draw(Path folder) throws IOException {
    for (Race race : races) {
      draw(
          folder.resolve(race.file() + "-evaluations.svg"),
          race,
          "gradient evaluations",
          i -> (double) points.get(i).end().evaluations());
      if (seconds.size() == points.size()) {
        draw(folder.resolve(race.file() + "-seconds.svg"), race, "seconds", seconds::get);
      }
    }
  }

  private void draw(
      Path file, Race race, String work, java.util.function.IntFunction<Double> amount)
      throws IOException {
    List<Series> series = new ArrayList<>();
    Ink[] inks = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH};
    for (String method : race.methods()) {
      List<Mark.Point> line =
          IntStream.range(0, points.size())
              .filter(i ->
                  points.get(i).race().equals(race)
                      && points.get(i).task().method().equals(method)
                      && points.get(i).error().isPresent())
              .mapToObj(i -> new Mark.Point(points.get(i).error().orElseThrow(), amount.apply(i)))
              .toList();
      series.add(new Series(shortName(method), Series.Style.LINE, inks[series.size()], line));
    }
    Axis x = Axis.log("error of the final direction", all(series, Mark.Point::x));
    Axis y = Axis.log(work, all(series, Mark.Point::y));
    String title = "Work and precision, %s: %s".formatted(race.name(), work);
    Files.writeString(file, SvgWriter.write(new Chart(title, x, y, series).draw(), "precision"));
  }

  private static java.util.stream.DoubleStream all(
      List<Series> series, java.util.function.ToDoubleFunction<Mark.Point> coordinate) {
    return series.stream().flatMap(s -> s.points().stream()).mapToDouble(coordinate);
  }

  /** What fits into a legend. */
  private static String shortName(String method) {
    return switch (method) {
      case "dormand-prince" -> "5(4)";
      case "bogacki-shampine" -> "3(2)";
      case Methods.PEER -> "8(5,3)";
      default -> method;
    };
  }
}
