package marginflow.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import marginflow.certificate.verdict.Verdict;
import marginflow.flow.Termination;
import marginflow.io.BadDataException;
import marginflow.io.run.Disk;
import marginflow.io.run.RowLog;
import marginflow.report.Drawing;
import marginflow.report.Numbers;
import marginflow.report.PageStyle;
import marginflow.report.SvgWriter;

/**
 * The page of a sweep, {@code report.html}: shares of verdicts, distributions, maps over two
 * settings, and the oddest flows; its figures are files in {@code figures} as well.
 */
public final class SweepPage {

  private static final int ODDEST = 10;

  /** Run folders that are linked one by one. */
  private static final int MOST_LINKED = 200;

  private final Path folder;
  private final TableView table;
  private final Map<String, Drawing> distributions;
  private final Map<String, Drawing> maps;

  private SweepPage(Path folder, TableView table, Optional<String> x, Optional<String> y) {
    this.folder = folder;
    this.table = table;
    this.distributions = SweepDrawings.distributions(table);
    this.maps = SweepDrawings.maps(table, x, y);
  }

  /**
   * Writes the page of a folder with a table.
   *
   * @param x the maps' setting across, by its column; empty for the one of most values
   * @param y the setting upwards; empty for the one of most values beside it
   * @return the page
   * @throws BadDataException if there is no table
   * @throws IllegalArgumentException if a setting has but one value, or is none
   */
  public static Path write(Path folder, Optional<String> x, Optional<String> y) throws IOException {
    Path rows = folder.resolve("table.csv");
    if (!Files.exists(rows)) {
      throw BadDataException.in(folder.toString(), "a sweep's table.csv", "none");
    }
    TableView table = TableView.read(rows, folder.resolve("seconds.csv"));
    SweepPage page = new SweepPage(folder, table, x, y);
    Path figures = folder.resolve("figures");
    Disk.here().makeFolders(figures);
    for (Map<String, Drawing> drawings : List.of(page.distributions, page.maps)) {
      for (Map.Entry<String, Drawing> figure : drawings.entrySet()) {
        Disk.here()
            .replace(
                figures.resolve(figure.getKey() + ".svg"),
                SvgWriter.write(figure.getValue(), figure.getKey()));
      }
    }
    Path file = folder.resolve("report.html");
    Disk.here().replace(file, page.html());
    return file;
  }

  private String html() throws IOException {
    String name =
        SvgWriter.escape(String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>%1$s · marginflow sweep</title>
    <link rel="icon" href="data:,">
    <style>%2$s
    td.text, th.text { text-align: left; }
    </style>
    </head>
    <body>
    <main>
    <header><p class="name">%1$s</p><h1>%3$s</h1></header>
    <section aria-label="Figures in numbers"><dl class="tiles">
    %4$s</dl></section>
    <section><h2>What is proved of the limits</h2><div class="scroll">%5$s</div></section>
    <section><h2>Distributions</h2><div class="charts">
    %6$s</div></section>
    %7$s<section><h2>The oddest flows</h2><div class="scroll">%8$s</div></section>
    %9$s</main>
    </body>
    </html>
    """
        .formatted(
            name,
            PageStyle.css(),
            SvgWriter.escape(sentence()),
            tiles(),
            verdicts(),
            figures(distributions),
            maps.isEmpty()
                ? ""
                : "<section><h2>Maps</h2><div class=\"charts\">\n%s</div></section>\n"
                    .formatted(figures(maps)),
            oddest(),
            runs());
  }

  private String sentence() {
    long separated = table.count(table::isSeparated);
    long global = table.count(row -> table.verdict(row).equals(Verdict.GLOBAL_OPTIMUM.id()));
    long local = table.count(row -> table.verdict(row).equals(Verdict.LOCAL_OPTIMUM.id()));
    return "Of %d flows %d separate their data; of their limits %s are global optima, %s local ones"
        .formatted(table.size(), separated, percent(global, separated), percent(local, separated));
  }

  private static String percent(long count, long of) {
    return of == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100.0 * count / of);
  }

  private String tiles() {
    Map<String, String> tiles = new LinkedHashMap<>();
    int size = table.size();
    tiles.put("flows", Integer.toString(size));
    tiles.put("could not be run", Long.toString(count("status", Row.FAILED)));
    tiles.put("did not separate", percent(count("status", Termination.NOT_SEPARATED.id()), size));
    tiles.put("not unique", percent(table.count(row -> table.number("ambiguous", row) > 0), size));
    tiles.put("median evaluations", middle("gradient_evaluations"));
    tiles.put("median seconds", middle(TableView.SECONDS));
    double[] times = table.ascending(TableView.SECONDS, row -> true);
    if (times.length > 0) {
      tiles.put(
          "flows per second of a core", Numbers.rough(times.length / DoubleStream.of(times).sum()));
    }
    return tiles.entrySet().stream()
        .map(e ->
            "<div><dt>%s</dt><dd>%s</dd></div>\n"
                .formatted(SvgWriter.escape(e.getKey()), SvgWriter.escape(e.getValue())))
        .collect(Collectors.joining());
  }

  private long count(String column, String word) {
    return table.count(row -> table.word(column, row).equals(word));
  }

  private String middle(String column) {
    double[] values = table.ascending(column, row -> true);
    return values.length == 0 ? "–" : Numbers.rough(values[values.length / 2]);
  }

  private String verdicts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int row = 0; row < table.size(); row++) {
      counts.merge(table.verdict(row), 1, Integer::sum);
    }
    List<List<String>> lines = new ArrayList<>();
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(e ->
            lines.add(
                List.of(
                    e.getKey(),
                    Integer.toString(e.getValue()),
                    percent(e.getValue(), table.size()))));
    return htmlTable(List.of("the exact point nearby, else the end", "flows", "share"), lines);
  }

  private static String figures(Map<String, Drawing> drawings) {
    return drawings.entrySet().stream()
        .map(e ->
            "<figure>%s<figcaption>%s.</figcaption></figure>\n"
                .formatted(
                    SvgWriter.write(e.getValue(), e.getKey()),
                    SvgWriter.escape(e.getValue().title())))
        .collect(Collectors.joining());
  }

  private String oddest() throws IOException {
    Map<Integer, Oddest.Odd> odd = new LinkedHashMap<>();
    Oddest.of(table, ODDEST).forEach(found -> odd.put(found.row(), found));
    Map<Integer, Row> rows = new LinkedHashMap<>();
    int[] at = {0};
    RowLog.read(
        folder.resolve("table.csv"),
        Row.COLUMNS,
        (fields, place) -> {
          if (odd.containsKey(at[0])) {
            rows.put(at[0], new Row(fields));
          }
          at[0]++;
        });
    List<List<String>> lines = new ArrayList<>();
    odd.forEach((number, found) -> {
      Row row = Objects.requireNonNull(rows.get(number), "every odd row was read");
      lines.add(
          List.of(
              row.hash(),
              row.toString(),
              row.text("status"),
              table.verdict(number),
              found.reason(),
              Double.isInfinite(found.deviations())
                  ? row.message()
                  : Numbers.rough(found.deviations()) + " deviations"));
    });
    return htmlTable(
        List.of("cell", "flow", "ending", "limit", "what is odd", "how far off"), lines);
  }

  /** Whole run folders that were kept. */
  private String runs() throws IOException {
    Path runs = folder.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return "";
    }
    try (Stream<Path> inside = Files.list(runs)) {
      String links =
          inside
              .map(run -> String.valueOf(run.getFileName()))
              .sorted()
              .limit(MOST_LINKED)
              .map(run -> "<li><a href=\"runs/%1$s/\">%1$s</a></li>\n".formatted(run))
              .collect(Collectors.joining());
      return "<section><h2>Runs that were kept</h2><ul>%s</ul></section>\n".formatted(links);
    }
  }

  private static String htmlTable(List<String> heads, List<List<String>> lines) {
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    heads.forEach(h ->
        html.append("<th scope=\"col\" class=\"text\">")
            .append(SvgWriter.escape(h))
            .append("</th>"));
    html.append("</tr></thead><tbody>\n");
    for (List<String> line : lines) {
      html.append("<tr>");
      line.forEach(text ->
          html.append("<td class=\"text\">").append(SvgWriter.escape(text)).append("</td>"));
      html.append("</tr>\n");
    }
    return html.append("</tbody></table>").toString();
  }
}
