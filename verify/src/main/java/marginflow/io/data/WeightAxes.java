package marginflow.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginflow.network.Architecture;
import marginflow.network.Convolutional;
import marginflow.network.LayerShape;
import org.jspecify.annotations.Nullable;

/**
 * The axes of a layer's weights in θ: out × in, or of filters and of what reads a grid behind them
 * out × rows × columns × channels.
 *
 * @param lengths their lengths
 * @param filters whether they are the filters of a convolution
 */
public record WeightAxes(int[] lengths, boolean filters) {

  /** Filters as {@link Convolutional#spec} writes them: shared or not, count, window, strides. */
  private static final Pattern FILTERS =
      Pattern.compile("([cl])(\\d+)k(\\d+)(?:x(\\d+))?s(\\d+)(?:x(\\d+))?");

  private static final Pattern POOL = Pattern.compile("(?:max|avg)(\\d+)(?:x(\\d+))?");

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
    if (net instanceof Convolutional grids) {
      return ofGrids(grids);
    }
    return net.layers().stream().map(layer -> matrix(layer.rows(), layer.cols())).toList();
  }

  /** Rows, columns and channels of a network's input; a line has one row. */
  public static int[] input(Convolutional net) {
    int[] sizes = sizes(tokens(net)[0]);
    return switch (sizes.length) {
      case 1 -> new int[] {1, sizes[0], 1};
      case 2 -> new int[] {sizes[0], sizes[1], 1};
      default -> sizes;
    };
  }

  private static List<WeightAxes> ofGrids(Convolutional net) {
    int[] grid = input(net);
    List<WeightAxes> axes = new ArrayList<>();
    for (String block : Arrays.asList(tokens(net)).subList(1, tokens(net).length)) {
      LayerShape layer = net.layers().get(Math.min(axes.size(), net.layers().size() - 1));
      Matcher filters = FILTERS.matcher(block);
      Matcher pool = POOL.matcher(block);
      if (filters.matches()) {
        int[] window = grid(filters.group(3), filters.group(4));
        int[] stride = grid(filters.group(5), filters.group(6));
        boolean shared = filters.group(1).equals("c");
        axes.add(
            shared
                ? new WeightAxes(new int[] {layer.rows(), window[0], window[1], grid[2]}, true)
                : matrix(layer.rows(), layer.cols()));
        grid = windows(grid, window, stride, Integer.parseInt(filters.group(2)));
      } else if (pool.matches()) {
        int[] window = grid(pool.group(1), pool.group(2));
        grid = windows(grid, window, window, grid[2]);
      } else {
        boolean flat = grid[0] * grid[1] == 1;
        axes.add(
            flat
                ? matrix(layer.rows(), layer.cols())
                : new WeightAxes(new int[] {layer.rows(), grid[0], grid[1], grid[2]}, false));
        grid = new int[] {1, 1, layer.rows()};
      }
    }
    return axes;
  }

  /** The grid of windows of a grid, {@code count} values at each. */
  private static int[] windows(int[] grid, int[] window, int[] stride, int count) {
    return new int[] {
      (grid[0] - window[0]) / stride[0] + 1, (grid[1] - window[1]) / stride[1] + 1, count
    };
  }

  private static String[] tokens(Convolutional net) {
    return net.spec().substring(net.spec().indexOf(':') + 1).split("-", -1);
  }

  private static int[] sizes(String text) {
    return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /** Down and across; a single number is across. */
  private static int[] grid(String first, @Nullable String second) {
    return second == null
        ? new int[] {1, Integer.parseInt(first)}
        : new int[] {Integer.parseInt(first), Integer.parseInt(second)};
  }
}
