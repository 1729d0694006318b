package marginflow.bench.peer;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.LayerShape;

/**
 * libtorch through DJL, one thread: the loss written down as a person would, and its automatic
 * derivative. It shares no code with ours, so that agreement means something. Its jars (120 MB)
 * come with the Maven profile {@code libtorch}; without them DJL would look for them on the
 * network, which {@link #isThere} prevents.
 */
public final class Torch implements Gradient {

  private static final String NATIVE = "native/lib/pytorch.properties";

  private final NDManager manager;
  private final NDArray x;
  private final NDArray y;
  private final List<LayerShape> layers;
  private final double alpha;

  /**
   * Binds libtorch to data.
   *
   * @param data the samples, densely packed
   * @param net a fully connected net without biases
   */
  public Torch(Dataset data, FullyConnected net) {
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
    x = manager.create(data.x().data(), new Shape(data.n(), data.d()));
    y = manager.create(data.y());
    layers = net.layers();
    alpha = net.slope().alpha();
  }

  /** Whether its jars are there. */
  static boolean isThere() {
    return Torch.class.getClassLoader().getResource(NATIVE) != null;
  }

  @Override
  public double at(double[] theta, double[] gradient) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector tape = Engine.getEngine("PyTorch").newGradientCollector()) {
      List<NDArray> weights = new ArrayList<>();
      NDArray hidden = x;
      for (LayerShape layer : layers) {
        double[] values = Arrays.copyOfRange(theta, layer.offset(), layer.offset() + layer.size());
        NDArray w = scope.create(values, new Shape(layer.rows(), layer.cols()));
        w.setRequiresGradient(true);
        weights.add(w);
        NDArray z = hidden.matMul(w.transpose());
        hidden = weights.size() < layers.size() ? z.maximum(z.mul(alpha)) : z;
        hidden.attach(scope);
      }
      NDArray q = hidden.flatten().mul(y);
      double least = q.min().getDouble();
      NDArray logLoss = q.sub(least).neg().exp().sum().log();
      tape.backward(logLoss);
      for (int l = 0; l < weights.size(); l++) {
        double[] slopes = weights.get(l).getGradient().toDoubleArray();
        int offset = layers.get(l).offset();
        for (int k = 0; k < slopes.length; k++) {
          gradient[offset + k] = -slopes[k];
        }
      }
      scope.attachAll(new NDList(q, logLoss));
      return logLoss.getDouble() - least;
    }
  }
}
