package marginflow.network.layered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import marginflow.array.Matrix;

/**
 * Which samples are multiples of one another, to the rounding of their components: {@code x_j = c
 * x_i}, c of either sign. A zero sample is a multiple of itself alone.
 */
final class ProportionalRows {

  /** Roundings by which a component of a multiple may be off: its own, and those of c. */
  private static final int ROUNDINGS = 4;

  private final Matrix x;
  private final boolean multiples;

  /** By row: the rows proportional to it, itself among them, in ascending order. */
  private final int[][] all;

  /** By row: those of positive proportion alone. */
  private final int[][] aligned;

  /** By row: its component where the first of its rows has the largest. */
  private final double[] scale;

  /**
   * Compares all samples.
   *
   * @param x samples, one a row
   * @param multiples whether others than equal ones count
   */
  ProportionalRows(Matrix x, boolean multiples) {
    this.x = x;
    this.multiples = multiples;
    all = new int[x.rows()][];
    aligned = new int[x.rows()][];
    scale = new double[x.rows()];
    Map<Integer, List<List<Integer>>> byDirection = new HashMap<>();
    for (int i = 0; i < x.rows(); i++) {
      List<Integer> group = group(byDirection.computeIfAbsent(hash(i), h -> new ArrayList<>()), i);
      group.add(i);
      scale[i] = x.get(i, largest(group.getFirst()));
    }
    byDirection.values().forEach(groups -> groups.forEach(this::share));
  }

  /** The group that a row belongs to among those of its hash, a new one if to none. */
  private List<Integer> group(List<List<Integer>> groups, int row) {
    for (List<Integer> group : groups) {
      if (proportional(group.getFirst(), row)) {
        return group;
      }
    }
    List<Integer> alone = new ArrayList<>();
    groups.add(alone);
    return alone;
  }

  private void share(List<Integer> group) {
    int[] rows = rows(group, row -> true);
    int[] positive = rows(group, row -> scale[row] > 0);
    int[] others = rows(group, row -> !(scale[row] > 0));
    for (int row : rows) {
      all[row] = rows;
      aligned[row] = scale[row] > 0 ? positive : others;
    }
  }

  private static int[] rows(List<Integer> group, IntPredicate which) {
    int[] rows = new int[group.size()];
    int count = 0;
    for (int row : group) {
      if (which.test(row)) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  /** Of the components over the largest, to seven digits: rows that share it are compared. */
  private int hash(int row) {
    double size = x.get(row, largest(row));
    int hash = 1;
    for (int j = 0; j < x.cols(); j++) {
      // Adding zero makes one of both zeros.
      hash = 31 * hash + Float.hashCode((float) (x.get(row, j) / size) + 0f);
    }
    return hash;
  }

  /** Place of the first component of largest size. */
  private int largest(int row) {
    int place = 0;
    for (int j = 1; j < x.cols(); j++) {
      place = Math.abs(x.get(row, j)) > Math.abs(x.get(row, place)) ? j : place;
    }
    return place;
  }

  private boolean proportional(int first, int row) {
    int place = largest(first);
    if (x.get(first, place) == 0) {
      return false;
    }
    double c = x.get(row, place) / x.get(first, place);
    for (int j = 0; j < x.cols(); j++) {
      double of = x.get(row, j);
      if (!(Math.abs(of - c * x.get(first, j)) <= ROUNDINGS * Math.ulp(of))) {
        return false;
      }
    }
    return multiples || c == 1;
  }

  /**
   * Rows proportional to one, itself among them, in ascending order: not to be changed.
   *
   * @param opposite whether those of negative proportion count
   */
  int[] of(int row, boolean opposite) {
    return opposite ? all[row] : aligned[row];
  }

  /** The c of {@code x_other = c x_row}, of two rows that are proportional. */
  double proportion(int row, int other) {
    return row == other ? 1 : scale[other] / scale[row];
  }
}
