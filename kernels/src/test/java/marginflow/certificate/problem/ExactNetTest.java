package marginflow.certificate.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks without rounding against the models, whose weights are small integers here. */
final class ExactNetTest {

  private static ExactNet exact(Architecture net, Dataset data) {
    return new ExactNet(net, SignedPoints.of(data));
  }

  private static Dataset integers(int n, int d, Random random) {
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      java.util.Arrays.setAll(x[i], j -> random.nextInt(9) - 4);
      y[i] = i % 2 == 0 ? 1 : -1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu:3-4-2-1",
        "linear:4-3-1",
        "diagonal:4x3",
        "conv-relu:6-c2k2s2-1",
        "conv-leaky-relu(0.25):4x5x2-c2k2x2s1x2-3-1",
        "conv-relu:8-l2k3s2-l1k2-1",
        "conv-relu:8-c3k3s2-max3-4-1",
        "conv-linear:9-c2k2-avg4-1",
        "conv-leaky-relu(0.5):5x4x2-c2k2x2s1x2-max2x1-avg2x1-1"
      })
  void exactMarginsAreThoseOfTheModel(String spec) {
    Architecture net = Architectures.parse(spec);
    Random random = new Random(3);
    Dataset data = integers(5, net.inputs(), random);
    MarginModel model = Models.bind(net, data, KernelSelector.select("scalar", 1));
    for (int round = 0; round < 20; round++) {
      double[] theta = random.ints(net.parameters(), -4, 5).asDoubleStream().toArray();
      model.evaluate(theta);
      ExactNet.Value value = exact(net, data).evaluate(theta);
      double least = java.util.Arrays.stream(model.margins()).min().orElseThrow();
      assertEquals(0, new BigDecimal(least).compareTo(value.smallestMargin()), () -> "" + value);
    }
  }

  @Test
  void meansOfThreeAreNotExact() {
    Architecture net = Architectures.parse("conv-relu:7-c2k2-avg3-1");
    assertFalse(exact(net, integers(2, 7, new Random(1))).known());
    Architecture known = Architectures.parse("conv-relu:7-c2k2-avg2-1");
    assertTrue(exact(known, integers(2, 7, new Random(1))).known());
  }
}
