package marginflow.bench.record;

import java.util.List;
import java.util.Locale;

/**
 * A roofline: attainable GF/s against arithmetic intensity, with the measured ceilings of this
 * machine (peak of fused multiply-adds, bandwidth of memory and of the second cache), and our
 * gradients and products on it. The intensity of a shape counts its operands once, 8 bytes each.
 */
final class Roofline {

  private static final double LEFT = 70;
  private static final double RIGHT = 690;
  private static final double TOP = 30;
  private static final double BOTTOM = 390;

  /** Range of the axes: flops a byte, and GF/s. */
  private static final double[] X = {0.1, 1000};

  private static final double[] Y = {1, 200};

  private Roofline() {}

  static String of(List<Row> rows) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 440\""
            + " font-family=\"sans-serif\" font-size=\"12\">\n"
            + "<rect width=\"720\" height=\"440\" fill=\"white\"/>\n");
    axes(svg);
    double peak = ResultFolder.peak(rows);
    if (peak > 0) {
      roof(svg, rows, "triad 8388608", "memory", peak);
      roof(svg, rows, "triad 32768", "L2", peak);
      svg.append(line(X[0] * 1.0001, peak, X[1], peak, "#444", 1.5));
      svg.append(text(X[1] / 60, peak * 1.06, "peak " + Row.digits(peak) + " GF/s"));
    }
    rows.stream()
        .filter(row -> row.implementation().equals("vector"))
        .filter(row -> row.suite().equals("gemm") || row.suite().equals("gradient"))
        .forEach(row -> point(svg, row));
    svg.append(legend(LEFT + 20, "#c0392b", "gemm"))
        .append(legend(LEFT + 90, "#2467a8", "gradient"));
    return svg.append("</svg>\n").toString();
  }

  private static void axes(StringBuilder svg) {
    for (double x = X[0]; x <= X[1] * 1.001; x *= 10) {
      svg.append(line(x, Y[0], x, Y[1], "#ddd", 1));
      svg.append(label(px(x), BOTTOM + 18, Row.digits(x).replaceAll("\\.?0+$", "")));
    }
    for (double y : new double[] {1, 2, 5, 10, 20, 50, 100, 200}) {
      svg.append(line(X[0], y, X[1], y, "#ddd", 1));
      svg.append(label(LEFT - 20, py(y) + 4, Integer.toString((int) y)));
    }
    svg.append(label((LEFT + RIGHT) / 2, BOTTOM + 38, "floating-point operations per byte"));
    svg.append(label(LEFT, TOP - 10, "GF/s"));
  }

  private static void roof(
      StringBuilder svg, List<Row> rows, String shape, String name, double peak) {
    double bandwidth =
        rows.stream()
            .filter(row -> row.suite().equals("peak") && row.shape().equals(shape))
            .mapToDouble(Row::gbytes)
            .max()
            .orElse(0);
    if (bandwidth > 0) {
      double start = Math.max(X[0], Y[0] / bandwidth);
      svg.append(line(start, start * bandwidth, peak / bandwidth, peak, "#444", 1.5));
      svg.append(
          text(start * 1.3, start * bandwidth * 1.7, name + " " + Row.digits(bandwidth) + " GB/s"));
    }
  }

  private static void point(StringBuilder svg, Row row) {
    double flops = row.gflops() * row.p10Ns();
    String color = row.suite().equals("gemm") ? "#c0392b" : "#2467a8";
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s %s: %s"
                + " GF/s</title></circle>%n",
            px(flops / bytes(row)),
            py(row.gflops()),
            color,
            row.suite(),
            row.shape(),
            Row.digits(row.gflops())));
  }

  /** Operands of a product r×s×k, or samples, weights and gradient of a network n,d,h. */
  private static double bytes(Row row) {
    String[] f = row.shape().split("[x,]", -1);
    double a = Double.parseDouble(f[0]);
    double b = Double.parseDouble(f[1]);
    double c = Double.parseDouble(f[2]);
    double elements = row.suite().equals("gemm") ? a * c + b * c + a * b : a * b + 2 * b * c;
    return Double.BYTES * elements;
  }

  private static double px(double x) {
    double share = Math.log(x / X[0]) / Math.log(X[1] / X[0]);
    return LEFT + Math.clamp(share, 0, 1) * (RIGHT - LEFT);
  }

  private static double py(double y) {
    double share = Math.log(y / Y[0]) / Math.log(Y[1] / Y[0]);
    return BOTTOM - Math.clamp(share, 0, 1) * (BOTTOM - TOP);
  }

  private static String line(double x1, double y1, double x2, double y2, String color, double w) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
            + " stroke-width=\"%.1f\"/>%n",
        px(x1),
        py(y1),
        px(x2),
        py(y2),
        color,
        w);
  }

  private static String text(double x, double y, String text) {
    return String.format(
        Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", px(x), py(y), text);
  }

  private static String label(double x, double y, String text) {
    return String.format(
        Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>%n", x, y, text);
  }

  private static String legend(double x, String color, String name) {
    return String.format(
        Locale.ROOT,
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/><text x=\"%.1f\""
            + " y=\"%.1f\">%s</text>%n",
        x + 30,
        TOP - 14,
        color,
        x + 38,
        TOP - 10,
        name);
  }
}
