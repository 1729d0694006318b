package marginflow.report;

import java.util.List;

/** One mark of a {@link Drawing}. Lengths are picture units, y grows downwards. */
public sealed interface Mark {

  /**
   * A point of the picture.
   *
   * @param x from the left
   * @param y from the top
   */
  record Point(double x, double y) {}

  /**
   * An open line through points.
   *
   * @param points at least one
   * @param ink its colour
   * @param width its width
   * @param dashed whether it is dashed
   */
  record Line(List<Point> points, Ink ink, double width, boolean dashed) implements Mark {}

  /**
   * Filled rings; where two overlap there is a hole.
   *
   * @param rings closed outlines
   * @param ink the filling
   */
  record Area(List<List<Point>> rings, Ink ink) implements Mark {}

  /**
   * The outlines of rings.
   *
   * @param rings closed outlines
   * @param ink their colour
   * @param width their width
   */
  record Outline(List<List<Point>> rings, Ink ink, double width) implements Mark {}

  /**
   * A filled disc, square or triangle with an outline in the paper's colour.
   *
   * @param at its middle
   * @param radius half its width
   * @param shape its form
   * @param ink its filling
   */
  record Dot(Point at, double radius, Shape shape, Ink ink) implements Mark {}

  /**
   * A circle that is not filled.
   *
   * @param at its middle
   * @param radius its radius
   * @param ink its colour
   */
  record Ring(Point at, double radius, Ink ink) implements Mark {}

  /**
   * A line of text.
   *
   * @param at start, middle or end of its baseline
   * @param text what it says
   * @param raised an exponent behind the text, or empty
   * @param size height of the letters
   * @param anchor which part of the text is at {@code at}
   * @param upwards whether it runs from bottom to top
   * @param ink its colour
   */
  record Text(
      Point at, String text, String raised, double size, Anchor anchor, boolean upwards, Ink ink)
      implements Mark {}

  /**
   * An image of numbers, a rectangle for each.
   *
   * @param topLeft its corner
   * @param bottomRight the opposite corner
   * @param rows numbers from top to bottom
   * @param columns numbers from left to right
   * @param values numbers from −1 to 1, rows × columns, row-major; their size is the opacity
   * @param positive the colour of positive ones
   * @param negative the colour of negative ones
   */
  record Pixels(
      Point topLeft,
      Point bottomRight,
      int rows,
      int columns,
      double[] values,
      Ink positive,
      Ink negative)
      implements Mark {}

  /**
   * Marks of which only what lies inside a rectangle is seen, under a name by which a script finds
   * them.
   *
   * @param name the group's name
   * @param topLeft the rectangle's corner
   * @param bottomRight the opposite corner
   * @param marks the marks
   */
  record Clip(String name, Point topLeft, Point bottomRight, List<Mark> marks) implements Mark {}

  /** The form of a dot: a second channel beside colour. */
  enum Shape {
    /** A disc. */
    DISC,
    /** A square. */
    SQUARE,
    /** A triangle on its base. */
    TRIANGLE
  }

  /** Where a text is held. */
  enum Anchor {
    /** At its start. */
    START,
    /** At its middle. */
    MIDDLE,
    /** At its end. */
    END
  }
}
