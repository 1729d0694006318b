package marginflow.sweep;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * What a YAML or JSON file says, every part with its place in the file, so that whatever is wrong
 * with it is said with line and column. JSON is read as the part of YAML that it is.
 */
sealed interface Tree {

  /**
   * A place in a file.
   *
   * @param file what a message calls it
   * @param line from 1
   * @param column character of the line, from 1
   */
  record Place(String file, int line, int column) {

    /** The error that something else was expected here. */
    BadDataException expected(String what, String found) {
      return BadDataException.at(file, line, column, what, found);
    }
  }

  /** Where it begins. */
  Place place();

  /** What a message calls it. */
  String kind();

  /** A number, a word or a text. */
  record Leaf(String text, boolean plain, Place place) implements Tree {
    @Override
    public String kind() {
      return text.isEmpty() ? "nothing" : text;
    }
  }

  /** A list. */
  record Items(List<Tree> items, Place place) implements Tree {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** An object, its members in the order of the file. */
  record Members(Map<String, Member> members, Place place) implements Tree {
    @Override
    public String kind() {
      return "an object";
    }

    /** What a member has, if there is one of that name. */
    Optional<Tree> get(String name) {
      return Optional.ofNullable(members.get(name)).map(Member::value);
    }

    /** Refuses members of other names. */
    void require(List<String> names) {
      members.forEach((name, member) -> {
        if (!names.contains(name)) {
          throw member.place().expected("one of " + String.join(", ", names), name);
        }
      });
    }
  }

  /**
   * A member of an object.
   *
   * @param place of its name
   * @param value what it has
   */
  record Member(Place place, Tree value) {}

  /** This as an object. */
  default Members members(String what) {
    if (this instanceof Members members) {
      return members;
    }
    throw place().expected(what, kind());
  }

  /** This as a leaf. */
  default Leaf leaf(String what) {
    if (this instanceof Leaf leaf && !leaf.text().isEmpty()) {
      return leaf;
    }
    throw place().expected(what, kind());
  }

  /** The items of a list, or this alone. */
  default List<Tree> list() {
    return this instanceof Items(List<Tree> items, Place _) ? items : List.of(this);
  }

  /**
   * Reads a file.
   *
   * @throws BadDataException if it is neither YAML nor JSON, with line and column
   */
  static Tree read(InputFile input) {
    // JSON may be indented by tabs, YAML may not; in a string of JSON there can be none.
    String raw = new String(input.content(), StandardCharsets.UTF_8);
    String text = raw.stripLeading().startsWith("{") ? raw.replace('\t', ' ') : raw;
    LoadSettings settings = LoadSettings.builder().setLabel(input.name()).build();
    try {
      Optional<Node> root = composer(settings, text).getSingleNode();
      Place start = new Place(input.name(), 1, 1);
      return new Reader(input.name())
          .tree(root.orElseThrow(() -> start.expected("a description", "an empty file")), 0);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      throw new Place(
              input.name(),
              mark.map(Mark::getLine).orElse(0) + 1,
              mark.map(Mark::getColumn).orElse(0) + 1)
          .expected("YAML or JSON", e.getProblem());
    } catch (YamlEngineException e) {
      throw BadDataException.in(input.name(), "YAML or JSON", String.valueOf(e.getMessage()));
    }
  }

  private static Composer composer(LoadSettings settings, String text) {
    return new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
  }

  /** Makes trees of nodes. */
  final class Reader {

    /** What nobody writes by hand; references in YAML can make a short file endless. */
    private static final int MOST_NODES = 1_000_000;

    private static final int DEEPEST = 20;

    private final String file;
    private int nodes;

    private Reader(String file) {
      this.file = file;
    }

    private Place place(Node node) {
      return node.getStartMark()
          .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
          .orElseGet(() -> new Place(file, 1, 1));
    }

    private Tree tree(Node node, int depth) {
      if (++nodes > MOST_NODES || depth > DEEPEST) {
        throw place(node)
            .expected("at most %d values, %d deep".formatted(MOST_NODES, DEEPEST), "more");
      }
      return switch (node) {
        case ScalarNode scalar -> new Leaf(scalar.getValue(), scalar.isPlain(), place(node));
        case SequenceNode sequence -> {
          List<Tree> items = new ArrayList<>();
          sequence.getValue().forEach(item -> items.add(tree(item, depth + 1)));
          yield new Items(items, place(node));
        }
        case MappingNode mapping -> members(mapping, depth);
        default -> throw place(node).expected("a value", "a reference to nothing");
      };
    }

    private Tree members(MappingNode mapping, int depth) {
      Map<String, Member> members = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Place place = place(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw place.expected("a name", "something else");
        }
        Member member = new Member(place, tree(tuple.getValueNode(), depth + 1));
        if (members.putIfAbsent(key.getValue(), member) != null) {
          throw place.expected("every name once", key.getValue() + " a second time");
        }
      }
      return new Members(members, place(mapping));
    }
  }
}
