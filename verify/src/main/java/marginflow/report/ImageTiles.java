package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import marginflow.report.Mark.Anchor;
import marginflow.report.Mark.Outline;
import marginflow.report.Mark.Pixels;
import marginflow.report.Mark.Point;
import marginflow.report.Mark.Text;

/** Small images in rows, a line of text below each. */
final class ImageTiles {

  /** Images drawn at most: four rows. */
  static final int MOST = 24;

  private static final int WIDTH = 440;
  private static final int ACROSS = 6;
  private static final double GAP = 10;
  private static final double SIDE = (WIDTH - GAP * (ACROSS + 1)) / ACROSS;
  private static final double TEXT = 10;
  private static final double CAPTION = 15;

  private ImageTiles() {}

  /**
   * An image.
   *
   * @param caption the line below it
   * @param rows numbers from top to bottom
   * @param columns numbers from left to right
   * @param values numbers from −1 to 1, row-major
   * @param positive the colour of positive ones
   * @param negative the colour of negative ones
   */
  record Tile(String caption, int rows, int columns, double[] values, Ink positive, Ink negative) {}

  /** Draws images of one size. */
  static Drawing draw(String title, List<Tile> tiles) {
    List<Mark> marks = new ArrayList<>();
    double high = SIDE * tiles.getFirst().rows() / tiles.getFirst().columns();
    double row = high + CAPTION + GAP;
    for (int k = 0; k < tiles.size(); k++) {
      Tile tile = tiles.get(k);
      int line = k / ACROSS;
      double left = GAP + k % ACROSS * (SIDE + GAP);
      double top = GAP + line * row;
      Point corner = new Point(left, top);
      Point opposite = new Point(left + SIDE, top + high);
      marks.add(
          new Pixels(
              corner,
              opposite,
              tile.rows(),
              tile.columns(),
              tile.values(),
              tile.positive(),
              tile.negative()));
      List<Point> frame =
          List.of(
              corner,
              new Point(opposite.x(), corner.y()),
              opposite,
              new Point(corner.x(), opposite.y()));
      marks.add(new Outline(List.of(frame), Ink.FAINT, 0.6));
      Point middle = new Point(left + SIDE / 2, top + high + CAPTION - 4);
      marks.add(new Text(middle, tile.caption(), "", TEXT, Anchor.MIDDLE, false, Ink.TEXT));
    }
    int lines = (tiles.size() + ACROSS - 1) / ACROSS;
    return new Drawing(title, WIDTH, (int) Math.ceil(GAP + lines * row), marks);
  }
}
