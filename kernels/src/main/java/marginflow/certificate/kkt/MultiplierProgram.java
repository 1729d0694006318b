package marginflow.certificate.kkt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.linalg.Cholesky;
import marginflow.linalg.Gemv;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;

/**
 * The multipliers of {@link KktAnalysis} where there are many rows, kinks and parameters: {@code
 * min ‖θ − Σ λ_t b_t − Σ μ_tk n_tk‖} over {@code 0 ≤ μ_tk ≤ λ_t}, by block principal pivoting
 * (Júdice and Pires, Computers and Operations Research 21, 1994; here with a row's kinks tied to
 * its multiplier). A face, the rows that carry one and the side of each kink, has a solution by the
 * Gram matrix of its generators; all that is wrong with it changes together, and one at a time
 * where that does not lessen what is wrong. The solution is corrected, and its conditions are
 * checked, with the residual in all coordinates, so that they are met as closely as by an
 * orthogonal factorization.
 */
final class MultiplierProgram {

  /** Generators times coordinates from which on it is used: below, an orthogonal one takes less. */
  static final long LARGE = 4_000_000;

  /** Rounds, each a factorization: of the problems seen the hardest took some 20. */
  private static final int ROUNDS = 200;

  /** Rounds in a row that need not lessen what is wrong. */
  private static final int GRACE = 5;

  /** Ridge over the largest diagonal entry: generators may depend on each other. */
  private static final double RIDGE = 1e-13;

  /** Corrections at most of a face's solution with the residual in all coordinates. */
  private static final int CORRECTIONS = 4;

  /** Slope of a generator over its size and ‖θ‖ that is rounding, of solutions by the matrix. */
  private static final double ROUGH = 1e-9;

  /** The same with the residual in all coordinates. */
  private static final double FINE = 1e-11;

  private enum Side {
    LOW,
    FREE,
    HIGH
  }

  /**
   * A solution.
   *
   * @param lambda one for each row
   * @param mu one for each kink of each row
   * @param residual in all coordinates
   */
  record Solution(double[] lambda, double[][] mu, double[] residual) {}

  private final List<TightCone.Row> rows;
  private final double[] target;
  private final Matrix gram;
  private final int n;

  /** The row of each kink, and its generator's place among all. */
  private final int[] rowOf;

  private final double[] products;
  private final double[] sizes;
  private final double[] rowSizes;
  private final boolean[] active;
  private final Side[] sides;

  /** Solution and slopes by generator: multipliers, then μ. */
  private double[] z;

  private double[] slopes;

  /** The face: generators that move together, by column. */
  private final List<int[]> face = new ArrayList<>();

  private Matrix factor = Matrix.zeros(0, 0);

  private MultiplierProgram(List<TightCone.Row> rows, double[] target, Kernels kernels) {
    this.rows = rows;
    this.target = target;
    n = rows.size();
    gram = GeneratorGram.of(rows, target.length, kernels);
    int count = gram.rows();
    rowOf = new int[count];
    sizes = new double[count];
    rowSizes = new double[n];
    active = new boolean[n];
    sides = new Side[count];
    z = new double[count];
    int next = n;
    for (int t = 0; t < n; t++) {
      rowOf[t] = t;
      next = place(t, next);
    }
    products = slopes(target);
    slopes = products;
  }

  private int place(int t, int first) {
    int next = first;
    double size = Math.sqrt(gram.get(t, t));
    sizes[t] = size;
    for (int k = 0; k < rows.get(t).kinks().size(); k++) {
      rowOf[next] = t;
      sizes[next] = Math.sqrt(gram.get(next, next));
      sides[next] = sizes[next] > 0 ? Side.FREE : Side.LOW;
      size = Math.max(size, sizes[next]);
      next++;
    }
    rowSizes[t] = size;
    active[t] = size > 0;
    return next;
  }

  /** Whether the problem is large enough. */
  static boolean pays(List<TightCone.Row> rows, int dimension) {
    long generators = rows.stream().mapToLong(row -> 1 + row.kinks().size()).sum();
    return generators * dimension >= LARGE;
  }

  /** Solves the problem; empty if the faces do not settle. */
  static Optional<Solution> solve(List<TightCone.Row> rows, double[] target, Kernels kernels) {
    return rows.isEmpty() ? Optional.empty() : new MultiplierProgram(rows, target, kernels).run();
  }

  private Optional<Solution> run() {
    int least = Integer.MAX_VALUE;
    int grace = GRACE;
    for (int round = 0; round < ROUNDS; round++) {
      StopRequest.check();
      if (!solveFace()) {
        return Optional.empty();
      }
      List<Runnable> wrong = wrong(ROUGH);
      if (wrong.isEmpty()) {
        double[] residual = correct();
        slopes = slopes(residual);
        wrong = wrong(FINE);
        if (wrong.isEmpty()) {
          return Optional.of(solution(residual));
        }
      }
      grace = wrong.size() < least ? GRACE : grace - 1;
      least = Math.min(least, wrong.size());
      if (grace > 0) {
        wrong.forEach(Runnable::run);
      } else {
        wrong.getLast().run();
      }
    }
    return Optional.empty();
  }

  /** The solution with the rows and sides as they are; false if it cannot be factored. */
  private boolean solveFace() {
    face.clear();
    for (int t = 0; t < n; t++) {
      if (active[t]) {
        int row = t;
        face.add(
            java.util.stream.IntStream.range(0, sides.length)
                .filter(i -> i == row || (i >= n && rowOf[i] == row && sides[i] == Side.HIGH))
                .toArray());
      }
    }
    for (int i = n; i < sides.length; i++) {
      if (sides[i] == Side.FREE && active[rowOf[i]]) {
        face.add(new int[] {i});
      }
    }
    if (!factorFace()) {
      return false;
    }
    z = new double[sides.length];
    slopes = products;
    for (int pass = 0; pass < 2; pass++) {
      move();
      double[] explained = new double[z.length];
      Gemv.addRows(gram, z.length, z.length, z, explained, 0);
      slopes = Vectors.minus(products, explained);
    }
    return true;
  }

  private boolean factorFace() {
    int k = face.size();
    if (factor.rows() < k) {
      factor = Matrix.zeros(k, k);
    }
    double[] sum = new double[sides.length];
    double largest = 0;
    for (int a = 0; a < k; a++) {
      Arrays.fill(sum, 0);
      for (int i : face.get(a)) {
        Gemv.axpy(1, gram.data(), gram.row(i), sum, 0, sum.length);
      }
      for (int b = a; b < k; b++) {
        double product = 0;
        for (int i : face.get(b)) {
          product += sum[i];
        }
        factor.data()[factor.row(a) + b] = product;
      }
      largest = Math.max(largest, factor.data()[factor.row(a) + a]);
    }
    for (int a = 0; a < k; a++) {
      factor.data()[factor.row(a) + a] += RIDGE * k * largest;
    }
    return Cholesky.factor(factor, k);
  }

  /** Moves z by what the slopes ask for within the face. */
  private void move() {
    double[] step = new double[face.size()];
    for (int a = 0; a < step.length; a++) {
      for (int i : face.get(a)) {
        step[a] += slopes[i];
      }
    }
    Cholesky.solve(factor, step.length, step);
    for (int a = 0; a < step.length; a++) {
      for (int i : face.get(a)) {
        z[i] += step[a];
      }
    }
  }

  /** Corrects the solution while that shortens the residual, which is returned. */
  private double[] correct() {
    double[] residual = residual(z);
    for (int turn = 0; turn < CORRECTIONS; turn++) {
      StopRequest.check();
      double[] before = z.clone();
      slopes = slopes(residual);
      move();
      double[] next = residual(z);
      if (!(Vectors.norm(next) < Vectors.norm(residual))) {
        z = before;
        return residual;
      }
      residual = next;
    }
    return residual;
  }

  /** What is wrong with the solution, each with the change of the face that answers it. */
  private List<Runnable> wrong(double tolerance) {
    double limit = tolerance * Vectors.norm(target);
    List<Runnable> wrong = new ArrayList<>();
    double[] support = Arrays.copyOf(slopes, n);
    for (int i = n; i < sides.length; i++) {
      support[rowOf[i]] += Math.max(0, slopes[i]);
    }
    for (int t = 0; t < n; t++) {
      int row = t;
      if (active[t] && z[t] < 0) {
        wrong.add(() -> active[row] = false);
      } else if (!active[t] && support[t] > limit * rowSizes[t]) {
        wrong.add(() -> begin(row));
      }
    }
    for (int i = n; i < sides.length; i++) {
      if (active[rowOf[i]] && z[rowOf[i]] >= 0 && sizes[i] > 0) {
        side(i, limit * sizes[i]).ifPresent(wrong::add);
      }
    }
    return wrong;
  }

  /** Gives a row a multiplier, with its kinks on the sides that pay. */
  private void begin(int row) {
    active[row] = true;
    for (int i = n; i < sides.length; i++) {
      if (rowOf[i] == row) {
        sides[i] = slopes[i] > 0 ? Side.HIGH : Side.LOW;
      }
    }
  }

  private Optional<Runnable> side(int i, double limit) {
    Side wanted =
        switch (sides[i]) {
          case LOW -> slopes[i] > limit ? Side.FREE : Side.LOW;
          case HIGH -> slopes[i] < -limit ? Side.FREE : Side.HIGH;
          case FREE -> z[i] < 0 ? Side.LOW : z[i] > z[rowOf[i]] ? Side.HIGH : Side.FREE;
        };
    return wanted == sides[i] ? Optional.empty() : Optional.of(() -> sides[i] = wanted);
  }

  /** {@code θ − Σ z_i g_i}. */
  private double[] residual(double[] weights) {
    double[] residual = target.clone();
    int next = n;
    for (int t = 0; t < n; t++) {
      if (weights[t] != 0) {
        Gemv.axpy(-weights[t], rows.get(t).base(), 0, residual, 0, residual.length);
      }
      for (TightCone.Jump kink : rows.get(t).kinks()) {
        int[] range = TightCone.range(kink.normal());
        if (weights[next] != 0) {
          Gemv.axpy(
              -weights[next], kink.normal(), range[0], residual, range[0], range[1] - range[0]);
        }
        next++;
      }
    }
    return residual;
  }

  /** Inner products of all generators with a vector. */
  private double[] slopes(double[] vector) {
    double[] slopes = new double[gram.rows()];
    int next = n;
    for (int t = 0; t < n; t++) {
      slopes[t] = Vectors.dot(vector, rows.get(t).base());
      for (TightCone.Jump kink : rows.get(t).kinks()) {
        int[] range = TightCone.range(kink.normal());
        slopes[next++] =
            Vectors.dot(vector, range[0], kink.normal(), range[0], range[1] - range[0]);
      }
    }
    return slopes;
  }

  private Solution solution(double[] residual) {
    double[] lambda = Arrays.copyOf(z, n);
    double[][] mu = new double[n][];
    int next = n;
    for (int t = 0; t < n; t++) {
      mu[t] = Arrays.copyOfRange(z, next, next + rows.get(t).kinks().size());
      next += mu[t].length;
    }
    return new Solution(lambda, mu, residual);
  }
}
