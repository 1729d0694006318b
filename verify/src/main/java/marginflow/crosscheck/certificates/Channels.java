package marginflow.crosscheck.certificates;

import java.util.function.IntUnaryOperator;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.LayerShape;

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
    return net.spec().startsWith("diagonal") ? 0 : net.layers().size() - 1;
  }

  /** Number of channels. */
  int count() {
    return Integer.parseInt(block().replaceFirst("^[cl]?(\\d+).*$", "$1"));
  }

  /** The block of the specification that the layer is; pools have no weights and no block here. */
  private String block() {
    return blocks()[position()];
  }

  private String[] blocks() {
    return net.spec().split("-(?=[cl\\d])|-(?=max|avg)", -1);
  }

  /** Blocks begin behind the input; the layer's own is the one after so many with weights. */
  private int position() {
    String[] blocks = blocks();
    int weighted = -1;
    for (int b = first(); b < blocks.length; b++) {
      boolean pool = blocks[b].startsWith("max") || blocks[b].startsWith("avg");
      weighted += pool ? 0 : 1;
      if (weighted == layer) {
        return b;
      }
    }
    throw new IllegalStateException("no layer " + layer + " in " + net.spec());
  }

  private int first() {
    int b = 0;
    while (!blocks()[b].contains(":")) {
      b++;
    }
    return b + 1;
  }

  /** The network with one channel more. */
  Architecture wider() {
    String[] blocks = blocks();
    String more = Integer.toString(count() + 1);
    blocks[position()] = block().replaceFirst("\\d+", more);
    return Architectures.parse(String.join("-", blocks), net.inputs());
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
