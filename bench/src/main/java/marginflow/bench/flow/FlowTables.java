package marginflow.bench.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import marginflow.bench.record.Table;
import marginflow.certificate.Certificate;
import marginflow.kernel.KernelSelector;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.openjdk.jmh.runner.RunnerException;

/** Fills the tables of flows: what ours does, what the others reach, and how long it takes. */
final class FlowTables {

  private static final List<String> FLOW_COLUMNS =
      List.of(
          "flow",
          "ending",
          "fitted",
          "log10 loss",
          "evaluations",
          "after -10^3",
          "steps",
          "rejected",
          "factorizations",
          "crossings",
          "slides",
          "releases",
          "sliding",
          "margin",
          "margin error",
          "KKT residual",
          "slope in 1/rho",
          "monotone");

  /** Multiples of our evaluations that the others are given. */
  private static final List<Integer> MULTIPLES = List.of(1, 10);

  private final List<Problem> problems;
  private final List<String> methods;
  private final boolean quick;
  private final Consumer<String> progress;
  private final Map<String, End> ours = new TreeMap<>();

  /**
   * Tables of some flows.
   *
   * @param problems which, in the order of the rows
   * @param methods whom ours is compared with
   * @param quick whether the others get our evaluations only, and every time is of one shot
   * @param progress told a line after each run
   */
  FlowTables(
      List<Problem> problems, List<String> methods, boolean quick, Consumer<String> progress) {
    this.problems = problems;
    this.methods = methods;
    this.quick = quick;
    this.progress = progress;
  }

  /** One row for each flow, by ours at tolerance 1e-6. */
  Table flows() {
    List<List<String>> rows = new ArrayList<>();
    for (Problem problem : problems) {
      MarginModel model = bind(problem);
      KktTrack track = new KktTrack(problem);
      End end = Methods.run(Task.ours(problem), problem.start(), model, track);
      ours.put(problem.name(), end);
      rows.add(row(problem, end, track, fitted(model, end)));
      progress.accept(String.join("  ", rows.getLast()));
    }
    return new Table("flow", 1, FLOW_COLUMNS, rows);
  }

  private static MarginModel bind(Problem problem) {
    return Models.bind(problem.net(), problem.data(), KernelSelector.select());
  }

  private static String fitted(MarginModel model, End end) {
    model.evaluate(end.theta());
    long positive = Arrays.stream(model.margins()).filter(q -> q > 0).count();
    return positive + "/" + model.rows();
  }

  private static List<String> row(Problem problem, End end, KktTrack track, String fitted) {
    Certificate certificate = track.certify(end.theta());
    double margin = certificate.normalizedMargin();
    return List.of(
        problem.name(),
        end.ending(),
        fitted,
        Numbers.loss(end.log10Loss()),
        Long.toString(end.evaluations()),
        Long.toString(end.late()),
        Long.toString(end.steps()),
        Long.toString(end.rejected()),
        Long.toString(end.factorizations()),
        Long.toString(end.crossings()),
        Long.toString(end.slides()),
        Long.toString(end.releases()),
        Integer.toString(end.sliding()),
        Numbers.margin(margin),
        Numbers.small(Math.abs(margin - problem.bestMargin().orElse(Double.NaN))),
        Numbers.small(certificate.kktResidual()),
        Numbers.slope(track.slope().orElse(Double.NaN)),
        end.monotone() ? "yes" : "no");
  }

  /** Loss and margin that each other method reaches on our evaluations. */
  Table baselines() {
    List<Integer> multiples = quick ? MULTIPLES.subList(0, 1) : MULTIPLES;
    List<String> columns = new ArrayList<>(List.of("flow", "evaluations", "ours"));
    multiples.forEach(m -> methods.forEach(name -> columns.add(name + " x" + m)));
    List<List<String>> rows = new ArrayList<>();
    for (Problem problem : problems) {
      End end = end(problem);
      List<String> row = new ArrayList<>();
      row.addAll(
          List.of(problem.name(), Long.toString(end.evaluations()), reached(bind(problem), end)));
      for (int multiple : multiples) {
        boolean asked = multiple == 1 || !problem.group().equals(Problems.RANDOM);
        for (String method : methods) {
          row.add(asked ? reached(problem, method, multiple * end.evaluations()) : "");
        }
      }
      rows.add(row);
      progress.accept(String.join("  ", row));
    }
    return new Table("flow-baselines", 1, columns, rows);
  }

  private static String reached(Problem problem, String method, long budget) {
    MarginModel model = bind(problem);
    Task task = Task.ours(problem).with(method, budget);
    End end = Methods.run(task, problem.start(), model, Methods.Watcher.NONE);
    if (!Double.isFinite(end.log10Loss())) {
      return "diverged";
    }
    String ending = end.ending().equals("budget") ? "" : " " + end.ending();
    return reached(model, end) + ending;
  }

  /** Loss and, where the data is separated, normalized margin. */
  private static String reached(MarginModel model, End end) {
    model.evaluate(end.theta());
    double smallest = Arrays.stream(model.margins()).min().orElseThrow();
    double margin = smallest * Math.exp(-model.degree().orElseThrow() * end.logNorm());
    String loss = Numbers.loss(end.log10Loss());
    return smallest > 0 ? loss + " (%.6f)".formatted(margin) : loss;
  }

  private End end(Problem problem) {
    return ours.computeIfAbsent(
        problem.name(),
        name ->
            Methods.run(Task.ours(problem), problem.start(), bind(problem), Methods.Watcher.NONE));
  }

  /** Seconds of ours to the horizon and of the others on the same evaluations. */
  Table seconds(List<String> jvm) throws RunnerException {
    List<List<String>> rows = new ArrayList<>();
    for (String group : problems.stream().map(Problem::group).distinct().toList()) {
      List<Problem> members = problems.stream().filter(p -> p.group().equals(group)).toList();
      List<List<String>> cells = new ArrayList<>();
      List<Task> tasks = members.stream().map(Task::ours).toList();
      for (Seconds.Time time : own(group).of(tasks, jvm)) {
        cells.add(
            new ArrayList<>(
                List.of(Numbers.seconds(time.median()), Numbers.seconds(time.fastest()))));
      }
      for (String method : methods) {
        List<Task> same =
            members.stream().map(p -> Task.ours(p).with(method, end(p).evaluations())).toList();
        List<Seconds.Time> times = others(group).of(same, jvm);
        for (int i = 0; i < times.size(); i++) {
          cells.get(i).add(Numbers.seconds(times.get(i).median()));
        }
      }
      for (int i = 0; i < members.size(); i++) {
        cells.get(i).addFirst(members.get(i).name());
        rows.add(cells.get(i));
        progress.accept(String.join("  ", cells.get(i)));
      }
    }
    List<String> columns = new ArrayList<>(List.of("flow", "ours", "ours, fastest"));
    columns.addAll(methods);
    return new Table("flow-seconds", 1, columns, rows);
  }

  /** A group of a hundred warms itself up in one round; single runs of seconds need few shots. */
  private Seconds own(String group) {
    if (quick) {
      return new Seconds(1, 2, 1);
    }
    return switch (group) {
      case Problems.SYMMETRIC -> new Seconds(3, 30, 9);
      case Problems.IRIS -> new Seconds(2, 2, 3);
      case Problems.DIGITS -> new Seconds(1, 1, 2);
      default -> new Seconds(1, 1, 3);
    };
  }

  /** The others have no horizon to be timed to: what counts is the order of magnitude. */
  private Seconds others(String group) {
    return group.equals(Problems.SYMMETRIC) ? own(group) : new Seconds(1, 1, 1);
  }
}
