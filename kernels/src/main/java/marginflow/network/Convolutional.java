package marginflow.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginflow.kernel.Kernels;

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
  private final int height;
  private final int width;
  private final int channels;
  private final List<Block> blocks;
  private final List<LayerShape> layers = new ArrayList<>();
  private final List<Long> products = new ArrayList<>();
  private final int parameters;

  /**
   * A network.
   *
   * @param slope the activation
   * @param blocks from the input on, the last fully connected with one unit
   * @throws IllegalArgumentException if a window does not fit
   */
  Convolutional(Slope slope, int height, int width, int channels, List<Block> blocks) {
    this.slope = slope;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.blocks = List.copyOf(blocks);
    int h = height;
    int w = width;
    int c = channels;
    int offset = 0;
    for (Block block : blocks) {
      switch (block) {
        case Block.Filters f -> {
          Windows windows = windows(f, h, w, c);
          int rows = f.shared() ? f.count() : windows.positions() * f.count();
          offset = add(offset, rows, windows.cells() * c, f.shared() ? windows.positions() : 1);
          h = windows.down();
          w = windows.across();
          c = f.count();
        }
        case Block.Pool p -> {
          Windows windows = windows(p, h, w, c);
          h = windows.down();
          w = windows.across();
        }
        case Block.Dense dense -> {
          offset = add(offset, dense.units(), h * w * c, 1);
          h = 1;
          w = 1;
          c = dense.units();
        }
      }
    }
    parameters = offset;
  }

  private int add(int offset, int rows, int cols, int positions) {
    products.add((long) rows * cols * positions);
    layers.add(new LayerShape("W" + (layers.size() + 1), offset, rows, cols));
    return Math.addExact(offset, Math.multiplyExact(rows, cols));
  }

  private static Windows windows(Block.Filters f, int h, int w, int c) {
    return new Windows(h, w, c, f.height(), f.width(), f.strideDown(), f.strideAcross());
  }

  private static Windows windows(Block.Pool p, int h, int w, int c) {
    return new Windows(h, w, c, p.height(), p.width(), p.height(), p.width());
  }

  @Override
  public String spec() {
    String input = Integer.toString(width);
    if (height > 1 || channels > 1) {
      input = height + "x" + width + (channels > 1 ? "x" + channels : "");
    }
    return String.format(
        Locale.ROOT,
        "conv-%s:%s-%s",
        slope.name(),
        input,
        blocks.stream().map(Block::spec).collect(Collectors.joining("-")));
  }

  @Override
  public int inputs() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(layers.size());
  }

  @Override
  public List<LayerShape> layers() {
    return List.copyOf(layers);
  }

  /** The activation. */
  public Slope slope() {
    return slope;
  }

  /** What every layer and pool reads, from the input on. */
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    int h = height;
    int w = width;
    int c = channels;
    int layer = 0;
    for (Block block : blocks) {
      switch (block) {
        case Block.Filters f -> {
          Windows windows = windows(f, h, w, c);
          int[] taps = windows.filterTaps(f.count());
          readings.add(weighted(layers.get(layer++), taps, windows.positions() * f.count()));
          h = windows.down();
          w = windows.across();
          c = f.count();
        }
        case Block.Pool p -> {
          Windows windows = windows(p, h, w, c);
          Reading.Kind kind = p.largest() ? Reading.Kind.LARGEST : Reading.Kind.MEAN;
          readings.add(new Reading(kind, windows.poolTaps(), windows.cells(), new int[0]));
          h = windows.down();
          w = windows.across();
        }
        case Block.Dense dense -> {
          int inputs = h * w * c;
          int[] taps = IntStream.range(0, inputs * dense.units()).map(t -> t % inputs).toArray();
          readings.add(weighted(layers.get(layer++), taps, dense.units()));
          h = 1;
          w = 1;
          c = dense.units();
        }
      }
    }
    return readings;
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
    return List.copyOf(products);
  }

  /** Slope of the model's kinks: that of the activation, or 0 where only pooling has kinks. */
  private double kinkSlope() {
    boolean pools = blocks.stream().anyMatch(b -> b instanceof Block.Pool p && p.largest());
    return slope.linear() && pools ? 0 : slope.alpha();
  }

  @Override
  public MarginModel bind(Dataset data, Kernels kernels) {
    Architectures.requireInputs(this, data);
    Builder builder = new Builder(data.n(), kernels);
    blocks.forEach(builder::add);
    return new LayeredModel(
        kernels, data, degree(), builder.parameters, builder.stages, kinkSlope());
  }

  /** Turns blocks into stages. */
  private final class Builder {
    private final int n;
    private final Kernels kernels;
    private final Parameters parameters = Parameters.zeros(parameters());
    private final List<Stage> stages = new ArrayList<>();
    private int h = height;
    private int w = width;
    private int c = channels;
    private int layer;

    Builder(int n, Kernels kernels) {
      this.n = n;
      this.kernels = kernels;
    }

    void add(Block block) {
      switch (block) {
        case Block.Filters f -> addFilters(f);
        case Block.Pool p -> addPool(p);
        case Block.Dense dense -> addDense(dense.units());
      }
    }

    private void addFilters(Block.Filters f) {
      Windows windows = windows(f, h, w, c);
      LayerShape shape = layers.get(layer++);
      if (f.shared()) {
        int[] taps = windows.filterTaps(1);
        stages.add(new Convolution(kernels, parameters, shape, h * w * c, taps));
      } else {
        int[] rows = IntStream.range(0, windows.positions() * f.count()).toArray();
        int[] taps = windows.filterTaps(f.count());
        stages.add(new WindowLayer(parameters, shape, h * w * c, taps, rows, false));
      }
      move(windows, f.count());
      activate();
    }

    private void addPool(Block.Pool p) {
      Windows windows = windows(p, h, w, c);
      int[] taps = windows.poolTaps();
      int inputs = h * w * c;
      if (windows.cells() > 1) {
        stages.add(
            p.largest()
                ? new MaxPool(n, inputs, taps, windows.cells(), kinkSlope())
                : new AveragePool("pool", 0, inputs, taps, windows.cells()));
      }
      move(windows, c);
    }

    private void addDense(int units) {
      stages.add(new DenseLayer(kernels, parameters, layers.get(layer++)));
      h = 1;
      w = 1;
      c = units;
      activate();
    }

    private void move(Windows windows, int newChannels) {
      h = windows.down();
      w = windows.across();
      c = newChannels;
    }

    private void activate() {
      if (layer < layers.size() && !slope.linear()) {
        stages.add(new Activation(kernels, n, h * w * c, slope.alpha()));
      }
    }
  }

  @Override
  public String toString() {
    return spec();
  }
}
