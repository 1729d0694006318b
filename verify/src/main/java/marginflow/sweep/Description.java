package marginflow.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which flows a sweep has, in which order, and what is kept of them.
 *
 * @param sections parts, one after the other
 * @param files data that comes from files, by the text that the axis has
 * @param starts identities of the files that flows start from, by the text that the axis has
 * @param keep what is kept
 */
public record Description(
    List<Section> sections, Map<String, FileData> files, Map<String, String> starts, Keep keep) {

  /** The schema of files. */
  public static final String SCHEMA = "marginflow.sweep/2";

  /** What a sweep may have at most: an index of it takes 24 bytes each. */
  private static final long MOST_CELLS = 50_000_000;

  /** Copies the parts. */
  public Description {
    sections = List.copyOf(sections);
    files = Map.copyOf(files);
    starts = Map.copyOf(starts);
  }

  /**
   * The description that has one data set and is the product of some axes: the short form of the
   * command line.
   *
   * @param data the data set
   * @param axes the axes given, {@link Axis#NET} among them, without {@link Axis#DATA}
   * @param names what a message calls an axis
   * @throws IllegalArgumentException if networks and values wait for each other in vain, or there
   *     are too many cells
   */
  public static Description of(
      DataRequest data, Map<Axis, Values> axes, Function<Axis, String> names) {
    FileData file = FileData.of(data.file(), data);
    Map<Axis, Values> all = new EnumMap<>(axes);
    all.put(Axis.DATA, new Values.Listed(List.of(file.text())));
    Section section = new Section(all, List.of());
    for (Section.Complaint complaint : section.complaints(names)) {
      throw new IllegalArgumentException(complaint.sentence());
    }
    Map<String, String> starts = new HashMap<>();
    Values theta0 = axes.get(Axis.THETA0);
    for (long k = 0; theta0 != null && k < theta0.size(); k++) {
      starts.put(theta0.get(k), InputFile.read(theta0.get(k)).sha256());
    }
    Description description =
        new Description(List.of(section), Map.of(file.text(), file), starts, Keep.ROWS);
    description.size();
    return description;
  }

  /** The data sets that come from files. */
  public List<LoadedData> loaded() {
    return files.values().stream().map(FileData::load).toList();
  }

  /**
   * How many cells there are, the same ones counted as often as they are described.
   *
   * @throws IllegalArgumentException if there are more than an index can hold
   */
  public long size() {
    try {
      long size =
          sections.stream()
              .flatMap(section -> section.blocks().stream())
              .mapToLong(Section.Block::size)
              .reduce(0, Math::addExact);
      if (size <= MOST_CELLS) {
        return size;
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("expected at most %d flows".formatted(MOST_CELLS), e);
    }
    throw new IllegalArgumentException("expected at most %d flows".formatted(MOST_CELLS));
  }

  /** The data of a value of its axis. */
  DataSource data(String text) {
    FileData file = files.get(text);
    return file == null ? RandomData.parse(text) : file;
  }

  /** The axes that have more than one value; chance in the data is none. */
  Set<Axis> varying() {
    Set<Axis> varying = EnumSet.noneOf(Axis.class);
    for (Axis axis : Axis.values()) {
      Set<String> seen = new HashSet<>();
      for (Section section : sections) {
        Values values = section.axes().get(axis);
        if (values == null) {
          seen.add(axis.usual());
        } else {
          seen.add(values.get(0));
          seen.add(values.get(values.size() - 1));
        }
      }
      if (seen.size() > 1) {
        varying.add(axis);
      }
    }
    return varying;
  }

  /** How many values an axis has, at the most of all sections. */
  public long values(Axis axis) {
    return sections.stream()
        .map(Section::axes)
        .filter(axes -> axes.containsKey(axis))
        .mapToLong(axes -> axes.get(axis).size())
        .max()
        .orElse(1);
  }

  /** It as a file has it, every file with its place and its hash. */
  public ObjectNode document() {
    ObjectNode node = Json.object();
    node.put("schema", SCHEMA);
    if (sections.size() == 1) {
      add(sections.getFirst(), node);
    } else {
      ArrayNode cases = node.putArray("cases");
      sections.forEach(section -> add(section, cases.addObject()));
    }
    if (!keep.what().isEmpty()) {
      ArrayNode kinds = node.putArray("keep");
      kinds.add("row");
      keep.what().forEach(kind -> kinds.add(kind.name().toLowerCase(Locale.ROOT)));
    }
    if (!keep.where().isEmpty()) {
      ObjectNode where = node.putObject("where");
      keep.where()
          .forEach((axis, values) -> {
            ArrayNode list = where.putArray(axis.key());
            values.stream().sorted().forEach(value -> list.add(leaf(axis, value)));
          });
    }
    return node;
  }

  /** Names of axes that have always been free to change from call to call. */
  private static final Set<String> FREE =
      Set.of(
          "net", "width", "depth", "slope", "loss", "init.scale", "seed", "zip", "cases", "keep");

  /**
   * Whether two documents may differ in a name and still be of one folder: rows are found by their
   * hashes, so that axes may grow; what has one value in both is a mistake more likely than a wish.
   *
   * @param key with points between the names of objects in each other
   * @param there one document, by such names
   * @param here the other
   */
  public static boolean mayDiffer(
      String key, Map<String, JsonNode> there, Map<String, JsonNode> here) {
    boolean many = isMany(there.get(key)) || isMany(here.get(key));
    boolean cases = there.containsKey("cases") || here.containsKey("cases");
    boolean grown =
        key.startsWith("data.") && (there.containsKey("data") || here.containsKey("data"));
    return many
        || cases
        || grown
        || FREE.contains(key)
        || key.startsWith("resolved.")
        || key.startsWith("where.");
  }

  private static boolean isMany(@Nullable JsonNode node) {
    return node != null && (node.isArray() || (node.isString() && node.asString().contains("..")));
  }

  private void add(Section section, ObjectNode node) {
    resolved(section)
        .forEach((axis, values) -> {
          int point = axis.key().indexOf('.');
          ObjectNode place =
              point < 0 ? node : node.withObjectProperty(axis.key().substring(0, point));
          place.set(axis.key().substring(point + 1), values(axis, values));
        });
    if (!section.zips().isEmpty()) {
      ArrayNode zips = node.putArray("zip");
      for (List<Axis> zip : section.zips()) {
        ArrayNode together = zips.addArray();
        zip.forEach(axis -> together.add(axis.key()));
      }
    }
  }

  /** The axes with what the others are by default. */
  private static Map<Axis, Values> resolved(Section section) {
    Map<Axis, Values> all = new EnumMap<>(section.axes());
    boolean file = all.containsKey(Axis.THETA0);
    for (Axis axis : Axis.values()) {
      String usual =
          axis == Axis.HORIZON && all.containsKey(Axis.KKT)
              ? Double.toString(Cell.FARTHEST)
              : axis.usual();
      if (!usual.isEmpty() && !(file && Cell.RANDOM_START.contains(axis))) {
        all.putIfAbsent(axis, new Values.Listed(List.of(usual)));
      }
    }
    return all;
  }

  private JsonNode values(Axis axis, Values values) {
    List<JsonNode> nodes = new ArrayList<>();
    addTo(nodes, axis, values);
    if (nodes.size() == 1) {
      return nodes.getFirst();
    }
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    nodes.forEach(array::add);
    return array;
  }

  private void addTo(List<JsonNode> nodes, Axis axis, Values values) {
    switch (values) {
      case Values.Joined(List<Values> parts) -> parts.forEach(part -> addTo(nodes, axis, part));
      case Values.Range range when range.size() > 1 ->
          nodes.add(JsonNodeFactory.instance.stringNode(range.toString()));
      case RandomData.Family family -> {
        ObjectNode node = Json.object();
        ObjectNode random = node.putObject("random");
        random.set("n", values(Axis.WIDTH, family.sizes()));
        random.set("d", values(Axis.WIDTH, family.features()));
        random.set("labels", values(Axis.NET, family.labels()));
        random.set("seed", values(Axis.SEED, family.seeds()));
        nodes.add(node);
      }
      default -> {
        for (long k = 0; k < values.size(); k++) {
          nodes.add(leaf(axis, values.get(k)));
        }
      }
    }
  }

  private JsonNode leaf(Axis axis, String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (axis.kind()) {
      case Axis.Kind.Text _ -> axis == Axis.DATA ? data(text).document() : nodes.stringNode(text);
      case Axis.Kind.Word(List<String> words) ->
          words.contains("true")
              ? nodes.booleanNode(Boolean.parseBoolean(text))
              : nodes.stringNode(text);
      case Axis.Kind.Real _ -> nodes.numberNode(Double.parseDouble(text));
      case Axis.Kind.Whole _ ->
          text.equals(Axis.OF_DATA)
              ? nodes.stringNode(text)
              : nodes.numberNode(Long.parseLong(text));
    };
  }

  /** A cell from what a block gives it. */
  Cell cell(Map<Axis, String> given) {
    DataSource data = data(given.getOrDefault(Axis.DATA, Axis.DATA.usual()));
    given.put(Axis.NET, net(given, data.d()));
    if (Axis.OF_DATA.equals(given.get(Axis.SEED))) {
      OptionalLong seed = data.chance();
      given.put(Axis.SEED, seed.isPresent() ? Long.toString(seed.getAsLong()) : Axis.SEED.usual());
    }
    String start = starts.getOrDefault(given.getOrDefault(Axis.THETA0, ""), "");
    return new Cell(data, given, start);
  }

  private static String net(Map<Axis, String> given, int d) {
    String net = given.getOrDefault(Axis.NET, Axis.NET.usual()).replace(":auto", ":" + d);
    String width = given.getOrDefault(Axis.WIDTH, "");
    String depth = given.getOrDefault(Axis.DEPTH, "");
    if (net.contains("{layers}")) {
      int layers = Integer.parseInt(depth);
      net = net.replace("{layers}", String.join("-", Collections.nCopies(layers, width)));
    }
    return net.replace("{width}", width)
        .replace("{depth}", depth)
        .replace("{slope}", given.getOrDefault(Axis.SLOPE, ""));
  }
}
