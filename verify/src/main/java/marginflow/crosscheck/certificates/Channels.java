package marginflow.crosscheck.certificates;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import marginflow.network.Architecture;
import marginflow.network.Block;
import marginflow.network.Convolutional;
import marginflow.network.Diagonal;
import marginflow.network.FullyConnected;
import marginflow.network.LayerShape;
import marginflow.network.Placement;

/**
 * The units of one hidden layer, or its filters: what they are called changes nothing, and
 * splitting one changes nothing in the margins or the norm. A layer of C channels has its rows and
 * the columns of the next layer with the channel fastest, whatever the kind of either.
 *
 * @param net the network
 * @param layer the hidden layer, from 0
 */
record Channels(Architecture net, int layer) {

  /** Layers whose units have names: all but the last, and none of a diagonal net. */
  static int hiddenLayers(Architecture net) {
    return net instanceof Diagonal ? 0 : net.layers().size() - 1;
  }

  /** Number of channels. */
  int count() {
    return switch (net) {
      case FullyConnected dense -> dense.layers().get(layer).rows();
      case Convolutional conv -> placement(conv).out().channels();
      case Diagonal diagonal -> throw unnamed();
    };
  }

  private static IllegalStateException unnamed() {
    return new IllegalStateException("the units of a diagonal net have no names");
  }

  private Placement placement(Convolutional conv) {
    return conv.placements().stream()
        .filter(placement -> placement.shape().equals(Optional.of(conv.layers().get(layer))))
        .findFirst()
        .orElseThrow();
  }

  /** The network with one channel more. */
  Architecture wider() {
    return switch (net) {
      case FullyConnected dense -> {
        int[] widths = dense.widths();
        widths[layer + 1]++;
        yield new FullyConnected(dense.slope(), dense.extra(), widths);
      }
      case Convolutional conv -> {
        Placement own = placement(conv);
        List<Block> blocks =
            conv.placements().stream()
                .map(p -> p.equals(own) ? wider(p.block()) : p.block())
                .toList();
        yield new Convolutional(conv.slope(), conv.input(), blocks);
      }
      case Diagonal diagonal -> throw unnamed();
    };
  }

  private static Block wider(Block block) {
    return switch (block) {
      case Block.Filters f ->
          new Block.Filters(
              f.count() + 1, f.shared(), f.height(), f.width(), f.strideDown(), f.strideAcross());
      case Block.Dense dense -> new Block.Dense(dense.units() + 1);
      case Block.Pool pool -> throw new IllegalStateException("a pool has no channels of its own");
    };
  }

  /** The first channel split into three and four fifths of itself, the latter the last channel. */
  double[] split(double[] theta) {
    int last = count();
    double[] shares = new double[last + 1];
    java.util.Arrays.fill(shares, 1);
    shares[0] = 0.6;
    shares[last] = 0.8;
    return moved(theta, wider(), last + 1, c -> c < last ? c : 0, shares);
  }

  /** The channels in reverse order. */
  double[] reversed(double[] theta) {
    int last = count() - 1;
    double[] shares = new double[last + 1];
    java.util.Arrays.fill(shares, 1);
    return moved(theta, net, last + 1, c -> last - c, shares);
  }

  /** The first channel's weights in and out set to zero. */
  double[] without(double[] theta) {
    double[] shares = new double[count()];
    java.util.Arrays.fill(shares, 1);
    shares[0] = 0;
    return moved(theta, net, shares.length, c -> c, shares);
  }

  private double[] moved(
      double[] theta, Architecture to, int channels, IntUnaryOperator source, double[] shares) {
    double[] out = new double[to.parameters()];
    for (int l = 0; l < to.layers().size(); l++) {
      LayerShape from = net.layers().get(l);
      LayerShape shape = to.layers().get(l);
      for (int row = 0; row < shape.rows(); row++) {
        for (int col = 0; col < shape.cols(); col++) {
          int r = l == layer ? renamed(row, channels, source) : row;
          int c = l == layer + 1 ? renamed(col, channels, source) : col;
          double share =
              l == layer ? shares[row % channels] : l == layer + 1 ? shares[col % channels] : 1;
          out[shape.offset() + row * shape.cols() + col] =
              share * theta[from.offset() + r * from.cols() + c];
        }
      }
    }
    return out;
  }

  private int renamed(int index, int channels, IntUnaryOperator source) {
    return index / channels * count() + source.applyAsInt(index % channels);
  }
}
