package marginflow.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads what an axis runs through: a value, a list, a range, or numbers evenly spaced. */
final class ValuesReader {

  /** Digits that evenly spaced numbers are rounded to, so that 10^-3 is 0.001. */
  private static final MathContext DIGITS = new MathContext(12);

  /** Numbers that one line can ask for. */
  private static final int MOST_SPACED = 10_000;

  private ValuesReader() {}

  /**
   * Reads the values of an axis, each once.
   *
   * @param special reads values that are objects
   */
  static Values read(Axis axis, Tree tree, Function<Tree.Members, Values> special) {
    return read(axis.kind(), tree, special);
  }

  /** Reads values of a kind, each once. */
  static Values read(Axis.Kind kind, Tree tree, Function<Tree.Members, Values> special) {
    List<Values> parts = new ArrayList<>();
    Set<String> single = new LinkedHashSet<>();
    if (tree.list().isEmpty()) {
      throw tree.place().expected(kind.expected(), "an empty list");
    }
    for (Tree item : tree.list()) {
      Values values = one(kind, item, special);
      if (values instanceof Values.Listed listed) {
        single.addAll(listed.texts());
      } else {
        flush(parts, single);
        parts.add(values);
      }
    }
    flush(parts, single);
    return parts.size() == 1 ? parts.getFirst() : new Values.Joined(parts);
  }

  private static void flush(List<Values> parts, Set<String> single) {
    if (!single.isEmpty()) {
      parts.add(new Values.Listed(List.copyOf(single)));
      single.clear();
    }
  }

  private static Values one(Axis.Kind kind, Tree tree, Function<Tree.Members, Values> special) {
    if (tree instanceof Tree.Members members) {
      return kind instanceof Axis.Kind.Real && members.get("from").isPresent()
          ? spaced(kind, members)
          : special.apply(members);
    }
    Tree.Leaf leaf = tree.leaf(kind.expected());
    Optional<Values> range = kind instanceof Axis.Kind.Whole ? range(kind, leaf) : Optional.empty();
    return range.orElseGet(() -> new Values.Listed(List.of(canonical(kind, leaf))));
  }

  private static String canonical(Axis.Kind kind, Tree.Leaf leaf) {
    return kind.canonical(leaf.text())
        .orElseThrow(() -> leaf.place().expected(kind.expected(), leaf.text()));
  }

  private static Optional<Values> range(Axis.Kind kind, Tree.Leaf leaf) {
    int dots = leaf.text().indexOf("..");
    if (dots < 0) {
      return Optional.empty();
    }
    Optional<Long> first = kind.canonical(leaf.text().substring(0, dots)).map(Long::valueOf);
    Optional<Long> last = kind.canonical(leaf.text().substring(dots + 2)).map(Long::valueOf);
    if (first.isEmpty()
        || last.isEmpty()
        || last.get() < first.get()
        || last.get() - first.get() < 0) {
      throw leaf.place().expected(kind.expected() + " with A <= B in A..B", leaf.text());
    }
    return Optional.of(new Values.Range(first.get(), last.get()));
  }

  private static Values spaced(Axis.Kind kind, Tree.Members members) {
    members.require(List.of("from", "to", "count", "spacing"));
    double from = number(members, "from");
    double to = number(members, "to");
    Tree.Leaf count = member(members, "count");
    int steps =
        new Axis.Kind.Whole(2, MOST_SPACED, List.of())
            .canonical(count.text())
            .map(Integer::parseInt)
            .orElseThrow(() ->
                count.place().expected("a whole number from 2 to " + MOST_SPACED, count.text()));
    String spacing =
        members.get("spacing").map(tree -> tree.leaf("log or linear").text()).orElse("linear");
    boolean log = spacing.equals("log");
    boolean known = log ? from > 0 && to > 0 : spacing.equals("linear");
    if (!known) {
      throw members.place().expected("spacing linear, or log between positive numbers", spacing);
    }
    Set<String> texts = new LinkedHashSet<>();
    for (int k = 0; k < steps; k++) {
      double share = (double) k / (steps - 1);
      double value = log ? from * StrictMath.pow(to / from, share) : from + share * (to - from);
      String rounded = new BigDecimal(value).round(DIGITS).toString();
      texts.add(canonical(kind, new Tree.Leaf(rounded, true, members.place())));
    }
    return new Values.Listed(List.copyOf(texts));
  }

  private static double number(Tree.Members members, String name) {
    Tree.Leaf leaf = member(members, name);
    return Axis.Kind.number("a number", value -> true)
        .canonical(leaf.text())
        .map(Double::parseDouble)
        .orElseThrow(() -> leaf.place().expected("a number", leaf.text()));
  }

  private static Tree.Leaf member(Tree.Members members, String name) {
    return members
        .get(name)
        .orElseThrow(() -> members.place().expected("a member " + name, "none"))
        .leaf("a number");
  }
}
