package marginflow.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;
import marginflow.report.Numbers;

/**
 * The flows furthest from the others: by how many deviations a figure is off the median of all,
 * counted by the median deviation, which odd ones do not move.
 */
final class Oddest {

  /** Median deviation of a normal distribution in standard deviations. */
  private static final double NORMAL = 1.4826;

  /** Median deviations below this share of the standard one are rounding: most are alike. */
  private static final double ALIKE = 1e-3;

  private Oddest() {}

  /**
   * One of them.
   *
   * @param row number of its row
   * @param deviations how far it is off
   * @param reason in which figure, and what is usual
   */
  record Odd(int row, double deviations, String reason) {}

  /** A figure looked at, on the scale on which it is spread evenly. */
  private record Figure(String column, DoubleUnaryOperator scale) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("kkt_residual", Math::log10),
          new Figure("nearby_kkt_residual", value -> Math.log10(Math.max(value, 1e-17))),
          new Figure("nearby_distance", Math::log10),
          new Figure(TableView.RATIO, value -> value),
          new Figure("escape_rate", value -> value),
          new Figure("gradient_evaluations", Math::log10),
          new Figure("rejected", value -> Math.log10(1 + value)),
          new Figure("ambiguous", value -> value),
          new Figure("drift_energy", value -> Math.log10(Math.max(value, 1e-17))));

  /** The oddest rows, those that failed before all. */
  static List<Odd> of(TableView table, int count) {
    PriorityQueue<Odd> odd = new PriorityQueue<>(Comparator.comparingDouble(Odd::deviations));
    double[] most = new double[table.size()];
    String[] reasons = new String[table.size()];
    for (Figure figure : FIGURES) {
      weigh(table, figure, most, reasons);
    }
    for (int row = 0; row < most.length; row++) {
      boolean failed = table.word("status", row).equals(Row.FAILED);
      if (failed || most[row] > 0) {
        odd.add(
            failed
                ? new Odd(row, Double.POSITIVE_INFINITY, "could not be run")
                : new Odd(row, most[row], reasons[row]));
      }
      if (odd.size() > count) {
        odd.poll();
      }
    }
    List<Odd> found = new ArrayList<>(odd);
    found.sort(Comparator.comparingDouble(Odd::deviations).reversed());
    return found;
  }

  private static void weigh(TableView table, Figure figure, double[] most, String[] reasons) {
    double[] all = table.ascending(figure.column(), row -> true);
    if (all.length < 3) {
      return;
    }
    double usual = all[all.length / 2];
    double middle = figure.scale().applyAsDouble(usual);
    double spread = spread(all, figure.scale(), middle);
    for (int row = 0; row < most.length && spread > 0; row++) {
      double value = table.number(figure.column(), row);
      double off = Math.abs(figure.scale().applyAsDouble(value) - middle) / spread;
      if (off > most[row]) {
        most[row] = off;
        reasons[row] =
            "%s is %s, usual is %s"
                .formatted(figure.column(), Numbers.rough(value), Numbers.rough(usual));
      }
    }
  }

  /** The median deviation; the standard one where more than half of all are alike. */
  private static double spread(double[] all, DoubleUnaryOperator scale, double middle) {
    double[] off = new double[all.length];
    double squares = 0;
    for (int k = 0; k < off.length; k++) {
      off[k] = Math.abs(scale.applyAsDouble(all[k]) - middle);
      squares += Double.isFinite(off[k]) ? off[k] * off[k] : 0;
    }
    Arrays.sort(off);
    double median = NORMAL * off[off.length / 2];
    double standard = Math.sqrt(squares / off.length);
    return median > ALIKE * standard ? median : standard;
  }
}
