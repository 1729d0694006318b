package marginflow.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import marginflow.report.Ink;
import marginflow.report.SvgWriter;

/** Sampled stacks, merged from the outermost frame on, and drawn as a self-contained SVG. */
final class FlameGraph {

  private static final int WIDTH = 1200;
  private static final int ROW = 18;
  private static final int HEAD = 34;
  private static final double LETTER = 6.4;

  /** Frames narrower than this are not drawn. */
  private static final double NARROWEST = 0.5;

  private final Node root = new Node();
  private int samples;

  /** Frames with the same way in. */
  private static final class Node {
    private final Map<String, Node> inner = new TreeMap<>();
    private int count;

    int depth() {
      return 1 + inner.values().stream().mapToInt(Node::depth).max().orElse(0);
    }
  }

  /** Adds a stack, the outermost frame first. */
  void add(List<String> stack) {
    samples++;
    Node node = root;
    node.count++;
    for (String frame : stack) {
      node = node.inner.computeIfAbsent(frame, name -> new Node());
      node.count++;
    }
  }

  /** Stacks added. */
  int samples() {
    return samples;
  }

  /** The picture: the outermost frames at the foot, as wide as they are often. */
  String svg(String title) {
    int height = HEAD + ROW * root.depth();
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" width="%1$s" height="%2$s" \
        font-family="Helvetica, Arial, sans-serif" font-size="12">
        <rect width="%1$s" height="%2$s" fill="%3$s"/>
        <text x="8" y="20" font-size="14" fill="%4$s">%5$s</text>
        """
            .formatted(
                WIDTH,
                height,
                Ink.PAPER.light(),
                Ink.TEXT.light(),
                SvgWriter.escape("%s, %s samples".formatted(title, samples))));
    draw(root, "all", 0, height - ROW, out);
    return out.append("</svg>\n").toString();
  }

  private void draw(Node node, String name, double x, double y, StringBuilder out) {
    double width = samples == 0 ? WIDTH : (double) WIDTH * node.count / samples;
    if (width < NARROWEST) {
      return;
    }
    int letters = (int) ((width - 6) / LETTER);
    String brief = brief(name);
    String text =
        brief.length() <= letters
            ? brief
            : letters < 4 ? "" : brief.substring(0, letters - 1) + "…";
    out.append(
        """
        <g><title>%s: %s</title><rect x="%s" y="%s" width="%s" height="%s" fill="%s" stroke="%s" \
        stroke-width="0.6"/><text x="%s" y="%s" fill="%s">%s</text></g>
        """
            .formatted(
                SvgWriter.escape(name),
                String.format(
                    Locale.ROOT, "%.1f %%", samples == 0 ? 0 : 100.0 * node.count / samples),
                decimal(x),
                decimal(y),
                decimal(width),
                ROW,
                colour(name),
                Ink.PAPER.light(),
                decimal(x + 3),
                decimal(y + 13),
                Ink.TEXT.light(),
                SvgWriter.escape(text)));
    double at = x;
    for (Map.Entry<String, Node> inner : node.inner.entrySet()) {
      draw(inner.getValue(), inner.getKey(), at, y - ROW, out);
      at += (double) WIDTH * inner.getValue().count / samples;
    }
  }

  /** Class and method without the package, which the colour and the tooltip tell. */
  private static String brief(String name) {
    int method = name.lastIndexOf('.');
    return method < 0 ? name : name.substring(name.lastIndexOf('.', method - 1) + 1);
  }

  /** Colours by what a frame belongs to: kernels, networks, the integrator, all else. */
  private static String colour(String name) {
    if (name.startsWith("kernel.")) {
      return "#f0b48a";
    }
    if (name.startsWith("network.")) {
      return "#9fcbe6";
    }
    return name.startsWith("flow.") ? "#a5dcc8" : "#e3e6ea";
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
