package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceEvaluation;

/** The fused kernels of two-layer networks against the chain rule. */
final class TwoLayerChecks {

  /** Twin evaluations of more multiply-adds than this are done on one fill only. */
  private static final long LARGE = 200_000;

  /**
   * Those of more than this are left out: {@link BitChecks} compares such networks with the scalar
   * loops, which have no other blocks for them.
   */
  private static final long TOO_LARGE = 1_000_000;

  /** Rows and columns of a Gram matrix that are compared. */
  private static final int PLACES = 11;

  private TwoLayerChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("two-layer forward", over(Fill.values(), TwoLayerChecks::forward)),
        new Check("two-layer vjp", over(finite(), TwoLayerChecks::vjp)),
        new Check("two-layer jvp", over(finite(), TwoLayerChecks::jvp)),
        new Check("two-layer hessian-vector", over(finite(), TwoLayerChecks::hessianVector)),
        new Check("two-layer velocities", over(finite(), TwoLayerChecks::velocities)),
        new Check("two-layer gram", over(finite(), TwoLayerChecks::gram)));
  }

  /** A network at a point, the twin there too with the same pattern. */
  private record Case(
      Subject subject, double[] theta, Fill fill, SplittableRandom random, Tally tally) {

    ReferenceEvaluation twin() {
      return subject.twin().evaluate(theta, subject::positive);
    }

    double[] direction() {
      return fill.array(theta.length, random);
    }

    double[] weights() {
      return Fill.NORMAL.array(subject.state().n(), random);
    }
  }

  private interface Body {
    void check(Case c);
  }

  private static Fill[] finite() {
    return new Fill[] {Fill.NORMAL, Fill.WIDE, Fill.HUGE, Fill.TINY, Fill.ZEROS};
  }

  private static Check.Procedure over(Fill[] fills, Body body) {
    return (kernels, extent, tally) -> {
      SplittableRandom random = new SplittableRandom(8);
      for (int[] shape : extent.networks()) {
        long work = (long) shape[0] * shape[1] * shape[2];
        if (work > TOO_LARGE) {
          continue;
        }
        boolean large = work > LARGE;
        for (double slope : large ? new double[] {0.1} : new double[] {0, 0.1}) {
          for (Fill fill : large ? new Fill[] {Fill.NORMAL} : fills) {
            once(body, kernels, shape, slope, fill, random, tally);
          }
        }
      }
      for (int[] shape : Shapes.networksAtSeams(kernels.seams(), Extent.QUICK)) {
        once(body, kernels, shape, 0.1, Fill.NORMAL, random, tally);
      }
    };
  }

  private static void once(
      Body body,
      Kernels kernels,
      int[] shape,
      double slope,
      Fill fill,
      SplittableRandom random,
      Tally tally) {
    tally.open(
        "n = %d, d = %d, m = %d, slope %s, %s"
            .formatted(shape[0], shape[1], shape[2], slope, fill));
    body.check(atPoint(kernels, shape, slope, fill, random.split(), tally));
  }

  private static Case atPoint(
      Kernels kernels, int[] shape, double slope, Fill fill, SplittableRandom random, Tally tally) {
    Subject subject = Subject.bind(kernels, data(shape[0], shape[1], random), shape[2], slope);
    double[] theta = fill.array(subject.parameters(), random);
    subject.kernel().forward(theta, false);
    return new Case(subject, theta, fill, random, tally);
  }

  /** Normal inputs, one in eight exactly zero, at an odd place in memory. */
  static Dataset data(int n, int d, SplittableRandom random) {
    Matrix x = Guarded.filled(n, d, Fill.NORMAL, random).view();
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < d; j++) {
        if (random.nextInt(8) == 0) {
          x.set(i, j, 0);
        }
      }
    }
    return new Dataset(x, y);
  }

  private static void forward(Case c) {
    compareForward(c);
    for (int i = 0; i < c.subject.state().n(); i++) {
      for (int k = 0; k < c.subject.state().m(); k++) {
        c.tally.require(c.subject.positive(i, k) == c.subject.state().z().get(i, k) > 0);
        c.subject.state().pattern().set(i, k, c.random.nextBoolean());
      }
    }
    // Another point, with a pattern that is not that of the signs.
    double[] other = c.fill.array(c.theta.length, c.random);
    c.subject.kernel().forward(other, true);
    compareForward(new Case(c.subject, other, c.fill, c.random, c.tally));
  }

  private static void compareForward(Case c) {
    ReferenceEvaluation twin = c.twin();
    c.tally.expect(twin.margins(), c.subject.state().q());
    for (int i = 0; i < c.subject.state().n(); i++) {
      for (int k = 0; k < c.subject.state().m(); k++) {
        c.tally.expect(twin.kink(i, k), c.subject.state().z().get(i, k));
      }
    }
  }

  private static void vjp(Case c) {
    double[] weights = c.weights();
    double[] gradient = new double[c.theta.length];
    c.subject.kernel().vjp(weights, gradient);
    c.tally.expect(c.twin().vjp(weights), gradient);
  }

  private static void jvp(Case c) {
    double[] direction = c.direction();
    double[] out = new double[c.subject.state().n()];
    c.subject.kernel().jvp(direction, out);
    c.tally.expect(c.twin().jvp(direction), out);
  }

  private static void hessianVector(Case c) {
    double[] weights = c.weights();
    double[] direction = c.direction();
    double[] out = new double[c.theta.length];
    c.subject.kernel().hessianVector(weights, direction, out);
    c.tally.expect(c.twin().hessianVector(weights, direction), out);
  }

  private static void velocities(Case c) {
    double[] direction = c.direction();
    int m = c.subject.state().m();
    double[] out = new double[c.subject.state().n() * m];
    c.subject.kernel().velocities(direction, out);
    ReferenceEvaluation twin = c.twin();
    for (int i = 0; i < c.subject.state().n(); i++) {
      Bounded[] row = twin.velocities(i, direction);
      for (int k = 0; k < m; k++) {
        c.tally.expect(row[k], out[i * m + k]);
      }
    }
  }

  /** The Gram matrix of all samples in no order; those of some are compared. */
  private static void gram(Case c) {
    int[] rows = shuffled(c.subject.state().n(), c.random);
    Guarded out = Guarded.empty(rows.length, rows.length, c.random);
    c.subject.kernel().gram(rows, rows.length, out.view());
    c.tally.require(out.intact());
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < a; b++) {
        c.tally.same(out.view().get(a, b), out.view().get(b, a));
      }
    }
    int[] places = places(rows.length, c.random);
    Bounded[][] twin = c.twin().gram(IntStream.of(places).map(place -> rows[place]).toArray());
    for (int a = 0; a < places.length; a++) {
      for (int b = 0; b < places.length; b++) {
        c.tally.expect(twin[a][b], out.view().get(places[a], places[b]));
      }
    }
  }

  private static int[] shuffled(int n, SplittableRandom random) {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      rows.add(random.nextInt(rows.size() + 1), i);
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Up to eleven places of many: the first, the last, and some between. */
  private static int[] places(int count, SplittableRandom random) {
    if (count <= PLACES) {
      return IntStream.range(0, count).toArray();
    }
    return IntStream.concat(
            IntStream.of(0, count - 2, count - 1), random.ints(PLACES - 3, 0, count))
        .toArray();
  }
}
