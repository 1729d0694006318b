package marginflow.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fully connected network, normally without biases, {@code Φ(θ; x) = W_D φ(W_{D-1} … φ(W_1 x))},
 * of any depth D ≥ 1 and homogeneous of degree D: {@code relu:4-50-1}.
 */
public final class FullyConnected implements Architecture {
  private final Slope slope;
  private final Extra extra;
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
    this(slope, Extra.NONE, widths);
  }

  /**
   * A network with something added, which is then not homogeneous.
   *
   * @param extra biases, skip connections or nothing
   */
  public FullyConnected(Slope slope, Extra extra, int... widths) {
    this.slope = slope;
    this.extra = extra;
    this.widths = widths.clone();
    if (widths.length < 2 || widths[widths.length - 1] != 1) {
      throw new IllegalArgumentException(
          "widths: expected d-h1-…-1 with a single output, found " + join(widths));
    }
    if (extra == Extra.SKIPS && (slope.linear() || !repeats(widths))) {
      throw new IllegalArgumentException(
          "skip connections need a kink and a hidden layer as wide as its input, found "
              + slope.name()
              + ":"
              + join(widths));
    }
    List<LayerShape> shapes = new ArrayList<>();
    int offset = 0;
    for (int l = 1; l < widths.length; l++) {
      if (widths[l - 1] < 1) {
        throw new IllegalArgumentException(
            "widths: expected positive numbers, found " + join(widths));
      }
      int cols = widths[l - 1] + (extra == Extra.BIASES ? 1 : 0);
      LayerShape shape = new LayerShape("W" + l, offset, widths[l], cols);
      shapes.add(shape);
      offset = Math.addExact(offset, Math.multiplyExact(widths[l], cols));
    }
    layers = List.copyOf(shapes);
  }

  private static boolean repeats(int[] widths) {
    return IntStream.range(1, widths.length - 1).anyMatch(l -> widths[l] == widths[l - 1]);
  }

  private static String join(int[] widths) {
    return Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.joining("-"));
  }

  @Override
  public Slope slope() {
    return slope;
  }

  /** Numbers of units from the input on. */
  public int[] widths() {
    return widths.clone();
  }

  /** The network of the same layers with something else added. */
  public FullyConnected with(Extra other) {
    return new FullyConnected(slope, other, widths);
  }

  /** What is added to the plain network. */
  public Extra extra() {
    return extra;
  }

  /** Number of layers D. */
  public int depth() {
    return layers.size();
  }

  @Override
  public String spec() {
    return slope.name() + extra.suffix() + ":" + join(widths);
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
    return extra == Extra.NONE ? OptionalInt.of(depth()) : OptionalInt.empty();
  }

  @Override
  public List<LayerShape> layers() {
    return layers;
  }

  /** What a fully connected network may have beside its layers. */
  public enum Extra {
    /** Nothing: the network is homogeneous. */
    NONE(""),
    /** A bias for every unit, the last column of its layer's weights. */
    BIASES("+bias"),
    /** Every hidden layer with as many outputs as inputs adds its input behind the activation. */
    SKIPS("+skip");

    private final String suffix;

    Extra(String suffix) {
      this.suffix = suffix;
    }

    /** How it is written behind the activation. */
    public String suffix() {
      return suffix;
    }
  }

  @Override
  public String toString() {
    return spec();
  }
}
