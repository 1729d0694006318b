package marginflow.crosscheck;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.reference.Bounded;
import marginflow.reference.BoundedSum;
import marginflow.reference.ReferenceEvaluation;
import marginflow.reference.ReferenceProducts;

/** Identities between kernels, that hold whatever the twins say. */
final class PropertyChecks {

  private PropertyChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("homogeneity", over(PropertyChecks::homogeneity)),
        new Check("euler", over(PropertyChecks::euler)),
        new Check("adjoint", over(PropertyChecks::adjoint)),
        new Check("gram of unit vjps", over(PropertyChecks::unitGram)),
        new Check("symmetry", over(PropertyChecks::symmetry)));
  }

  private interface Property {
    void check(Subject subject, double[] theta, SplittableRandom random, Tally tally);
  }

  private static Check.Procedure over(Property property) {
    return (kernels, extent, tally) -> {
      SplittableRandom random = new SplittableRandom(9);
      for (int[] shape : extent.networks()) {
        if ((long) shape[0] * shape[1] * shape[2] > 100_000) {
          continue;
        }
        for (int seed = 0; seed < extent.seeds(); seed++) {
          Subject subject =
              Subject.bind(
                  kernels, TwoLayerChecks.data(shape[0], shape[1], random), shape[2], 0.25);
          double[] theta = Fill.NORMAL.array(subject.parameters(), random);
          tally.open("n = %d, d = %d, m = %d".formatted(shape[0], shape[1], shape[2]));
          subject.kernel().forward(theta, false);
          property.check(subject, theta, random, tally);
        }
      }
    };
  }

  /** {@code q(cθ) = c² q(θ)}: exactly for a power of two, to the sum of both bounds otherwise. */
  private static void homogeneity(
      Subject subject, double[] theta, SplittableRandom random, Tally tally) {
    double[] q = subject.state().q().clone();
    subject.kernel().forward(scaled(theta, 0x1p-20), false);
    for (int i = 0; i < q.length; i++) {
      tally.same(q[i] * 0x1p-40, subject.state().q()[i]);
    }
    double c = 1.7;
    Bounded[] twin = subject.twin().evaluate(theta).margins();
    subject.kernel().forward(scaled(theta, c), false);
    for (int i = 0; i < q.length; i++) {
      // Scaling rounds every parameter once: two more roundings in each of the products.
      double magnitude = twin[i].error() / Bounded.UNIT;
      double bound = c * c * (2 * twin[i].error() + Bounded.gamma(4) * magnitude);
      Bounded expected = new Bounded(twin[i].value().multiply(c).multiply(c), bound);
      tally.expect(expected, subject.state().q()[i]);
    }
  }

  /** Euler's identity {@code ⟨θ, Σ w_i ∇q_i⟩ = 2 Σ w_i q_i}. */
  private static void euler(Subject subject, double[] theta, SplittableRandom random, Tally tally) {
    double[] weights = Fill.NORMAL.array(subject.state().n(), random);
    double[] gradient = new double[theta.length];
    subject.kernel().vjp(weights, gradient);
    ReferenceEvaluation twin = subject.twin().evaluate(theta, subject::positive);
    Bounded left = withErrorsOf(twin.vjp(weights), gradient, theta);
    Bounded right = withErrorsOf(twin.margins(), subject.state().q(), weights).times(2);
    equal(left, right, tally);
  }

  /** {@code ⟨w, Jv⟩ = ⟨Jᵀw, v⟩}. */
  private static void adjoint(
      Subject subject, double[] theta, SplittableRandom random, Tally tally) {
    double[] weights = Fill.NORMAL.array(subject.state().n(), random);
    double[] direction = Fill.NORMAL.array(theta.length, random);
    double[] gradient = new double[theta.length];
    double[] tangent = new double[weights.length];
    subject.kernel().vjp(weights, gradient);
    subject.kernel().jvp(direction, tangent);
    ReferenceEvaluation twin = subject.twin().evaluate(theta, subject::positive);
    equal(
        withErrorsOf(twin.vjp(weights), gradient, direction),
        withErrorsOf(twin.jvp(direction), tangent, weights),
        tally);
  }

  /** {@code K_ab = ⟨Jᵀe_a, Jᵀe_b⟩}. */
  private static void unitGram(
      Subject subject, double[] theta, SplittableRandom random, Tally tally) {
    int n = Math.min(subject.state().n(), 9);
    int[] rows = new int[n];
    Bounded[][] gradients = new Bounded[n][];
    ReferenceEvaluation twin = subject.twin().evaluate(theta, subject::positive);
    for (int a = 0; a < n; a++) {
      rows[a] = a;
      double[] unit = new double[subject.state().n()];
      unit[a] = 1;
      double[] gradient = new double[theta.length];
      subject.kernel().vjp(unit, gradient);
      gradients[a] = around(twin.vjp(unit), gradient);
    }
    Matrix k = Matrix.zeros(n, n);
    subject.kernel().gram(rows, n, k);
    Bounded[][] bounds = twin.gram(rows);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        Bounded dot = ReferenceProducts.dot(gradients[a], gradients[b]);
        tally.expect(new Bounded(dot.value(), dot.error() + bounds[a][b].error()), k.get(a, b));
      }
    }
  }

  /** Equal samples and equal neurons give equal bits, wherever they lie. */
  private static void symmetry(
      Subject subject, double[] theta, SplittableRandom random, Tally tally) {
    int m = subject.state().m();
    int d = subject.state().d();
    double[] alike = theta.clone();
    for (int k = 1; k < m; k++) {
      System.arraycopy(alike, 0, alike, k * d, d);
      alike[m * d + k] = alike[m * d];
    }
    subject.kernel().forward(alike, false);
    double[] gradient = new double[theta.length];
    subject.kernel().vjp(Fill.NORMAL.array(subject.state().n(), random), gradient);
    for (int k = 1; k < m; k++) {
      tally.same(gradient[m * d], gradient[m * d + k]);
      for (int j = 0; j < d; j++) {
        tally.same(gradient[j], gradient[k * d + j]);
      }
    }
  }

  private static double[] scaled(double[] theta, double c) {
    return Arrays.stream(theta).map(x -> c * x).toArray();
  }

  /** Computed numbers, each with its twin's bound on how far it may be off. */
  private static Bounded[] around(Bounded[] twins, double[] computed) {
    Bounded[] values = new Bounded[computed.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = new Bounded(Bounded.exact(computed[k]).value(), twins[k].error());
    }
    return values;
  }

  private static Bounded withErrorsOf(Bounded[] twins, double[] computed, double[] factors) {
    BoundedSum sum = new BoundedSum();
    Bounded[] values = around(twins, computed);
    for (int k = 0; k < values.length; k++) {
      sum.addProduct(values[k], Bounded.exact(factors[k]));
    }
    return sum.bounded();
  }

  private static void equal(Bounded left, Bounded right, Tally tally) {
    Bounded both = new Bounded(left.value(), left.error() + right.error());
    tally.expect(both, right.doubleValue());
  }
}
