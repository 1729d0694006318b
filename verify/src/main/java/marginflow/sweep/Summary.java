package marginflow.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the seeds of one setting have in common.
 *
 * @param setting network, loss and scale of the start, in words
 * @param cells how many there are
 * @param verdicts how many ended with each verdict and which near it, or with which status where
 *     nothing is claimed
 * @param smallest least normalized margin; NaN, as the two that follow, if none has one
 * @param median of the normalized margins, the upper one of two
 * @param largest normalized margin
 */
public record Summary(
    String setting,
    int cells,
    Map<String, Integer> verdicts,
    double smallest,
    double median,
    double largest) {

  /** The summaries of all settings, in the order of the rows. */
  public static List<Summary> of(List<Row> rows) {
    Map<String, List<Row>> settings =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row ->
                        "%s, loss %s, scale %s"
                            .formatted(row.cell().net(), row.cell().loss(), row.cell().initScale()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return settings.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static Summary of(String setting, List<Row> rows) {
    Map<String, Integer> verdicts = new TreeMap<>();
    rows.forEach(row -> verdicts.merge(row.label(), 1, Integer::sum));
    double[] spread = spread(rows);
    return new Summary(setting, rows.size(), verdicts, spread[0], spread[1], spread[2]);
  }

  /** The normalized margins there are, ascending. */
  static double[] margins(List<Row> rows) {
    return rows.stream()
        .mapToDouble(row -> row.figure("normalized_margin"))
        .filter(margin -> !Double.isNaN(margin))
        .sorted()
        .toArray();
  }

  /** The verdicts in words: {@code 7 global-optimum; 1 kkt, near local-optimum}. */
  public String verdictText() {
    return verdicts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining("; "));
  }

  /** Least, median and largest of some margins; NaN for none. */
  static double[] spread(List<Row> rows) {
    double[] margins = margins(rows);
    return margins.length == 0
        ? new double[] {Double.NaN, Double.NaN, Double.NaN}
        : new double[] {margins[0], margins[margins.length / 2], margins[margins.length - 1]};
  }
}
