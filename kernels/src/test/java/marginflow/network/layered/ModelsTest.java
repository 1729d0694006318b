package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import marginflow.array.Matrix;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import org.junit.jupiter.api.Test;

class ModelsTest {

  /** The start of the published counterexample with two ReLU neurons, by hand. */
  @Test
  void twoNeuronsByHand() {
    Dataset data =
        new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});
    MarginModel model =
        Models.bind(Architectures.parse("relu:2-2-1"), data, Problems.kernels("scalar"));
    model.evaluate(new double[] {0, 3, 0, -2, 3, 2});
    assertArrayEquals(new double[] {2.25, 2.25}, model.margins());
    double[] gradient = new double[6];
    model.vjp(new double[] {0.5, 0.5}, gradient);
    assertArrayEquals(new double[] {0, 0.75, 0, 0, 0.75, 0}, gradient);
  }

  @Test
  void fusedAndLayeredModelsAgree() {
    FullyConnected net = new FullyConnected(new Slope(0.1), 5, 19, 1);
    Dataset data = Problems.data(13, 5, 2);
    MarginModel fused = Models.bind(net, data, Problems.kernels("scalar"));
    MarginModel layered = Models.layered(net, data, Problems.kernels("scalar"));
    double[] theta = Initialisation.gaussian(net, 1, 1);
    fused.evaluate(theta);
    layered.evaluate(theta);
    assertArrayEquals(layered.margins(), fused.margins(), 1e-13);
    assertArrayEquals(layered.kinks().values(), fused.kinks().values());
    double[] a = new double[theta.length];
    double[] b = new double[theta.length];
    double[] w = Problems.vector(13, 3);
    fused.vjp(w, a);
    layered.vjp(w, b);
    assertArrayEquals(b, a, 1e-12);
  }

  /** Adding or taking inert neurons, or the order of neurons, must not matter for zeros. */
  @Test
  void zerosStayExact() {
    FullyConnected net = new FullyConnected(Slope.RELU, 3, 21, 1);
    Dataset data = Problems.data(9, 3, 4);
    double[] theta = Initialisation.gaussian(net, 2, 1);
    for (int j = 0; j < 3; j++) {
      theta[7 * 3 + j] = 0;
    }
    theta[63 + 7] = 0;
    for (String name : marginflow.kernel.KernelSelector.names()) {
      MarginModel model = Models.bind(net, data, Problems.kernels(name));
      model.evaluate(theta);
      double[] gradient = new double[theta.length];
      model.vjp(Problems.vector(9, 5), gradient);
      assertArrayEquals(new double[3], java.util.Arrays.copyOfRange(gradient, 21, 24), 0);
      assertEquals(0, gradient[63 + 7]);
    }
  }

  /** Equal neurons must receive equal gradients wherever they stand. */
  @Test
  void equalNeuronsStayEqual() {
    int m = 37;
    FullyConnected net = new FullyConnected(new Slope(0.3), 4, m, 1);
    Dataset data = Problems.data(29, 4, 6);
    double[] one = new Random(1).doubles(5, -1, 1).toArray();
    double[] theta = new double[net.parameters()];
    for (int k = 0; k < m; k++) {
      System.arraycopy(one, 0, theta, 4 * k, 4);
      theta[4 * m + k] = one[4];
    }
    for (String name : marginflow.kernel.KernelSelector.names()) {
      MarginModel model = Models.bind(net, data, Problems.kernels(name));
      model.evaluate(theta);
      double[] gradient = new double[theta.length];
      model.vjp(Problems.vector(29, 5), gradient);
      for (int k = 1; k < m; k++) {
        for (int j = 0; j < 4; j++) {
          assertEquals(gradient[j], gradient[4 * k + j], 0);
        }
        assertEquals(gradient[4 * m], gradient[4 * m + k], 0);
      }
    }
  }

  @Test
  void balancedStartsAreBalanced() {
    FullyConnected net = new FullyConnected(Slope.RELU, 3, 6, 5, 1);
    double[] theta = Initialisation.balanced(net, 4, 0.5);
    LayerShape in = net.layers().get(0);
    LayerShape out = net.layers().get(1);
    for (int k = 0; k < 6; k++) {
      double into = 0;
      double outOf = 0;
      for (int j = 0; j < 3; j++) {
        into += Math.pow(theta[in.offset() + 3 * k + j], 2);
      }
      for (int i = 0; i < 5; i++) {
        outOf += Math.pow(theta[out.offset() + 6 * i + k], 2);
      }
      assertEquals(into, outOf, 1e-12 * into);
    }
  }
}
