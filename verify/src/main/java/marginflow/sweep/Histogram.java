package marginflow.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import marginflow.report.Axis;
import marginflow.report.Chart;
import marginflow.report.Drawing;
import marginflow.report.Ink;
import marginflow.report.Mark.Point;
import marginflow.report.Series;

/** Distribution of a column: the share of flows in bins of equal width. */
final class Histogram {

  private static final int BINS = 40;

  private Histogram() {}

  /**
   * Draws a distribution.
   *
   * @param title what is shown
   * @param label what the numbers are
   * @param ascending the numbers
   */
  static Drawing draw(String title, String label, double[] ascending) {
    double[] finite = DoubleStream.of(ascending).filter(Double::isFinite).toArray();
    Axis x = Axis.linear(label, DoubleStream.of(finite));
    int[] counts = new int[BINS];
    for (double value : finite) {
      counts[(int) Math.min(BINS - 1, BINS * x.fraction(value))]++;
    }
    List<Point> steps = new ArrayList<>();
    double width = (x.max() - x.min()) / BINS;
    double most = 0;
    for (int k = 0; k < BINS && finite.length > 0; k++) {
      double share = (double) counts[k] / finite.length;
      most = Math.max(most, share);
      steps.add(new Point(x.min() + k * width, share));
      steps.add(new Point(x.min() + (k + 1) * width, share));
    }
    Axis y = new Axis("share of flows", Axis.Scale.LINEAR, 0, most > 0 ? 1.05 * most : 1);
    String legend = "%d flows".formatted(finite.length);
    return new Chart(title, x, y, List.of(new Series(legend, Series.Style.LINE, Ink.FIRST, steps)))
        .draw();
  }
}
