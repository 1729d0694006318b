package marginflow.io.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In which order a file has the axes of a layer's weights. In θ they are out × in, where the inputs
 * of a filter, or of a layer that reads a grid, are rows × columns × channels.
 */
public enum AxisOrder {
  /** As θ has them. */
  OUT_IN(false, false),
  /** The outputs last, as in Keras: in × out, rows × columns × channels × out. */
  IN_OUT(false, true),
  /** Channel by channel, as PyTorch keeps filters and flattens grids. */
  CHANNELS_FIRST(true, false),
  /** The same with the outputs last. */
  CHANNELS_FIRST_IN_OUT(true, true);

  private static final String[] MATRIX = {"out", "in"};
  private static final String[] GRID = {"out", "rows", "columns", "channels"};

  private final boolean channelsFirst;
  private final boolean outputsLast;

  AxisOrder(boolean channelsFirst, boolean outputsLast) {
    this.channelsFirst = channelsFirst;
    this.outputsLast = outputsLast;
  }

  /** The one with the channels, and the outputs, at that end. */
  static AxisOrder of(boolean channelsFirst, boolean outputsLast) {
    return values()[(channelsFirst ? 2 : 0) + (outputsLast ? 1 : 0)];
  }

  /** The name used in files, such as {@code in x out}. */
  String id(WeightAxes axes) {
    boolean grid = axes.isGrid() && (channelsFirst || (outputsLast && axes.filters()));
    String[] names = grid ? GRID : MATRIX;
    return Arrays.stream(order(names.length))
        .mapToObj(a -> names[a])
        .collect(Collectors.joining(" x "));
  }

  /** The shape of an array with all axes of a layer. */
  int[] shape(WeightAxes axes) {
    int[] lengths = axes.lengths();
    return Arrays.stream(order(lengths.length)).map(a -> lengths[a]).toArray();
  }

  /** Where in a file's array each weight of a layer is, in θ's order. */
  int[] places(WeightAxes axes) {
    int[] lengths = axes.lengths();
    int[] order = order(lengths.length);
    int[] strides = new int[lengths.length];
    int stride = 1;
    for (int k = order.length - 1; k >= 0; k--) {
      strides[order[k]] = stride;
      stride *= lengths[order[k]];
    }
    int[] places = new int[stride];
    for (int k = 0; k < places.length; k++) {
      int rest = k;
      for (int a = lengths.length - 1; a >= 0; a--) {
        places[k] += rest % lengths[a] * strides[a];
        rest /= lengths[a];
      }
    }
    return places;
  }

  /** For each axis of the file, the axis of θ that it is. */
  private int[] order(int rank) {
    int[] inputs = IntStream.range(1, rank).toArray();
    if (channelsFirst && rank > 2) {
      inputs = IntStream.concat(IntStream.of(rank - 1), IntStream.range(1, rank - 1)).toArray();
    }
    IntStream outputs = IntStream.of(0);
    return (outputsLast
            ? IntStream.concat(Arrays.stream(inputs), outputs)
            : IntStream.concat(outputs, Arrays.stream(inputs)))
        .toArray();
  }
}
