package marginflow.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the seeds of one setting have in common.
 *
 * @param setting network, loss, scale of the start and what else varies, in words
 * @param cells how many there are
 * @param verdicts how many ended with each verdict and which near it, or with which status where
 *     nothing is claimed
 * @param margins the normalized margins there are, ascending
 */
public record Summary(String setting, int cells, Map<String, Integer> verdicts, double[] margins) {

  /** Gathers the summaries of all settings, row by row. */
  public static final class Gatherer {

    private final Set<Axis> varying;
    private final Map<String, List<Double>> margins = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> verdicts = new LinkedHashMap<>();

    /** Begins with no row of a description. */
    public Gatherer(Description description) {
      this.varying = description.varying();
    }

    /** Takes a row. */
    public void add(Row row) {
      String setting = row.setting(varying);
      verdicts
          .computeIfAbsent(setting, name -> new TreeMap<>())
          .merge(row.label(), 1, Integer::sum);
      List<Double> there = margins.computeIfAbsent(setting, name -> new ArrayList<>());
      row.number("normalized_margin").ifPresent(there::add);
    }

    /** The summaries, in the order of their first rows. */
    public List<Summary> all() {
      return verdicts.entrySet().stream()
          .map(entry ->
              new Summary(
                  entry.getKey(),
                  entry.getValue().values().stream().mapToInt(count -> count).sum(),
                  entry.getValue(),
                  margins.getOrDefault(entry.getKey(), List.of()).stream()
                      .mapToDouble(m -> m)
                      .sorted()
                      .toArray()))
          .toList();
    }
  }

  /** The verdicts in words: {@code 7 global-optimum; 1 kkt, near local-optimum}. */
  public String verdictText() {
    return verdicts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining("; "));
  }

  /** Least, upper median and largest of the margins; NaN for none. */
  public double[] spread() {
    return spread(margins);
  }

  /** Least, upper median and largest of ascending numbers; NaN for none. */
  static double[] spread(double[] ascending) {
    int n = ascending.length;
    return n == 0
        ? new double[] {Double.NaN, Double.NaN, Double.NaN}
        : new double[] {ascending[0], ascending[n / 2], ascending[n - 1]};
  }
}
