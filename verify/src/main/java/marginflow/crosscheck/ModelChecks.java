package marginflow.crosscheck;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;
import marginflow.reference.Bounded;
import marginflow.reference.BoundedSum;
import marginflow.reference.ReferenceEvaluation;
import marginflow.reference.ReferenceProducts;

/**
 * Networks of every kind and depth, as the loops over kernels that they are, against the chain
 * rule.
 */
final class ModelChecks {

  private static final List<String> SMALL =
      List.of(
          "linear:3-1",
          "linear:4-8-1",
          "linear:3-5-7-1",
          "relu:2-3-1",
          "leaky-relu(0.3):5-9-1",
          "relu:3-8-5-1",
          "leaky-relu(0.5):2-4-9-3-7-1",
          "diagonal:5x3",
          "conv-relu:7-c3k3-1",
          "conv-leaky-relu(0.3):4x5x2-c2k2x3s1x2-3-1",
          "conv-relu:8-l2k3s2-1",
          "conv-relu:8-c3k3s2-max3-4-1",
          "leaky-relu(0.3)+bias:3-5-4-1",
          "relu+skip:3-3-3-1");

  private static final List<String> MORE =
      List.of(
          "linear:7-17-1",
          "relu:13-31-17-1",
          "leaky-relu(0.01):20-33-29-1",
          "relu:1-1-1-1",
          "leaky-relu(0.25):6-7-8-9-10-1",
          "diagonal:17x2",
          "conv-linear:9-c2k3-1",
          "conv-relu:4x4-c2k2x2-l3k2x2-1",
          "conv-leaky-relu(0.2):9-c3k2-avg2-1",
          "conv-leaky-relu(0.5):5x4x2-c2k2x2s1x2-max2x1-1",
          "conv-linear:6-l2k3s1-avg2-max2-1",
          "relu+bias:7-9-1",
          "leaky-relu(0.5)+skip:4-9-9-5-1");

  private ModelChecks() {}

  /** Networks of every kind. */
  static List<String> specs(Extent extent) {
    return extent == Extent.QUICK ? SMALL : Stream.concat(SMALL.stream(), MORE.stream()).toList();
  }

  static List<Check> all() {
    return List.of(
        new Check("model forward", over(ModelChecks::forward)),
        new Check("model vjp", over(ModelChecks::vjp)),
        new Check("model jvp", over(ModelChecks::jvp)),
        new Check("model row gradient", over(ModelChecks::rowGradient)),
        new Check("model gram", over(ModelChecks::gram)),
        new Check("model hessian-vector", over(ModelChecks::hessianVector)),
        new Check("kink velocities", over(ModelChecks::velocities)),
        new Check("kink sensitivities", over(ModelChecks::sensitivities)),
        new Check("kink normals", over(ModelChecks::normals)));
  }

  private record Case(BoundModel bound, double[] theta, SplittableRandom random, Tally tally) {
    MarginModel model() {
      return bound.model();
    }

    ReferenceEvaluation twin() {
      return bound.twinAt(theta);
    }

    double[] parameters() {
      return Fill.NORMAL.array(theta.length, random);
    }

    double[] rows() {
      return Fill.NORMAL.array(model().rows(), random);
    }
  }

  private interface Body {
    void check(Case c);
  }

  private static Check.Procedure over(Body body) {
    return (kernels, extent, tally) -> {
      SplittableRandom random = new SplittableRandom(11);
      for (int n : extent == Extent.QUICK ? new int[] {1, 6} : new int[] {1, 2, 9, 29}) {
        for (String spec : specs(extent)) {
          check(body, spec, n, kernels, random, tally);
        }
      }
    };
  }

  /** At a random point, and with a pattern that is not that of the signs. */
  private static void check(
      Body body, String spec, int n, Kernels kernels, SplittableRandom random, Tally tally) {
    Architecture net = Architectures.parse(spec);
    BoundModel bound = BoundModel.of(net, TwoLayerChecks.data(n, net.inputs(), random), kernels);
    for (Fill fill : List.of(Fill.NORMAL, Fill.WIDE, Fill.ZEROS)) {
      double[] theta = fill.array(net.parameters(), random);
      tally.open("%s, n = %d, %s".formatted(spec, n, fill));
      bound.model().evaluate(theta);
      body.check(new Case(bound, theta, random, tally));
      Kinks kinks = bound.model().kinks();
      for (int kink = 0; kink < kinks.size(); kink++) {
        kinks.setPositive(kink, random.nextBoolean());
      }
      tally.open("%s, n = %d, %s, frozen".formatted(spec, n, fill));
      bound.model().evaluateFrozen(theta);
      body.check(new Case(bound, theta, random, tally));
    }
  }

  private static void forward(Case c) {
    ReferenceEvaluation twin = c.twin();
    c.tally.expect(twin.margins(), c.model().margins());
    Kinks kinks = c.model().kinks();
    for (int kink = 0; kink < kinks.size(); kink++) {
      c.tally.expect(twin.kink(kinks.row(kink), kinks.unit(kink)), kinks.values()[kink]);
    }
  }

  private static void vjp(Case c) {
    double[] weights = c.rows();
    double[] gradient = new double[c.theta.length];
    c.model().vjp(weights, gradient);
    c.tally.expect(c.twin().vjp(weights), gradient);
  }

  private static void jvp(Case c) {
    double[] direction = c.parameters();
    double[] out = new double[c.model().rows()];
    c.model().jvp(direction, out);
    c.tally.expect(c.twin().jvp(direction), out);
  }

  private static void rowGradient(Case c) {
    double[] gradient = new double[c.theta.length];
    int row = c.model().rows() - 1;
    c.model().rowGradient(row, gradient);
    c.tally.expect(c.twin().rowGradient(row), gradient);
  }

  private static void gram(Case c) {
    int count = Math.min(c.model().rows(), 7);
    int[] rows = new int[count];
    for (int a = 0; a < count; a++) {
      rows[a] = c.model().rows() - 1 - a;
    }
    Guarded out = Guarded.empty(count, count, c.random);
    c.model().gram(rows, count, out.view());
    c.tally.require(out.intact());
    Bounded[][] twin = c.twin().gram(rows);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        c.tally.expect(twin[a][b], out.view().get(a, b));
      }
    }
  }

  private static void hessianVector(Case c) {
    double[] weights = c.rows();
    double[] direction = c.parameters();
    double[] out = new double[c.theta.length];
    c.model().hessianVector(weights, direction, out);
    c.tally.expect(c.twin().hessianVector(weights, direction), out);
  }

  private static void velocities(Case c) {
    Kinks kinks = c.model().kinks();
    double[] direction = c.parameters();
    double[] out = new double[kinks.size()];
    kinks.velocities(direction, out);
    ReferenceEvaluation twin = c.twin();
    Bounded[][] velocities = rows(c, row -> twin.velocities(row, direction));
    for (int kink = 0; kink < kinks.size(); kink++) {
      Bounded velocity = velocities[kinks.row(kink)][kinks.unit(kink)];
      c.tally.expect(velocity, out[kink]);
      double[] one = new double[1];
      kinks.velocities(new int[] {kink}, 1, direction, one);
      c.tally.expect(velocity, one[0]);
    }
  }

  private static void sensitivities(Case c) {
    Kinks kinks = c.model().kinks();
    double[] out = new double[kinks.size()];
    kinks.sensitivities(out);
    Bounded[][] sensitivities = rows(c, c.twin()::sensitivities);
    for (int kink = 0; kink < kinks.size(); kink++) {
      c.tally.expect(sensitivities[kinks.row(kink)][kinks.unit(kink)], out[kink]);
    }
  }

  private static Bounded[][] rows(Case c, IntFunction<Bounded[]> ofRow) {
    return IntStream.range(0, c.model().rows()).mapToObj(ofRow).toArray(Bounded[][]::new);
  }

  private static void normals(Case c) {
    Kinks kinks = c.model().kinks();
    int count = Math.min(5, kinks.size());
    int[] chosen = new int[count];
    Bounded[][] normals = new Bounded[count][];
    ReferenceEvaluation twin = c.twin();
    for (int a = 0; a < count; a++) {
      chosen[a] = c.random.nextInt(kinks.size());
      normals[a] = twin.normal(kinks.row(chosen[a]), kinks.unit(chosen[a]));
    }
    Guarded gram = Guarded.empty(count, count, c.random);
    kinks.normalGram(chosen, count, gram.view());
    c.tally.require(gram.intact());
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        c.tally.expect(ReferenceProducts.dot(normals[a], normals[b]), gram.view().get(a, b));
      }
    }
    double[] weights = Fill.NORMAL.array(count, c.random);
    double[] out = c.parameters();
    Bounded[] expected = new Bounded[out.length];
    for (int k = 0; k < out.length; k++) {
      BoundedSum sum = new BoundedSum().add(Bounded.exact(out[k]));
      for (int a = 0; a < count; a++) {
        sum.addProduct(normals[a][k], Bounded.exact(weights[a]));
      }
      expected[k] = sum.bounded();
    }
    kinks.addNormals(chosen, weights, count, out);
    c.tally.expect(expected, out);
  }
}
