package marginflow.bench.peer;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What a person would write between two matrix products of a library, done well: one pass over a
 * row of the hidden layer forwards and one backwards, in vectors, the tail by a mask.
 */
final class Glue {

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  private Glue() {}

  /**
   * Activation and output of one row: {@code h = φ(z)} in place.
   *
   * @return {@code Σ_k a_k h_k}
   */
  static double forward(double[] h, int row, double[] theta, int a, int m, double alpha) {
    DoubleVector sum = DoubleVector.zero(SPECIES);
    int k = 0;
    int bound = SPECIES.loopBound(m);
    for (; k < bound; k += SPECIES.length()) {
      DoubleVector z = DoubleVector.fromArray(SPECIES, h, row + k);
      DoubleVector phi = z.max(z.mul(alpha));
      phi.intoArray(h, row + k);
      sum = DoubleVector.fromArray(SPECIES, theta, a + k).fma(phi, sum);
    }
    if (k < m) {
      VectorMask<Double> mask = SPECIES.indexInRange(k, m);
      DoubleVector z = DoubleVector.fromArray(SPECIES, h, row + k, mask);
      DoubleVector phi = z.max(z.mul(alpha));
      phi.intoArray(h, row + k, mask);
      sum = DoubleVector.fromArray(SPECIES, theta, a + k, mask).fma(phi, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /**
   * Gradient of the output weights and δ of one row: {@code ga += c h}, then {@code h = c a φ'} in
   * place.
   */
  static void backward(
      double[] h,
      int row,
      double[] theta,
      int a,
      double[] gradient,
      int m,
      double alpha,
      double c) {
    DoubleVector weight = DoubleVector.broadcast(SPECIES, c);
    int k = 0;
    int bound = SPECIES.loopBound(m);
    for (; k < bound; k += SPECIES.length()) {
      DoubleVector phi = DoubleVector.fromArray(SPECIES, h, row + k);
      DoubleVector.fromArray(SPECIES, gradient, a + k)
          .add(phi.mul(weight))
          .intoArray(gradient, a + k);
      DoubleVector delta = DoubleVector.fromArray(SPECIES, theta, a + k).mul(weight);
      VectorMask<Double> flat = phi.compare(VectorOperators.LE, 0);
      delta.mul(alpha, flat).intoArray(h, row + k);
    }
    if (k < m) {
      VectorMask<Double> mask = SPECIES.indexInRange(k, m);
      DoubleVector phi = DoubleVector.fromArray(SPECIES, h, row + k, mask);
      DoubleVector.fromArray(SPECIES, gradient, a + k, mask)
          .add(phi.mul(weight))
          .intoArray(gradient, a + k, mask);
      DoubleVector delta = DoubleVector.fromArray(SPECIES, theta, a + k, mask).mul(weight);
      VectorMask<Double> flat = phi.compare(VectorOperators.LE, 0);
      delta.mul(alpha, flat).intoArray(h, row + k, mask);
    }
  }
}
