package marginflow.bench.record;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The page of a machine's results: tables in Markdown, made from the rows alone. */
final class Page {

  /** Implementations that are ours; all others are peers. */
  private static final Set<String> OURS = Set.of("scalar", "vector", "vector-256");

  private Page() {}

  /**
   * The page.
   *
   * @param flows the section about flows, may be empty
   */
  static String of(Environment environment, List<Row> rows, String flows) {
    StringBuilder page = new StringBuilder();
    page.append("# Measured on ").append(environment.machine()).append("\n\n");
    page.append(
        """
        Made by `./marginflow bench SUITE` (`all` measures every row); do not edit. Times are the fast
        decile (10th percentile of JMH SampleTime) of the fastest fork, one operation, one thread unless it says
        otherwise. All implementations of a shape ran in the same session. On a shared machine a difference within
        15 % is none. GF/s count the operations of plain products: a kernel that needs fewer can pass the
        peak.

        """);
    environment
        .facts()
        .forEach((name, value) ->
            page.append("- ").append(name).append(": ").append(value).append('\n'));
    peak(page, rows);
    for (String suite : rows.stream().map(Row::suite).distinct().toList()) {
      if (!suite.equals("peak")) {
        table(page, suite, rows.stream().filter(row -> row.suite().equals(suite)).toList());
      }
    }
    allocation(page, rows);
    page.append("\n![Roofline](roofline.svg)\n");
    page.append(flows);
    return page.toString();
  }

  private static void peak(StringBuilder page, List<Row> rows) {
    page.append("\n## peak\n\n| | GF/s | GB/s |\n|---|---|---|\n");
    for (Row row : rows) {
      if (row.suite().equals("peak")) {
        page.append("| ").append(row.shape()).append(" | ");
        page.append(blank(row.gflops())).append(" | ").append(blank(row.gbytes())).append(" |\n");
      }
    }
  }

  private static void table(StringBuilder page, String suite, List<Row> rows) {
    Set<String> shapes = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    rows.stream().sorted(Page::bySize).forEach(row -> shapes.add(row.shape()));
    rows.stream()
        .filter(row -> OURS.contains(row.implementation()))
        .forEach(row -> names.add(row.implementation()));
    rows.forEach(row -> names.add(row.implementation()));
    List<String> columns = new ArrayList<>(names);
    boolean rates = rows.stream().anyMatch(row -> row.gflops() > 0);
    page.append("\n## ").append(suite).append("\n\nMicroseconds");
    page.append(rates ? " (GF/s, share of peak)" : "").append(".\n\n| shape | ");
    page.append(String.join(" | ", columns)).append(" | best of ours against best peer |\n|---|");
    page.append("---|".repeat(columns.size() + 1)).append('\n');
    for (String shape : shapes) {
      page.append("| ").append(shape).append(" | ");
      for (String name : columns) {
        page.append(find(rows, shape, name).map(Page::cell).orElse("")).append(" | ");
      }
      page.append(ratio(rows, shape)).append(" |\n");
    }
  }

  /**
   * What our kernels allocate. JMH's profiler counts the harness too, which allocates at a rate of
   * its own; the loops of the suite peak, which make nothing, show how much.
   */
  private static void allocation(StringBuilder page, List<Row> rows) {
    double harness =
        rows.stream()
            .filter(row -> row.suite().equals("peak"))
            .mapToDouble(Page::allocationRate)
            .max()
            .orElse(0);
    List<Row> ours =
        rows.stream()
            .filter(row -> OURS.contains(row.implementation()) && !row.suite().equals("peak"))
            .toList();
    List<Row> above = ours.stream().filter(row -> allocationRate(row) > harness).toList();
    page.append("\n## allocation\n\nJMH's profiler counts the harness too: beside the loops of the")
        .append(" suite peak, which make nothing, it shows up to ")
        .append(Row.digits(harness))
        .append(" B a microsecond. Of our ")
        .append(ours.size())
        .append(" rows, ")
        .append(above.size())
        .append(" show more")
        .append(above.isEmpty() ? "." : ":\n\n");
    for (Row row : above) {
      page.append(
          "- %s %s %s: %s B an operation\n"
              .formatted(
                  row.suite(), row.shape(), row.implementation(), Row.digits(row.bytesPerOp())));
    }
  }

  /** Bytes a microsecond, by the median: the profiler's figure is a mean over all samples. */
  private static double allocationRate(Row row) {
    return 1000 * row.bytesPerOp() / row.medianNs();
  }

  private static int bySize(Row a, Row b) {
    return Double.compare(a.medianNs(), b.medianNs());
  }

  private static Optional<Row> find(List<Row> rows, String shape, String implementation) {
    return rows.stream()
        .filter(row -> row.shape().equals(shape) && row.implementation().equals(implementation))
        .findFirst();
  }

  private static String cell(Row row) {
    String time = Row.digits(row.p10Ns() / 1000);
    if (row.gflops() == 0) {
      return time;
    }
    String share =
        row.shareOfPeak() > 0
            ? String.format(Locale.ROOT, ", %.0f %%", 100 * row.shareOfPeak())
            : "";
    return time + " (" + Row.digits(row.gflops()) + share + ")";
  }

  /** Above 1 ours is faster. */
  private static String ratio(List<Row> rows, String shape) {
    double ours = best(rows, shape, true);
    double peer = best(rows, shape, false);
    boolean both = Double.isFinite(ours) && Double.isFinite(peer);
    return both ? String.format(Locale.ROOT, "%.2f", peer / ours) : "";
  }

  private static double best(List<Row> rows, String shape, boolean ours) {
    return rows.stream()
        .filter(row -> row.shape().equals(shape) && OURS.contains(row.implementation()) == ours)
        .mapToDouble(Row::p10Ns)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static String blank(double x) {
    return x > 0 ? Row.digits(x) : "";
  }
}
