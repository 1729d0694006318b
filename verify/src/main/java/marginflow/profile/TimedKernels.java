package marginflow.profile;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/**
 * Kernels as the integrator uses them on its own arrays, timed; the model's own use is not seen
 * here.
 */
final class TimedKernels implements Kernels {

  private static final double BYTES = 8;

  private final Kernels kernels;
  private final PhaseTimer stages;
  private final PhaseTimer loss;
  private final PhaseTimer events;
  private final PhaseTimer products;

  TimedKernels(Kernels kernels, PhaseClock clock) {
    this.kernels = kernels;
    stages = clock.timer(Phase.STAGES);
    loss = clock.timer(Phase.LOSS);
    events = clock.timer(Phase.EVENTS);
    products = clock.timer(Phase.PRODUCTS);
  }

  @Override
  public String name() {
    return kernels.name();
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public int threads() {
    return kernels.threads();
  }

  @Override
  public Seams seams() {
    return kernels.seams();
  }

  @Override
  public void abt(Matrix a, Matrix b, Matrix c) {
    long started = products.start();
    kernels.abt(a, b, c);
    product(started, a, b, c, a.cols());
  }

  @Override
  public void ab(Matrix a, Matrix b, Matrix c) {
    long started = products.start();
    kernels.ab(a, b, c);
    product(started, a, b, c, a.cols());
  }

  @Override
  public void atb(Matrix a, Matrix b, Matrix c) {
    long started = products.start();
    kernels.atb(a, b, c);
    product(started, a, b, c, a.rows());
  }

  @Override
  public void aat(Matrix a, Matrix c) {
    long started = products.start();
    kernels.aat(a, c);
    products.stop(started, size(c) * a.cols(), BYTES * (size(a) + size(c)));
  }

  @Override
  public void signs(Matrix z, SignPattern pattern) {
    kernels.signs(z, pattern);
  }

  @Override
  public void gate(Matrix in, SignPattern pattern, double alpha, Matrix out) {
    kernels.gate(in, pattern, alpha, out);
  }

  @Override
  public double softmin(double[] q, int n, double[] p) {
    long started = loss.start();
    double logSum = kernels.softmin(q, n, p);
    loss.stop(started, Double.NaN, 2 * BYTES * n);
    return logSum;
  }

  @Override
  public void exp(double[] x, int n, double[] out) {
    long started = loss.start();
    kernels.exp(x, n, out);
    loss.stop(started, Double.NaN, 2 * BYTES * n);
  }

  @Override
  public void log1p(double[] x, int n, double[] out) {
    long started = loss.start();
    kernels.log1p(x, n, out);
    loss.stop(started, Double.NaN, 2 * BYTES * n);
  }

  @Override
  public double combine(double[] y, double[][] k, double[] b, double[] e, int count, double[] out) {
    long started = stages.start();
    double error = kernels.combine(y, k, b, e, count, out);
    stages.stop(started, 4.0 * count * y.length, Work.combineTraffic(y.length, count));
    return error;
  }

  @Override
  public double dot(double[] x, double[] y, int n) {
    long started = stages.start();
    double sum = kernels.dot(x, y, n);
    stages.stop(started, 2.0 * n, 2 * BYTES * n);
    return sum;
  }

  @Override
  public int crossings(double[] before, double[] after, int n, int[] pairs, double[] fractions) {
    long started = events.start();
    int found = kernels.crossings(before, after, n, pairs, fractions);
    events.stop(started, Double.NaN, 2 * BYTES * n);
    return found;
  }

  @Override
  public TwoLayerKernel twoLayer(TwoLayerState state) {
    return kernels.twoLayer(state);
  }

  private void product(long started, Matrix a, Matrix b, Matrix c, int inner) {
    products.stop(started, 2 * size(c) * inner, BYTES * (size(a) + size(b) + size(c)));
  }

  private static double size(Matrix m) {
    return (double) m.rows() * m.cols();
  }
}
