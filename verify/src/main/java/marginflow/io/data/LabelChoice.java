package marginflow.io.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import marginflow.io.BadDataException;
import marginflow.io.Printable;

/**
 * Which labels become −1 and +1.
 *
 * @param classes two labels: only their samples are kept, the first becomes −1, the second +1
 *     (unless {@code positive} names the first)
 * @param positive the label that becomes +1; all others become −1
 */
public record LabelChoice(Optional<List<String>> classes, Optional<String> positive) {

  /** No choice made: the data must have two labels, the smaller of which becomes −1. */
  public static final LabelChoice NONE = new LabelChoice(Optional.empty(), Optional.empty());

  /** Brings the labels into their shortest form. */
  public LabelChoice {
    classes = classes.map(c -> c.stream().map(Numbers::canonical).toList());
    positive = positive.map(Numbers::canonical);
    if (classes.isPresent()
        && (classes.get().size() != 2
            || classes.get().getFirst().equals(classes.get().getLast()))) {
      throw new IllegalArgumentException(
          "--classes: expected two different labels A,B, found " + String.join(",", classes.get()));
    }
    if (classes.isPresent() && positive.isPresent() && !classes.get().contains(positive.get())) {
      throw new IllegalArgumentException(
          "--positive: expected one of --classes %s, found %s"
              .formatted(String.join(",", classes.get()), positive.get()));
    }
  }

  /**
   * The answer: how labels map to signs.
   *
   * @param negative name of what becomes −1; empty if no sample does
   * @param positive name of what becomes +1; empty if no sample does
   * @param signs sign of each label of the file that is kept
   */
  record Signs(Optional<String> negative, Optional<String> positive, Map<String, Integer> signs) {}

  /**
   * Takes a label, or refuses it if it stands for a missing one and the choice does not say what
   * becomes of it: {@code --classes} leaves its sample out, and {@code --positive} may name it.
   *
   * @param place where the label stands
   * @return the label in its shortest form
   */
  String require(String place, String label) {
    String canonical = Numbers.canonical(label);
    boolean settled = classes.isPresent() || positive.filter(p -> p.equals(canonical)).isPresent();
    if (MissingValue.is(canonical) && !settled) {
      throw BadDataException.in(
          place,
          "a label (--classes A,B keeps only the samples of two)",
          BadDataException.quote(canonical));
    }
    return canonical;
  }

  /**
   * Maps the labels of a file to signs.
   *
   * @throws BadDataException if the choice does not settle it; lists the labels found
   */
  Signs apply(RawData raw) {
    Map<String, Integer> counts = new TreeMap<>(LabelChoice::compare);
    raw.labels().forEach(label -> counts.merge(label, 1, Integer::sum));
    if (classes.isPresent()) {
      return two(raw, counts, classes.get());
    }
    if (positive.isPresent()) {
      return oneAgainstTheRest(raw, counts, positive.get());
    }
    boolean given = raw.signed() && List.of("-1", "1").containsAll(counts.keySet());
    if (given || counts.size() == 2) {
      return ordered(given ? List.of("-1", "1") : List.copyOf(counts.keySet()), counts);
    }
    throw BadDataException.in(
        raw.file(),
        counts.size() == 1
            ? "two labels (--positive A takes the only label A as +1)"
            : "two labels (--classes A,B picks two, --positive A sets one against the rest)",
        found(counts));
  }

  private Signs two(RawData raw, Map<String, Integer> counts, List<String> pair) {
    for (String label : pair) {
      requirePresent(raw, counts, label, "--classes");
    }
    boolean swap = positive.isPresent() && positive.get().equals(pair.getFirst());
    return ordered(swap ? pair.reversed() : pair, counts);
  }

  private static Signs ordered(List<String> pair, Map<String, Integer> counts) {
    Map<String, Integer> signs = new LinkedHashMap<>();
    signs.put(pair.getFirst(), -1);
    signs.put(pair.getLast(), 1);
    return new Signs(
        Optional.of(pair.getFirst()).filter(counts::containsKey),
        Optional.of(pair.getLast()).filter(counts::containsKey),
        signs);
  }

  private static Signs oneAgainstTheRest(
      RawData raw, Map<String, Integer> counts, String positive) {
    requirePresent(raw, counts, positive, "--positive");
    Map<String, Integer> signs = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    for (String label : counts.keySet()) {
      signs.put(label, label.equals(positive) ? 1 : -1);
      if (!label.equals(positive)) {
        rest.add(label);
      }
    }
    return new Signs(
        rest.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", rest)),
        Optional.of(positive),
        signs);
  }

  private static void requirePresent(
      RawData raw, Map<String, Integer> counts, String label, String option) {
    if (!counts.containsKey(label)) {
      throw BadDataException.in(
          raw.file(), "a label \"" + Printable.line(label) + "\" (" + option + ")", found(counts));
    }
  }

  private static String found(Map<String, Integer> counts) {
    List<String> shown = new ArrayList<>();
    counts.forEach((label, count) -> shown.add(Printable.line(label) + " (" + count + " samples)"));
    int limit = 12;
    return shown.size() > limit
        ? shown.size() + " labels: " + String.join(", ", shown.subList(0, limit)) + ", …"
        : shown.size() + ": " + String.join(", ", shown);
  }

  /** Numbers by value, before texts by their characters. */
  private static int compare(String a, String b) {
    var x = Numbers.parse(a);
    var y = Numbers.parse(b);
    if (x.isPresent() && y.isPresent()) {
      return Double.compare(x.getAsDouble(), y.getAsDouble());
    }
    return x.isPresent() == y.isPresent() ? a.compareTo(b) : x.isPresent() ? -1 : 1;
  }
}
