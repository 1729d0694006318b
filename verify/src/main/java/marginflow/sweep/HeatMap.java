package marginflow.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import marginflow.report.Drawing;
import marginflow.report.Ink;
import marginflow.report.Mark;
import marginflow.report.Mark.Anchor;
import marginflow.report.Mark.Pixels;
import marginflow.report.Mark.Point;
import marginflow.report.Mark.Text;
import marginflow.report.Numbers;

/**
 * A number for every pair of values of two settings, as a shade and in digits.
 *
 * @param title what is shown
 * @param x the setting across
 * @param y the setting upwards
 */
record HeatMap(String title, Side x, Side y) {

  /** Values on a side that can be read; of more the first ones are shown. */
  static final int MOST = 24;

  private static final int WIDTH = 440;
  private static final double LEFT = 92;
  private static final double TOP = 16;
  private static final double BOTTOM = 46;
  private static final double RIGHT = 10;
  private static final double ROW = 30;
  private static final double TEXT = 11;

  /** The darkest shade: digits on it can still be read. */
  private static final double DARKEST = 0.65;

  /** Numbers within this share of each other have the same digits, and get the same shade. */
  private static final double ALIKE = 1e-3;

  /** Letters of a name of a value that fit beside the map. */
  private static final int LETTERS = 14;

  /**
   * A side.
   *
   * @param name of the setting
   * @param values in order
   */
  record Side(String name, List<String> values) {

    /** Keeps as many values as can be read. */
    Side {
      values = List.copyOf(values.subList(0, Math.min(MOST, values.size())));
    }
  }

  /**
   * Where a number is.
   *
   * @param x value of the setting across
   * @param y value of the setting upwards
   */
  record Cell(String x, String y) {}

  /** Draws the map; NaN leaves a cell empty. */
  Drawing draw(ToDoubleFunction<Cell> number) {
    int columns = x.values().size();
    int rows = y.values().size();
    double[] values = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[r * columns + c] =
            number.applyAsDouble(new Cell(x.values().get(c), y.values().get(rows - 1 - r)));
      }
    }
    double foot = TOP + ROW * rows;
    List<Mark> marks = new ArrayList<>();
    marks.add(
        new Pixels(
            new Point(LEFT, TOP),
            new Point(WIDTH - RIGHT, foot),
            rows,
            columns,
            shades(values),
            Ink.FIRST,
            Ink.FIRST));
    double width = (WIDTH - RIGHT - LEFT) / columns;
    for (int c = 0; c < columns; c++) {
      String name = shortened(x.values().get(c), (int) (width / (0.56 * TEXT)));
      marks.add(text(LEFT + width * (c + 0.5), foot + 16, name, Anchor.MIDDLE, false));
    }
    for (int r = 0; r < rows; r++) {
      double base = TOP + ROW * (r + 0.5) + 0.35 * TEXT;
      marks.add(
          text(
              LEFT - 6,
              base,
              shortened(y.values().get(rows - 1 - r), LETTERS - 5),
              Anchor.END,
              false));
      for (int c = 0; c < columns; c++) {
        double value = values[r * columns + c];
        if (!Double.isNaN(value)) {
          marks.add(
              text(LEFT + width * (c + 0.5), base, Numbers.rough(value), Anchor.MIDDLE, false));
        }
      }
    }
    marks.add(text((LEFT + WIDTH - RIGHT) / 2, foot + 36, x.name(), Anchor.MIDDLE, false));
    marks.add(text(14, (TOP + foot) / 2, y.name(), Anchor.MIDDLE, true));
    return new Drawing(title, WIDTH, (int) Math.ceil(foot + BOTTOM), marks);
  }

  private static String shortened(String text, int letters) {
    return text.length() <= Math.max(letters, 3)
        ? text
        : "…" + text.substring(text.length() - Math.max(letters, 3) + 1);
  }

  private static Text text(double x, double y, String text, Anchor anchor, boolean upwards) {
    return new Text(new Point(x, y), text, "", TEXT, anchor, upwards, Ink.TEXT);
  }

  /** Shades from light for the least to dark for the largest number. */
  private static double[] shades(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Double.isNaN(value) ? least : Math.min(least, value);
      most = Double.isNaN(value) ? most : Math.max(most, value);
    }
    double[] shades = new double[values.length];
    for (int k = 0; k < shades.length; k++) {
      double share =
          most - least > ALIKE * Math.abs(most) ? (values[k] - least) / (most - least) : 0;
      shades[k] = Double.isNaN(values[k]) ? 0 : 0.04 + (DARKEST - 0.04) * share;
    }
    return shades;
  }
}
