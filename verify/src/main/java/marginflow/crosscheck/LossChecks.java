package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;
import marginflow.loss.Loss;
import marginflow.reference.ReferenceLoss;

/** Log-loss and weights of both losses, at any magnitude. */
final class LossChecks {

  private LossChecks() {}

  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    for (Loss loss : Loss.values()) {
      checks.add(
          new Check(
              "loss " + loss.id(),
              (kernels, extent, tally) -> check(loss, kernels, extent, tally)));
    }
    return checks;
  }

  private static void check(Loss loss, Kernels kernels, Extent extent, Tally tally) {
    SplittableRandom random = new SplittableRandom(12);
    SortedSet<Integer> lengths = Seams.around(kernels.seams().elements());
    lengths.addAll(extent.lengths());
    for (int n : lengths) {
      for (double scale : new double[] {1e-300, 1e-3, 1, 10, 40, 1e3, 1e10}) {
        for (double shift : new double[] {0, 1, -3, 45}) {
          double[] q = Fill.NORMAL.array(n, random);
          for (int i = 0; i < n; i++) {
            q[i] = scale * (q[i] + shift);
          }
          tally.open("n = %d, margins of size %s around %s".formatted(n, scale, scale * shift));
          once(loss, kernels, q, tally);
        }
      }
    }
  }

  private static void once(Loss loss, Kernels kernels, double[] q, Tally tally) {
    double[] p = new double[q.length];
    double[] same = new double[q.length];
    double logLoss = loss.weights(kernels, q, q.length, p);
    // The contract: the same bits on every kernel.
    tally.same(loss.weights(q, q.length, same), logLoss);
    for (int i = 0; i < q.length; i++) {
      tally.same(same[i], p[i]);
    }
    if (q.length > 0) {
      ReferenceLoss twin = ReferenceLoss.of(loss, q);
      tally.expect(twin.logLoss(), logLoss);
      tally.expect(twin.logLoss(), loss.logLoss(q, q.length));
      tally.expect(twin.weights(), p);
    }
  }
}
