package marginflow.bench.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import marginflow.bench.record.Table;
import marginflow.io.run.Disk;
import marginflow.kernel.KernelSelector;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
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

  /** A flow up to a horizon, with those who take part, each on at most so many evaluations. */
  private record Race(Problem problem, double log10Horizon, long budget, List<String> methods) {

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

  private final boolean quick;
  private final List<Race> races = new ArrayList<>();
  private final List<Point> points = new ArrayList<>();
  private final Map<Task, Double> seconds = new LinkedHashMap<>();
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
        case Problems.SYMMETRIC -> enter(problem, -1e3, -1e8, 100_000);
        case Problems.IRIS -> enter(problem, -10, -1e4, 30_000);
        case Problems.DIGITS -> enter(problem, -10, -1e3, 20_000);
        default -> {
          // The other groups have too many members for a diagram each.
        }
      }
    }
  }

  private void enter(Problem problem, double near, double far, long budget) {
    if (!quick || problem.group().equals(Problems.SYMMETRIC)) {
      races.add(new Race(problem, near, budget, Methods.adaptive()));
    }
    if (!quick) {
      races.add(new Race(problem, far, budget, List.of(Methods.OURS)));
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
    return Models.bind(race.problem().net(), race.problem().data(), KernelSelector.select());
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
        Task.ours(race.problem()).with(method, race.budget()).to(race.log10Horizon()).at(tolerance);
    End end = Methods.run(task, race.problem().start(), bind(race), Methods.Watcher.NONE);
    Optional<Double> error =
        end.ending().equals("horizon-reached")
            ? reference.distance(end.theta(), end.logNorm())
            : Optional.empty();
    return new Point(race, task, end, error);
  }

  /** Seconds of those that got to the horizon; asked after {@link #errors()}. */
  Table seconds(List<String> jvm) throws RunnerException {
    List<List<String>> rows = new ArrayList<>();
    for (Race race : races) {
      for (String method : race.methods()) {
        List<Task> tasks =
            points.stream()
                .filter(p -> p.race().equals(race) && p.task().method().equals(method))
                .filter(p -> p.error().isPresent())
                .map(Point::task)
                .toList();
        List<Seconds.Time> times =
            tasks.isEmpty()
                ? List.of()
                : new Seconds(1, quick ? 1 : 2, quick ? 1 : 3).of(tasks, jvm);
        for (int i = 0; i < times.size(); i++) {
          Task task = tasks.get(i);
          Seconds.Time time = times.get(i);
          seconds.put(task, time.median());
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
          point -> point.end().evaluations());
      if (!seconds.isEmpty()) {
        draw(
            folder.resolve(race.file() + "-seconds.svg"),
            race,
            "seconds",
            point -> seconds.getOrDefault(point.task(), Double.NaN));
      }
    }
  }

  private void draw(Path file, Race race, String work, ToDoubleFunction<Point> amount)
      throws IOException {
    List<Series> series = new ArrayList<>();
    Ink[] inks = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH};
    for (String method : race.methods()) {
      List<Mark.Point> line =
          points.stream()
              .filter(p -> p.race().equals(race) && p.task().method().equals(method))
              .filter(p -> p.error().isPresent())
              .map(p -> new Mark.Point(p.error().orElseThrow(), amount.applyAsDouble(p)))
              .toList();
      series.add(new Series(shortName(method), Series.Style.LINE, inks[series.size()], line));
    }
    Axis x = Axis.log("error of the final direction", all(series, Mark.Point::x));
    Axis y = Axis.log(work, all(series, Mark.Point::y));
    String title = "Work and precision, %s: %s".formatted(race.name(), work);
    Disk.here().replace(file, SvgWriter.write(new Chart(title, x, y, series).draw(), "precision"));
  }

  private static DoubleStream all(List<Series> series, ToDoubleFunction<Mark.Point> coordinate) {
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
