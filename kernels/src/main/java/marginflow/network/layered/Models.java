package marginflow.network.layered;

import java.util.List;
import java.util.Locale;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Convolutional;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.FullyConnected.Extra;
import marginflow.network.MarginModel;

/** Makes the model of a network on data. */
public final class Models {

  private Models() {}

  /**
   * The margins of a network on data. Two fully connected layers run on the fused kernel, every
   * other network as a chain of stages.
   *
   * @throws IllegalArgumentException if the data's d is not {@link Architecture#inputs()}
   */
  public static MarginModel bind(Architecture net, Dataset data, Kernels kernels) {
    if (data.d() != net.inputs()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network %s reads %d features, the data has %d",
              net.spec(),
              net.inputs(),
              data.d()));
    }
    if (net instanceof FullyConnected dense && dense.depth() == 2 && dense.extra() == Extra.NONE) {
      int units = dense.layers().getFirst().rows();
      return new TwoLayerModel(kernels, data, units, dense.slope().alpha());
    }
    return layered(net, data, kernels);
  }

  /** The model as a chain of stages, whatever the depth. */
  static MarginModel layered(Architecture net, Dataset data, Kernels kernels) {
    Parameters parameters = Parameters.zeros(net.parameters());
    List<Stage> stages = new StageChain(kernels, data.n(), parameters).of(net);
    return new LayeredModel(kernels, data, net.degree(), parameters, stages, kinkSlope(net));
  }

  /** Slope of the kinks on their negative side: 0 where only pooling has kinks. */
  private static double kinkSlope(Architecture net) {
    return net instanceof Convolutional conv ? StageChain.kinkSlope(conv) : net.slope().alpha();
  }
}
