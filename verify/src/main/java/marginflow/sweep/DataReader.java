package marginflow.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import marginflow.io.data.DataRequest;
import marginflow.io.data.DataRequest.HeaderLine;
import marginflow.io.data.DataRequest.Selection;
import marginflow.io.data.LabelChoice;
import marginflow.io.data.Preparation;

/** Reads the axis {@link Axis#DATA}: files, with how they are read, and random problems. */
final class DataReader {

  /** Members of a file. */
  static final List<String> OF_A_FILE =
      List.of(
          "file",
          "name",
          "label",
          "header",
          "drop",
          "x_key",
          "y_key",
          "classes",
          "positive",
          "standardize",
          "normalize_rows",
          "add_constant_feature",
          "sha256");

  /** Members of a random problem. */
  static final List<String> OF_RANDOM = List.of("n", "d", "labels", "seed");

  /** Sizes of random problems: they are meant to be small. */
  static final Axis.Kind SIZE = new Axis.Kind.Whole(1, 10_000, List.of());

  /** How labels of random problems are drawn. */
  static final Axis.Kind LABELS =
      Axis.Kind.word(List.of(RandomData.Labels.RANDOM.id(), RandomData.Labels.LINEAR.id()));

  /** Seeds of random problems. */
  static final Axis.Kind SEEDS = new Axis.Kind.Whole(Long.MIN_VALUE, Long.MAX_VALUE, List.of());

  private final Map<String, FileData> files = new LinkedHashMap<>();

  /** The files that were read, by the text that the axis has for them. */
  Map<String, FileData> files() {
    return files;
  }

  /** Reads the values. */
  Values read(Tree tree) {
    List<Values> parts = new ArrayList<>();
    for (Tree item : tree.list()) {
      parts.add(
          item instanceof Tree.Members members
              ? special(members)
              : file(item, DataRequest.of(item.leaf("a data file").text()), Optional.empty()));
    }
    if (parts.isEmpty()) {
      throw tree.place().expected("data", "an empty list");
    }
    return parts.size() == 1 ? parts.getFirst() : new Values.Joined(parts);
  }

  private Values special(Tree.Members members) {
    return members.get("random").map(tree -> random(members, tree)).orElseGet(() -> file(members));
  }

  private static Values random(Tree.Members outer, Tree tree) {
    outer.require(List.of("random"));
    Tree.Members members = tree.members("n, d, labels and seed of random problems");
    members.require(OF_RANDOM);
    Values labels =
        members
            .get("labels")
            .map(labelTree -> values(LABELS, labelTree))
            .orElseGet(() -> new Values.Listed(List.of(RandomData.Labels.RANDOM.id())));
    return new RandomData.Family(
        values(SIZE, required(members, "n")),
        values(SIZE, required(members, "d")),
        labels,
        values(SEEDS, required(members, "seed")));
  }

  private static Values values(Axis.Kind kind, Tree tree) {
    return ValuesReader.read(
        kind,
        tree,
        members -> {
          throw members.place().expected(kind.expected(), members.kind());
        });
  }

  private static Tree required(Tree.Members members, String name) {
    return members
        .get(name)
        .orElseThrow(() -> members.place().expected("a member " + name, "none"));
  }

  private Values file(Tree.Members members) {
    members.require(OF_A_FILE);
    Tree file = required(members, "file");
    DataRequest request;
    try {
      request =
          new DataRequest(
              file.leaf("a data file").text(),
              text(members, "label"),
              header(members),
              new Selection(
                  texts(members, "drop").orElse(List.of()),
                  text(members, "x_key"),
                  text(members, "y_key")),
              new LabelChoice(texts(members, "classes"), text(members, "positive")),
              new Preparation(
                  is(members, "standardize"),
                  is(members, "normalize_rows"),
                  is(members, "add_constant_feature")));
    } catch (IllegalArgumentException e) {
      throw members.place().expected("a choice of labels", String.valueOf(e.getMessage()));
    }
    Values read = file(file, request, Optional.of(name(members, request)));
    members.get("sha256").ifPresent(tree -> requireContent(tree, read.get(0)));
    return read;
  }

  private void requireContent(Tree tree, String name) {
    Tree.Leaf expected = tree.leaf("a SHA-256");
    String found =
        Optional.ofNullable(files.get(name)).map(file -> file.load().sha256()).orElse("none");
    if (!found.equals(expected.text())) {
      throw tree.place().expected("a file of SHA-256 " + expected.text(), found);
    }
  }

  /** The name given; else the file and what is chosen of it, since one file may be there twice. */
  private static String name(Tree.Members members, DataRequest request) {
    StringBuilder name = new StringBuilder(request.file());
    members
        .members()
        .forEach((key, member) -> {
          if (!key.equals("file") && !key.equals("sha256")) {
            List<String> texts = member.value().list().stream().map(Tree::kind).toList();
            name.append(' ').append(key).append('=').append(String.join("+", texts));
          }
        });
    return text(members, "name").orElse(name.toString());
  }

  private Values file(Tree place, DataRequest request, Optional<String> asked) {
    String name = asked.orElse(request.file());
    if (name.startsWith(RandomData.PREFIX)) {
      throw place.place().expected("a data file", name);
    }
    FileData read = FileData.of(name, request);
    FileData before = files.putIfAbsent(name, read);
    if (before != null && !before.identity().equals(read.identity())) {
      throw place.place().expected("a name of its own for every data set", name + " twice");
    }
    return new Values.Listed(List.of(name));
  }

  private static Optional<String> text(Tree.Members members, String name) {
    return members.get(name).map(tree -> tree.leaf("a text").text());
  }

  private static Optional<List<String>> texts(Tree.Members members, String name) {
    return members
        .get(name)
        .map(tree -> tree.list().stream().map(item -> item.leaf("a text").text()).toList());
  }

  private static HeaderLine header(Tree.Members members) {
    return members
        .get("header")
        .map(tree -> {
          Tree.Leaf leaf = tree.leaf("auto, yes or no");
          try {
            return HeaderLine.valueOf(leaf.text().toUpperCase(Locale.ROOT));
          } catch (IllegalArgumentException e) {
            throw leaf.place().expected("auto, yes or no", leaf.text());
          }
        })
        .orElse(HeaderLine.AUTO);
  }

  private static boolean is(Tree.Members members, String name) {
    return members
        .get(name)
        .map(tree -> {
          Tree.Leaf leaf = tree.leaf("true or false");
          return Axis.Kind.word(List.of("true", "false"))
              .canonical(leaf.text())
              .map(Boolean::parseBoolean)
              .orElseThrow(() -> leaf.place().expected("true or false", leaf.text()));
        })
        .orElse(false);
  }
}
