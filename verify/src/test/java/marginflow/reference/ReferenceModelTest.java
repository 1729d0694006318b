package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.network.Dataset;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;

/** The twins themselves, against numbers worked out by hand and against finite differences. */
class ReferenceModelTest {

  /** Two ReLU neurons on (1, ¼) and (−1, ¼): w₁ = (0, 3), w₂ = (0, −2), v = (3, 2) (claim V2). */
  private static final double[] V2 = {0, 3, 0, -2, 3, 2};

  private static ReferenceModel v2() {
    Dataset data =
        new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});
    return new ReferenceModel(Wiring.fullyConnected(new int[] {2, 2, 1}, true), data, 0);
  }

  @Test
  void marginsOfV2ByHand() {
    ReferenceEvaluation at = v2().evaluate(V2);
    assertArrayEquals(new double[] {2.25, 2.25}, values(at.margins()));
    assertEquals(0.75, at.kink(0, 0).doubleValue());
    assertEquals(-0.5, at.kink(1, 1).doubleValue());
    assertTrue(at.positive(0, 0));
    assertFalse(at.positive(0, 1));
  }

  @Test
  void gradientOfV2ByHand() {
    // ∇q_1 = (v₁ x₁; 0; φ(z₁), 0) = (3, ¾, 0, 0, ¾, 0), ∇q_2 = (−3, ¾, 0, 0, ¾, 0).
    ReferenceEvaluation at = v2().evaluate(V2);
    assertArrayEquals(new double[] {3, 0.75, 0, 0, 0.75, 0}, values(at.rowGradient(0)));
    assertArrayEquals(new double[] {0, 1.5, 0, 0, 1.5, 0}, values(at.vjp(new double[] {1, 1})));
    // K_12 = −9 + 9/16 + 9/16 and K_11 = 9 + 9/8.
    Bounded[][] k = at.gram(new int[] {0, 1});
    assertArrayEquals(new double[] {10.125, -7.875}, values(k[0]));
    assertArrayEquals(new double[] {-7.875, 10.125}, values(k[1]));
  }

  @Test
  void derivativesOfV2AlongADirectionByHand() {
    // Along (1, 1, 0, 0, 1, 0): 3 + ¾ + ¾ and −3 + ¾ + ¾; z moves by x₁ + x₂.
    ReferenceEvaluation at = v2().evaluate(V2);
    double[] v = {1, 1, 0, 0, 1, 0};
    assertArrayEquals(new double[] {4.5, -1.5}, values(at.jvp(v)));
    assertArrayEquals(new double[] {1.25, 0}, values(at.velocities(0, v)));
    assertArrayEquals(new double[] {3, 2}, values(at.sensitivities(0)));
    assertArrayEquals(new double[] {0, 0, -1, 0.25, 0, 0}, values(at.normal(1, 1)));
    // q_1 = v₁ w₁·x₁: its Hessian couples v₁ with w₁. Row 1 alone: (dv₁ x; 0; dw₁·x, 0).
    assertArrayEquals(
        new double[] {1, 0.25, 0, 0, 1.25, 0}, values(at.hessianVector(new double[] {1, 0}, v)));
  }

  @Test
  void frozenPatternOverridesSigns() {
    ReferenceEvaluation at = v2().evaluate(V2, (sample, unit) -> true);
    // Both neurons linear: 9/4 − 2 · ½.
    assertArrayEquals(new double[] {1.25, 1.25}, values(at.margins()));
  }

  @Test
  void diagonalNetByHand() {
    // Φ = 2·3·5·1 + (−1)·4·½·2 on x = (1, 2).
    Dataset data = new Dataset(Matrix.of(new double[][] {{1, 2}}), new double[] {-1});
    ReferenceModel model = new ReferenceModel(Wiring.diagonal(2, 3), data, 1);
    ReferenceEvaluation at = model.evaluate(new double[] {2, -1, 3, 4, 5, 0.5});
    assertArrayEquals(new double[] {-26}, values(at.margins()));
    assertArrayEquals(new double[] {-15, -4, -10, 1, -6, 8}, values(at.rowGradient(0)));
  }

  @Test
  void firstDerivativesMatchFiniteDifferences() {
    ReferenceModel model = deep(3);
    double[] theta = coarse(model.wiring().parameters(), 1);
    double[] v = coarse(theta.length, 2);
    double[] weights = coarse(model.data().n(), 4);
    ReferenceEvaluation at = model.evaluate(theta);
    Bounded[] jvp = at.jvp(v);
    Bounded[] hessian = at.hessianVector(weights, v);
    Bounded[] gradient = at.vjp(weights);
    double total = 0;
    for (int i = 0; i < jvp.length; i++) {
      int row = i;
      double found =
          FiniteDifferences.derivative(
              t -> model.evaluate(t, at::positive).margins()[row].value(), theta, v);
      assertEquals(found, jvp[i].doubleValue(), 1e-14 * Math.max(1, Math.abs(found)));
      total += weights[i] * jvp[i].doubleValue();
    }
    assertEquals(total, dot(gradient, v), 1e-12 * Math.max(1, Math.abs(total)));
    for (int k = 0; k < theta.length; k += 7) {
      int p = k;
      double found =
          FiniteDifferences.derivative(
              t -> model.evaluate(t, at::positive).vjp(weights)[p].value(), theta, v);
      assertEquals(found, hessian[k].doubleValue(), 1e-13 * Math.max(1, Math.abs(found)));
    }
  }

  @Test
  void kinkDerivativesMatchFiniteDifferences() {
    ReferenceModel model = deep(5);
    double[] theta = coarse(model.wiring().parameters(), 1);
    double[] v = coarse(theta.length, 3);
    ReferenceEvaluation at = model.evaluate(theta);
    Bounded[] velocities = at.velocities(2, v);
    for (int u = 0; u < velocities.length; u++) {
      int unit = u;
      double found =
          FiniteDifferences.derivative(
              (double[] t) -> model.evaluate(t, at::positive).kink(2, unit).value(), theta, v);
      assertEquals(found, velocities[u].doubleValue(), 1e-13 * Math.max(1, Math.abs(found)));
      assertEquals(found, dot(at.normal(2, u), v), 1e-12 * Math.max(1, Math.abs(found)));
    }
  }

  @Test
  void homogeneityAndEuler() {
    ReferenceModel model = deep(9);
    double[] theta = coarse(model.wiring().parameters(), 5);
    double[] scaled = Arrays.stream(theta).map(x -> 4 * x).toArray();
    ReferenceEvaluation at = model.evaluate(theta);
    Bounded[] q = at.margins();
    Bounded[] qScaled = model.evaluate(scaled).margins();
    for (int i = 0; i < q.length; i++) {
      // A power of two scales every rounding with it.
      assertEquals(64 * q[i].doubleValue(), qScaled[i].doubleValue());
      double euler = dot(at.rowGradient(i), theta);
      assertEquals(3 * q[i].doubleValue(), euler, 1e-12 * Math.max(1, Math.abs(euler)));
    }
  }

  @Test
  void skipsAndBiasesAreTermsLikeOthers() {
    // Φ = θ₂ φ(θ₀ x + θ₁) + x: a bias θ₁ and a skip of fixed weight 1.
    Wiring wiring =
        new Wiring(
            1,
            3,
            java.util.List.of(
                new Wiring.Unit(
                    java.util.List.of(
                        new Wiring.Term(0, 0, 1), new Wiring.Term(1, Wiring.Term.ONE, 1)),
                    true),
                new Wiring.Unit(
                    java.util.List.of(
                        new Wiring.Term(2, 1, 1), new Wiring.Term(Wiring.Term.ONE, 0, 1)),
                    false)));
    Dataset data = new Dataset(Matrix.of(new double[][] {{3}}), new double[] {1});
    ReferenceEvaluation at =
        new ReferenceModel(wiring, data, 0.5).evaluate(new double[] {2, -1, 4});
    assertArrayEquals(new double[] {23}, values(at.margins()));
    assertArrayEquals(new double[] {12, 4, 5}, values(at.rowGradient(0)));
    assertArrayEquals(new double[] {21}, values(at.jvp(new double[] {1, 1, 1})));
    assertArrayEquals(
        new double[] {3, 1, 4}, values(at.hessianVector(new double[] {1}, new double[] {1, 1, 1})));
  }

  @Test
  void misfitsAreRefusedWithBothNumbers() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ReferenceModel(Wiring.diagonal(3, 2), v2().data(), 0));
    assertTrue(String.valueOf(e.getMessage()).matches(".*3 .*2.*"), e::toString);
  }

  private static ReferenceModel deep(long seed) {
    int n = 5;
    double[] x = coarse(n * 4, seed);
    double[] y = {1, -1, 1, 1, -1};
    return new ReferenceModel(
        Wiring.fullyConnected(new int[] {4, 6, 3, 1}, true),
        new Dataset(Matrix.view(x, 0, n, 4), y),
        0.25);
  }

  /** Numbers with 8 bits, so that finite-difference points are exact. */
  private static double[] coarse(int length, long seed) {
    Random random = new Random(seed);
    return random.ints(length, -128, 129).mapToDouble(k -> k / 64.0).toArray();
  }

  private static double[] values(Bounded[] x) {
    return Arrays.stream(x).mapToDouble(Bounded::doubleValue).toArray();
  }

  private static double dot(Bounded[] a, double[] b) {
    DD sum = DD.ZERO;
    for (int k = 0; k < b.length; k++) {
      sum = sum.add(a[k].value().multiply(b[k]));
    }
    return sum.doubleValue();
  }
}
