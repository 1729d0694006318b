package marginflow.network;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The diagonal linear network {@code Φ(θ; x) = Σ_j x_j Π_l w_{l,j}} of depth D: sparse, without
 * shared weights, homogeneous of degree D. Written {@code diagonal:dxD}.
 */
public final class Diagonal implements Architecture {
  private final int d;
  private final List<LayerShape> layers;

  /** Most layers; the product of 7,100 weights of 0.9 is already no double but 0. */
  private static final int DEEPEST = 10_000;

  /**
   * A network.
   *
   * @param d number of inputs, at least 1
   * @param depth number of layers D, between 1 and 10,000
   */
  public Diagonal(int d, int depth) {
    if (d < 1 || depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "diagonal: expected dxD with positive numbers and at most %d layers, found %dx%d",
              DEEPEST,
              d,
              depth));
    }
    this.d = d;
    this.layers =
        IntStream.range(0, depth)
            .mapToObj(l -> new LayerShape("W" + (l + 1), Math.multiplyExact(l, d), 1, d))
            .toList();
  }

  @Override
  public String spec() {
    return String.format(Locale.ROOT, "diagonal:%dx%d", d, layers.size());
  }

  @Override
  public int inputs() {
    return d;
  }

  @Override
  public int parameters() {
    return Math.multiplyExact(layers.size(), d);
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(layers.size());
  }

  @Override
  public Slope slope() {
    return Slope.LINEAR;
  }

  @Override
  public List<LayerShape> layers() {
    return layers;
  }

  @Override
  public String toString() {
    return spec();
  }
}
