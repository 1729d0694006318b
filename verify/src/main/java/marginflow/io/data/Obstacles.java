package marginflow.io.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;

/**
 * What in a data set no start of a network can separate.
 *
 * @param zero a sentence on a sample whose features are all 0: a network without biases is 0 there
 * @param twice a sentence on a point that has both labels
 */
public record Obstacles(Optional<String> zero, Optional<String> twice) {

  /** A sample as a key, equal to samples of the same numbers; −0 equals 0. */
  private record Point(Dataset data, int i) {

    @Override
    public boolean equals(Object other) {
      boolean same = other instanceof Point;
      for (int j = 0; same && j < data.d(); j++) {
        same = data.x().get(i, j) == data.x().get(((Point) other).i, j);
      }
      return same;
    }

    @Override
    public int hashCode() {
      int hash = 0;
      for (int j = 0; j < data.d(); j++) {
        hash = 31 * hash + Double.hashCode(data.x().get(i, j) + 0.0);
      }
      return hash;
    }

    boolean isZero() {
      boolean zero = true;
      for (int j = 0; j < data.d(); j++) {
        zero &= data.x().get(i, j) == 0;
      }
      return zero;
    }
  }

  /**
   * Looks at every sample.
   *
   * @param places where each stands in its file
   */
  static Obstacles of(Dataset data, List<String> places) {
    Optional<String> zero = Optional.empty();
    Optional<String> twice = Optional.empty();
    Map<Point, Integer> seen = new HashMap<>();
    for (int i = 0; i < data.n(); i++) {
      Point point = new Point(data, i);
      if (zero.isEmpty() && point.isZero()) {
        zero =
            Optional.of(
                "no start separates these data: all features are 0 in "
                    + places.get(i)
                    + ", where a network without biases is 0");
      }
      int before = seen.computeIfAbsent(point, p -> p.i());
      if (twice.isEmpty() && data.y()[before] != data.y()[i]) {
        twice =
            Optional.of(
                "no start separates these data: "
                    + places.get(before)
                    + " and "
                    + places.get(i)
                    + " are one point with both labels");
      }
    }
    return new Obstacles(zero, twice);
  }

  /** What keeps a network from separating the data, if anything is known to. */
  public Optional<String> of(Architecture net) {
    boolean biased =
        net instanceof FullyConnected dense && dense.extra() == FullyConnected.Extra.BIASES;
    return twice.isPresent() || biased ? twice : zero;
  }
}
