package marginflow.crosscheck;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The bits of results, condensed into one number for every kernel on every shape: two runs that
 * agree in these agree in every bit.
 */
final class Digests {

  private final String shape;
  private final Map<String, Long> byName;

  private Digests(String shape, Map<String, Long> byName) {
    this.shape = shape;
    this.byName = byName;
  }

  /** None yet. */
  static Digests none() {
    return new Digests("", new LinkedHashMap<>());
  }

  /** The same collection, for results on a shape. */
  Digests on(String newShape) {
    return new Digests(newShape, byName);
  }

  /** Adds results of a kernel to those it has on this shape. */
  void add(String kernel, double... values) {
    String name = shape.isEmpty() ? kernel : kernel + ", " + shape;
    long hash = byName.getOrDefault(name, 0xcbf29ce484222325L);
    for (double x : values) {
      // FNV-1a over 64-bit words, with the high bits folded back into the low ones.
      hash = (hash ^ Double.doubleToLongBits(x)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    byName.put(name, hash);
  }

  /** By kernel and shape, in the order in which they came. */
  Map<String, Long> map() {
    return byName;
  }

  /** Requires two collections to be the same; every entry is a case. */
  static void compare(
      String what, Map<String, Long> expected, Map<String, Long> found, Tally tally) {
    for (Map.Entry<String, Long> digest : expected.entrySet()) {
      tally.open(what.isEmpty() ? digest.getKey() : digest.getKey() + ", " + what);
      tally.require(digest.getValue().equals(found.get(digest.getKey())));
    }
  }
}
