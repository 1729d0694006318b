package marginflow.crosscheck;

import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;

/**
 * Products, signs and gates of one shape.
 *
 * @param kernels the kernels at work
 * @param r rows of a product
 * @param s columns of a product
 * @param k inner length
 */
record ProductWork(Kernels kernels, int r, int s, int k) implements Work {

  @Override
  public void run(Fill fill, double part, SplittableRandom random, Digests digests) {
    int rows = Work.share(part, r);
    int cols = Work.share(part, s);
    Matrix rk = Guarded.filled(rows, k, fill, random).view();
    Matrix sk = Guarded.filled(cols, k, fill, random).view();
    Matrix ks = Guarded.filled(k, cols, fill, random).view();
    Matrix kr = Guarded.filled(k, rows, fill, random).view();
    Matrix c = Matrix.zeros(rows, cols);
    kernels.abt(rk, sk, c);
    digests.add("abt", c.data());
    kernels.ab(rk, ks, c);
    digests.add("ab", c.data());
    kernels.atb(kr, ks, c);
    digests.add("atb", c.data());
    Matrix symmetric = Matrix.zeros(rows, rows);
    kernels.aat(rk, symmetric);
    digests.add("aat", symmetric.data());
    SignPattern pattern = new SignPattern(rows, cols);
    kernels.signs(c, pattern);
    addPattern(pattern, digests);
    Matrix gated = Matrix.zeros(rows, cols);
    kernels.gate(c, pattern, 0.3, gated);
    digests.add("gate", gated.data());
  }

  private static void addPattern(SignPattern pattern, Digests digests) {
    for (int i = 0; i < pattern.rows(); i++) {
      for (int k = 0; k < pattern.units(); k++) {
        digests.add("signs", pattern.get(i, k) ? 1 : 0);
      }
    }
  }
}
