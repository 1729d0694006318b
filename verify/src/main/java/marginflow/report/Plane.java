package marginflow.report;

import marginflow.array.Matrix;
import marginflow.network.Dataset;

/**
 * The plane in input space that a picture shows: the points {@code origin + s e1 + t e2}.
 *
 * @param origin length d
 * @param e1 unit vector, length d
 * @param e2 unit vector orthogonal to e1, length d
 * @param xLabel what s is
 * @param yLabel what t is
 * @param whole whether every sample lies in the plane, so that nothing is projected
 */
public record Plane(
    double[] origin, double[] e1, double[] e2, String xLabel, String yLabel, boolean whole) {

  /**
   * Rounds of the power iteration: enough for a ratio of singular values of 0.9 to fall to 1e-9.
   */
  private static final int ROUNDS = 200;

  /** A sum of vectors shorter than this share of their lengths says little of any of them. */
  private static final double CANCELLED = 0.1;

  /**
   * The plane to show a run in: the inputs themselves for d = 2, or d = 3 with a constant third
   * feature; otherwise the plane through 0 of the support vectors' sum {@code Σ λ_i y_i x_i} and of
   * their leading direction beside it, that of {@code √λ_i y_i x_i}. Where the sum all but cancels,
   * as in data with a symmetry, their leading direction stands in for it.
   *
   * @param data the samples
   * @param weights λ, one per sample, not negative; where all are 0, every sample counts the same
   */
  public static Plane of(Dataset data, double[] weights) {
    int d = data.d();
    if (d == 2) {
      return inputs(new double[2]);
    }
    if (d == 3 && constantColumn(data, 2)) {
      return inputs(new double[] {0, 0, data.x().get(0, 2)});
    }
    double[] first = sum(data, weights);
    if (norm(first) == 0) {
      first = leading(data, weights, new double[d]);
    }
    double[] second = leading(data, weights, first);
    if (norm(second) == 0) {
      second = leading(data, new double[data.n()], first);
    }
    if (norm(second) == 0) {
      second = anyOrthogonal(first);
    }
    return new Plane(
        new double[d], first, second, "first support direction", "second support direction", false);
  }

  /** First coordinate of the projection of a sample. */
  public double s(Dataset data, int row) {
    return project(data, row, e1);
  }

  /** Second coordinate of the projection of a sample. */
  public double t(Dataset data, int row) {
    return project(data, row, e2);
  }

  private double project(Dataset data, int row, double[] e) {
    double sum = 0;
    for (int j = 0; j < e.length; j++) {
      sum += (data.x().get(row, j) - origin[j]) * e[j];
    }
    return sum;
  }

  /**
   * Puts a point of the plane into a row of inputs.
   *
   * @param x inputs, n × d
   * @param row the row to overwrite
   * @param s first coordinate
   * @param t second coordinate
   */
  void put(Matrix x, int row, double s, double t) {
    for (int j = 0; j < origin.length; j++) {
      x.set(row, j, origin[j] + s * e1[j] + t * e2[j]);
    }
  }

  private static Plane inputs(double[] origin) {
    double[] e1 = new double[origin.length];
    double[] e2 = new double[origin.length];
    e1[0] = 1;
    e2[1] = 1;
    return new Plane(origin, e1, e2, "x₁", "x₂", true);
  }

  private static boolean constantColumn(Dataset data, int column) {
    for (int i = 0; i < data.n(); i++) {
      if (data.x().get(i, column) != data.x().get(0, column)) {
        return false;
      }
    }
    return data.n() > 0;
  }

  /** The direction of Σ weight y x, or 0 if its terms cancel to a small share of their size. */
  private static double[] sum(Dataset data, double[] weights) {
    double[] sum = new double[data.d()];
    double size = 0;
    for (int i = 0; i < data.n(); i++) {
      double[] row = new double[data.d()];
      add(row, weights[i], data, i);
      size += norm(row);
      add(sum, weights[i] * data.y()[i], data, i);
    }
    return norm(sum) > CANCELLED * size ? unit(sum) : new double[data.d()];
  }

  /**
   * Leading right singular vector of the rows √weight y x orthogonal to a vector; 0 if there is
   * none.
   */
  private static double[] leading(Dataset data, double[] weights, double[] orthogonalTo) {
    boolean even = norm(weights) == 0;
    double[] mean = new double[orthogonalTo.length];
    for (int i = 0; i < data.n(); i++) {
      add(mean, (even ? 1 : weights[i]) * data.y()[i], data, i);
    }
    double[] v = longestRow(data, weights, even, orthogonalTo);
    double scale = norm(v);
    for (int round = 0; round < ROUNDS && norm(v) > 1e-12 * scale; round++) {
      double[] next = new double[v.length];
      for (int i = 0; i < data.n(); i++) {
        double weight = even ? 1 : weights[i];
        if (weight > 0) {
          add(next, weight * dot(data, i, v), data, i);
        }
      }
      v = unit(without(next, orthogonalTo));
    }
    return scale(v, dot(mean, v) < 0 ? -1 : 1);
  }

  /**
   * The row that is longest once freed of a direction: never orthogonal to the leading vector by
   * accident of order.
   */
  private static double[] longestRow(
      Dataset data, double[] weights, boolean even, double[] orthogonalTo) {
    double[] longest = new double[orthogonalTo.length];
    double size = 0;
    for (int i = 0; i < data.n(); i++) {
      if (even || weights[i] > 0) {
        double[] row = new double[orthogonalTo.length];
        add(row, 1, data, i);
        double full = norm(row);
        double[] rest = without(row, orthogonalTo);
        if (norm(rest) > 1e-9 * full && norm(rest) > size) {
          size = norm(rest);
          longest = rest;
        }
      }
    }
    return longest;
  }

  private static double[] anyOrthogonal(double[] unit) {
    int smallest = 0;
    for (int j = 0; j < unit.length; j++) {
      smallest = Math.abs(unit[j]) < Math.abs(unit[smallest]) ? j : smallest;
    }
    double[] e = new double[unit.length];
    e[smallest] = unit.length > 1 ? 1 : 0;
    return unit(without(e, unit));
  }

  private static void add(double[] sum, double factor, Dataset data, int row) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += factor * data.x().get(row, j);
    }
  }

  private static double dot(Dataset data, int row, double[] v) {
    double sum = 0;
    for (int j = 0; j < v.length; j++) {
      sum += data.x().get(row, j) * v[j];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double norm(double[] v) {
    return Math.sqrt(dot(v, v));
  }

  private static double[] without(double[] v, double[] unit) {
    double share = dot(v, unit);
    double[] rest = v.clone();
    for (int j = 0; j < v.length; j++) {
      rest[j] -= share * unit[j];
    }
    return rest;
  }

  private static double[] unit(double[] v) {
    double norm = norm(v);
    return norm > 0 ? scale(v, 1 / norm) : v;
  }

  private static double[] scale(double[] v, double factor) {
    double[] scaled = v.clone();
    for (int j = 0; j < v.length; j++) {
      scaled[j] *= factor;
    }
    return scaled;
  }
}
