package marginflow.network;

import java.util.ArrayList;
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
    all = new int[x.rows()][];
    aligned = new int[x.rows()][];
    scale = new double[x.rows()];
    Map<List<Float>, List<Integer>> byDirection = new HashMap<>();
    for (int i = 0; i < x.rows(); i++) {
      int place = largest(i);
      List<Integer> group = new ArrayList<>();
      if (x.get(i, place) != 0) {
        List<Integer> known = byDirection.putIfAbsent(direction(i), group);
        group = known != null && proportional(known.getFirst(), i, multiples) ? known : group;
      }
      group.add(i);
      scale[i] = x.get(i, largest(group.getFirst()));
      if (group.size() == 1) {
        share(group);
      }
    }
    byDirection.values().stream().filter(group -> group.size() > 1).forEach(this::share);
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
    return group.stream().mapToInt(Integer::intValue).filter(which).toArray();
  }

  /** Components over the largest, to seven digits: rows that share them are compared. */
  private List<Float> direction(int row) {
    double size = x.get(row, largest(row));
    List<Float> direction = new ArrayList<>(x.cols());
    for (int j = 0; j < x.cols(); j++) {
      // Adding zero makes one of both zeros.
      direction.add((float) (x.get(row, j) / size) + 0f);
    }
    return direction;
  }

  /** Place of the first component of largest size. */
  private int largest(int row) {
    int place = 0;
    for (int j = 1; j < x.cols(); j++) {
      place = Math.abs(x.get(row, j)) > Math.abs(x.get(row, place)) ? j : place;
    }
    return place;
  }

  private boolean proportional(int first, int row, boolean multiples) {
    int place = largest(first);
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
