package marginflow.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.bench.peer.Gradient;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceEvaluation;
import marginflow.reference.ReferenceModel;
import marginflow.reference.Wiring;

/**
 * A network on random data that every implementation gets alike, and the answer that each must give
 * before it is timed.
 *
 * @param data n samples of d standard normal inputs, random labels
 * @param net the network
 * @param theta weights scaled by 1/√fan-in, so that margins are of order 1
 */
record Problem(Dataset data, FullyConnected net, double[] theta) {

  /** Slope of the activation on the negative side. */
  static final double ALPHA = 0.1;

  /** Multiply-adds up to which the double-double twin is asked; beyond it, the scalar kernels. */
  private static final long TWIN = 500_000;

  /** The problem of given sizes; the same numbers every time. */
  static Problem of(int n, int... widths) {
    SplittableRandom random = new SplittableRandom(1);
    Matrix x = Matrix.zeros(n, widths[0]);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < widths[0]; j++) {
        x.set(i, j, random.nextGaussian());
      }
    }
    FullyConnected net = new FullyConnected(new Slope(ALPHA), widths);
    double[] theta = new double[net.parameters()];
    net.layers()
        .forEach(layer -> {
          for (int k = 0; k < layer.size(); k++) {
            theta[layer.offset() + k] = random.nextGaussian() / Math.sqrt(layer.cols());
          }
        });
    return new Problem(new Dataset(x, y), net, theta);
  }

  /** Reads {@code n,d,h} or {@code n,d,h1,h2,…}. */
  static Problem parse(String shape) {
    int[] sizes = Arrays.stream(shape.split(",")).mapToInt(Integer::parseInt).toArray();
    int[] widths = Arrays.copyOfRange(sizes, 1, sizes.length + 1);
    widths[widths.length - 1] = 1;
    return of(sizes[0], widths);
  }

  /** Multiply-adds of the products of one forward pass. */
  long products() {
    return data.n() * (long) net.parameters();
  }

  /**
   * Checks an implementation's gradient against the twin, or, where that would take minutes,
   * against the scalar kernels that {@code verify} holds to the twin.
   *
   * @throws IllegalStateException if it is off by more than rounding allows
   */
  void check(Gradient gradient) {
    double[] computed = new double[theta.length];
    gradient.at(theta, computed);
    MarginModel model = Models.bind(net, data, KernelSelector.select("scalar", 1));
    model.evaluate(theta);
    double[] p = new double[data.n()];
    Loss.EXPONENTIAL.weights(model.margins(), p.length, p);
    double[] expected = new double[theta.length];
    model.vjp(p, expected);
    double[] magnitude = magnitudes(p);
    double u = relativeBound();
    for (int k = 0; k < theta.length; k++) {
      require(Math.abs(computed[k] - expected[k]) <= u * magnitude[k], k, computed[k], expected[k]);
    }
    if (products() <= TWIN) {
      checkTwin(model, p, expected);
    }
  }

  private void checkTwin(MarginModel model, double[] p, double[] expected) {
    int[] widths = new int[net.layers().size() + 1];
    widths[0] = net.inputs();
    for (int l = 1; l < widths.length; l++) {
      widths[l] = net.layers().get(l - 1).rows();
    }
    ReferenceModel twin =
        new ReferenceModel(Wiring.fullyConnected(widths, true), data, net.slope().alpha());
    ReferenceEvaluation at = twin.evaluate(theta);
    Bounded[] gradient = at.vjp(p);
    for (int k = 0; k < gradient.length; k++) {
      require(gradient[k].deviation(expected[k]) <= 1, k, expected[k], gradient[k].doubleValue());
    }
    Bounded[] q = at.margins();
    for (int i = 0; i < q.length; i++) {
      require(q[i].deviation(model.margins()[i]) <= 1, i, model.margins()[i], q[i].doubleValue());
    }
  }

  /** {@code Σ_i p_i |∇q_i|} with every product in absolute value: the linear net of magnitudes. */
  private double[] magnitudes(double[] p) {
    Matrix x = Matrix.zeros(data.n(), data.d());
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < data.d(); j++) {
        x.set(i, j, Math.abs(data.x().get(i, j)));
      }
    }
    double[] ones = new double[data.n()];
    Arrays.fill(ones, 1);
    MarginModel linear = Models.bind(net, new Dataset(x, ones), KernelSelector.select("scalar", 1));
    linear.evaluate(Arrays.stream(theta).map(Math::abs).toArray());
    double[] out = new double[theta.length];
    linear.vjp(p, out);
    return out;
  }

  /**
   * Two evaluations, each within γ_k of the exact gradient with k roundings a term (Higham, ch. 3);
   * an error e of a margin changes its weight by the factor {@code exp(2e)}, with e bounded by the
   * same γ_k times the largest margin of the net of magnitudes, here at most 2^10.
   */
  private double relativeBound() {
    int roundings = data.n() + 16;
    for (var layer : net.layers()) {
      roundings += layer.cols() + 2;
    }
    return 2 * Bounded.gamma(roundings) * 0x1p10;
  }

  private void require(boolean condition, int index, double computed, double expected) {
    if (!condition) {
      throw new IllegalStateException(
          "wrong result before timing: element %d is %s, expected %s"
              .formatted(index, computed, expected));
    }
  }
}
