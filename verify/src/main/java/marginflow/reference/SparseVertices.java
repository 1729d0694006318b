package marginflow.reference;

import java.util.ArrayList;
import java.util.List;
import marginflow.network.Dataset;

/**
 * {@code min Σ_j |β_j|^p}, {@code p < 1}, subject to {@code y_i x_i·β ≥ 1}: concave in every
 * orthant, so that a vertex of one of them has the least. All are visited, in rational numbers.
 */
final class SparseVertices {

  private final Rational[][] points;
  private final double power;
  private double least = Double.POSITIVE_INFINITY;

  private SparseVertices(Dataset data, double power) {
    this.power = power;
    this.points = new Rational[data.n()][data.d()];
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < data.d(); j++) {
        points[i][j] = Rational.of(data.y()[i] * data.x().get(i, j));
      }
    }
  }

  /** The least sum, to a few roundings of the powers; infinite if nothing separates the data. */
  static double least(Dataset data, double power) {
    SparseVertices vertices = new SparseVertices(data, power);
    for (int mask = 1; mask < 1 << data.d(); mask++) {
      int bits = mask;
      int[] columns =
          java.util.stream.IntStream.range(0, data.d()).filter(j -> (bits >> j & 1) == 1).toArray();
      vertices.rows(columns, new ArrayList<>(), 0);
    }
    return vertices.least;
  }

  /** Every choice of as many tight rows as there are coordinates. */
  private void rows(int[] columns, List<Integer> chosen, int from) {
    if (chosen.size() == columns.length) {
      visit(columns, chosen);
      return;
    }
    for (int i = from; i < points.length; i++) {
      chosen.add(i);
      rows(columns, chosen, i + 1);
      chosen.removeLast();
    }
  }

  private void visit(int[] columns, List<Integer> tight) {
    int k = columns.length;
    Rational[][] system = new Rational[k][k + 1];
    for (int r = 0; r < k; r++) {
      for (int c = 0; c < k; c++) {
        system[r][c] = points[tight.get(r)][columns[c]];
      }
      system[r][k] = Rational.ONE;
    }
    if (!eliminate(system)) {
      return;
    }
    for (Rational[] point : points) {
      Rational margin = Rational.ZERO;
      for (int c = 0; c < k; c++) {
        margin = margin.plus(point[columns[c]].times(system[c][k]));
      }
      if (margin.compareTo(Rational.ONE) < 0) {
        return;
      }
    }
    double sum = 0;
    for (Rational[] row : system) {
      sum += Math.pow(Math.abs(row[k].down()), power);
    }
    least = Math.min(least, sum);
  }

  /** Leaves the solution in the last column; false if there is not exactly one. */
  private static boolean eliminate(Rational[][] system) {
    int k = system.length;
    for (int c = 0; c < k; c++) {
      int pivot = c;
      while (pivot < k && system[pivot][c].signum() == 0) {
        pivot++;
      }
      if (pivot == k) {
        return false;
      }
      Rational[] row = system[pivot];
      system[pivot] = system[c];
      system[c] = row;
      Rational inverse = Rational.ONE.over(row[c]);
      for (int j = c; j <= k; j++) {
        row[j] = row[j].times(inverse);
      }
      for (int r = 0; r < k; r++) {
        Rational factor = system[r][c];
        for (int j = c; r != c && j <= k; j++) {
          system[r][j] = system[r][j].minus(factor.times(row[j]));
        }
      }
    }
    return true;
  }
}
