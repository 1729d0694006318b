package marginflow.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import marginflow.io.Printable;
import marginflow.report.Mark.Anchor;
import marginflow.report.Mark.Area;
import marginflow.report.Mark.Clip;
import marginflow.report.Mark.Dot;
import marginflow.report.Mark.Line;
import marginflow.report.Mark.Outline;
import marginflow.report.Mark.Pixels;
import marginflow.report.Mark.Point;
import marginflow.report.Mark.Ring;
import marginflow.report.Mark.Text;

/**
 * Writes a {@link Drawing} as SVG 1.1. Colours are attributes, so that the file stands alone, and
 * class names beside them, so that a style sheet may change them: {@code s-NAME} for strokes,
 * {@code f-NAME} for fillings.
 */
public final class SvgWriter {

  /** Fonts that every platform maps to something; none is embedded. */
  private static final String FONTS = "Helvetica, Arial, 'Liberation Sans', sans-serif";

  private static final double RAISED_SIZE = 0.75;
  private static final double RAISED_BY = 0.4;

  private final StringBuilder out = new StringBuilder();
  private final String id;

  private SvgWriter(String id) {
    this.id = id;
  }

  /**
   * Writes a drawing.
   *
   * @param drawing the picture
   * @param id prefix of the element names, unique in the page it is put in
   * @return an {@code svg} element, without XML declaration
   */
  public static String write(Drawing drawing, String id) {
    SvgWriter writer = new SvgWriter(id);
    writer.document(drawing);
    return writer.out.toString();
  }

  private void document(Drawing drawing) {
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" id="%1$s" viewBox="0 0 %2$s %3$s" \
        width="%2$s" height="%3$s" \
        role="img" aria-labelledby="%1$s-title" font-family="%4$s">
        <title id="%1$s-title">%5$s</title>
        <rect class="f-paper" width="%2$s" height="%3$s" fill="%6$s"/>
        """
            .formatted(
                id,
                drawing.width(),
                drawing.height(),
                FONTS,
                escape(drawing.title()),
                Ink.PAPER.light()));
    drawing.marks().forEach(this::mark);
    out.append("</svg>\n");
  }

  private void mark(Mark mark) {
    switch (mark) {
      case Line line -> line(line);
      case Area area -> area(area);
      case Outline outline -> outline(outline);
      case Dot dot -> dot(dot);
      case Ring ring -> ring(ring);
      case Text text -> text(text);
      case Clip clip -> clip(clip);
      case Pixels pixels -> pixels(pixels);
    }
  }

  private void pixels(Pixels pixels) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(PngWriter.image(pixels), "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.append(
        ("<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\""
                + " style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>\n")
            .formatted(
                number(pixels.topLeft().x()),
                number(pixels.topLeft().y()),
                number(pixels.bottomRight().x() - pixels.topLeft().x()),
                number(pixels.bottomRight().y() - pixels.topLeft().y()),
                Base64.getEncoder().encodeToString(png.toByteArray())));
  }

  private void line(Line line) {
    out.append(
        ("<path class=\"s-%s\" d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\""
                + " stroke-linejoin=\"round\"%s/>\n")
            .formatted(
                line.ink().cssName(),
                path(line.points()),
                line.ink().light(),
                number(line.width()),
                line.dashed() ? " stroke-dasharray=\"5 3\"" : ""));
  }

  private void area(Area area) {
    out.append(
        "<path class=\"f-%s\" d=\"%s\" fill=\"%s\" fill-rule=\"evenodd\"/>\n"
            .formatted(area.ink().cssName(), rings(area.rings()), area.ink().light()));
  }

  private void outline(Outline outline) {
    out.append(
        ("<path class=\"s-%s\" d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\""
                + " stroke-linejoin=\"round\"/>\n")
            .formatted(
                outline.ink().cssName(),
                rings(outline.rings()),
                outline.ink().light(),
                number(outline.width())));
  }

  private void dot(Dot dot) {
    double x = dot.at().x();
    double y = dot.at().y();
    double r = dot.radius();
    String shape =
        switch (dot.shape()) {
          case DISC ->
              "circle cx=\"%s\" cy=\"%s\" r=\"%s\"".formatted(number(x), number(y), number(r));
          case SQUARE ->
              "rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
                  .formatted(number(x - r), number(y - r), number(2 * r), number(2 * r));
          case TRIANGLE -> "path d=\"%sZ\"".formatted(path(triangle(dot)));
        };
    out.append(
        "<%s class=\"f-%s s-paper\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.8\"/>\n"
            .formatted(shape, dot.ink().cssName(), dot.ink().light(), Ink.PAPER.light()));
  }

  /** The corners of a triangle dot, with the area of the disc of the same radius. */
  static List<Point> triangle(Dot dot) {
    double x = dot.at().x();
    double y = dot.at().y();
    double r = 1.2 * dot.radius();
    return List.of(
        new Point(x - r, y + 0.8 * r), new Point(x, y - 1.1 * r), new Point(x + r, y + 0.8 * r));
  }

  private void ring(Ring ring) {
    out.append(
        ("<circle class=\"s-%s\" cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"none\" stroke=\"%s\""
                + " stroke-width=\"1.3\"/>\n")
            .formatted(
                ring.ink().cssName(),
                number(ring.at().x()),
                number(ring.at().y()),
                number(ring.radius()),
                ring.ink().light()));
  }

  private void text(Text text) {
    String x = number(text.at().x());
    String y = number(text.at().y());
    String raised =
        text.raised().isEmpty()
            ? ""
            : "<tspan dy=\"%s\" font-size=\"%s\">%s</tspan>"
                .formatted(
                    number(-RAISED_BY * text.size()),
                    number(RAISED_SIZE * text.size()),
                    escape(text.raised()));
    out.append(
        "<text class=\"f-%s\" x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s%s>%s%s</text>\n"
            .formatted(
                text.ink().cssName(),
                x,
                y,
                number(text.size()),
                text.ink().light(),
                anchor(text.anchor()),
                text.upwards() ? " transform=\"rotate(-90 %s %s)\"".formatted(x, y) : "",
                escape(text.text()),
                raised));
  }

  private static String anchor(Anchor anchor) {
    return switch (anchor) {
      case START -> "";
      case MIDDLE -> " text-anchor=\"middle\"";
      case END -> " text-anchor=\"end\"";
    };
  }

  private void clip(Clip clip) {
    String name = id + "-" + clip.name();
    out.append(
        """
        <clipPath id="%1$s-clip"><rect x="%2$s" y="%3$s" width="%4$s" height="%5$s"/></clipPath>
        <g id="%1$s" clip-path="url(#%1$s-clip)">
        """
            .formatted(
                name,
                number(clip.topLeft().x()),
                number(clip.topLeft().y()),
                number(clip.bottomRight().x() - clip.topLeft().x()),
                number(clip.bottomRight().y() - clip.topLeft().y())));
    clip.marks().forEach(this::mark);
    out.append("</g>\n");
  }

  /** Path data of closed rings. */
  static String rings(List<List<Point>> rings) {
    return rings.stream().map(ring -> path(ring) + "Z").collect(Collectors.joining());
  }

  private static String path(List<Point> points) {
    return points.stream()
        .map(p -> number(p.x()) + " " + number(p.y()))
        .collect(Collectors.joining("L", "M", ""));
  }

  /** A coordinate with at most two decimals. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths % 100 == 0) {
      return Long.toString(hundredths / 100);
    }
    String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Text as it may stand in XML and HTML, also inside a quoted attribute; control characters, which
   * XML has no way to write, as {@link Printable} shows them.
   */
  public static String escape(String text) {
    return Printable.lines(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
