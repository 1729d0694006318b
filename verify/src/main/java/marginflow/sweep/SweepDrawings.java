package marginflow.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import marginflow.certificate.verdict.Verdict;
import marginflow.report.Drawing;

/** The figures of a sweep's page, each under the name of its file. */
final class SweepDrawings {

  private final TableView table;
  private final Map<String, Drawing> drawings = new LinkedHashMap<>();

  private SweepDrawings(TableView table) {
    this.table = table;
  }

  /** Distributions of margins, residuals, rates, work and time. */
  static Map<String, Drawing> distributions(TableView table) {
    SweepDrawings all = new SweepDrawings(table);
    all.drawDistributions();
    return all.drawings;
  }

  /**
   * Maps over two settings; none if there are not two of several values.
   *
   * @throws IllegalArgumentException if one that is asked for has but one value, or is none
   */
  static Map<String, Drawing> maps(TableView table, Optional<String> x, Optional<String> y) {
    SweepDrawings all = new SweepDrawings(table);
    all.drawMaps(x, y);
    return all.drawings;
  }

  private void drawDistributions() {
    distribution(
        "share-of-best",
        "Margin of the limit over the best that is possible",
        "share of the best margin",
        TableView.RATIO,
        false);
    distribution(
        "kkt-residual",
        "KKT residual of the end points",
        "log10 KKT residual",
        "kkt_residual",
        true);
    distribution(
        "escape-rate",
        "Rate at which a vanishing neuron would grow",
        "r",
        "nearby_escape_rate",
        false);
    distribution(
        "evaluations",
        "Work of a flow",
        "log10 gradient evaluations",
        "gradient_evaluations",
        true);
    distribution(
        "seconds", "Time of a flow with its certificate", "log10 seconds", TableView.SECONDS, true);
    distribution(
        "energy", "Energy identity: the largest drift", "log10 drift", "drift_energy", true);
  }

  private void distribution(
      String name, String title, String label, String column, boolean logarithmic) {
    double[] values = table.ascending(column, row -> true);
    double[] shown =
        logarithmic
            ? DoubleStream.of(values).filter(v -> v > 0).map(Math::log10).toArray()
            : values;
    if (shown.length > 1) {
      drawings.put(name, Histogram.draw(title, label, shown));
    }
  }

  private void drawMaps(Optional<String> x, Optional<String> y) {
    List<String> settings =
        table.settings().stream()
            .sorted(
                Comparator.comparing(table::isNumeric)
                    .thenComparing(name -> !name.equals(Axis.NET.column()))
                    .thenComparingInt(this::shownValues)
                    .reversed())
            .toList();
    x.ifPresent(name -> require(name, settings));
    y.ifPresent(name -> require(name, settings));
    Optional<String> across = x.or(() -> settings.stream().filter(s -> !same(y, s)).findFirst());
    Optional<String> upwards =
        y.or(() -> settings.stream().filter(s -> !same(across, s)).findFirst());
    if (across.isEmpty() || upwards.isEmpty()) {
      return;
    }
    HeatMap.Side left = new HeatMap.Side(across.get(), table.values(across.get()));
    HeatMap.Side up = new HeatMap.Side(upwards.get(), table.values(upwards.get()));
    map(
        "global",
        "Share of limits that are global optima, of flows that separate",
        left,
        up,
        rows -> share(rows, row -> table.verdict(row).equals(Verdict.GLOBAL_OPTIMUM.id())));
    map(
        "local",
        "Share of limits that are local optima and not known as global",
        left,
        up,
        rows -> share(rows, row -> table.verdict(row).equals(Verdict.LOCAL_OPTIMUM.id())));
    map("best", "Median share of the best margin", left, up, rows -> median(rows, TableView.RATIO));
    map(
        "unique",
        "Share of flows that met a kink at which they are not unique",
        left,
        up,
        rows -> share(rows, row -> table.number("ambiguous", row) > 0));
    map(
        "separated",
        "Share of flows that separate their data",
        left,
        up,
        rows -> (double) rows.stream().filter(table::isSeparated).count() / rows.size());
    map(
        "work",
        "Median number of gradient evaluations",
        left,
        up,
        rows -> median(rows, "gradient_evaluations"));
  }

  private static boolean same(Optional<String> name, String other) {
    return name.filter(other::equals).isPresent();
  }

  /** More values than a map shows are worth less than those it shows all of. */
  private int shownValues(String name) {
    int count = table.values(name).size();
    return count > HeatMap.MOST ? 1 : count;
  }

  private static void require(String name, List<String> settings) {
    if (!settings.contains(name)) {
      throw new IllegalArgumentException(
          "--x, --y: expected settings of several values, %s, found %s".formatted(settings, name));
    }
  }

  /** A number made of the rows of one cell of a map. */
  @FunctionalInterface
  private interface Statistic {
    double of(List<Integer> rows);
  }

  private void map(String name, String title, HeatMap.Side x, HeatMap.Side y, Statistic statistic) {
    Map<HeatMap.Cell, List<Integer>> groups = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      if (!table.word("status", row).equals(Row.FAILED)) {
        groups
            .computeIfAbsent(
                new HeatMap.Cell(table.word(x.name(), row), table.word(y.name(), row)),
                cell -> new ArrayList<>())
            .add(row);
      }
    }
    drawings.put(
        "map-" + name,
        new HeatMap(title, x, y)
            .draw(cell -> groups.containsKey(cell) ? statistic.of(groups.get(cell)) : Double.NaN));
  }

  /** Share of those that separate; NaN where none does. */
  private double share(List<Integer> rows, IntPredicate which) {
    List<Integer> separated = rows.stream().filter(table::isSeparated).toList();
    return separated.isEmpty()
        ? Double.NaN
        : (double) separated.stream().filter(which::test).count() / separated.size();
  }

  private double median(List<Integer> rows, String column) {
    double[] values =
        rows.stream()
            .mapToDouble(row -> table.number(column, row))
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    return values.length == 0 ? Double.NaN : values[values.length / 2];
  }
}
