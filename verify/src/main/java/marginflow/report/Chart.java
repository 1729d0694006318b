package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import marginflow.report.Axis.Tick;
import marginflow.report.Mark.Anchor;
import marginflow.report.Mark.Clip;
import marginflow.report.Mark.Dot;
import marginflow.report.Mark.Line;
import marginflow.report.Mark.Point;
import marginflow.report.Mark.Shape;
import marginflow.report.Mark.Text;
import marginflow.report.Series.Style;

/**
 * Series over two axes, with a legend above them.
 *
 * @param title what it shows, in a sentence
 * @param x the axis at the foot
 * @param y the axis on the left
 * @param series from the back to the front
 */
public record Chart(String title, Axis x, Axis y, List<Series> series) {

  private static final int WIDTH = 440;
  private static final int HEIGHT = 300;
  private static final double LEAST_LEFT = 64;

  /** Left of the numbers of the y axis: its label, and the gaps on either side of that. */
  private static final double LABEL = 34;

  private static final double RIGHT = 14;
  private static final double TOP = 30;
  private static final double BOTTOM = 46;
  private static final double RUG = 13;
  private static final double TEXT = 12;
  private static final double GAP = 6;
  private static final double KEY = 20;
  private static final double MARKER = 3.2;

  /** Width of a letter, for laying out the legend: an upper estimate for the fonts in use. */
  private static final double LETTER = 0.56 * TEXT;

  /** Copies the series. */
  public Chart {
    series = List.copyOf(series);
  }

  /** Draws the chart. */
  public Drawing draw() {
    List<Mark> marks = new ArrayList<>();
    Frame frame = frame();
    frame.grid(marks, x, y);
    List<Mark> data = dataMarks(frame);
    marks.add(frame.clip("data", data));
    if (data.isEmpty()) {
      marks.add(
          new Text(
              new Point((frame.left() + frame.right()) / 2, (frame.top() + frame.bottom()) / 2),
              "nothing to show: the run had no such values",
              "",
              TEXT,
              Anchor.MIDDLE,
              false,
              Ink.FAINT));
    }
    frame.axes(marks, x, y);
    rugs(marks, frame);
    legend(marks, frame.left());
    return new Drawing(title, WIDTH, HEIGHT, marks);
  }

  private Frame frame() {
    double foot = HEIGHT - BOTTOM - RUG * rows();
    int letters =
        y.ticks().stream().mapToInt(t -> t.text().length() + t.raised().length()).max().orElse(0);
    double left = Math.max(LEAST_LEFT, LABEL + LETTER * letters);
    return new Frame(left, TOP, WIDTH - RIGHT, foot, HEIGHT - BOTTOM);
  }

  private long rows() {
    return series.stream().filter(s -> s.style() == Style.RUG).count();
  }

  private List<Mark> dataMarks(Frame frame) {
    List<Mark> marks = new ArrayList<>();
    for (Series s : series) {
      if (s.style() != Style.RUG) {
        for (List<Point> piece : Polylines.pieces(s.points())) {
          List<Point> placed = piece.stream().map(p -> frame.place(x, y, p)).toList();
          marks.add(new Line(Polylines.thin(placed), s.ink(), 1.6, s.style().isDashed()));
          if (s.style().isMarked()) {
            placed.forEach(p -> marks.add(new Dot(p, MARKER, Shape.DISC, s.ink())));
          }
        }
      }
    }
    return marks;
  }

  private void rugs(List<Mark> marks, Frame frame) {
    double row = frame.bottom();
    for (Series s : series) {
      if (s.style() == Style.RUG) {
        double top = row;
        Polylines.columns(
                s.points().stream().mapToDouble(Point::x).filter(x::shows).map(v -> frame.x(x, v)))
            .forEach(at ->
                marks.add(
                    new Line(
                        List.of(new Point(at, top + 3), new Point(at, top + RUG - 1)),
                        s.ink(),
                        0.8,
                        false)));
        row += RUG;
      }
    }
  }

  private void legend(List<Mark> marks, double left) {
    double at = left;
    double base = TOP - 12;
    for (Series s : series) {
      double middle = base - 0.35 * TEXT;
      if (s.style() == Style.RUG) {
        for (int i = 0; i < 3; i++) {
          double tick = at + KEY - 9 + 4 * i;
          marks.add(
              new Line(
                  List.of(new Point(tick, middle - 5), new Point(tick, middle + 5)),
                  s.ink(),
                  1,
                  false));
        }
      } else {
        marks.add(
            new Line(
                List.of(new Point(at, middle), new Point(at + KEY, middle)),
                s.ink(),
                1.8,
                s.style().isDashed()));
        if (s.style().isMarked()) {
          marks.add(new Dot(new Point(at + KEY / 2, middle), MARKER, Shape.DISC, s.ink()));
        }
      }
      marks.add(
          new Text(
              new Point(at + KEY + GAP, base), s.name(), "", TEXT, Anchor.START, false, Ink.TEXT));
      at += KEY + 3 * GAP + LETTER * s.name().length();
    }
  }

  /**
   * The rectangle that the axes span.
   *
   * @param left its left side
   * @param top its top
   * @param right its right side
   * @param bottom its bottom
   * @param foot where the axis of x stands, at or below the bottom
   */
  record Frame(double left, double top, double right, double bottom, double foot) {

    double x(Axis axis, double value) {
      return left + axis.fraction(value) * (right - left);
    }

    double y(Axis axis, double value) {
      return bottom - axis.fraction(value) * (bottom - top);
    }

    Point place(Axis x, Axis y, Point p) {
      return new Point(x(x, p.x()), y(y, p.y()));
    }

    Clip clip(String name, List<Mark> marks) {
      return new Clip(name, new Point(left, top), new Point(right, bottom), marks);
    }

    void grid(List<Mark> marks, Axis x, Axis y) {
      for (Tick tick : x.ticks()) {
        if (!tick.text().isEmpty()) {
          double at = x(x, tick.value());
          marks.add(line(at, top, at, foot, Ink.GRID));
        }
      }
      for (Tick tick : y.ticks()) {
        if (!tick.text().isEmpty()) {
          double at = y(y, tick.value());
          marks.add(line(left, at, right, at, Ink.GRID));
        }
      }
    }

    void axes(List<Mark> marks, Axis x, Axis y) {
      marks.add(line(left, foot, right, foot, Ink.TEXT));
      marks.add(line(left, top, left, bottom, Ink.TEXT));
      for (Tick tick : x.ticks()) {
        double at = x(x, tick.value());
        boolean labelled = !tick.text().isEmpty();
        marks.add(line(at, foot, at, foot + (labelled ? 5 : 3), Ink.TEXT));
        if (labelled) {
          marks.add(text(at, foot + 18, tick.text(), tick.raised(), Anchor.MIDDLE, false));
        }
      }
      for (Tick tick : y.ticks()) {
        double at = y(y, tick.value());
        boolean labelled = !tick.text().isEmpty();
        marks.add(line(left - (labelled ? 5 : 3), at, left, at, Ink.TEXT));
        if (labelled) {
          marks.add(
              text(left - 8, at + 0.35 * TEXT, tick.text(), tick.raised(), Anchor.END, false));
        }
      }
      marks.add(text((left + right) / 2, foot + 38, x.label(), "", Anchor.MIDDLE, false));
      marks.add(text(14, (top + bottom) / 2, y.label(), "", Anchor.MIDDLE, true));
    }

    private static Line line(double x0, double y0, double x1, double y1, Ink ink) {
      return new Line(List.of(new Point(x0, y0), new Point(x1, y1)), ink, 1, false);
    }

    private static Text text(
        double x, double y, String text, String raised, Anchor anchor, boolean upwards) {
      return new Text(new Point(x, y), text, raised, TEXT, anchor, upwards, Ink.TEXT);
    }
  }
}
