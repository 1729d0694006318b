package marginflow.io.data;

import java.util.Arrays;
import java.util.List;
import marginflow.network.Architecture;
import marginflow.network.Block;
import marginflow.network.Convolutional;
import marginflow.network.Diagonal;
import marginflow.network.FullyConnected;
import marginflow.network.Grid;
import marginflow.network.LayerShape;
import marginflow.network.Placement;

/**
 * The axes of a layer's weights in θ: out × in, or of filters and of what reads a grid behind them
 * out × rows × columns × channels.
 *
 * @param lengths their lengths
 * @param filters whether they are the filters of a convolution
 */
public record WeightAxes(int[] lengths, boolean filters) {

  /** A matrix. */
  static WeightAxes matrix(int rows, int cols) {
    return new WeightAxes(new int[] {rows, cols}, false);
  }

  /** Whether the inputs have rows, columns and channels. */
  boolean isGrid() {
    return lengths.length > 2;
  }

  /** Whether it is a matter where the channels stand: there are several, of more than one cell. */
  boolean hasChannelsToOrder() {
    return isGrid() && lengths[3] > 1 && lengths[1] * lengths[2] > 1;
  }

  /** Number of outputs. */
  int outputs() {
    return lengths[0];
  }

  /** Number of inputs of each output. */
  int inputs() {
    return Arrays.stream(lengths).skip(1).reduce(1, Math::multiplyExact);
  }

  /** The axes of every layer of a network, from the input on. */
  public static List<WeightAxes> of(Architecture net) {
    return switch (net) {
      case FullyConnected dense -> matrices(dense);
      case Diagonal diagonal -> matrices(diagonal);
      case Convolutional conv ->
          conv.placements().stream()
              .filter(placement -> placement.shape().isPresent())
              .map(WeightAxes::of)
              .toList();
    };
  }

  private static List<WeightAxes> matrices(Architecture net) {
    return net.layers().stream().map(layer -> matrix(layer.rows(), layer.cols())).toList();
  }

  private static WeightAxes of(Placement placement) {
    LayerShape layer = placement.weights();
    Grid in = placement.in();
    boolean dense = placement.block() instanceof Block.Dense;
    if (placement.block() instanceof Block.Filters filters && filters.shared()) {
      int[] lengths = {layer.rows(), filters.height(), filters.width(), in.channels()};
      return new WeightAxes(lengths, true);
    }
    return dense && in.height() * in.width() > 1
        ? new WeightAxes(new int[] {layer.rows(), in.height(), in.width(), in.channels()}, false)
        : matrix(layer.rows(), layer.cols());
  }
}
