package marginflow.crosscheck;

import java.util.List;
import java.util.SplittableRandom;
import marginflow.kernel.Kernels;
import marginflow.reference.Bounded;
import marginflow.reference.BoundedSum;
import org.apache.commons.numbers.core.DD;

/** Stage combination with its error norm, dot products, and the scan for crossed kinks. */
final class StageChecks {

  private StageChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("combine", StageChecks::combine),
        new Check("dot", StageChecks::dot),
        new Check("crossings", StageChecks::crossings));
  }

  private static void combine(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(6);
    for (Fill fill : Fill.values()) {
      for (int length : extent.lengths()) {
        for (int stages : new int[] {0, 1, 2, 5, 7}) {
          tally.open("P = %d, %d stages, %s".formatted(length, stages, fill));
          combineOnce(kernels, length, stages, fill, random, tally);
        }
      }
    }
  }

  private static void combineOnce(
      Kernels kernels, int length, int stages, Fill fill, SplittableRandom random, Tally tally) {
    double[] y = fill.array(length, random);
    double[][] k = new double[stages][];
    for (int s = 0; s < stages; s++) {
      k[s] = fill.array(length, random);
    }
    double[] b = Fill.NORMAL.array(stages, random);
    double[] e = Fill.NORMAL.array(stages, random);
    double[] out = new double[length];
    double norm = kernels.combine(y, k, b, e, stages, out);
    BoundedSum squares = new BoundedSum();
    for (int j = 0; j < length; j++) {
      BoundedSum value = new BoundedSum().add(Bounded.exact(y[j]));
      BoundedSum error = new BoundedSum();
      for (int s = 0; s < stages; s++) {
        value.addProduct(Bounded.exact(b[s]), Bounded.exact(k[s][j]));
        error.addProduct(Bounded.exact(e[s]), Bounded.exact(k[s][j]));
      }
      tally.expect(value.bounded(), out[j]);
      squares.addProduct(error.bounded(), error.bounded());
    }
    tally.expect(squares.bounded(), norm);
    tally.same(norm, kernels.combine(y, k, b, e, stages, y));
    for (int j = 0; j < length; j++) {
      tally.same(out[j], y[j]);
    }
  }

  private static void dot(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(11);
    for (Fill fill : Fill.values()) {
      for (int n : extent.lengths()) {
        tally.open("%d elements, %s".formatted(n, fill));
        double[] x = fill.array(n, random);
        double[] y = fill.array(n, random);
        BoundedSum sum = new BoundedSum();
        for (int j = 0; j < n; j++) {
          sum.addProduct(Bounded.exact(x[j]), Bounded.exact(y[j]));
        }
        tally.expect(sum.bounded(), kernels.dot(x, y, n));
      }
    }
  }

  private static void crossings(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(7);
    for (Fill fill : Fill.values()) {
      for (int n : extent.lengths()) {
        tally.open("%d values, %s".formatted(n, fill));
        crossingsOnce(kernels, fill.array(n, random), fill.array(n, random), tally);
      }
    }
    tally.open("the largest numbers");
    double max = Double.MAX_VALUE;
    crossingsOnce(
        kernels, new double[] {max, -max, max, -max}, new double[] {-max, max, 0, 1}, tally);
  }

  private static void crossingsOnce(Kernels kernels, double[] before, double[] after, Tally tally) {
    int n = before.length;
    int[] pairs = new int[n];
    double[] fractions = new double[n];
    int count = kernels.crossings(before, after, n, pairs, fractions);
    int expected = 0;
    for (int j = 0; j < n; j++) {
      if (before[j] > 0 != after[j] > 0) {
        boolean found = expected < count && pairs[expected] == j;
        tally.require(found);
        if (found) {
          tally.expect(fraction(before[j], after[j]), fractions[expected]);
        }
        expected++;
      }
    }
    tally.require(count == expected);
  }

  /** {@code before / (before − after)}: two roundings and no cancellation, the signs differ. */
  private static Bounded fraction(double before, double after) {
    if (Double.isNaN(before) || Double.isNaN(after) || (before == 0 && after == 0)) {
      return Bounded.ZERO;
    }
    if (Double.isInfinite(before) || Double.isInfinite(after)) {
      // Either after is the infinite one, or the quotient is not a number and 0 is agreed.
      return Bounded.ZERO;
    }
    // Scaled to avoid overflow of the difference and underflow of its low part.
    int shift = -Math.max(Math.getExponent(before), Math.getExponent(after));
    double b = scaled(before, shift);
    DD value = DD.of(b).divide(DD.ofDifference(b, scaled(after, shift)));
    // Halving a subnormal number, as the kernel does against overflow, may round it.
    double halves = 2 * Double.MIN_VALUE / Math.max(Math.abs(before), Math.abs(after));
    return new Bounded(value, Bounded.gamma(2) * value.hi() + halves + Double.MIN_VALUE);
  }

  private static double scaled(double x, int shift) {
    // In two steps, for the scale itself may be beyond the range of a double.
    return Math.scalb(Math.scalb(x, shift / 2), shift - shift / 2);
  }
}
