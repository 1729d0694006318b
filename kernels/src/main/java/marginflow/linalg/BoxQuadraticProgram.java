package marginflow.linalg;

import java.util.Arrays;
import marginflow.array.Matrix;

/**
 * {@code min ½ vᵀGv − bᵀv} subject to {@code 0 ≤ v ≤ u}, G symmetric positive semidefinite with a
 * positive diagonal: with {@code r = b − Gv}, a solution has {@code r = 0} where v is inside,
 * {@code r ≤ 0} at the bottom and {@code r ≥ 0} at the top, which makes it a linear complementarity
 * problem. Sweeps of projected Gauss–Seidel find which variables are inside, a Cholesky
 * factorization of those solves for them (Moré, Toraldo, SIAM J. Optim. 1, 1991, in spirit). The
 * workspace grows to the largest problem seen and is then reused.
 */
public final class BoxQuadraticProgram {

  /** Sweeps between two factorizations: three settle the sides of problems well conditioned. */
  private static final int SWEEPS = 3;

  /**
   * Rounds of sweeps and a factorization. Of the problems of random-label flows most take one, the
   * hardest seen took nine.
   */
  private static final int MOST_ROUNDS = 60;

  /** Ridge on what is factored over its largest diagonal entry: normals may be dependent. */
  private static final double RIDGE = 1e-13;

  /** Residual over {@code G_jj u_j}, the largest that a variable can make, that counts as none. */
  private static final double SOLVED = 1e-11;

  private Matrix factor = Matrix.zeros(16, 16);
  private int[] free = new int[16];
  private double[] target = new double[16];
  private double[] kept = new double[16];
  private int freeCount;

  /**
   * Solves a problem.
   *
   * @param g at least n × n, both triangles
   * @param u positive upper bounds
   * @param v a start, overwritten with the solution
   * @return what is left of the conditions: the largest residual over {@code G_jj u_j}, below 1e-11
   *     unless the rounds ended before
   */
  public double solve(Matrix g, int n, double[] b, double[] u, double[] v) {
    ensure(n);
    for (int j = 0; j < n; j++) {
      v[j] = Math.clamp(v[j], 0, u[j]);
    }
    double left = residual(g, n, b, u, v);
    for (int round = 0; round < MOST_ROUNDS && left > SOLVED; round++) {
      for (int sweep = 0; sweep < SWEEPS; sweep++) {
        sweep(g, n, b, u, v);
      }
      descend(g, n, b, u, v);
      left = residual(g, n, b, u, v);
    }
    return left;
  }

  /** Slope {@code b_j − (Gv)_j}. */
  private static double slope(Matrix g, int n, double[] b, double[] v, int j) {
    return b[j] - Vectors.dot(g.data(), g.row(j), v, 0, n);
  }

  private static void sweep(Matrix g, int n, double[] b, double[] u, double[] v) {
    for (int j = 0; j < n; j++) {
      double diagonal = g.data()[g.row(j) + j];
      v[j] = Math.clamp(v[j] + slope(g, n, b, v, j) / diagonal, 0, u[j]);
    }
  }

  /** The largest violation of the conditions, each in units of {@code G_jj u_j}. */
  private static double residual(Matrix g, int n, double[] b, double[] u, double[] v) {
    double most = 0;
    for (int j = 0; j < n; j++) {
      double r = slope(g, n, b, v, j);
      double violated = v[j] <= 0 ? Math.max(r, 0) : v[j] >= u[j] ? Math.max(-r, 0) : Math.abs(r);
      most = Math.max(most, violated / (g.data()[g.row(j) + j] * u[j]));
    }
    return most;
  }

  /**
   * Goes to the minimum over the variables that are inside, or to the first bound on the way there,
   * which is repeated without the variable that met it. The objective does not rise.
   */
  private void descend(Matrix g, int n, double[] b, double[] u, double[] v) {
    while (findFree(n, u, v) > 0 && factorFree(g)) {
      for (int a = 0; a < freeCount; a++) {
        target[a] = slope(g, n, b, v, free[a]);
      }
      Cholesky.solve(factor, freeCount, target);
      double step = 1;
      int first = -1;
      for (int a = 0; a < freeCount; a++) {
        double at = v[free[a]];
        double room = target[a] > 0 ? u[free[a]] - at : -at;
        if (Math.abs(target[a]) > Math.abs(room) && room / target[a] < step) {
          step = room / target[a];
          first = a;
        }
      }
      for (int a = 0; a < freeCount; a++) {
        int j = free[a];
        v[j] = Math.clamp(Math.fma(step, target[a], v[j]), 0, u[j]);
      }
      if (first < 0) {
        refine(g, n, b, u, v);
        return;
      }
      v[free[first]] = target[first] > 0 ? u[free[first]] : 0;
    }
  }

  /** One step of refinement, which takes the ridge's effect away; not taken out of the box. */
  private void refine(Matrix g, int n, double[] b, double[] u, double[] v) {
    System.arraycopy(v, 0, kept, 0, n);
    for (int a = 0; a < freeCount; a++) {
      target[a] = slope(g, n, b, v, free[a]);
    }
    Cholesky.solve(factor, freeCount, target);
    for (int a = 0; a < freeCount; a++) {
      v[free[a]] += target[a];
      if (!(v[free[a]] >= 0 && v[free[a]] <= u[free[a]])) {
        System.arraycopy(kept, 0, v, 0, n);
        return;
      }
    }
  }

  private int findFree(int n, double[] u, double[] v) {
    freeCount = 0;
    for (int j = 0; j < n; j++) {
      if (v[j] > 0 && v[j] < u[j]) {
        free[freeCount++] = j;
      }
    }
    return freeCount;
  }

  private boolean factorFree(Matrix g) {
    double largest = 0;
    for (int a = 0; a < freeCount; a++) {
      largest = Math.max(largest, g.data()[g.row(free[a]) + free[a]]);
    }
    for (int a = 0; a < freeCount; a++) {
      for (int c = 0; c < freeCount; c++) {
        factor.data()[factor.row(a) + c] = g.data()[g.row(free[a]) + free[c]];
      }
      factor.data()[factor.row(a) + a] += RIDGE * freeCount * largest;
    }
    return Cholesky.factor(factor, freeCount);
  }

  private void ensure(int n) {
    if (free.length < n) {
      int larger = Math.max(n, 2 * free.length);
      free = Arrays.copyOf(free, larger);
      target = new double[larger];
      kept = new double[larger];
      factor = Matrix.zeros(larger, larger);
    }
  }
}
