package marginflow.sweep;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of a description whose cells are the product of its axes.
 *
 * @param axes what it runs through; {@link Axis#DATA} and {@link Axis#NET} are there
 * @param zips axes that go together, of as many values each; the others are combined with all
 */
record Section(Map<Axis, Values> axes, List<List<Axis>> zips) {

  /** What stands for a value in a network's text. */
  private static final Map<Axis, List<String>> FIELDS =
      Map.of(
          Axis.WIDTH, List.of("{width}", "{layers}"),
          Axis.DEPTH, List.of("{depth}", "{layers}"),
          Axis.SLOPE, List.of("{slope}"));

  /** Copies the axes. */
  Section {
    axes = new EnumMap<>(axes);
    zips = List.copyOf(zips);
  }

  /**
   * What is wrong with a section.
   *
   * @param axis with which of its axes
   * @param sentence what was expected and what was found
   */
  record Complaint(Axis axis, String sentence) {}

  /**
   * Looks whether networks and values wait for each other, and zips are even.
   *
   * @param name what a message calls an axis
   */
  List<Complaint> complaints(Function<Axis, String> name) {
    List<Complaint> complaints = new ArrayList<>();
    List<String> nets = texts(Axis.NET);
    FIELDS.forEach((axis, fields) -> {
      boolean asked = nets.stream().anyMatch(net -> fields.stream().anyMatch(net::contains));
      if (asked && !axes.containsKey(axis)) {
        complaints.add(
            new Complaint(
                Axis.NET,
                "%s in %s: expected its values in %s"
                    .formatted(fields.getFirst(), name.apply(Axis.NET), name.apply(axis))));
      } else if (!asked && axes.containsKey(axis)) {
        complaints.add(
            new Complaint(
                axis,
                "%s: expected %s in %s, found %s"
                    .formatted(name.apply(axis), fields.getFirst(), name.apply(Axis.NET), nets)));
      }
    });
    for (List<Axis> zip : zips) {
      zip.stream()
          .filter(axis -> sizeOf(axis) != sizeOf(zip.getFirst()))
          .forEach(axis ->
              complaints.add(
                  new Complaint(
                      axis,
                      "%s: expected as many values as of %s, %d, found %d"
                          .formatted(
                              name.apply(axis),
                              name.apply(zip.getFirst()),
                              sizeOf(zip.getFirst()),
                              sizeOf(axis)))));
    }
    return complaints;
  }

  private long sizeOf(Axis axis) {
    return axes.containsKey(axis) ? axes.get(axis).size() : 0;
  }

  private List<String> texts(Axis axis) {
    Values values = Objects.requireNonNull(axes.get(axis), axis::key);
    List<String> texts = new ArrayList<>();
    for (long k = 0; k < values.size(); k++) {
      texts.add(values.get(k));
    }
    return texts;
  }

  /**
   * Axes that change together.
   *
   * @param axes one or more
   * @param values of each
   */
  record Factor(List<Axis> axes, List<Values> values) {

    long size() {
      return values.getFirst().size();
    }

    void put(long index, Map<Axis, String> cell) {
      for (int k = 0; k < axes.size(); k++) {
        cell.put(axes.get(k), values.get(k).get(index));
      }
    }
  }

  /** The product for one network: what its text has no place for does not multiply it. */
  record Block(String net, List<Factor> factors) {

    long size() {
      long size = 1;
      for (Factor factor : factors) {
        size = Math.multiplyExact(size, factor.size());
      }
      return size;
    }

    /** What a cell is given, its network not yet filled in. */
    Map<Axis, String> cell(long index) {
      Map<Axis, String> cell = new EnumMap<>(Axis.class);
      cell.put(Axis.NET, net);
      long rest = index;
      for (Factor factor : factors.reversed()) {
        factor.put(rest % factor.size(), cell);
        rest /= factor.size();
      }
      return cell;
    }
  }

  /** The blocks, one for each network. */
  List<Block> blocks() {
    return texts(Axis.NET).stream().map(net -> new Block(net, factors(net))).toList();
  }

  private List<Factor> factors(String net) {
    List<Factor> factors = new ArrayList<>();
    Set<Axis> done = new HashSet<>(Set.of(Axis.NET));
    for (Axis axis : axes.keySet()) {
      if (done.contains(axis)) {
        continue;
      }
      List<Axis> together =
          zips.stream().filter(zip -> zip.contains(axis)).findFirst().orElse(List.of(axis));
      done.addAll(together);
      List<Axis> heard = together.stream().filter(a -> hears(net, a)).toList();
      if (!heard.isEmpty()) {
        factors.add(new Factor(heard, heard.stream().map(axes::get).toList()));
      }
    }
    return factors;
  }

  private static boolean hears(String net, Axis axis) {
    List<String> fields = FIELDS.getOrDefault(axis, List.of(""));
    return fields.stream().anyMatch(net::contains);
  }
}
