package marginflow.profile;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two profiles side by side.
 *
 * @param rows what is compared, in order
 */
public record Comparison(List<Row> rows) {

  /**
   * One figure of both.
   *
   * @param name what it is, with its unit
   * @param first of the first profile, NaN where it has none
   * @param second of the second profile, NaN where it has none
   */
  public record Row(String name, double first, double second) {

    /** The second over the first. */
    public double ratio() {
      return second / first;
    }
  }

  /** Copies the rows. */
  public Comparison {
    rows = List.copyOf(rows);
  }

  /**
   * Compares two documents as {@link ProfileText#json} writes them.
   *
   * @param first the one to compare with
   * @param second the other
   * @throws IllegalArgumentException if one is no such document
   */
  public static Comparison of(String first, String second) {
    JsonNode a = document(first);
    JsonNode b = document(second);
    List<Row> rows = new ArrayList<>();
    for (String name :
        List.of("seconds", "steps", "gradient_evaluations", "bytes_allocated", "peak_gflops")) {
      rows.add(new Row(name, number(a, name), number(b, name)));
    }
    rows.add(new Row("microseconds per evaluation", perEvaluation(a), perEvaluation(b)));
    add(rows, "µs per evaluation", phases(a, true), phases(b, true));
    add(rows, "µs per warm call", phases(a, false), phases(b, false));
    return new Comparison(rows);
  }

  /** The comparison as a table. */
  public String screen() {
    Formatter out = new Formatter(Locale.ROOT);
    out.format("%-42s %14s %14s %7s%n", "", "first", "second", "ratio");
    for (Row row : rows) {
      out.format(
          "%-42s %14s %14s %7s%n",
          row.name(), shown(row.first()), shown(row.second()), shown(row.ratio()));
    }
    return out.toString();
  }

  /** The comparison as a JSON document. */
  public String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", "marginflow.profile-comparison/1");
    document.put("rows", rows.stream().map(Comparison::map).toList());
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  private static Map<String, Object> map(Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", row.name());
    if (!Double.isNaN(row.first())) {
      map.put("first", row.first());
    }
    if (!Double.isNaN(row.second())) {
      map.put("second", row.second());
    }
    return map;
  }

  private static JsonNode document(String text) {
    JsonNode node = JsonMapper.shared().readTree(text);
    String schema = node.path("schema").asString("");
    if (!schema.equals(ProfileText.SCHEMA)) {
      throw new IllegalArgumentException(
          "expected a document of schema %s, found %s"
              .formatted(ProfileText.SCHEMA, schema.isEmpty() ? "none" : schema));
    }
    return node;
  }

  private static double number(JsonNode document, String name) {
    return document.path(name).asDouble(Double.NaN);
  }

  private static double perEvaluation(JsonNode document) {
    return 1e6 * number(document, "seconds") / number(document, "gradient_evaluations");
  }

  /** Adds a row for every phase that either has. */
  private static void add(
      List<Row> rows, String unit, Map<String, Double> first, Map<String, Double> second) {
    Set<String> phases = new LinkedHashSet<>(first.keySet());
    phases.addAll(second.keySet());
    for (String phase : phases) {
      rows.add(
          new Row(
              phase + ", " + unit,
              first.getOrDefault(phase, Double.NaN),
              second.getOrDefault(phase, Double.NaN)));
    }
  }

  /** Microseconds of every phase, per evaluation of the gradient or per warm call. */
  private static Map<String, Double> phases(JsonNode document, boolean perEvaluation) {
    Map<String, Double> phases = new LinkedHashMap<>();
    for (JsonNode row : document.path("phases")) {
      double value =
          perEvaluation
              ? 1e6 * number(row, "seconds") / number(document, "gradient_evaluations")
              : number(row, "steady_microseconds_per_call");
      if (!Double.isNaN(value)) {
        phases.put(row.path("phase").asString(""), value);
      }
    }
    return phases;
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4g", value);
  }
}
