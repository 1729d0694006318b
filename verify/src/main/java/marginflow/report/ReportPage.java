package marginflow.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginflow.certificate.Certificate;
import marginflow.io.run.FlowState;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/** Fills the page's template, {@code report.html} beside this class, with one run. */
final class ReportPage {

  /** Rows of the support table; more are in {@code final.npz}. */
  private static final int MOST_ROWS = 100;

  /** Features shown beside a support sample. */
  private static final int MOST_FEATURES = 4;

  private static final Pattern FIELD = Pattern.compile("\\{\\{([a-z]+)}}");

  private final RunData run;
  private final OptionalLong live;
  private final double[] lambda;

  private ReportPage(RunData run, OptionalLong live) {
    this.run = run;
    this.live = live;
    lambda = Multipliers.of(run);
  }

  /**
   * The page of a run.
   *
   * @param live the number of a page that replaces itself; empty for one that stands
   */
  static String html(RunData run, OptionalLong live) {
    return new ReportPage(run, live).fill(PageStyle.resource("report.html"));
  }

  private String fill(String template) {
    Player player = new Player(run, Plane.of(run.data(), lambda));
    Map<String, Drawing> drawings = new LinkedHashMap<>(Figures.of(run));
    drawings.remove("plane");
    Optional<Drawing> images = Optional.ofNullable(drawings.remove("support"));
    Map<String, String> fields =
        Map.ofEntries(
            Map.entry("name", SvgWriter.escape(run.name())),
            Map.entry("style", PageStyle.css()),
            Map.entry("script", PageStyle.resource("report.js")),
            Map.entry("verdict", SvgWriter.escape(Sentences.verdict(run))),
            Map.entry("evidence", evidence()),
            Map.entry("ending", SvgWriter.escape(Sentences.ending(run))),
            Map.entry("figures", terms(figures())),
            Map.entry("plane", SvgWriter.write(player.drawing(), "plane")),
            Map.entry("hidden", run.snapshots().size() > 1 ? "" : "hidden"),
            Map.entry("last", Integer.toString(Math.max(0, run.snapshots().size() - 1))),
            Map.entry("arms", player.hasNeurons() ? arms() : ""),
            Map.entry("frames", player.json()),
            Map.entry("charts", charts(drawings)),
            Map.entry("support", images.map(ReportPage::images).orElse("") + support()),
            Map.entry("settings", terms(run.settings())),
            Map.entry("command", SvgWriter.escape(run.command())),
            Map.entry("live", liveLine()),
            Map.entry(
                "livescript",
                live.isPresent()
                    ? "<script>%n%s</script>%n".formatted(PageStyle.resource("live.js"))
                    : ""));
    return FIELD
        .matcher(template)
        .replaceAll(
            field -> Matcher.quoteReplacement(fields.getOrDefault(field.group(1), field.group())));
  }

  private String arms() {
    boolean deep = run.architecture().layers().size() > 2;
    String signed =
        deep ? "its effect, the products of weights on all paths to the output summed" : "a";
    return ("Arms are the neurons of the first layer, as long as √(‖a‖·‖w‖)/‖θ‖, with w the weights"
            + " into a neuron and a those out of it, in the colour of the sign of %s; dashed lines"
            + " are their kinks.")
        .formatted(signed);
  }

  /** A line that the page's script keeps up to date; silent, since it changes each second. */
  private String liveLine() {
    return live.isPresent()
        ? "<p class=\"note\" id=\"live\" data-page=\"%d\" aria-live=\"off\"></p>%n"
            .formatted(live.getAsLong())
        : "";
  }

  private String evidence() {
    return Sentences.evidence(run).stream()
        .map(paragraph -> "<p>%s</p>%n".formatted(SvgWriter.escape(paragraph)))
        .collect(Collectors.joining());
  }

  /** The figures in numbers. */
  private Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    if (!run.trace().isEmpty()) {
      FlowState last = run.trace().getLast();
      figures.put("log₁₀ loss", Numbers.exponent(last.log10Loss()));
      figures.put("log₁₀ time", Numbers.exponent(last.logTime() / Math.log(10)));
    }
    run.certificate().ifPresent(c -> addCertificate(figures, c));
    if (!run.trace().isEmpty()) {
      figures.put("accepted steps", Long.toString(run.trace().getLast().step()));
      run.trace()
          .getLast()
          .drift()
          .ifPresent(drift -> {
            figures.put("drift of the balance", Numbers.rough(drift.balance()));
            figures.put("drift of the energy", Numbers.rough(drift.energy()));
          });
    }
    figures.put("events", Integer.toString(run.events().size()));
    figures.put("seconds", Numbers.rough(run.ending().seconds()));
    return figures;
  }

  private static void addCertificate(Map<String, String> figures, Certificate c) {
    figures.put("normalized margin", Numbers.compact(c.normalizedMargin()));
    c.marginBound()
        .ifPresent(b ->
            figures.put(
                "best margin possible",
                range(Numbers.compact(b.lower()), Numbers.compact(b.upper()))));
    figures.put("KKT residual", Numbers.compact(c.kktResidual()));
    figures.put("complementarity", Numbers.compact(c.complementarity()));
    figures.put("support samples", Integer.toString(c.support().length));
    if (!c.perLayer().isEmpty()) {
      figures.put("layer by layer", Sentences.layers(c));
    }
  }

  /** An interval, or its one number where six digits do not tell its ends apart. */
  private static String range(String lower, String upper) {
    return lower.equals(upper) ? lower : "[" + lower + ", " + upper + "]";
  }

  private static String terms(Map<String, String> terms) {
    return terms.entrySet().stream()
        .map(e ->
            "<div><dt>%s</dt><dd>%s</dd></div>\n"
                .formatted(SvgWriter.escape(e.getKey()), SvgWriter.escape(e.getValue())))
        .collect(Collectors.joining());
  }

  private static String charts(Map<String, Drawing> drawings) {
    return drawings.entrySet().stream()
        .map(e -> figure(e.getKey(), e.getValue()))
        .collect(Collectors.joining());
  }

  private static String figure(String name, Drawing drawing) {
    return "<figure>%s<figcaption>%s.</figcaption></figure>\n"
        .formatted(SvgWriter.write(drawing, name), SvgWriter.escape(drawing.title()));
  }

  private static String images(Drawing drawing) {
    return "<div class=\"images\">%s</div>\n".formatted(figure("support", drawing));
  }

  private String feature(int j) {
    List<String> names = run.labels().features();
    return j < names.size() ? SvgWriter.escape(names.get(j)) : "x<sub>%d</sub>".formatted(j + 1);
  }

  private String support() {
    int[] rows =
        IntStream.range(0, lambda.length)
            .filter(i -> lambda[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -lambda[i]))
            .mapToInt(i -> i)
            .toArray();
    if (rows.length == 0) {
      return "<p>No sample carries a multiplier.</p>";
    }
    double[] q = margins();
    double least = Arrays.stream(q).min().orElse(1);
    // Images show all features; a few numbers of them would say nothing.
    int features = ImageGrid.of(run).isPresent() ? 0 : Math.min(MOST_FEATURES, run.data().d());
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    List.of("sample", "label", "λ", "margin above the least")
        .forEach(h -> html.append("<th scope=\"col\">").append(h).append("</th>"));
    for (int j = 0; j < features; j++) {
      html.append("<th scope=\"col\">").append(feature(j)).append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    for (int i : Arrays.copyOf(rows, Math.min(rows.length, MOST_ROWS))) {
      html.append("<tr><th scope=\"row\">").append(i).append("</th>");
      String label = run.data().y()[i] > 0 ? run.labels().positive() : run.labels().negative();
      cell(html, SvgWriter.escape(label));
      cell(html, Numbers.compact(lambda[i]));
      cell(html, Numbers.compact(q[i] / least - 1));
      for (int j = 0; j < features; j++) {
        cell(html, Numbers.compact(run.data().x().get(i, j)));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>");
    if (rows.length > MOST_ROWS) {
      html.append(
          "<p class=\"note\">%d of %d support samples shown.</p>"
              .formatted(MOST_ROWS, rows.length));
    }
    if (features > 0 && features < run.data().d()) {
      html.append(
          "<p class=\"note\">%d of %d features shown.</p>".formatted(features, run.data().d()));
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, String text) {
    html.append("<td>").append(text).append("</td>");
  }

  private double[] margins() {
    MarginModel model = Models.bind(run.architecture(), run.data(), run.kernels());
    model.evaluate(run.theta());
    return Arrays.copyOf(model.margins(), run.data().n());
  }
}
