package marginflow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginflow.bench.flow.FlowSuite;
import tools.jackson.databind.json.JsonMapper;

/** What {@code bench list} says: the suites, and what each can be asked for. */
final class SuiteList {

  private record Entry(
      String name, String sentence, List<String> shapes, List<String> implementations) {}

  private SuiteList() {}

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Suite suite : Suites.all()) {
      entries.add(
          new Entry(suite.name(), suite.sentence(), suite.shapes(), suite.implementations()));
    }
    entries.add(
        new Entry(FlowSuite.NAME, FlowSuite.SENTENCE, FlowSuite.names(), FlowSuite.methods()));
    return entries;
  }

  /** The names of all suites. */
  static List<String> names() {
    return entries().stream().map(Entry::name).toList();
  }

  /** For people: what {@code --shape} and {@code --implementation} take, in quotes as typed. */
  static String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries()) {
      text.append(String.format(Locale.ROOT, "%-10s %s%n", entry.name(), entry.sentence()));
      append(text, "shapes", entry.shapes());
      append(text, "by", entry.implementations());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<String> names) {
    List<String> words = names.stream().map(n -> n.contains(" ") ? "'" + n + "'" : n).toList();
    text.append(String.format(Locale.ROOT, "  %-8s %s%n", what, String.join(", ", words)));
  }

  /** The same as one JSON document. */
  static String document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", "marginflow.bench-list/1");
    document.put("suites", entries().stream().map(SuiteList::node).toList());
    return JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(document);
  }

  private static Map<String, Object> node(Entry entry) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("name", entry.name());
    node.put("description", entry.sentence());
    node.put("shapes", entry.shapes());
    node.put("implementations", entry.implementations());
    return node;
  }
}
