package marginflow.crosscheck;

import java.util.function.UnaryOperator;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/** Right kernels with a planted {@link Fault}. */
final class Disturbed implements Kernels {

  private final Kernels right;
  private final Fault fault;
  private final UnaryOperator<TwoLayerKernel> binding;

  Disturbed(Kernels right, Fault fault) {
    this(right, fault, kernel -> new DisturbedTwoLayer(kernel, fault));
  }

  /**
   * Kernels with a fault, and one of its own for two-layer networks.
   *
   * @param binding makes a wrong one of the right one
   */
  Disturbed(Kernels right, Fault fault, UnaryOperator<TwoLayerKernel> binding) {
    this.right = right;
    this.fault = fault;
    this.binding = binding;
  }

  @Override
  public String name() {
    return right.name();
  }

  @Override
  public int lanes() {
    return right.lanes();
  }

  @Override
  public int threads() {
    return right.threads();
  }

  @Override
  public Seams seams() {
    return right.seams();
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    right.abt(withoutColumn(a, fault.omitted("abt", a.cols())), b, c);
    fault.spoil("abt", Results.of(c));
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    right.ab(withoutColumn(a, fault.omitted("ab", a.cols())), b, c);
    fault.spoil("ab", Results.of(c));
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    right.atb(withoutRow(a, fault.omitted("atb", a.rows())), b, c);
    fault.spoil("atb", Results.of(c));
  }

  @Override
  public void aat(Matrix a, Matrix c) {
    right.aat(withoutColumn(a, fault.omitted("aat", a.cols())), c);
    fault.spoil("aat", Results.of(c));
  }

  private static Matrix withoutColumn(Matrix a, int column) {
    return column < 0 ? a : zeroed(a, 0, a.rows(), column, column + 1);
  }

  private static Matrix withoutRow(Matrix a, int row) {
    return row < 0 ? a : zeroed(a, row, row + 1, 0, a.cols());
  }

  private static Matrix zeroed(Matrix a, int fromRow, int toRow, int fromCol, int toCol) {
    Matrix copy = new Matrix(a.data().clone(), a.offset(), a.rows(), a.cols(), a.stride());
    for (int i = fromRow; i < toRow; i++) {
      for (int j = fromCol; j < toCol; j++) {
        copy.set(i, j, 0);
      }
    }
    return copy;
  }

  @Override
  public void signs(Matrix z, SignPattern pattern) {
    right.signs(z, pattern);
    fault.spoil("signs", Results.of(pattern));
  }

  @Override
  public void gate(Matrix in, SignPattern pattern, double alpha, Matrix out) {
    right.gate(in, pattern, alpha, out);
    fault.spoil("gate", Results.of(out));
  }

  @Override
  public double softmin(double[] q, int n, double[] p) {
    double logSum = right.softmin(q, n, p);
    fault.spoil("softmin", Results.of(p, 1, n));
    return logSum;
  }

  @Override
  public void exp(double[] x, int n, double[] out) {
    right.exp(x, n, out);
    fault.spoil("exp", Results.of(out, 1, n));
  }

  @Override
  public void log1p(double[] x, int n, double[] out) {
    right.log1p(x, n, out);
    fault.spoil("log1p", Results.of(out, 1, n));
  }

  @Override
  public double combine(
      double[] y, double[][] k, double[] b, double[] e, int stages, double[] out) {
    double norm = right.combine(y, k, b, e, stages, out);
    return spoiled("combine", norm, y.length);
  }

  @Override
  public double dot(double[] x, double[] y, int n) {
    return spoiled("dot", right.dot(x, y, n), n);
  }

  private double spoiled(String kernel, double value, int terms) {
    Results.Sum sum = new Results.Sum(value, terms);
    fault.spoil(kernel, sum);
    return sum.value();
  }

  @Override
  public int crossings(double[] before, double[] after, int n, int[] pairs, double[] fractions) {
    int count = right.crossings(before, after, n, pairs, fractions);
    fault.spoil("crossings", Results.some(pairs, fractions, count, n));
    return count;
  }

  @Override
  public TwoLayerKernel twoLayer(TwoLayerState state) {
    return binding.apply(right.twoLayer(state));
  }
}
