package marginflow.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import marginflow.certificate.verdict.Verdict;
import marginflow.io.Json;
import marginflow.report.Axis;
import marginflow.report.Chart;
import marginflow.report.Drawing;
import marginflow.report.Ink;
import marginflow.report.Mark.Point;
import marginflow.report.Series;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The census, counted: a line per combination of the grid, a page, a document, a figure. */
public final class CensusTable {

  /** A margin this close to the upper bound is the best one. */
  private static final double BEST = 1e-6;

  /**
   * What became of the flows of one combination.
   *
   * @param first any of its flows
   * @param rows one per flow
   */
  private record Cell(CensusCase first, List<CensusRow> rows) {

    long count(Predicate<CensusRow> which) {
      return rows.stream().filter(which).count();
    }

    long separated() {
      return count(CensusRow::separated);
    }

    long ambiguous() {
      return count(row -> !row.unique());
    }

    long of(Verdict verdict) {
      return count(row -> row.is(verdict));
    }

    double median(ToDoubleFunction<CensusRow> of) {
      double[] values =
          rows.stream()
              .filter(CensusRow::separated)
              .mapToDouble(of)
              .filter(v -> !Double.isNaN(v))
              .sorted()
              .toArray();
      int n = values.length;
      return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
    }

    double least(ToDoubleFunction<CensusRow> of) {
      return rows.stream()
          .filter(CensusRow::separated)
          .mapToDouble(of)
          .filter(v -> !Double.isNaN(v))
          .min()
          .orElse(Double.NaN);
    }
  }

  private final List<Cell> cells = new ArrayList<>();
  private final Cell all;

  /**
   * Counts.
   *
   * @param cases what was run
   * @param rows what became of it, in the same order
   */
  public CensusTable(List<CensusCase> cases, List<CensusRow> rows) {
    Map<CensusCase, Cell> byCell = new LinkedHashMap<>();
    for (int k = 0; k < rows.size(); k++) {
      CensusCase key = cases.get(k).cell();
      byCell.computeIfAbsent(key, c -> new Cell(c, new ArrayList<>())).rows().add(rows.get(k));
    }
    cells.addAll(byCell.values());
    all = new Cell(cases.getFirst(), rows);
  }

  /** The finding in a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "Of %d flows %d separate their data; of the limits %d are global optima, %d local ones,"
            + " %d no local optima, %d undecided; the median γ/γ* is %.4f, the least %.4f; %d flows"
            + " met a kink at which they are not unique",
        all.rows().size(),
        all.separated(),
        all.of(Verdict.GLOBAL_OPTIMUM),
        all.of(Verdict.LOCAL_OPTIMUM),
        all.of(Verdict.NOT_LOCAL_OPTIMUM),
        all.of(Verdict.KKT) + all.of(Verdict.NOT_KKT),
        all.median(CensusRow::ratio),
        all.least(CensusRow::ratio),
        all.ambiguous());
  }

  /** {@code marginflow.census/1}: the counts. */
  public ObjectNode document() {
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.census/1");
    document.put("finding", sentence());
    ArrayNode list = document.putArray("cells");
    for (Cell cell : cells) {
      ObjectNode node = list.addObject();
      node.put("labels", labels(cell));
      node.put("n", cell.first().samples());
      node.put("d", cell.first().inputs());
      node.put("slope", cell.first().alpha());
      node.put("width", cell.first().width());
      node.put("sigma", cell.first().sigma());
      node.put("flows", cell.rows().size());
      node.put("separated", cell.separated());
      node.put("ambiguous", cell.ambiguous());
      for (Verdict verdict : Verdict.values()) {
        node.put(verdict.id(), cell.of(verdict));
      }
      node.put("exact", cell.count(CensusRow::exact));
      node.set("median_ratio", Json.number(cell.median(CensusRow::ratio)));
      node.set("least_ratio", Json.number(cell.least(CensusRow::ratio)));
      node.set("median_r", Json.number(cell.median(CensusRow::rate)));
    }
    return document;
  }

  private static String labels(Cell cell) {
    return cell.first().labels().name().toLowerCase(Locale.ROOT);
  }

  /** The counts as a Markdown table. */
  public String cellsPage() {
    StringBuilder page = new StringBuilder();
    page.append(
            "| labels | n, d | slope | width | σ | flows | ambiguous | separated | global | local"
                + " |")
        .append(" not local | undecided | exact | γ/γ* median, least | r median |\n")
        .append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (Cell cell : cells) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %d, %d | %s | %d | %s | %d | %d | %d | %d | %d | %d | %d | %d | %.4f, %.4f |"
                  + " %.3f |%n",
              labels(cell),
              cell.first().samples(),
              cell.first().inputs(),
              NumberFormat.of(cell.first().alpha()),
              cell.first().width(),
              NumberFormat.of(cell.first().sigma()),
              cell.rows().size(),
              cell.ambiguous(),
              cell.separated(),
              cell.of(Verdict.GLOBAL_OPTIMUM),
              cell.of(Verdict.LOCAL_OPTIMUM),
              cell.of(Verdict.NOT_LOCAL_OPTIMUM),
              cell.of(Verdict.KKT) + cell.of(Verdict.NOT_KKT),
              cell.count(CensusRow::exact),
              cell.median(CensusRow::ratio),
              cell.least(CensusRow::ratio),
              cell.median(CensusRow::rate)));
    }
    return page.toString().replace("NaN", "–");
  }

  /** Every flow as a Markdown table. */
  public String flowsPage() {
    StringBuilder page = new StringBuilder();
    page.append(
            "| seed | ended | log10 loss | ambiguous | γ | ε before | ε after | γ after | verdict"
                + " |")
        .append(" γ/γ* | r |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (int k = 0; k < all.rows().size(); k++) {
      CensusRow row = all.rows().get(k);
      page.append(
          String.format(
              Locale.ROOT,
              "| %d | %s | %.4g | %d | %.6f | %.1e | %.1e | %.6f | %s | %.4f | %.4f |%n",
              k,
              row.status(),
              row.log10Loss(),
              row.ambiguous(),
              row.margin(),
              row.residual(),
              row.limitResidual(),
              row.limitMargin(),
              row.verdict(),
              row.ratio(),
              row.rate()));
    }
    return page.toString().replace("NaN", "–");
  }

  /** How many separate, and how many of those reach ε ≤ 1e-12, in a sentence. */
  public String exactSentence() {
    return "%d of %d flows separate their data; %d of these limits are exact KKT points, ε ≤ 1e-12"
        .formatted(all.separated(), all.rows().size(), all.count(CensusRow::exact));
  }

  /**
   * Distribution of γ/γ*: for each width the share of limits that reach a given share of the best
   * margin.
   */
  public Drawing figure(CensusCase.Labels labels) {
    List<Series> series = new ArrayList<>();
    Ink[] inks = {Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH};
    List<Integer> widths = cells.stream().map(c -> c.first().width()).distinct().toList();
    for (int w = 0; w < widths.size(); w++) {
      int width = widths.get(w);
      double[] ratios =
          cells.stream()
              .filter(c -> c.first().width() == width && c.first().labels() == labels)
              .flatMap(c -> c.rows().stream())
              .filter(CensusRow::separated)
              .mapToDouble(CensusRow::ratio)
              .filter(v -> !Double.isNaN(v))
              .sorted()
              .toArray();
      List<Point> steps = new ArrayList<>();
      for (int k = 0; k < ratios.length; k++) {
        steps.add(new Point(ratios[k], 1 - k / (double) ratios.length));
        steps.add(new Point(ratios[k], 1 - (k + 1) / (double) ratios.length));
      }
      series.add(new Series("width " + width, Series.Style.LINE, inks[w % inks.length], steps));
    }
    return new Chart(
            "Share of limits whose margin is at least a given share of the best, "
                + labels.name().toLowerCase(Locale.ROOT)
                + " labels",
            new Axis("γ / γ*", Axis.Scale.LINEAR, 0.4, 1.0 + BEST),
            new Axis("share of limits with more", Axis.Scale.LINEAR, 0, 1),
            series)
        .draw();
  }
}
