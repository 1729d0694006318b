package marginflow.sweep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;

/** Reads a {@link Description} from YAML or JSON. */
public final class DescriptionReader {

  /** What beside axes and their groups a description may have. */
  static final List<String> OTHERS = List.of("schema", "zip", "cases", "keep", "where", "resolved");

  private final DataReader data = new DataReader();
  private final Map<String, String> starts = new LinkedHashMap<>();

  private DescriptionReader() {}

  /**
   * Reads a file.
   *
   * @throws BadDataException if it is no description, with line and column of what is wrong; or a
   *     file it names cannot be read
   */
  public static Description read(InputFile input) {
    Tree.Members root = Tree.read(input).members("a description: names with values");
    return new DescriptionReader().description(root);
  }

  private Description description(Tree.Members root) {
    root.require(names(OTHERS));
    root.get("schema").ifPresent(DescriptionReader::requireSchema);
    Map<Axis, Values> common = axes(root);
    List<Section> sections = new ArrayList<>();
    if (root.get("cases").isPresent()) {
      for (Tree item : root.get("cases").get().list()) {
        Tree.Members own = item.members("an object with axes");
        own.require(names(List.of("zip")));
        Map<Axis, Values> axes = new EnumMap<>(Axis.class);
        axes.putAll(common);
        axes.putAll(axes(own));
        sections.add(section(axes, own.get("zip").isPresent() ? own : root, own));
      }
    } else {
      sections.add(section(common, root, root));
    }
    if (sections.isEmpty()) {
      throw root.place().expected("at least one case", "none");
    }
    Description read = new Description(sections, data.files(), starts, keep(root));
    try {
      read.size();
      return read;
    } catch (IllegalArgumentException e) {
      throw root.place().expected(String.valueOf(e.getMessage()), "more");
    }
  }

  private static void requireSchema(Tree tree) {
    Tree.Leaf leaf = tree.leaf(Description.SCHEMA);
    if (!leaf.text().equals(Description.SCHEMA)) {
      throw leaf.place().expected(Description.SCHEMA, leaf.text());
    }
  }

  /** Names that may stand at the top: axes, groups of axes, and others. */
  private static List<String> names(List<String> others) {
    List<String> names = new ArrayList<>(others);
    for (Axis axis : Axis.values()) {
      String key = axis.key();
      int point = key.indexOf('.');
      String name = point < 0 ? key : key.substring(0, point);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  private Map<Axis, Values> axes(Tree.Members members) {
    Map<Axis, Values> axes = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      String key = axis.key();
      int point = key.indexOf('.');
      if (point < 0) {
        members.get(key).ifPresent(tree -> axes.put(axis, values(axis, tree)));
        continue;
      }
      members
          .get(key.substring(0, point))
          .map(tree -> group(tree, key.substring(0, point)))
          .flatMap(group -> group.get(key.substring(point + 1)))
          .ifPresent(tree -> axes.put(axis, values(axis, tree)));
    }
    if (axes.containsKey(Axis.THETA0)) {
      for (Axis axis : List.of(Axis.INIT, Axis.SCALE, Axis.SEED)) {
        if (axes.containsKey(axis)) {
          throw members.place().expected("init.theta0 or " + axis.key(), "both");
        }
      }
    }
    return axes;
  }

  private static Tree.Members group(Tree tree, String name) {
    List<String> own = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      if (axis.key().startsWith(name + ".")) {
        own.add(axis.key().substring(name.length() + 1));
      }
    }
    Tree.Members members = tree.members("an object with some of " + String.join(", ", own));
    members.require(own);
    return members;
  }

  private Values values(Axis axis, Tree tree) {
    if (axis == Axis.DATA) {
      return data.read(tree);
    }
    Values values =
        ValuesReader.read(
            axis,
            tree,
            members -> {
              throw members.place().expected(axis.kind().expected(), members.kind());
            });
    if (axis == Axis.THETA0) {
      for (long k = 0; k < values.size(); k++) {
        starts.put(values.get(k), InputFile.read(values.get(k)).sha256());
      }
    }
    return values;
  }

  private Section section(Map<Axis, Values> axes, Tree.Members zipped, Tree.Members own) {
    Map<Axis, Values> all = new EnumMap<>(Axis.class);
    all.putAll(axes);
    if (!all.containsKey(Axis.DATA)) {
      all.put(Axis.DATA, data.read(new Tree.Leaf(Axis.DATA.usual(), true, own.place())));
    }
    all.computeIfAbsent(Axis.NET, axis -> new Values.Listed(List.of(axis.usual())));
    Section section = new Section(all, zips(zipped, all.keySet()));
    for (Section.Complaint complaint : section.complaints(Axis::key)) {
      Tree.Place place = place(own, complaint.axis());
      throw BadDataException.in(
          "%s, line %d, column %d".formatted(place.file(), place.line(), place.column()),
          "networks, values and zips that fit each other",
          complaint.sentence());
    }
    return section;
  }

  private static Tree.Place place(Tree.Members members, Axis axis) {
    Tree.Member member = members.members().get(axis.key());
    return member == null ? members.place() : member.place();
  }

  private static List<List<Axis>> zips(Tree.Members members, Set<Axis> there) {
    List<List<Axis>> zips = new ArrayList<>();
    Set<Axis> used = EnumSet.noneOf(Axis.class);
    for (Tree zip : members.get("zip").map(DescriptionReader::lists).orElse(List.of())) {
      List<Axis> together = new ArrayList<>();
      for (Tree name : zip.list()) {
        Axis axis = axis(name);
        if (axis == Axis.NET || !there.contains(axis) || !used.add(axis)) {
          throw name.place().expected("an axis other than net, there once", axis.key());
        }
        together.add(axis);
      }
      zips.add(together);
    }
    return zips;
  }

  /** A list of lists; one list of names is the only one. */
  private static List<Tree> lists(Tree tree) {
    boolean nested = tree.list().stream().allMatch(item -> item instanceof Tree.Items);
    return nested ? tree.list() : List.of(tree);
  }

  private static Axis axis(Tree tree) {
    Tree.Leaf leaf = tree.leaf("the name of an axis");
    List<String> keys = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      if (axis.key().equals(leaf.text())) {
        return axis;
      }
      keys.add(axis.key());
    }
    throw leaf.place().expected("one of " + String.join(", ", keys), leaf.text());
  }

  private Keep keep(Tree.Members root) {
    Set<Keep.What> what = EnumSet.noneOf(Keep.What.class);
    for (Tree item : root.get("keep").map(Tree::list).orElse(List.of())) {
      Tree.Leaf leaf = item.leaf("row, weights, samples or run");
      if (!leaf.text().equals("row")) {
        try {
          what.add(Keep.What.valueOf(leaf.text().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
          throw leaf.place().expected("row, weights, samples or run", leaf.text());
        }
      }
    }
    Map<Axis, Set<String>> where = new HashMap<>();
    if (root.get("where").isPresent()) {
      Tree.Members members = root.get("where").get().members("axes with values");
      members
          .members()
          .forEach((name, member) -> {
            Axis axis = axis(new Tree.Leaf(name, true, member.place()));
            where.put(axis, texts(axis, member.value()));
          });
    }
    return new Keep(what, where);
  }

  private static Set<String> texts(Axis axis, Tree tree) {
    Set<String> texts = new HashSet<>();
    Values values =
        ValuesReader.read(
            axis,
            tree,
            members -> {
              throw members.place().expected(axis.kind().expected(), members.kind());
            });
    for (long k = 0; k < values.size(); k++) {
      texts.add(values.get(k));
    }
    return texts;
  }
}
