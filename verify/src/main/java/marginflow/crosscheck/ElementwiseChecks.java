package marginflow.crosscheck;

import java.util.List;
import java.util.SplittableRandom;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.reference.Bounded;
import marginflow.reference.Elementary;
import marginflow.reference.ReferenceLoss;
import org.apache.commons.numbers.core.DD;

/** Signs, gates, softmin weights, exponential and logarithm. */
final class ElementwiseChecks {

  private ElementwiseChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("signs", ElementwiseChecks::signs),
        new Check("gate", ElementwiseChecks::gate),
        new Check("softmin", ElementwiseChecks::softmin),
        new Check("exp", ElementwiseChecks::exp),
        new Check("log1p", ElementwiseChecks::log1p));
  }

  private static void signs(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(1);
    for (Fill fill : Fill.values()) {
      for (int rows : extent.sizes()) {
        for (int units : extent.lengths()) {
          Guarded z = Guarded.filled(rows, units, fill, random);
          SignPattern pattern = new SignPattern(rows, units);
          tally.open("%dx%d %s".formatted(rows, units, fill));
          kernels.signs(z.view(), pattern);
          for (int i = 0; i < rows; i++) {
            for (int k = 0; k < units; k++) {
              tally.require(pattern.get(i, k) == z.view().get(i, k) > 0);
            }
          }
        }
      }
    }
  }

  private static void gate(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(2);
    for (Fill fill : Fill.values()) {
      for (int rows : extent.sizes()) {
        for (int units : extent.lengths()) {
          for (double alpha : new double[] {0, 0.3, 1}) {
            tally.open("%dx%d %s slope %s".formatted(rows, units, fill, alpha));
            gateOnce(kernels, rows, units, fill, alpha, random, tally);
          }
        }
      }
    }
  }

  /** A pattern at random, not that of the signs: a gate applies to derivatives as well. */
  private static void gateOnce(
      Kernels kernels,
      int rows,
      int units,
      Fill fill,
      double alpha,
      SplittableRandom random,
      Tally tally) {
    Guarded in = Guarded.filled(rows, units, fill, random);
    Guarded out = Guarded.empty(rows, units, random);
    SignPattern pattern = new SignPattern(rows, units);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < units; k++) {
        pattern.set(i, k, random.nextBoolean());
      }
    }
    kernels.gate(in.view(), pattern, alpha, out.view());
    tally.require(in.intact() && out.intact());
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < units; k++) {
        double x = in.view().get(i, k);
        Bounded twin = Bounded.exact(x).times(pattern.get(i, k) ? 1 : alpha);
        tally.expect(twin, out.view().get(i, k));
      }
    }
    kernels.gate(in.view(), pattern, alpha, in.view());
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < units; k++) {
        tally.same(out.view().get(i, k), in.view().get(i, k));
      }
    }
  }

  private static void softmin(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(3);
    double[] scales = {1e-300, 1, 40, 1e3, 1e10, 1e300};
    for (int n : extent.lengths()) {
      for (double scale : scales) {
        double[] q = Fill.NORMAL.array(n, random);
        for (int i = 0; i < n; i++) {
          q[i] *= scale;
        }
        tally.open("n = %d, margins of size %s".formatted(n, scale));
        softminOnce(kernels, q, tally);
      }
      double[] equal = new double[n];
      java.util.Arrays.fill(equal, 1e9);
      tally.open("n = %d, equal margins".formatted(n));
      softminOnce(kernels, equal, tally);
      degenerate(kernels, n, tally);
    }
  }

  private static void softminOnce(Kernels kernels, double[] q, Tally tally) {
    int n = q.length;
    double[] p = new double[n];
    double logSum = kernels.softmin(q, n, p);
    if (n == 0) {
      tally.same(Double.NEGATIVE_INFINITY, logSum);
      return;
    }
    ReferenceLoss twin = ReferenceLoss.of(Loss.EXPONENTIAL, q);
    tally.expect(twin.logLoss(), logSum);
    tally.expect(twin.weights(), p);
    kernels.softmin(q, n, q);
    for (int i = 0; i < n; i++) {
      tally.same(p[i], q[i]);
    }
  }

  /** What cannot be weighed: a NaN anywhere, or a smallest margin that is infinite. */
  private static void degenerate(Kernels kernels, int n, Tally tally) {
    for (double odd :
        new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
      for (int at = 0; at < n; at++) {
        double[] q = new double[n];
        q[at] = odd;
        tally.open("n = %d, %s at %d".formatted(n, odd, at));
        double[] p = new double[n];
        double logSum = kernels.softmin(q, n, p);
        boolean weighable = odd > 0 && n > 1;
        double expected = odd > 0 ? StrictMath.log(n - 1.0) : -odd;
        tally.expect(new Bounded(DD.of(expected), 4 * Bounded.UNIT * expected), logSum);
        for (int i = 0; i < n; i++) {
          double share = weighable ? i == at ? 0 : 1.0 / (n - 1) : Double.NaN;
          tally.same(share, p[i]);
        }
      }
    }
  }

  private static void exp(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(4);
    for (int n : extent.lengths()) {
      for (double scale : new double[] {1e-310, 1e-20, 1e-3, 1, 100, 700}) {
        double[] x = Fill.NORMAL.array(n, random);
        for (int i = 0; i < n; i++) {
          x[i] *= scale;
        }
        tally.open("n = %d, arguments of size %s".formatted(n, scale));
        expOnce(kernels, x, tally);
      }
    }
    tally.open("special values");
    double inf = Double.POSITIVE_INFINITY;
    expOnce(
        kernels,
        new double[] {
          0,
          -0.0,
          inf,
          -inf,
          Double.NaN,
          709.782712893384,
          709.782712893385,
          -745.133219101941,
          -745.2,
          -708.4,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          1e300,
          -1e300
        },
        tally);
  }

  private static void expOnce(Kernels kernels, double[] x, Tally tally) {
    double[] out = new double[x.length];
    kernels.exp(x, x.length, out);
    for (int i = 0; i < x.length; i++) {
      DD value = Elementary.exp(DD.of(x[i]));
      // Within 1 ulp; an argument next to the end of the range may round to 0 or infinity.
      double ulp = Double.isFinite(value.hi()) ? Math.ulp(value.hi()) : 0;
      tally.expect(new Bounded(value, ulp), out[i]);
    }
  }

  private static void log1p(Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : extent.lengths()) {
      for (double scale : new double[] {1e-310, 1e-16, 1e-3, 1}) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
          x[i] = scale * random.nextDouble();
        }
        tally.open("n = %d, arguments of size %s".formatted(n, scale));
        log1pOnce(kernels, x, tally);
      }
    }
    tally.open("special values");
    log1pOnce(
        kernels,
        new double[] {
          0, -0.0, 1, Math.nextDown(1), Double.MIN_VALUE, Double.NaN, 0.41421356237309503
        },
        tally);
  }

  private static void log1pOnce(Kernels kernels, double[] x, Tally tally) {
    double[] out = new double[x.length];
    kernels.log1p(x, x.length, out);
    for (int i = 0; i < x.length; i++) {
      DD value = Double.isNaN(x[i]) ? DD.of(x[i]) : Elementary.log1p(DD.of(x[i]));
      tally.expect(new Bounded(value, 2 * Math.ulp(value.hi())), out[i]);
    }
  }
}
