package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.random.RandomGenerator;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A forward pass that reads its pattern off the signs, called until it has been compiled for good:
 * code that C2 made of a mask turned to bits and back gave wrong margins, from the 300th call on.
 */
class CompiledForwardTest {

  private static final int CALLS = 4_000;

  private static final int SAMPLES = 100;

  @ParameterizedTest
  @CsvSource({
    "relu:4-20-1, 4",
    "relu:4-33-1, 4",
    "leaky-relu(0.5):2-7-1, 2",
    "relu:9-20-1, 9",
    "relu:9-5-1, 9",
    "relu:4-20-5-1, 4"
  })
  void marginsStayThoseOfScalarCode(String spec, int inputs) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    Dataset data = data(inputs);
    Architecture net = Architectures.parse(spec);
    MarginModel fast = Models.bind(net, data, KernelSelector.select());
    MarginModel plain = Models.bind(net, data, KernelSelector.select("scalar", 1));
    double[] theta = Initialisation.gaussian(net, 1, 0.3);
    for (int call = 0; call < CALLS; call++) {
      for (int j = 0; j < theta.length; j++) {
        theta[j] += 0.01 * random.nextGaussian();
      }
      fast.evaluate(theta);
      plain.evaluate(theta);
      assertArrayEquals(plain.margins(), fast.margins(), spec + ", call " + call);
    }
  }

  private static Dataset data(int inputs) {
    double[][] x = new double[SAMPLES][inputs];
    double[] y = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
      for (int j = 0; j < inputs; j++) {
        x[i][j] = Math.sin(1 + 3 * i + 7 * j);
      }
    }
    return new Dataset(Matrix.of(x), y);
  }
}
