package marginflow.profile;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    Map<String, Double> microseconds = phases(b);
    phases(a)
        .forEach((phase, value) -> {
          double other = microseconds.getOrDefault(phase, Double.NaN);
          microseconds.remove(phase);
          rows.add(new Row(phase + ", µs per evaluation", value, other));
        });
    microseconds.forEach(
        (phase, value) -> rows.add(new Row(phase + ", µs per evaluation", Double.NaN, value)));
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

  /** Microseconds per evaluation of every phase. */
  private static Map<String, Double> phases(JsonNode document) {
    double evaluations = number(document, "gradient_evaluations");
    Map<String, Double> phases = new LinkedHashMap<>();
    for (JsonNode row : document.path("phases")) {
      phases.put(row.path("phase").asString(""), 1e6 * number(row, "seconds") / evaluations);
    }
    return phases;
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4g", value);
  }
}
