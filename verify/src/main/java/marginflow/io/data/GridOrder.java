package marginflow.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the channels stand in the arrays of a convolutional network, layer by layer from the input.
 * Filters with an axis of their own for channels are PyTorch's, out × channels × rows × columns, or
 * Keras', rows × columns × channels × out; the layer that reads a grid behind them has its inputs
 * in the order in which that program flattens a grid.
 */
final class GridOrder {

  private final List<String> remarks = new ArrayList<>();

  /** Whether the last filters were kept channel by channel. */
  private boolean channelsFirst;

  /** Whether the last filters had an axis for channels at all. */
  private boolean said;

  private boolean atInput = true;

  GridOrder() {}

  /**
   * The order of the next layer's axes.
   *
   * @param outputsLast whether its array ends with the outputs
   */
  AxisOrder of(ParameterLayout.Part array, WeightAxes axes, boolean outputsLast) {
    boolean first = atInput;
    atInput = false;
    if (axes.filters()) {
      said = array.shape().length > 2;
      channelsFirst = said && !outputsLast;
      if (first && channelsFirst && axes.hasChannelsToOrder()) {
        remarks.add(
            "features of samples are rows x columns x channels, not channels first as PyTorch has"
                + " images");
      }
      return AxisOrder.of(channelsFirst, outputsLast);
    }
    boolean ordered = said && !first && axes.hasChannelsToOrder();
    if (ordered) {
      remarks.add(
          array.name()
              + (channelsFirst
                  ? " reads the grid channel by channel, as PyTorch flattens it"
                  : " reads the grid cell by cell, as Keras flattens it"));
    }
    return AxisOrder.of(ordered && channelsFirst, outputsLast);
  }

  /** What was decided that shapes alone do not say. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Whether a shape is that of filters in some order; the rows of filters on a line may lack. */
  static boolean isOf(int[] shape, AxisOrder order, WeightAxes filters) {
    int[] full = order.shape(filters);
    int rows = order == AxisOrder.IN_OUT ? 0 : 2;
    int[] onLine = IntStream.range(0, 4).filter(a -> a != rows).map(a -> full[a]).toArray();
    return Arrays.equals(shape, full) || (full[rows] == 1 && Arrays.equals(shape, onLine));
  }
}
