package marginflow.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.bench.peer.Gradient;
import marginflow.bench.peer.OurGradient;
import marginflow.bench.peer.Peers;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceModel;
import marginflow.reference.Wirings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One full-batch gradient of convolution networks on lines and grids, exponential loss. */
@State(Scope.Thread)
public class ConvolutionSuite {

  /** The activation of every shape. */
  static final String ACTIVATION = "conv-leaky-relu(" + Problem.ALPHA + "):";

  /** Samples that the double-double twin is asked about. */
  private static final int TWINS = 4;

  /** Samples, and the network as it is written behind {@link #ACTIVATION}. */
  @Param("20 12-c4k3-max2-1")
  public String shape = "";

  /** Who computes. */
  @Param("scalar")
  public String implementation = "";

  private Gradient gradient = (theta, out) -> 0;
  private double[] theta = {};
  private double[] out = {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public ConvolutionSuite() {}

  /** Binds, and checks some samples against the twin and all against the scalar kernels. */
  @Setup
  public void prepare() {
    String[] parts = shape.split(" ", -1);
    Architecture net = Architectures.parse(ACTIVATION + parts[1]);
    theta = weights(net);
    requireTwin(net, data(TWINS, net.inputs()));
    Dataset data = data(Integer.parseInt(parts[0]), net.inputs());
    gradient = gradient(implementation, net, data);
    out = new double[theta.length];
    double[] expected = new double[theta.length];
    gradient("scalar", net, data).at(theta, expected);
    gradient.at(theta, out);
    if (!Arrays.equals(expected, out)) {
      throw new IllegalStateException("wrong result before timing: not that of the scalar kernels");
    }
    repeats = Suites.CONVOLUTION.repeats(shape);
  }

  private static Dataset data(int n, int inputs) {
    SplittableRandom random = new SplittableRandom(1);
    Matrix x = Matrix.zeros(n, inputs);
    Arrays.setAll(x.data(), k -> random.nextGaussian());
    double[] y = random.ints(n, 0, 2).mapToDouble(bit -> 2 * bit - 1).toArray();
    return new Dataset(x, y);
  }

  private static double[] weights(Architecture net) {
    SplittableRandom random = new SplittableRandom(2);
    double[] theta = new double[net.parameters()];
    net.layers()
        .forEach(layer -> {
          for (int k = 0; k < layer.size(); k++) {
            theta[layer.offset() + k] = random.nextGaussian() / Math.sqrt(layer.cols());
          }
        });
    return theta;
  }

  private static Gradient gradient(String implementation, Architecture net, Dataset data) {
    Kernels kernels = Peers.kernels(implementation);
    return new OurGradient(Models.bind(net, data, kernels), kernels);
  }

  private void requireTwin(Architecture net, Dataset data) {
    MarginModel model = Models.bind(net, data, Peers.kernels(implementation));
    model.evaluate(theta);
    double[] p = new double[data.n()];
    Loss.EXPONENTIAL.weights(model.margins(), p.length, p);
    double[] computed = new double[theta.length];
    model.vjp(p, computed);
    Bounded[] twin =
        new ReferenceModel(Wirings.of(net), data, Problem.ALPHA).evaluate(theta).vjp(p);
    for (int k = 0; k < twin.length; k++) {
      if (twin[k].deviation(computed[k]) > 1) {
        throw new IllegalStateException(
            "wrong result before timing: element %d is %s, expected %s"
                .formatted(k, computed[k], twin[k].doubleValue()));
      }
    }
  }

  /** Gradients, one after the other. */
  @Benchmark
  public double gradient() {
    double sum = 0;
    for (long k = 0; k < repeats; k++) {
      sum += gradient.at(theta, out);
    }
    return sum;
  }
}
