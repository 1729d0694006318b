package marginflow.crosscheck;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginflow.kernel.Kernels;

/**
 * Everything that works on arrays, of one length.
 *
 * @param kernels the kernels at work
 * @param length of the arrays
 */
record ArrayWork(Kernels kernels, int length) implements Work {

  /** Arguments of this size have exponentials that are ordinary numbers. */
  private static final double EXPONENTS = 700;

  @Override
  public void run(Fill fill, double part, SplittableRandom random, Digests digests) {
    int n = Work.share(part, length);
    double[] x = fill.array(n, random);
    double[] y = fill.array(n, random);
    double[] out = new double[n];
    digests.add("softmin", kernels.softmin(x, n, out));
    digests.add("softmin", out);
    kernels.exp(x, n, out);
    digests.add("exp", out);
    for (int i = 0; i < n; i++) {
      // Within the range where no value is zero or infinite.
      out[i] = EXPONENTS * x[i] / (1 + Math.abs(x[i]));
    }
    kernels.exp(out, n, out);
    digests.add("exp", out);
    for (int i = 0; i < n; i++) {
      out[i] = Double.isFinite(x[i]) ? random.nextDouble() : x[i];
    }
    kernels.log1p(out, n, out);
    digests.add("log1p", out);
    double[][] k = {fill.array(n, random), fill.array(n, random)};
    double[] b = {0.3, -0.7};
    digests.add("combine", kernels.combine(x, k, b, new double[] {1e-3, 0.1}, 2, out));
    digests.add("combine", out);
    digests.add("dot", kernels.dot(x, y, n));
    crossings(x, y, digests);
    // All of them cross.
    crossings(x, Arrays.stream(x).map(value -> -value).toArray(), digests);
  }

  private void crossings(double[] before, double[] after, Digests digests) {
    int n = before.length;
    int[] pairs = new int[n];
    double[] fractions = new double[n];
    int count = kernels.crossings(before, after, n, pairs, fractions);
    for (int j = 0; j < count; j++) {
      digests.add("crossings", pairs[j], fractions[j]);
    }
  }
}
