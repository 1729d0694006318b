package marginflow.crosscheck;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;

/**
 * Runs every kernel on fixed inputs and condenses the bits of all results into one number per
 * kernel: two runs that agree in these agree in every bit, whatever threads, lanes or compiler
 * state they had.
 */
public final class Workload {

  private final Kernels kernels;
  private final Map<String, Long> digests = new LinkedHashMap<>();

  private Workload(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Digest of each kernel's results, by its name, in a fixed order. */
  public static Map<String, Long> digests(Kernels kernels, Extent extent) {
    Workload workload = new Workload(kernels);
    SplittableRandom random = new SplittableRandom(10);
    for (int[] shape : extent.products()) {
      workload.products(shape[0], shape[1], shape[2], random);
    }
    for (int length : extent.lengths()) {
      workload.vectors(length, random);
    }
    for (int[] shape : extent.networks()) {
      workload.network(shape[0], shape[1], shape[2], random);
    }
    return workload.digests;
  }

  private void products(int r, int s, int k, SplittableRandom random) {
    Matrix rk = Guarded.filled(r, k, Fill.WIDE, random).view();
    Matrix sk = Guarded.filled(s, k, Fill.WIDE, random).view();
    Matrix ks = Guarded.filled(k, s, Fill.WIDE, random).view();
    Matrix kr = Guarded.filled(k, r, Fill.WIDE, random).view();
    Matrix c = Matrix.zeros(r, s);
    kernels.abt(rk, sk, c);
    add("abt", c.data());
    kernels.ab(rk, ks, c);
    add("ab", c.data());
    kernels.atb(kr, ks, c);
    add("atb", c.data());
    Matrix symmetric = Matrix.zeros(r, r);
    kernels.aat(rk, symmetric);
    add("aat", symmetric.data());
    Matrix gated = Matrix.zeros(r, k);
    SignPattern pattern = new SignPattern(r, k);
    kernels.signs(rk, pattern);
    kernels.gate(rk, pattern, 0.3, gated);
    add("gate", gated.data());
  }

  private void vectors(int n, SplittableRandom random) {
    double[] x = Fill.WIDE.array(n, random);
    double[] y = Fill.WIDE.array(n, random);
    double[] out = new double[n];
    add("softmin", kernels.softmin(x, n, out));
    add("softmin", out);
    kernels.exp(x, n, out);
    add("exp", out);
    for (int i = 0; i < n; i++) {
      out[i] = random.nextDouble();
    }
    kernels.log1p(out, n, out);
    add("log1p", out);
    double[][] k = {Fill.NORMAL.array(n, random), Fill.WIDE.array(n, random)};
    double[] b = {0.3, -0.7};
    add("combine", kernels.combine(x, k, b, new double[] {1e-3, 0.1}, 2, out));
    add("combine", out);
    add("dot", kernels.dot(x, y, n));
    int[] pairs = new int[n];
    int count = kernels.crossings(x, y, n, pairs, out);
    for (int j = 0; j < count; j++) {
      add("crossings", pairs[j]);
      add("crossings", out[j]);
    }
  }

  private void network(int n, int d, int m, SplittableRandom random) {
    Dataset data = TwoLayerChecks.data(n, d, random);
    Subject subject = Subject.bind(kernels, data, m, 0.1);
    double[] theta = Fill.NORMAL.array(subject.parameters(), random);
    subject.kernel().forward(theta, false);
    add("two-layer forward", subject.state().q());
    add("two-layer forward", subject.state().z().data());
    double[] gradient = new double[theta.length];
    subject.kernel().vjp(Fill.NORMAL.array(n, random), gradient);
    add("two-layer vjp", gradient);
    double[] out = new double[n];
    double[] direction = Fill.NORMAL.array(theta.length, random);
    subject.kernel().jvp(direction, out);
    add("two-layer jvp", out);
    subject.kernel().hessianVector(Fill.NORMAL.array(n, random), direction, gradient);
    add("two-layer hessian-vector", gradient);
    double[] velocities = new double[n * m];
    subject.kernel().velocities(direction, velocities);
    add("two-layer velocities", velocities);
    int count = Math.min(n, 37);
    int[] rows = new int[count];
    for (int a = 0; a < count; a++) {
      rows[a] = random.nextInt(n);
    }
    Matrix gram = Matrix.zeros(count, count);
    subject.kernel().gram(rows, count, gram);
    add("two-layer gram", gram.data());
  }

  private void add(String kernel, double... values) {
    long hash = digests.getOrDefault(kernel, 0xcbf29ce484222325L);
    for (double x : values) {
      // FNV-1a over 64-bit words, with the high bits folded back into the low ones.
      hash = (hash ^ Double.doubleToLongBits(x)) * 0x100000001b3L;
      hash ^= hash >>> 29;
    }
    digests.put(kernel, hash);
  }
}
