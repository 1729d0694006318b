package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.certificate.problem.SignedPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Samples (2, 1) and, with the other label, (−1, −2): β = (⅓, ⅓) separates both with margin 1, and
 * (1, 0) and (0, 1) do with one of them in surplus.
 */
class LinearMarginsTest {

  private static final SignedPoints DATA =
      new SignedPoints(List.of(new double[] {2, 1}, new double[] {-1, -2}), new double[] {1, -1});

  private static final SignedPoints XOR =
      new SignedPoints(
          List.of(
              new double[] {1, 1},
              new double[] {-1, -1},
              new double[] {1, -1},
              new double[] {-1, 1}),
          new double[] {1, 1, -1, -1});

  private static void assertBounds(double expected, BestMargin found) {
    assertTrue(found.attained() <= expected * (1 + 1e-15), found.reason());
    assertTrue(found.upper() >= expected * (1 - 1e-15), found.reason());
    assertEquals(expected, found.attained(), 1e-9 * expected, found.reason());
    assertEquals(expected, found.upper(), 1e-9 * expected, found.reason());
  }

  /** The hull's nearest point is (1.5, 1.5); min Σ‖W‖² at β is {@code m ‖β‖^{2/m}}. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void fullyConnected(int depth) {
    double expected = Math.pow(depth, -depth / 2.0) * Math.sqrt(4.5);
    assertBounds(expected, LinearMargins.fullyConnected(DATA, depth));
  }

  @Test
  void diagonalOfDepthOneAndTwo() {
    assertBounds(Math.sqrt(4.5), LinearMargins.diagonal(DATA, 1).orElseThrow());
    assertBounds(0.75, LinearMargins.diagonal(DATA, 2).orElseThrow());
  }

  /**
   * Deeper, {@code Σ|β_j|^{2/m}}: 2/3^{2/3} = 0.96 at (⅓, ⅓) for m = 3, but 2/3^{1/3} = 1.39 for m
   * = 6, where a single coordinate with 1 is better.
   */
  @Test
  void diagonalOfMoreLayersIsSparse() {
    assertBounds(
        Math.pow(3 * 2 / Math.pow(3, 2.0 / 3), -1.5),
        LinearMargins.diagonal(DATA, 3).orElseThrow());
    assertBounds(Math.pow(6, -3), LinearMargins.diagonal(DATA, 6).orElseThrow());
  }

  /** A coordinate may be negative, and not all of them used. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void negativeCoordinates(int depth) {
    SignedPoints data =
        new SignedPoints(
            List.of(new double[] {0.1, -2, 0}, new double[] {0, 4, 0.1}), new double[] {1, -1});
    double cost = Math.pow(0.5, 2.0 / depth);
    assertBounds(
        Math.pow(depth * cost, -depth / 2.0), LinearMargins.diagonal(data, depth).orElseThrow());
  }

  @Test
  void whatCannotBeSeparatedHasNone() {
    assertTrue(LinearMargins.diagonal(XOR, 2).isEmpty());
    assertTrue(LinearMargins.diagonal(XOR, 3).isEmpty());
    assertEquals(0, LinearMargins.fullyConnected(XOR, 2).attained());
    assertEquals(0, LinearMargins.fullyConnected(XOR, 2).upper(), 1e-15);
  }

  /** Twenty-one coordinates have too many vertices to be tried. */
  @Test
  void tooManyVerticesAreNotTried() {
    SignedPoints wide = new SignedPoints(List.of(new double[21]), new double[] {1});
    wide.x().getFirst()[0] = 1;
    assertTrue(LinearMargins.diagonal(wide, 3).isEmpty());
    assertTrue(LinearMargins.diagonal(wide, 2).isPresent());
  }
}
