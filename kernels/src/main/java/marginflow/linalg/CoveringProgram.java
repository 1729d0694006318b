package marginflow.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The pair of linear programs
 *
 * <pre>
 *   min Σ_j t_j   subject to  Σ_j t_j a_j ≥ 1,  t ≥ 0        (cover)
 *   max Σ_i λ_i   subject to  λ · a_j ≤ 1 for all j,  λ ≥ 0   (pack)
 * </pre>
 *
 * with columns that may be added, and rows that are only looked at once they are violated: of
 * hundreds of samples a few dozen ever matter.
 */
public final class CoveringProgram {

  /** Programs with no more rows than this are solved with all of them. */
  private static final int SMALL = 64;

  /** Violated rows taken in at a time, the worst first. */
  private static final int BATCH = 16;

  /** A row that falls short by less than this is not violated. */
  private static final double SLACK = 1e-10;

  private final int rows;
  private final List<double[]> columns = new ArrayList<>();
  private final TreeSet<Integer> active = new TreeSet<>();
  private RevisedSimplex simplex;
  private int[] chosen = {};

  /** A program without columns. */
  public CoveringProgram(int rows) {
    this.rows = rows;
    for (int i = 0; i < (rows <= SMALL ? rows : 0); i++) {
      active.add(i);
    }
    this.simplex = restart();
  }

  /** Adds a column a_j, length {@code rows}. */
  public void add(double[] column) {
    columns.add(column);
    simplex.add(restricted(column));
  }

  /** Solves both problems over the columns there are; false if no t is feasible. */
  public boolean solve() {
    while (true) {
      if (!simplex.solve()) {
        return false;
      }
      List<Integer> violated = violated();
      if (violated.isEmpty()) {
        return true;
      }
      active.addAll(violated);
      simplex = restart();
    }
  }

  /** The solution of the cover problem, one entry per column. */
  public double[] t() {
    return simplex.t();
  }

  /** The solution of the packing problem, one entry per row, zero where the cover has surplus. */
  public double[] lambda() {
    double[] lambda = new double[rows];
    double[] ofChosen = simplex.lambda();
    for (int k = 0; k < chosen.length; k++) {
      lambda[chosen[k]] = ofChosen[k];
    }
    return lambda;
  }

  private List<Integer> violated() {
    double[] q = new double[rows];
    double[] t = simplex.t();
    for (int j = 0; j < t.length; j++) {
      if (t[j] > 0) {
        Vectors.addScaled(t[j], columns.get(j), q);
      }
    }
    List<Integer> violated = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      if (q[i] < 1 - SLACK && !active.contains(i)) {
        violated.add(i);
      }
    }
    violated.sort((a, b) -> Double.compare(q[a], q[b]));
    return violated.subList(0, Math.min(BATCH, violated.size()));
  }

  private RevisedSimplex restart() {
    chosen = active.stream().mapToInt(Integer::intValue).toArray();
    RevisedSimplex fresh = new RevisedSimplex(chosen.length);
    columns.forEach(column -> fresh.add(restricted(column)));
    return fresh;
  }

  private double[] restricted(double[] column) {
    return Arrays.stream(chosen).mapToDouble(i -> column[i]).toArray();
  }
}
