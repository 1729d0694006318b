package marginflow.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import marginflow.kernel.Kernels;

/**
 * A fully connected network, normally without biases, {@code Φ(θ; x) = W_D φ(W_{D-1} … φ(W_1 x))},
 * of any depth D ≥ 1 and homogeneous of degree D: {@code relu:4-50-1}. Depth 2 runs on the fused
 * kernel.
 */
public final class FullyConnected implements Architecture {
  private final Slope slope;
  private final boolean biases;
  private final int[] widths;
  private final List<LayerShape> layers;

  /**
   * A network.
   *
   * @param slope activation of the hidden layers
   * @param widths numbers of units from the input on, each positive, the last 1
   * @throws IllegalArgumentException if there are fewer than two widths or one is not as said
   */
  public FullyConnected(Slope slope, int... widths) {
    this(slope, false, widths);
  }

  /**
   * A network with biases in every layer, each the last column of its layer's weights; it is not
   * homogeneous. Written {@code relu+bias:4-50-1}.
   *
   * @param biases whether there are biases
   */
  public FullyConnected(Slope slope, boolean biases, int... widths) {
    this.slope = slope;
    this.biases = biases;
    this.widths = widths.clone();
    if (widths.length < 2 || widths[widths.length - 1] != 1) {
      throw new IllegalArgumentException(
          "widths: expected d-h1-…-1 with a single output, found " + join(widths));
    }
    List<LayerShape> shapes = new ArrayList<>();
    int offset = 0;
    for (int l = 1; l < widths.length; l++) {
      if (widths[l - 1] < 1) {
        throw new IllegalArgumentException(
            "widths: expected positive numbers, found " + join(widths));
      }
      int cols = widths[l - 1] + (biases ? 1 : 0);
      LayerShape shape = new LayerShape("W" + l, offset, widths[l], cols);
      shapes.add(shape);
      offset = Math.addExact(offset, Math.multiplyExact(widths[l], cols));
    }
    layers = List.copyOf(shapes);
  }

  private static String join(int[] widths) {
    return Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.joining("-"));
  }

  /** Activation of the hidden layers. */
  public Slope slope() {
    return slope;
  }

  /** Whether there are biases, the last column of every layer's weights. */
  public boolean biases() {
    return biases;
  }

  /** Number of layers D. */
  public int depth() {
    return layers.size();
  }

  @Override
  public String spec() {
    return slope.name() + (biases ? "+bias:" : ":") + join(widths);
  }

  @Override
  public int inputs() {
    return widths[0];
  }

  @Override
  public int parameters() {
    LayerShape last = layers.getLast();
    return last.offset() + last.size();
  }

  @Override
  public OptionalInt degree() {
    return biases ? OptionalInt.empty() : OptionalInt.of(depth());
  }

  @Override
  public List<LayerShape> layers() {
    return layers;
  }

  @Override
  public MarginModel bind(Dataset data, Kernels kernels) {
    Architectures.requireInputs(this, data);
    if (depth() == 2 && !biases) {
      return new TwoLayerModel(kernels, data, widths[1], slope.alpha());
    }
    return bindLayered(data, kernels);
  }

  /** The model as a chain of stages, whatever the depth. */
  MarginModel bindLayered(Dataset data, Kernels kernels) {
    Parameters parameters = Parameters.zeros(parameters());
    List<Stage> stages = new ArrayList<>();
    for (LayerShape shape : layers) {
      stages.add(
          biases
              ? new BiasedLayer(kernels, parameters, shape)
              : new DenseLayer(kernels, parameters, shape));
      if (!shape.equals(layers.getLast()) && !slope.linear()) {
        stages.add(new Activation(kernels, data.n(), shape.rows(), slope.alpha()));
      }
    }
    return new LayeredModel(kernels, data, degree(), parameters, stages, slope.alpha());
  }

  @Override
  public String toString() {
    return spec();
  }
}
