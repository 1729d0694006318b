package marginflow.sweep;

import java.util.List;
import marginflow.io.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a {@link Description}'s file, from the axes, for editors. */
public final class Schema {

  private Schema() {}

  /** The schema, draft 2020-12. */
  public static ObjectNode document() {
    ObjectNode root = closed("A sweep: many flows, the product of all axes.");
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", Description.SCHEMA);
    ObjectNode properties = (ObjectNode) root.get("properties");
    properties.putObject("schema").put("const", Description.SCHEMA);
    axes(properties);
    ObjectNode one = closed("Axes of this case, in the place of the common ones.");
    axes((ObjectNode) one.get("properties"));
    zip((ObjectNode) one.get("properties"));
    zip(properties);
    ObjectNode cases = properties.putObject("cases");
    cases.put("description", "Parts one after the other, each with axes of its own.");
    cases.put("type", "array").set("items", one);
    ObjectNode keep = properties.putObject("keep");
    keep.put("description", "What is kept of a flow; its row always is.");
    keep.set("anyOf", oneOrMany(words(List.of("row", "weights", "samples", "run"))));
    ObjectNode where = closed("Of which flows: values that axes must have.");
    for (Axis axis : Axis.values()) {
      ((ObjectNode) where.get("properties"))
          .putObject(axis.key())
          .set("anyOf", oneOrMany(value(axis.kind())));
    }
    properties.set("where", where);
    properties.putObject("resolved").put("description", "Written by the program; decides nothing.");
    return root;
  }

  private static ObjectNode closed(String description) {
    ObjectNode node = Json.object();
    node.put("description", description);
    node.put("type", "object");
    node.putObject("properties");
    node.put("additionalProperties", false);
    return node;
  }

  private static void axes(ObjectNode properties) {
    for (Axis axis : Axis.values()) {
      int point = axis.key().indexOf('.');
      ObjectNode place = properties;
      if (point > 0) {
        String group = axis.key().substring(0, point);
        if (!properties.has(group)) {
          properties.set(group, closed(group.equals("init") ? "The start." : "When a flow ends."));
        }
        place = (ObjectNode) properties.get(group).get("properties");
      }
      ObjectNode node = place.putObject(axis.key().substring(point + 1));
      node.put("description", sentence(axis));
      node.set("anyOf", oneOrMany(axis == Axis.DATA ? data() : value(axis.kind())));
    }
  }

  private static String sentence(Axis axis) {
    String usual = axis.usual().isEmpty() ? "" : " (default: " + axis.usual() + ")";
    return axis.label() + ": " + axis.kind().expected() + usual + ".";
  }

  private static void zip(ObjectNode properties) {
    ObjectNode zip = properties.putObject("zip");
    zip.put("description", "Axes that go together, value by value, as [[width, init.scale]].");
    ObjectNode names = Json.object();
    ArrayNode keys = names.putArray("enum");
    for (Axis axis : Axis.values()) {
      if (axis != Axis.NET) {
        keys.add(axis.key());
      }
    }
    ObjectNode together = Json.object();
    together.put("type", "array").set("items", names);
    zip.put("type", "array").putObject("items").putArray("anyOf").add(names).add(together);
  }

  private static ArrayNode oneOrMany(ObjectNode value) {
    ArrayNode any = JsonNodeFactory.instance.arrayNode();
    any.add(value);
    any.addObject().put("type", "array").put("minItems", 1).set("items", value);
    return any;
  }

  private static ObjectNode words(List<String> words) {
    ObjectNode node = Json.object();
    ArrayNode list = node.putArray("enum");
    words.forEach(list::add);
    return node;
  }

  private static ObjectNode value(Axis.Kind kind) {
    return switch (kind) {
      case Axis.Kind.Text _ -> Json.object().put("type", "string");
      case Axis.Kind.Word(List<String> words) ->
          words.contains("true") ? Json.object().put("type", "boolean") : words(words);
      case Axis.Kind.Real _ -> real();
      case Axis.Kind.Whole(long _, long _, List<String> words) -> {
        String other = words.isEmpty() ? "" : "|" + String.join("|", words);
        ObjectNode node = Json.object();
        ArrayNode any = node.putArray("anyOf");
        any.addObject().put("type", "integer");
        any.addObject()
            .put("type", "string")
            .put("pattern", "^(-?[0-9]+(\\.\\.-?[0-9]+)?" + other + ")$");
        yield node;
      }
    };
  }

  private static ObjectNode real() {
    ObjectNode node = Json.object();
    ArrayNode any = node.putArray("anyOf");
    any.addObject().put("type", "number");
    // Editors take 1e-6 for a text where YAML 1.1 asks for a point.
    any.addObject().put("type", "string").put("pattern", "^[-+0-9.eE]+$");
    ObjectNode spaced = closed("Evenly spaced numbers.");
    ObjectNode members = (ObjectNode) spaced.get("properties");
    members.putObject("from").put("type", "number");
    members.putObject("to").put("type", "number");
    members.putObject("count").put("type", "integer").put("minimum", 2);
    members.set("spacing", words(List.of("linear", "log")));
    spaced.putArray("required").add("from").add("to").add("count");
    any.add(spaced);
    return node;
  }

  private static ObjectNode data() {
    ObjectNode node = Json.object();
    ArrayNode any = node.putArray("anyOf");
    any.addObject().put("type", "string");
    ObjectNode file = closed("A file, with how it is read: the options of the command line.");
    ObjectNode members = (ObjectNode) file.get("properties");
    for (String name : DataReader.OF_A_FILE) {
      switch (name) {
        case "standardize", "normalize_rows", "add_constant_feature" ->
            members.putObject(name).put("type", "boolean");
        case "drop", "classes" -> members.putObject(name).put("type", "array");
        case "header" -> members.set(name, words(List.of("auto", "yes", "no")));
        default -> members.putObject(name).putArray("type").add("string").add("number");
      }
    }
    file.putArray("required").add("file");
    any.add(file);
    ObjectNode random = closed("Random problems: gaussian inputs, labels of a coin or a plane.");
    ObjectNode inner = closed("All combinations of these.");
    ObjectNode parts = (ObjectNode) inner.get("properties");
    parts.putObject("n").set("anyOf", oneOrMany(value(DataReader.SIZE)));
    parts.putObject("d").set("anyOf", oneOrMany(value(DataReader.SIZE)));
    parts.putObject("labels").set("anyOf", oneOrMany(value(DataReader.LABELS)));
    parts.putObject("seed").set("anyOf", oneOrMany(value(DataReader.SEEDS)));
    inner.putArray("required").add("n").add("d").add("seed");
    ((ObjectNode) random.get("properties")).set("random", inner);
    random.putArray("required").add("random");
    any.add(random);
    return node;
  }
}
