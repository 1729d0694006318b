package marginflow.bench.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The part of a machine's page about flows, made from the tables of the suite {@code flow}. */
final class FlowSection {

  /** What the names of the suite's files begin with; their columns are their own. */
  static final String PREFIX = "flow";

  /** Where the tables were made. */
  static final String ENVIRONMENT = PREFIX + "-environment.txt";

  /** Rows from which on a table is summed up. */
  private static final int MANY = 20;

  private static final Map<String, String> GROUPS = groups();

  private static final Map<String, String> TABLES = tables();

  private FlowSection() {}

  private static Map<String, String> groups() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "symmetric",
        "Two-layer leaky ReLU, α = 0.5, 2-20-1, ten points and their mirror images, σ = 1e-3, to"
            + " log10 loss −10^10. The margin's error is against (1+α)/4 γ_svm.");
    texts.put(
        "iris", "Iris, setosa against versicolor, ReLU 4-20-1, σ = 1e-2, to log10 loss −10^9.");
    texts.put(
        "random-labels",
        "Random labels: 20 gaussian points in three dimensions, ReLU 3-30-1, σ = 0.1, to log10 loss"
            + " −10^6, a hundred seeds.");
    texts.put(
        "digits",
        "Handwritten zeros against ones, 360 × 64, ReLU 64-50-1 (18,000 kinks), σ = 1e-2, to log10"
            + " loss −10^6.");
    texts.put(
        "deep",
        "Iris with nets of depth 3 and 4, to log10 loss −10^6, three starts each, σ = 0.1 (linear:"
            + " 0.05). The margin's error of the linear ones is against D^(−D/2) γ_svm.");
    return texts;
  }

  private static Map<String, String> tables() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(
        "flow",
        "Ours at tolerance 1e-6, one run each; nothing here depends on the machine. `fitted` counts"
            + " samples with a positive margin, the KKT residual is the raw one of the end point,"
            + " and its slope against 1/ρ is 1 where it falls like 1/ρ.");
    texts.put(
        "flow-baselines",
        "log10 loss (and normalized margin) that others reach at tolerance 1e-6 on as many gradient"
            + " evaluations as ours took, and on ten times as many (not for each of the hundred);"
            + " with the ending's name where they stopped before. Gradient descent follows no flow"
            + " where its step grows freely: see its margin.");
    texts.put(
        "flow-seconds",
        "Seconds, one thread: JMH SingleShotTime, warmed up, median of the shots; ours to the"
            + " horizon, the others on as many gradient evaluations.");
    texts.put(
        "flow-precision",
        "Work and precision: error of the final direction against ours at tolerance 1e-12, at the"
            + " same norm.");
    texts.put("flow-precision-seconds", "Seconds of the same runs, measured as above.");
    return texts;
  }

  /** The section; empty if the folder has no such tables. */
  static String of(Path folder) throws IOException {
    StringBuilder page = new StringBuilder();
    for (Map.Entry<String, String> entry : TABLES.entrySet()) {
      Path file = folder.resolve(entry.getKey() + ".csv");
      if (Files.exists(file)) {
        page.append("\n### ").append(entry.getKey()).append("\n\n");
        page.append(entry.getValue()).append("\n\n");
        page.append(body(Table.read(file)));
      }
    }
    for (String figure : figures(folder)) {
      page.append("\n![").append(figure).append("](").append(figure).append(")\n");
    }
    return page.isEmpty() ? "" : "\n## flow\n\n" + made(folder) + page;
  }

  /** By which command, at which commit, under which load. */
  private static String made(Path folder) throws IOException {
    Path file = folder.resolve(ENVIRONMENT);
    if (!Files.exists(file)) {
      return "";
    }
    Map<String, String> facts = Environment.read("", file).facts();
    return "Made by `./marginflow bench flow`; commit %s, load when written %s.\n"
        .formatted(
            facts.getOrDefault("commit", "unknown"), facts.getOrDefault("load when written", "?"));
  }

  private static String body(Table table) {
    if (table.name().equals("flow-seconds")) {
      return times(table) + table.markdown();
    }
    if (!table.name().equals("flow")) {
      return table.markdown();
    }
    StringBuilder parts = new StringBuilder();
    GROUPS.forEach((group, sentence) -> {
      Table rows = table.where(row -> isIn(row.getFirst(), group));
      if (!rows.rows().isEmpty()) {
        parts.append(sentence).append(endings(rows)).append("\n\n");
        parts.append(rows.markdown()).append('\n');
      }
    });
    return parts.toString();
  }

  /** How many ended how, and the middle and largest number of evaluations, of many flows. */
  private static String endings(Table flows) {
    if (flows.rows().size() < MANY) {
      return "";
    }
    Map<String, Integer> count = new TreeMap<>();
    flows.column("ending").forEach(ending -> count.merge(ending, 1, Integer::sum));
    List<Double> work = flows.column("evaluations").map(Double::parseDouble).sorted().toList();
    return String.format(
        Locale.ROOT,
        " Endings: %s; evaluations: median %.0f, most %.0f; γ̃ monotone in %d of %d.",
        count,
        work.get(work.size() / 2),
        work.getLast(),
        flows.column("monotone").filter("yes"::equals).count(),
        work.size());
  }

  /** The middle and largest of our times of the groups of many flows. */
  private static String times(Table seconds) {
    StringBuilder text = new StringBuilder();
    for (String group : GROUPS.keySet()) {
      List<Double> ours =
          seconds
              .where(row -> isIn(row.getFirst(), group))
              .column("ours")
              .map(Double::parseDouble)
              .sorted()
              .toList();
      if (ours.size() >= MANY) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s: ours take %.3g s in the median, %.3g s at the most.\n\n",
                group,
                ours.get(ours.size() / 2),
                ours.getLast()));
      }
    }
    return text.toString();
  }

  private static boolean isIn(String flow, String group) {
    return flow.equals(group) || flow.startsWith(group + "/");
  }

  private static List<String> figures(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith(PREFIX) && name.endsWith(".svg"))
              .sorted()
              .toList());
    }
  }
}
