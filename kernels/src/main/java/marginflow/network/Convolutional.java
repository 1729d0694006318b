package marginflow.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network of convolutions with shared weights, locally connected layers, pooling and fully
 * connected layers, on lines or grids, without biases: homogeneous, its degree the number of layers
 * with weights. Weights of a filter are stored window row by row, channel fastest.
 *
 * <p>Written {@code conv-relu:INPUT-BLOCK-…-1}. INPUT is {@code d}, {@code HxW} or {@code HxWxC}. A
 * block is {@code cFkKsS} (F filters on windows of K with stride S, sizes {@code KhxKw} on grids; S
 * may be left out and is 1), {@code lFkKsS} (the same without sharing), {@code maxK} or {@code
 * avgK} (pooling over disjoint windows), or a number (fully connected). The activation follows
 * every layer with weights but the last.
 */
public final class Convolutional implements Architecture {
  private final Slope slope;
  private final Grid input;
  private final List<Placement> placements;
  private final List<LayerShape> layers;

  /**
   * A network.
   *
   * @param slope the activation
   * @param input what a sample is
   * @param blocks from the input on, the last fully connected with one unit
   * @throws IllegalArgumentException if a window does not fit
   */
  public Convolutional(Slope slope, Grid input, List<Block> blocks) {
    this.slope = slope;
    this.input = input;
    List<Placement> placed = new ArrayList<>();
    List<LayerShape> shapes = new ArrayList<>();
    Grid in = input;
    for (Block block : blocks) {
      Placement placement = Placement.of(block, in, shapes);
      placement.shape().ifPresent(shapes::add);
      placed.add(placement);
      in = placement.out();
    }
    placements = List.copyOf(placed);
    layers = List.copyOf(shapes);
  }

  @Override
  public String spec() {
    String size = Integer.toString(input.width());
    if (input.height() > 1 || input.channels() > 1) {
      size = input.height() + "x" + input.width();
      size += input.channels() > 1 ? "x" + input.channels() : "";
    }
    return String.format(
        Locale.ROOT,
        "conv-%s:%s-%s",
        slope.name(),
        size,
        placements.stream().map(p -> p.block().spec()).collect(Collectors.joining("-")));
  }

  @Override
  public int inputs() {
    return input.size();
  }

  @Override
  public int parameters() {
    LayerShape last = layers.getLast();
    return last.offset() + last.size();
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(layers.size());
  }

  @Override
  public List<LayerShape> layers() {
    return layers;
  }

  @Override
  public Slope slope() {
    return slope;
  }

  /** What a sample is. */
  public Grid input() {
    return input;
  }

  /** The blocks from the input on, each in its place. */
  public List<Placement> placements() {
    return placements;
  }

  /** What every layer and pool reads, from the input on. */
  public List<Reading> readings() {
    return placements.stream().map(Convolutional::reading).toList();
  }

  private static Reading reading(Placement placement) {
    return switch (placement.block()) {
      case Block.Filters filters -> {
        Windows windows = Windows.of(filters, placement.in());
        yield weighted(
            placement.weights(), windows.filterTaps(filters.count()), placement.out().size());
      }
      case Block.Pool pool -> {
        Windows windows = Windows.of(pool, placement.in());
        Reading.Kind kind = pool.largest() ? Reading.Kind.LARGEST : Reading.Kind.MEAN;
        yield new Reading(kind, windows.poolTaps(), windows.cells(), new int[0]);
      }
      case Block.Dense dense -> {
        int inputs = placement.in().size();
        int[] taps = IntStream.range(0, inputs * dense.units()).map(t -> t % inputs).toArray();
        yield weighted(placement.weights(), taps, dense.units());
      }
    };
  }

  /** Outputs take the rows of weights in turn: as many as there are, or shared by positions. */
  private static Reading weighted(LayerShape shape, int[] taps, int outputs) {
    int[] weights =
        IntStream.range(0, outputs)
            .map(o -> shape.offset() + o % shape.rows() * shape.cols())
            .toArray();
    return new Reading(Reading.Kind.WEIGHTED, taps, shape.cols(), weights);
  }

  /** Multiplications that each layer with weights takes forwards, for one sample. */
  public List<Long> products() {
    return placements.stream()
        .filter(placement -> placement.shape().isPresent())
        .map(Placement::products)
        .toList();
  }

  @Override
  public String toString() {
    return spec();
  }
}
