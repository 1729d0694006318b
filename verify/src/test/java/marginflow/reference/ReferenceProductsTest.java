package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.array.Matrix;
import org.junit.jupiter.api.Test;

class ReferenceProductsTest {

  private static final Matrix A = Matrix.of(new double[][] {{1, 2}, {3, 4}});
  private static final Matrix B = Matrix.of(new double[][] {{5, 6}, {7, 8}});

  @Test
  void productsByHand() {
    assertEquals(1 * 6 + 2 * 8, ReferenceProducts.ab(A, B, 0, 1).doubleValue());
    assertEquals(1 * 7 + 2 * 8, ReferenceProducts.abt(A, B, 0, 1).doubleValue());
    assertEquals(1 * 6 + 3 * 8, ReferenceProducts.atb(A, B, 0, 1).doubleValue());
  }

  @Test
  void boundIsHighamsDotProductBound() {
    // |fl(xᵀy) − xᵀy| ≤ γ_n Σ|x||y|, (3.5): here n = 2 and Σ = 50.
    double error = ReferenceProducts.ab(A, B, 1, 1).error();
    assertEquals(Bounded.gamma(2) * 50, error, 1e-3 * error);
  }

  @Test
  void emptyProductIsExactlyZero() {
    Bounded empty = ReferenceProducts.ab(Matrix.zeros(1, 0), Matrix.zeros(0, 1), 0, 0);
    assertEquals(Bounded.ZERO, empty);
  }
}
