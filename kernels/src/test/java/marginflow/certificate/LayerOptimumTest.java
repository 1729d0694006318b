package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import marginflow.array.Matrix;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;
import org.junit.jupiter.api.Test;

/** First layers of least norm, by hand. */
class LayerOptimumTest {

  private static final FullyConnected ONE = new FullyConnected(Slope.RELU, 2, 1, 1);
  private static final FullyConnected TWO = new FullyConnected(Slope.RELU, 2, 2, 1);

  private static Dataset data(double[][] x, double... y) {
    return new Dataset(Matrix.of(x), y);
  }

  /** 2 w·x = 1 along x = (3, 4): w = x/50. */
  @Test
  void oneSample() {
    LayerOptimum best =
        LayerOptimum.of(ONE, data(new double[][] {{3, 4}}, 1), new double[] {9, 9, 2})
            .orElseThrow();
    assertArrayEquals(new double[] {0.06, 0.08}, best.weights(), 1e-14);
    assertEquals(0.01, best.normSquared(), 1e-15);
  }

  /**
   * (1, 0) and (0, 1) by a unit with output 1 is (1, 1) of square 2; by one for each, with outputs
   * 1 and 2, it would be 1 + ¼, and by the second alone it is ½.
   */
  @Test
  void theBestOfAllPatterns() {
    Dataset data = data(new double[][] {{1, 0}, {0, 1}}, 1, 1);
    assertEquals(2, of(ONE, data, 0, 0, 1).orElseThrow().normSquared(), 1e-14);
    // Output weights 1 and 2 together: (w, 2w) with 5w = 1 in each coordinate.
    LayerOptimum best = of(TWO, data, 0, 0, 0, 0, 1, 2).orElseThrow();
    assertEquals(0.4, best.normSquared(), 1e-14);
    assertArrayEquals(new double[] {0.2, 0.2, 0.4, 0.4}, best.weights(), 1e-14);
  }

  /** (1, 0) and (−1, 0), both positive: a unit each, whatever else it does. */
  @Test
  void patternsThatConflict() {
    Dataset data = data(new double[][] {{1, 0}, {-1, 0}}, 1, 1);
    assertTrue(of(ONE, data, 0, 0, 1).isEmpty());
    assertEquals(1.25, of(TWO, data, 0, 0, 0, 0, 1, 2).orElseThrow().normSquared(), 1e-14);
  }

  private static Optional<LayerOptimum> of(FullyConnected net, Dataset data, double... theta) {
    return LayerOptimum.of(net, data, theta);
  }

  @Test
  void otherNetsAreRefused() {
    Dataset data = data(new double[][] {{1, 0}}, 1);
    FullyConnected deep = new FullyConnected(Slope.RELU, 2, 2, 2, 1);
    assertThrows(IllegalArgumentException.class, () -> of(deep, data, new double[10]));
    FullyConnected wide = new FullyConnected(Slope.RELU, 2, 13, 1);
    Exception thrown =
        assertThrows(IllegalArgumentException.class, () -> of(wide, data, new double[39]));
    assertEquals("expected at most 12 kinks, found 13", thrown.getMessage());
  }
}
