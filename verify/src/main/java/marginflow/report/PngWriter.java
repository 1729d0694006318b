package marginflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import marginflow.report.Mark.Area;
import marginflow.report.Mark.Clip;
import marginflow.report.Mark.Dot;
import marginflow.report.Mark.Line;
import marginflow.report.Mark.Outline;
import marginflow.report.Mark.Pixels;
import marginflow.report.Mark.Point;
import marginflow.report.Mark.Ring;
import marginflow.report.Mark.Text;

/** Paints a {@link Drawing} into a PNG file with the JDK's own Java2D; needs no display. */
public final class PngWriter {

  /** Pixels per picture unit: 300 dots per inch where a unit is a point (1/72 inch). */
  private static final double SCALE = 300.0 / 72;

  private static final int CAP = BasicStroke.CAP_BUTT;
  private static final int JOIN = BasicStroke.JOIN_ROUND;
  private static final float MITER_LIMIT = 10;

  private final Graphics2D g;

  private PngWriter(Graphics2D g) {
    this.g = g;
  }

  /** A drawing as the bytes of a PNG file. */
  static byte[] bytes(Drawing drawing) throws IOException {
    int width = (int) Math.ceil(drawing.width() * SCALE);
    int height = (int) Math.ceil(drawing.height() * SCALE);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.decode(Ink.PAPER.light()));
    g.fillRect(0, 0, width, height);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(SCALE, SCALE);
    drawing.marks().forEach(new PngWriter(g)::mark);
    g.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java has no writer for PNG files");
    }
    return out.toByteArray();
  }

  private void mark(Mark mark) {
    switch (mark) {
      case Line line -> line(line);
      case Area area -> {
        colour(area.ink());
        g.fill(path(area.rings()));
      }
      case Outline outline -> {
        colour(outline.ink());
        g.setStroke(new BasicStroke((float) outline.width(), CAP, JOIN));
        g.draw(path(outline.rings()));
      }
      case Dot dot -> dot(dot);
      case Ring ring -> {
        colour(ring.ink());
        g.setStroke(new BasicStroke(1.3f));
        g.draw(disc(ring.at(), ring.radius()));
      }
      case Text text -> text(text);
      case Clip clip -> clip(clip);
      case Pixels pixels -> pixels(pixels);
    }
  }

  private void pixels(Pixels pixels) {
    double width = pixels.bottomRight().x() - pixels.topLeft().x();
    double height = pixels.bottomRight().y() - pixels.topLeft().y();
    AffineTransform place =
        AffineTransform.getTranslateInstance(pixels.topLeft().x(), pixels.topLeft().y());
    place.scale(width / pixels.columns(), height / pixels.rows());
    g.drawImage(image(pixels), place, null);
  }

  /** A picture element for each number. */
  static BufferedImage image(Pixels pixels) {
    var image = new BufferedImage(pixels.columns(), pixels.rows(), BufferedImage.TYPE_INT_ARGB);
    for (int k = 0; k < pixels.values().length; k++) {
      double value = pixels.values()[k];
      Ink ink = value < 0 ? pixels.negative() : pixels.positive();
      int opacity = (int) Math.rint(255 * Math.min(1, Math.abs(value)));
      int colour = (Color.decode(ink.light()).getRGB() & 0xffffff) | opacity << 24;
      image.setRGB(k % pixels.columns(), k / pixels.columns(), colour);
    }
    return image;
  }

  private void line(Line line) {
    colour(line.ink());
    float width = (float) line.width();
    g.setStroke(
        line.dashed()
            ? new BasicStroke(width, CAP, JOIN, MITER_LIMIT, new float[] {5, 3}, 0)
            : new BasicStroke(width, CAP, JOIN));
    Path2D path = new Path2D.Double();
    append(path, line.points(), false);
    g.draw(path);
  }

  private void dot(Dot dot) {
    double r = dot.radius();
    java.awt.Shape shape =
        switch (dot.shape()) {
          case DISC -> disc(dot.at(), r);
          case SQUARE -> new Rectangle2D.Double(dot.at().x() - r, dot.at().y() - r, 2 * r, 2 * r);
          case TRIANGLE -> {
            Path2D path = new Path2D.Double();
            append(path, SvgWriter.triangle(dot), true);
            yield path;
          }
        };
    colour(dot.ink());
    g.fill(shape);
    colour(Ink.PAPER);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(shape);
  }

  private void text(Text text) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) text.size());
    Font small = font.deriveFont((float) (0.75 * text.size()));
    double main = font.getStringBounds(text.text(), g.getFontRenderContext()).getWidth();
    double width = main + small.getStringBounds(text.raised(), g.getFontRenderContext()).getWidth();
    double start =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform before = g.getTransform();
    g.translate(text.at().x(), text.at().y());
    if (text.upwards()) {
      g.rotate(-Math.PI / 2);
    }
    colour(text.ink());
    g.setFont(font);
    g.drawString(text.text(), (float) start, 0);
    g.setFont(small);
    g.drawString(text.raised(), (float) (start + main), (float) (-0.4 * text.size()));
    g.setTransform(before);
  }

  private void clip(Clip clip) {
    java.awt.Shape before = g.getClip();
    g.clip(
        new Rectangle2D.Double(
            clip.topLeft().x(),
            clip.topLeft().y(),
            clip.bottomRight().x() - clip.topLeft().x(),
            clip.bottomRight().y() - clip.topLeft().y()));
    clip.marks().forEach(this::mark);
    g.setClip(before);
  }

  private void colour(Ink ink) {
    g.setColor(Color.decode(ink.light()));
  }

  private static Ellipse2D disc(Point at, double r) {
    return new Ellipse2D.Double(at.x() - r, at.y() - r, 2 * r, 2 * r);
  }

  private static Path2D path(List<List<Point>> rings) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    rings.forEach(ring -> append(path, ring, true));
    return path;
  }

  private static void append(Path2D path, List<Point> points, boolean close) {
    for (int i = 0; i < points.size(); i++) {
      Point p = points.get(i);
      if (i == 0) {
        path.moveTo(p.x(), p.y());
      } else {
        path.lineTo(p.x(), p.y());
      }
    }
    if (close) {
      path.closePath();
    }
  }
}
