package marginflow.flow.stiff;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.flow.field.ActiveRows;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Cholesky;
import marginflow.linalg.Vectors;

/**
 * {@code A = E + growth · BᵀB} with the rows of B written out, solved by Woodbury's formula with
 * one Cholesky factorization of {@code I + growth · B E⁻¹ Bᵀ}, of the size of the rows.
 */
final class WoodburySolver implements StiffSolver {

  /**
   * Size of a row beside the unit matrix from where on the solutions lead its slack: putting it
   * back then leaves {@code 1/(1 + 2²)}, a fifth, of what is missing. A lighter row is not held
   * there, and its slack is that of its margin.
   */
  private static final double LED = 2;

  private final PolarField field;
  private final SlidingSet sliding;
  private final SlidingRates rates;
  private final ActiveRows rows;
  private final int parameters;
  private final int mostRows;

  private int count;
  private int width;
  private Matrix b;
  private Matrix bTangent;
  private Matrix gram;
  private Matrix factor;
  private final OrthogonalSolver orthogonal;
  private double[] mean;
  private double[] right;
  private double[] scales;

  /** B x of the last solution, where margins' slacks are carried. */
  private double[] change;

  /** Where it was linearized. */
  private Evaluation at;

  /** Of the gradient of the row at hand. */
  private double[] multipliers = new double[16];

  private double beta;
  private StiffShift shift = new StiffShift();

  /**
   * A workspace that grows to what is needed.
   *
   * @param rows that are written out
   * @param mostRows rows at the most
   */
  WoodburySolver(
      PolarField field, SlidingSet sliding, SlidingRates rates, ActiveRows rows, int mostRows) {
    this.field = field;
    this.at = field.nowhere();
    this.sliding = sliding;
    this.rates = rates;
    this.rows = rows;
    this.parameters = field.model().parameters();
    this.mostRows = mostRows;
    this.width = parameters + 1;
    this.mean = new double[width];
    this.b = Matrix.zeros(0, width);
    this.bTangent = b;
    this.gram = b;
    this.factor = b;
    this.right = new double[parameters];
    this.scales = new double[0];
    this.change = scales;
    this.orthogonal = new OrthogonalSolver(parameters + 1);
  }

  /** Linearizes with the rows chosen as if there were no others, unless some were left out. */
  @Override
  public void linearize(Evaluation start, int newWidth) {
    at = start;
    double[] y = at.y();
    width = newWidth;
    count = rows.count();
    reserve();
    beta = StrictMath.exp(field.degree() * y[parameters]);
    Arrays.fill(mean, 0, width, 0);
    for (int i = 0; i < count; i++) {
      tangentRow(i, y);
    }
    if (rows.leavesOut()) {
      meanOfAll(y);
      scale(mean, at.totalWeight());
    } else {
      scale(mean, meanOfRows());
    }
  }

  /** Their mean under the weights; returns the sum of these. */
  private double meanOfRows() {
    double[] p = at.weights();
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += p[rows.row(i)];
    }
    for (int i = 0; i < count; i++) {
      Vectors.axpy(p[rows.row(i)] / total, b.data(), b.row(i), mean, 0, width);
    }
    return total;
  }

  /**
   * The mean of all rows, which is the velocity. Rows whose gradients vanish are not stiff and may
   * have most of the weight.
   */
  private void meanOfAll(double[] y) {
    System.arraycopy(at.force(), 0, right, 0, parameters);
    sliding.project(right, reserveMultipliers());
    mean[parameters] = field.meanRadial(at, split(1, y, mean, 0));
    if (width > parameters + 1) {
      rates.observe(at, mean, parameters + 1);
    }
    for (int j = 0; j < width; j++) {
      mean[j] /= at.totalWeight();
    }
  }

  /** Linearizes with the rows chosen, the mean being that of all rows. */
  void linearize(Evaluation start, double[] meanOfAll) {
    at = start;
    double[] y = at.y();
    width = parameters + 1;
    count = rows.count();
    reserve();
    beta = StrictMath.exp(field.degree() * y[parameters]);
    for (int i = 0; i < count; i++) {
      tangentRow(i, y);
    }
    scale(meanOfAll, at.totalWeight());
  }

  private void scale(double[] centre, double total) {
    double[] p = at.weights();
    for (int i = 0; i < count; i++) {
      double scale = Math.sqrt(beta * p[rows.row(i)] * at.totalWeight() / total);
      scales[i] = scale;
      int row = b.row(i);
      double[] d = b.data();
      for (int j = 0; j < width; j++) {
        d[row + j] = scale * (d[row + j] - centre[j]);
      }
    }
    if (!field.slacks().carried()) {
      field.model().kernels().aat(bTangent, gram);
    }
  }

  /**
   * Row i of B before scaling: {@code ρ^{1-L} ∇q} split into its tangent and radial parts, then the
   * derivatives of what is integrated by the row's weight.
   */
  private void tangentRow(int i, double[] y) {
    at.model().rowGradient(rows.row(i), right);
    double scale = at.forceScale();
    sliding.project(right, reserveMultipliers());
    int row = b.row(i);
    double radial = split(scale, y, b.data(), row);
    b.data()[row + parameters] = field.radial(at, rows.row(i), radial);
    if (width > parameters + 1) {
      rates.derivatives(rows.row(i), multipliers, scale, b.data(), row + parameters + 1);
    }
  }

  /** A multiple of what is in {@link #right}: its tangent part; returns its radial part. */
  private double split(double scale, double[] y, double[] out, int at) {
    for (int j = 0; j < parameters; j++) {
      right[j] *= scale;
    }
    double dot = Vectors.dot(right, 0, y, 0, parameters);
    for (int j = 0; j < parameters; j++) {
      out[at + j] = Math.fma(-dot, y[j], right[j]);
    }
    return dot;
  }

  /** Bound on the largest eigenvalue of BᵀB: the Frobenius norm of its Gram matrix. */
  @Override
  public double stiffness() {
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

  @Override
  public double weightChange(double[] e) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double change = Vectors.dot(b.data(), b.row(i), e, 0, parameters + 1);
      sum = Math.fma(change, change, sum);
    }
    return Math.sqrt(sum * beta);
  }

  @Override
  public Outcome factor(StiffShift newShift, double direction, double weights) {
    shift = newShift;
    if (field.slacks().carried()) {
      orthogonal.factor(b, shift);
      for (int i = 0; i < count; i++) {
        field.slacks().follow(rows.row(i), orthogonal.size(i) > LED);
      }
      return Outcome.SOLVED;
    }
    double[] source = gram.data();
    double[] d = factor.data();
    double tangentScale = shift.growth / shift.tangent;
    for (int i = 0; i < count; i++) {
      double radialI = shift.growth * b.data()[b.row(i) + parameters] / shift.radial;
      for (int j = i; j < count; j++) {
        d[factor.row(i) + j] =
            source[gram.row(i) + j] * tangentScale
                + radialI * b.data()[b.row(j) + parameters]
                + (i == j ? 1 : 0);
      }
    }
    if (!Cholesky.factor(factor, count)) {
      Arrays.fill(d, Double.NaN);
      return Outcome.NOT_POSITIVE;
    }
    return Outcome.SOLVED;
  }

  @Override
  public Outcome solve(double[] r) {
    if (field.slacks().carried()) {
      orthogonal.solve(r, change);
      integrated(r);
      return Outcome.SOLVED;
    }
    for (int j = 0; j < parameters; j++) {
      r[j] /= shift.tangent;
    }
    for (int j = parameters; j < width; j++) {
      r[j] /= shift.radial;
    }
    for (int i = 0; i < count; i++) {
      right[i] = Vectors.dot(b.data(), b.row(i), r, 0, parameters + 1);
    }
    Cholesky.solve(factor, count, right);
    for (int i = 0; i < count; i++) {
      right[i] *= -shift.growth;
    }
    addRows(shift.tangent, r, 0, parameters);
    addRows(shift.radial, r, parameters, width);
    return Outcome.SOLVED;
  }

  /**
   * Changes of the slacks of the rows chosen along the last solution x, {@code (g_i − ḡ)·x} on the
   * components of u: what the solution says of them, which is more than x does.
   *
   * @param out by row, other rows left as they are
   */
  void slackChanges(double[] x, double[] out) {
    for (int i = 0; i < count; i++) {
      double radial = b.data()[b.row(i) + parameters] * x[parameters];
      out[rows.row(i)] = (change[i] - radial) / scales[i];
    }
  }

  /**
   * Moves a point by the least that changes the slacks of the rows chosen as given.
   *
   * @return the length of the way
   */
  double putBack(double[] missing, double[] point) {
    for (int i = 0; i < count; i++) {
      right[i] = scales[i] * missing[rows.row(i)];
    }
    return orthogonal.move(right, point);
  }

  /** What is only integrated, from the change {@code Bx}. */
  private void integrated(double[] r) {
    for (int i = 0; i < count; i++) {
      right[i] = -shift.growth * change[i];
    }
    for (int j = parameters + 1; j < width; j++) {
      r[j] /= shift.radial;
    }
    addRows(shift.radial, r, parameters + 1, width);
  }

  @Override
  public void leave(Evaluation to) {
    // The model was not moved.
  }

  @Override
  public int takeEvaluations() {
    return 0;
  }

  private double[] reserveMultipliers() {
    if (multipliers.length < sliding.count()) {
      multipliers = new double[2 * sliding.count()];
    }
    return multipliers;
  }

  private void reserve() {
    if (b.rows() == count && b.cols() == width) {
      return;
    }
    if (gram.data().length < count * count || right.length < Math.max(count, parameters)) {
      int room = Math.min(mostRows, Math.max(8, 2 * count));
      right = new double[Math.max(room, parameters)];
      scales = new double[room];
      change = new double[room];
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

  /** Adds {@code Σ (right_i / divisor) b_i} to the entries of r in a range, row after row. */
  private void addRows(double divisor, double[] r, int from, int to) {
    double[] d = b.data();
    int i = 0;
    for (; i + 3 < count; i += 4) {
      int r0 = b.row(i);
      int r1 = b.row(i + 1);
      int r2 = b.row(i + 2);
      int r3 = b.row(i + 3);
      double a0 = right[i] / divisor;
      double a1 = right[i + 1] / divisor;
      double a2 = right[i + 2] / divisor;
      double a3 = right[i + 3] / divisor;
      for (int j = from; j < to; j++) {
        double sum = Math.fma(a0, d[r0 + j], r[j]);
        sum = Math.fma(a1, d[r1 + j], sum);
        sum = Math.fma(a2, d[r2 + j], sum);
        r[j] = Math.fma(a3, d[r3 + j], sum);
      }
    }
    for (; i < count; i++) {
      Vectors.axpy(right[i] / divisor, d, b.row(i) + from, r, from, to - from);
    }
  }
}
