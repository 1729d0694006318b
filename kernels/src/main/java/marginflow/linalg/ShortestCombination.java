package marginflow.linalg;

import java.util.Arrays;
import java.util.List;
import marginflow.array.Matrix;

/**
 * {@code min ‖Σ_i w_i p_i‖} subject to {@code l_i ≤ w_i ≤ u_i}, one bound of each finite, for many
 * bounds over the same points: a bounded least-squares problem whose columns are multiples of the
 * points. By the active-set method of Stark and Parker (BVLS, Computational Statistics 10, 1995),
 * from any weights on, with the normal equations of those between their bounds factored by {@link
 * UpdatedCholesky}. Slopes come of the combination itself, so that steps repeat until they are
 * those of an orthogonal factorization ("corrected seminormal equations", Björck, Linear Algebra
 * Appl. 88, 1987). Points that all but depend on each other are left to {@link BoxLeastSquares}.
 *
 * <p>Ends when no weight can move, or moving any one no longer pays in double precision.
 */
public final class ShortestCombination {

  /**
   * Share of a point's squared length that must lie beside the others: corrections converge while
   * its root is far above the root of the unit roundoff.
   */
  private static final double INDEPENDENT = 1e-11;

  /**
   * Corrections of a solution: each gains some four digits or more where points are independent.
   */
  private static final int CORRECTIONS = 3;

  /**
   * A solution.
   *
   * @param weights w
   * @param vector {@code Σ w_i p_i}
   */
  public record Solution(double[] weights, double[] vector) {}

  private final List<double[]> points;
  private final int dimension;
  private final int n;

  /** The points as rows, and as columns. */
  private final Matrix rows;

  private final Matrix columns;
  private final double[] norms;

  /** Inner products of a point with all points; each is made when it is first asked for. */
  private final double[][] gram;

  private final UpdatedCholesky factor = new UpdatedCholesky();
  private final double[] slopes;
  private final double[] step;
  private final int[] free;
  private final boolean[] isFree;
  private final boolean[] refused;
  private int freeCount;

  private double[] lower = {};
  private double[] upper = {};
  private double[] w = {};
  private double[] vector = {};
  private boolean dependent;

  /** For points of a dimension. */
  public ShortestCombination(List<double[]> points, int dimension) {
    this.points = List.copyOf(points);
    this.dimension = dimension;
    n = points.size();
    rows = Matrix.zeros(n, dimension);
    columns = Matrix.zeros(dimension, n);
    norms = new double[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(points.get(i), 0, rows.data(), rows.row(i), dimension);
      for (int j = 0; j < dimension; j++) {
        columns.data()[columns.row(j) + i] = points.get(i)[j];
      }
      norms[i] = Vectors.norm(points.get(i));
    }
    gram = new double[n][];
    slopes = new double[n];
    step = new double[n];
    free = new int[n];
    isFree = new boolean[n];
    refused = new boolean[n];
  }

  /**
   * Solves the problem.
   *
   * @param lower l, at most u
   * @param upper u
   * @param start weights to begin with, taken into their bounds
   */
  public Solution solve(double[] lower, double[] upper, double[] start) {
    this.lower = lower;
    this.upper = upper;
    w = new double[n];
    vector = new double[dimension];
    dependent = false;
    for (int i = 0; i < n; i++) {
      w[i] = Math.clamp(start[i], lower[i], upper[i]);
    }
    begin();
    Arrays.fill(refused, false);
    descend();
    double rounding = rounding();
    for (int entering = entering(rounding); entering >= 0; entering = entering(rounding)) {
      StopRequest.check();
      double length = Vectors.norm(vector);
      double[] before = w.clone();
      int[] freeBefore = Arrays.copyOf(free, freeCount);
      if (!add(entering)) {
        refused[entering] = true;
        dependent = true;
        continue;
      }
      descend();
      if (Vectors.norm(vector) < length) {
        Arrays.fill(refused, false);
      } else {
        System.arraycopy(before, 0, w, 0, n);
        restore(freeBefore);
        combine();
        refused[entering] = true;
      }
    }
    return dependent && violated(rounding) ? orthogonally() : new Solution(w, vector);
  }

  /** The sum of the points by weights. */
  public double[] vector(double[] weights) {
    double[] sum = new double[dimension];
    Gemv.addRows(rows, n, dimension, weights, sum, 0);
    return sum;
  }

  /** Begins with the weights between their bounds free, as far as their points are independent. */
  private void begin() {
    restore(new int[0]);
    for (int i = 0; i < n; i++) {
      if (w[i] > lower[i] && w[i] < upper[i]) {
        dependent |= !add(i);
      }
    }
    combine();
  }

  private double rounding() {
    double size = 0;
    for (int i = 0; i < n; i++) {
      double bound =
          Math.max(
              Double.isInfinite(lower[i]) ? 0 : Math.abs(lower[i]),
              Double.isInfinite(upper[i]) ? 0 : Math.abs(upper[i]));
      size += norms[i] * bound;
    }
    return Vectors.gamma(dimension + n) * size;
  }

  /** The vector, and with it the slopes. */
  private void combine() {
    Arrays.fill(vector, 0);
    Gemv.addRows(rows, n, dimension, w, vector, 0);
    Arrays.fill(slopes, 0);
    Gemv.addRows(columns, dimension, n, vector, slopes, 0);
  }

  /** How fast the length falls as a weight that is not free moves where it can; 0 if it cannot. */
  private double gain(int i) {
    if (isFree[i] || norms[i] == 0) {
      return 0;
    }
    double slope = slopes[i] / norms[i];
    return slope < 0 ? (w[i] < upper[i] ? -slope : 0) : w[i] > lower[i] ? slope : 0;
  }

  private int entering(double rounding) {
    int best = -1;
    double value = rounding;
    for (int i = 0; i < n; i++) {
      if (!refused[i] && gain(i) > value) {
        value = gain(i);
        best = i;
      }
    }
    return best;
  }

  /** Whether a weight that was refused would still pay. */
  private boolean violated(double rounding) {
    for (int i = 0; i < n; i++) {
      if (gain(i) > rounding) {
        return true;
      }
    }
    return false;
  }

  private boolean add(int i) {
    if (gram[i] == null) {
      gram[i] = new double[n];
      Gemv.addRows(columns, dimension, n, points.get(i), gram[i], 0);
    }
    for (int k = 0; k < freeCount; k++) {
      step[k] = gram[i][free[k]];
    }
    if (!factor.append(step, gram[i][i], INDEPENDENT)) {
      return false;
    }
    free[freeCount++] = i;
    isFree[i] = true;
    return true;
  }

  private void restore(int[] wanted) {
    factor.clear();
    Arrays.fill(isFree, false);
    freeCount = 0;
    for (int i : wanted) {
      add(i);
    }
  }

  /** Moves to the minimum over the free weights, fixing those that reach a bound on the way. */
  private void descend() {
    int corrections = 0;
    while (freeCount > 0 && corrections <= CORRECTIONS) {
      StopRequest.check();
      double length = Vectors.norm(vector);
      for (int k = 0; k < freeCount; k++) {
        step[k] = -slopes[free[k]];
      }
      factor.solve(step);
      int blocking = move();
      combine();
      if (blocking < 0) {
        corrections = Vectors.norm(vector) < length ? corrections + 1 : CORRECTIONS + 1;
      }
    }
  }

  /** Takes the step as far as the bounds allow; returns the free weight that met one, or −1. */
  private int move() {
    double share = 1;
    int blocking = -1;
    for (int k = 0; k < freeCount; k++) {
      int i = free[k];
      double room = (step[k] > 0 ? upper[i] : lower[i]) - w[i];
      if (step[k] != 0 && Math.abs(room) < share * Math.abs(step[k])) {
        share = room / step[k];
        blocking = k;
      }
    }
    for (int k = 0; k < freeCount; k++) {
      int i = free[k];
      w[i] = Math.clamp(Math.fma(share, step[k], w[i]), lower[i], upper[i]);
    }
    if (blocking >= 0) {
      int i = free[blocking];
      w[i] = step[blocking] > 0 ? upper[i] : lower[i];
      factor.remove(blocking);
      isFree[i] = false;
      System.arraycopy(free, blocking + 1, free, blocking, --freeCount - blocking);
    }
    return blocking;
  }

  /** The same by an orthogonal factorization, which tells dependent points apart far longer. */
  private Solution orthogonally() {
    double[] b = new double[dimension];
    java.util.ArrayList<double[]> used = new java.util.ArrayList<>();
    double[] limits = new double[n];
    double[] from = new double[n];
    int[] of = new int[n];
    for (int i = 0; i < n; i++) {
      boolean up = !Double.isInfinite(lower[i]);
      from[i] = up ? lower[i] : upper[i];
      Vectors.addScaled(from[i], points.get(i), b);
      if (upper[i] > lower[i]) {
        of[used.size()] = i;
        limits[used.size()] = upper[i] - lower[i];
        used.add(Vectors.scaled(up ? -1 : 1, points.get(i)));
      }
    }
    var solution = BoxLeastSquares.solve(used, Arrays.copyOf(limits, used.size()), b);
    if (!(Vectors.norm(solution.residual()) < Vectors.norm(vector))) {
      return new Solution(w, vector);
    }
    double[] found = from.clone();
    for (int k = 0; k < used.size(); k++) {
      int i = of[k];
      double x = solution.x()[k];
      found[i] = Double.isInfinite(lower[i]) ? upper[i] - x : lower[i] + x;
    }
    return new Solution(found, solution.residual());
  }
}
