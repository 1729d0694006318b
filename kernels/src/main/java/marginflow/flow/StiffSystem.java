package marginflow.flow;

import marginflow.array.Matrix;
import marginflow.network.Kinks;

/**
 * The stiff part of the Jacobian at one point and linear systems with it. With {@code β = ρ^L},
 * rows {@code g_i = (ρ^{1-L} ∇q_i(θ) tangent to the sphere and the sliding surfaces, and its radial
 * part)} and {@code ḡ = Σ p_i g_i} the Jacobian of the right side contains {@code −BᵀB}, {@code B_i
 * = √(β p_i) (g_i − ḡ)}; the normalization of u adds {@code −(ds/dσ) I} on its components. What is
 * left out is the network's own curvature, of order one, which a W-method may neglect.
 *
 * <p>{@code (E + BᵀB) x = r} is solved by Woodbury's formula with one Cholesky factorization of
 * {@code I + B E⁻¹ Bᵀ}, of the size of the rows that matter.
 *
 * <p>Beside y the system carries what a step only integrates and nothing depends on: for each
 * sliding pair its multiplier c and the jump of its force across the surface, both functions of the
 * weights. Their means over an implicit step are what the weights the step arrives at say; their
 * values at a point hang on weights that a step knows to a tolerance of its own.
 */
final class StiffSystem {

  /**
   * Rows of smaller relative weight stay out: {@code β p_i} would have to exceed 1e14 for one of
   * them to be stiff, and then its weight is not resolved in double precision either.
   */
  private static final double NEGLIGIBLE = 1e-14;

  /** Doubles in B at the most, 256 MiB; of more rows, those of largest weight are taken. */
  private static final int CAPACITY = 1 << 25;

  private final PolarField field;
  private final SlidingSet sliding;
  private final int parameters;
  private final int mostRows;

  private int[] rows = new int[8];
  private int count;
  private int width;
  private Matrix b;
  private Matrix bTangent;
  private Matrix gram;
  private Matrix factor;
  private double[] mean;
  private double[] right;
  private double[] jumps = new double[16];
  private Matrix couplings = Matrix.zeros(0, 0);
  private double[] start = new double[32];
  private double tangentShift;
  private double radialShift;
  private double radialRate;
  private double growth;
  private double beta;

  StiffSystem(PolarField field, SlidingSet sliding) {
    this.field = field;
    this.sliding = sliding;
    this.parameters = field.model().parameters();
    this.mostRows = Math.max(1, Math.min(field.model().rows(), CAPACITY / (parameters + 1)));
    this.width = parameters + 1;
    this.mean = new double[width];
    this.b = Matrix.zeros(0, width);
    this.bTangent = b;
    this.gram = b;
    this.factor = b;
    this.right = new double[0];
  }

  /** Length of a right side: y and two numbers for each sliding pair. */
  int width() {
    return width;
  }

  /**
   * Linearizes at the field's last evaluation, which must have been at y.
   *
   * @param sensitivities of all pairs, at y
   */
  void linearize(double[] y, double[] sensitivities) {
    width = parameters + 1 + 2 * sliding.count();
    observeStart(sensitivities);
    selectRows();
    reserve();
    beta = StrictMath.exp(field.degree() * y[parameters]);
    java.util.Arrays.fill(mean, 0, width, 0);
    double[] p = field.weights();
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += p[rows[i]];
    }
    for (int i = 0; i < count; i++) {
      tangentRow(i, y);
      axpy(p[rows[i]] / total, b.data(), b.row(i), mean, 0, width);
    }
    for (int i = 0; i < count; i++) {
      double scale = Math.sqrt(beta * p[rows[i]] * field.totalWeight() / total);
      int at = b.row(i);
      double[] d = b.data();
      for (int j = 0; j < width; j++) {
        d[at + j] = scale * (d[at + j] - mean[j]);
      }
    }
    field.model().kernels().aat(bTangent, gram);
    radialRate = Math.max(0, field.radial());
  }

  /** The jumps per weight of the sliding pairs, and what is integrated at the start of a step. */
  private void observeStart(double[] sensitivities) {
    int pairs = sliding.count();
    if (jumps.length < pairs) {
      jumps = new double[2 * pairs];
      start = new double[4 * pairs];
    }
    Kinks kinks = field.model().kinks();
    for (int k = 0; k < pairs; k++) {
      jumps[k] = sensitivities[sliding.pair(k)] * (1 - kinks.negativeSlope()) * field.forceScale();
    }
    couple(kinks);
    observe(start, 0);
  }

  /** What the jump of each sliding pair takes from the multipliers of those behind it. */
  private void couple(Kinks kinks) {
    int pairs = sliding.deep() ? sliding.count() : 0;
    if (couplings.cols() < pairs) {
      couplings = Matrix.zeros(jumps.length, jumps.length);
    }
    for (int k = 0; k < pairs; k++) {
      for (int j = 0; j < pairs; j++) {
        couplings.data()[couplings.row(k) + j] =
            (1 - kinks.negativeSlope()) * kinks.influence(sliding.pair(k), sliding.pair(j));
      }
    }
  }

  /** Part of a jump that comes of the multipliers {@code c}, from {@code at} on. */
  private double coupled(int k, double[] c, int at) {
    double sum = 0;
    for (int j = 0; j < sliding.count() && sliding.deep(); j++) {
      sum = Math.fma(couplings.data()[couplings.row(k) + j], c[at + j], sum);
    }
    return sum;
  }

  /** Multipliers and jumps of the sliding pairs at the field's last evaluation. */
  void observe(double[] out) {
    observe(out, parameters + 1);
  }

  private void observe(double[] out, int at) {
    Kinks kinks = field.model().kinks();
    int pairs = sliding.count();
    for (int k = 0; k < pairs; k++) {
      out[at + k] = sliding.multiplier(k);
    }
    for (int k = 0; k < pairs; k++) {
      double own = field.weights()[kinks.row(sliding.pair(k))] * jumps[k];
      out[at + pairs + k] = own - coupled(k, out, at);
    }
  }

  /** Multipliers and jumps of the sliding pairs where the step was linearized. */
  void recallStart(double[] out) {
    System.arraycopy(start, 0, out, parameters + 1, width - parameters - 1);
  }

  /**
   * Row i of B before scaling: {@code ρ^{1-L} ∇q} split into its tangent and radial parts, then the
   * derivatives of multipliers and jumps by the row's weight.
   */
  private void tangentRow(int i, double[] y) {
    field.model().rowGradient(rows[i], right);
    double scale = field.forceScale();
    sliding.project(right);
    double dot = 0;
    for (int j = 0; j < parameters; j++) {
      right[j] *= scale;
      dot = Math.fma(right[j], y[j], dot);
    }
    int at = b.row(i);
    double[] d = b.data();
    for (int j = 0; j < parameters; j++) {
      d[at + j] = Math.fma(-dot, y[j], right[j]);
    }
    d[at + parameters] = dot;
    int pairs = sliding.count();
    Kinks kinks = field.model().kinks();
    for (int k = 0; k < pairs; k++) {
      d[at + parameters + 1 + k] = scale * sliding.multiplier(k);
    }
    for (int k = 0; k < pairs; k++) {
      boolean own = kinks.row(sliding.pair(k)) == rows[i];
      d[at + parameters + 1 + pairs + k] =
          (own ? jumps[k] : 0) - coupled(k, d, at + parameters + 1);
    }
  }

  /** Bound on the largest eigenvalue of BᵀB: the Frobenius norm of its Gram matrix. */
  double stiffness() {
    double sum = 0;
    double[] d = gram.data();
    for (int i = 0; i < count; i++) {
      double radialI = b.data()[b.row(i) + parameters];
      for (int j = 0; j < count; j++) {
        double g = d[gram.row(i) + j] + radialI * b.data()[b.row(j) + parameters];
        sum = Math.fma(g, g, sum);
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Change of the logarithms of the weights along e, root mean square under the weights: {@code (Σ
   * p_i (β (g_i − ḡ)·e)²)^{1/2} = √β ‖B e‖}.
   */
  double weightChange(double[] e) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double change = dot(b.data(), b.row(i), e, parameters + 1);
      sum = Math.fma(change, change, sum);
    }
    return Math.sqrt(sum * beta);
  }

  /**
   * Factors {@code I/(hγ) − J} for a step h, with β where the step will end. A matrix of the start
   * is too small by {@code e^{Lh ds/dσ}} at the last stage, and ROS34PW2 then <em>amplifies</em>
   * stiff components (by 90 over h ds/dσ = 1, L = 2; measured on the linear problem), while with
   * that of the end it damps them as if β were constant.
   */
  void factor(double h, double diagonal) {
    double inverseStep = 1 / (h * diagonal);
    growth = StrictMath.exp(field.degree() * h * radialRate);
    tangentShift = inverseStep + radialRate;
    radialShift = inverseStep;
    double[] source = gram.data();
    double[] d = factor.data();
    double tangentScale = growth / tangentShift;
    for (int i = 0; i < count; i++) {
      double radialI = growth * b.data()[b.row(i) + parameters] / radialShift;
      for (int j = i; j < count; j++) {
        d[factor.row(i) + j] =
            source[gram.row(i) + j] * tangentScale
                + radialI * b.data()[b.row(j) + parameters]
                + (i == j ? 1 : 0);
      }
    }
    if (!Cholesky.factor(factor, count)) {
      java.util.Arrays.fill(d, Double.NaN);
    }
  }

  /** Solves {@code (I/(hγ) − J) x = r} in place; r has length {@link #width}. */
  void solve(double[] r) {
    for (int j = 0; j < parameters; j++) {
      r[j] /= tangentShift;
    }
    for (int j = parameters; j < width; j++) {
      r[j] /= radialShift;
    }
    for (int i = 0; i < count; i++) {
      right[i] = dot(b.data(), b.row(i), r, parameters + 1);
    }
    Cholesky.solve(factor, count, right);
    for (int i = 0; i < count; i++) {
      axpy(-growth * right[i] / tangentShift, b.data(), b.row(i), r, 0, parameters);
      axpy(
          -growth * right[i] / radialShift,
          b.data(),
          b.row(i) + parameters,
          r,
          parameters,
          width - parameters);
    }
  }

  private void selectRows() {
    double[] p = field.weights();
    int n = field.model().rows();
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, p[i]);
    }
    double cut = NEGLIGIBLE * largest;
    do {
      count = 0;
      for (int i = 0; i < n; i++) {
        if (p[i] > cut) {
          if (count == rows.length) {
            rows = java.util.Arrays.copyOf(rows, Math.min(2 * count, n));
          }
          rows[count++] = i;
        }
      }
      // Ten per cent at a time, so that no order of rows is needed.
      cut = Math.max(cut, 1e-3 * largest / n) * 1.1;
    } while (count > mostRows);
  }

  private void reserve() {
    if (b.rows() == count && b.cols() == width) {
      return;
    }
    if (gram.data().length < count * count || right.length < Math.max(count, parameters)) {
      int room = Math.min(mostRows, Math.max(8, 2 * count));
      right = new double[Math.max(room, parameters)];
      gram = Matrix.zeros(room, room);
      factor = Matrix.zeros(room, room);
    }
    if (mean.length < width) {
      mean = new double[2 * width];
    }
    double[] data = b.data();
    if (data.length < count * width) {
      data = new double[Math.min(mostRows, 2 * count) * width];
    }
    b = new Matrix(data, 0, count, width, width);
    bTangent = new Matrix(data, 0, count, parameters, width);
    gram = new Matrix(gram.data(), 0, count, count, count);
    factor = new Matrix(factor.data(), 0, count, count, count);
  }

  private static void axpy(double a, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int j = 0; j < length; j++) {
      y[yAt + j] = Math.fma(a, x[xAt + j], y[yAt + j]);
    }
  }

  /** Four interleaved sums, joined in a fixed order. */
  private static double dot(double[] x, int xAt, double[] y, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int j = 0;
    for (; j + 3 < length; j += 4) {
      s0 = Math.fma(x[xAt + j], y[j], s0);
      s1 = Math.fma(x[xAt + j + 1], y[j + 1], s1);
      s2 = Math.fma(x[xAt + j + 2], y[j + 2], s2);
      s3 = Math.fma(x[xAt + j + 3], y[j + 3], s3);
    }
    for (; j < length; j++) {
      s0 = Math.fma(x[xAt + j], y[j], s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
