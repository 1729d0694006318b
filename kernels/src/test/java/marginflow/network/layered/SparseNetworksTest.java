package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases by hand on whose exact zeros and symmetries published counterexamples rest. */
class SparseNetworksTest {

  private static java.util.List<String> kernels() {
    return KernelSelector.names();
  }

  private static MarginModel model(String spec, double[] x, String kernels) {
    Dataset data = new Dataset(Matrix.of(new double[][] {x}), new double[] {1});
    return Models.bind(Architectures.parse(spec), data, Problems.kernels(kernels));
  }

  private static double[] gradient(MarginModel model, double[] theta) {
    model.evaluate(theta);
    double[] gradient = new double[theta.length];
    model.vjp(new double[] {1}, gradient);
    return gradient;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void diagonalZerosStay(String kernels) {
    MarginModel model = model("diagonal:2x2", new double[] {1, 2}, kernels);
    assertArrayEquals(new double[] {1, 0, 1, 0}, gradient(model, new double[] {1, 0, 1, 0}), 0);
    assertEquals(1, model.margins()[0]);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void diagonalSymmetryStays(String kernels) {
    MarginModel model = model("diagonal:2x3", new double[] {1, 1}, kernels);
    double[] theta = {0.3, 0.3, 0.3, 0.3, 0.3, 0.3};
    double[] gradient = gradient(model, theta);
    for (double value : gradient) {
      assertEquals(gradient[0], value, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv-linear:4-c1k2s2-1", "conv-relu:4-c1k2s2-1"})
  void oppositePatchesCancel(String spec) {
    double r = Math.sqrt(0.5);
    for (String kernels : kernels()) {
      MarginModel model = model(spec, new double[] {4, r, -4, r}, kernels);
      double[] gradient = gradient(model, new double[] {0, 1, r, r});
      assertEquals(1, model.margins()[0], 1e-15);
      assertArrayEquals(new double[] {0, 1, r, r}, gradient, 1e-15);
      assertEquals(0, gradient[0], 0);
      assertEquals(gradient[2], gradient[3], 0);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void maxPoolingTakesTheLargest(String kernels) {
    MarginModel model = model("conv-linear:4-max2-1", new double[] {3, -1, 2, 7}, kernels);
    model.evaluate(new double[] {2, 5});
    assertEquals(2 * 3 + 5 * 7, model.margins()[0]);
    assertArrayEquals(new double[] {4, -5}, model.kinks().values());
  }
}
