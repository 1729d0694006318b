package marginflow.certificate.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

class ScaledPointTest {

  private static MarginModel model(String net, double[][] x, double... y) {
    return Models.bind(
        Architectures.parse(net), new Dataset(Matrix.of(x), y), KernelSelector.select("scalar", 1));
  }

  /** (3, 0, 4) of norm 5 has margins 12 and 24. */
  @Test
  void rescalesToAMarginOfOne() {
    MarginModel model = model("relu:2-1-1", new double[][] {{2, 0}, {1, 5}}, 1, 1);
    ScaledPoint point = ScaledPoint.of(model, new double[] {3, 0, 4}).orElseThrow();
    double scale = 1 / Math.sqrt(12);
    assertArrayEquals(new double[] {3 * scale, 0, 4 * scale}, point.theta(), 1e-15);
    assertArrayEquals(new double[] {2, 1}, point.q(), 1e-15);
    assertEquals(12.0 / 25, point.normalizedMargin(), 1e-15);
    assertEquals(2, point.degree());
    assertEquals(5 * scale, point.norm(), 1e-15);
  }

  /** The same doubles for a power of two times θ, however large. */
  @Test
  void scaleLeavesNoTrace() {
    MarginModel model = model("relu:2-2-1", new double[][] {{1, 0.3}, {0.7, 1}}, 1, 1);
    double[] theta = {0.3, 0.1, -0.2, 0.7, 0.9, 0.4};
    double[] bits = ScaledPoint.of(model, theta).orElseThrow().theta();
    for (int exponent : new int[] {-900, -1, 3, 900}) {
      double[] scaled = Vectors.scaled(Math.scalb(1.0, exponent), theta);
      assertArrayEquals(bits, ScaledPoint.of(model, scaled).orElseThrow().theta(), 0);
    }
  }

  /** The degree is that of the network: 3 layers. */
  @Test
  void deeperNets() {
    MarginModel model = model("linear:1-1-1-1", new double[][] {{1}}, 1);
    ScaledPoint point = ScaledPoint.of(model, new double[] {2, 2, 2}).orElseThrow();
    assertArrayEquals(new double[] {1, 1, 1}, point.theta(), 1e-15);
    assertEquals(Math.pow(3, -1.5), point.normalizedMargin(), 1e-15);
  }

  @Test
  void whatHasNoDirection() {
    MarginModel model = model("relu:2-1-1", new double[][] {{1, 0}, {0, 1}}, 1, 1);
    assertTrue(ScaledPoint.of(model, new double[3]).isEmpty(), "zero");
    assertTrue(ScaledPoint.of(model, new double[] {1, 0, 1}).isEmpty(), "a margin of zero");
    assertTrue(ScaledPoint.of(model, new double[] {1, 1, -1}).isEmpty(), "negative margins");
    assertTrue(ScaledPoint.of(model, new double[] {1, Double.NaN, 1}).isEmpty(), "NaN");
    assertTrue(ScaledPoint.of(model, new double[] {1, Double.POSITIVE_INFINITY, 1}).isEmpty(), "∞");
    MarginModel biased = model("relu+bias:2-1-1", new double[][] {{1, 0}}, 1);
    double[] theta = new double[biased.parameters()];
    assertThrows(IllegalArgumentException.class, () -> ScaledPoint.of(biased, theta));
  }
}
