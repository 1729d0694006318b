package marginflow.certificate;

import java.util.List;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;

/** The kinds of network for which more is known than the KKT conditions. */
sealed interface Structure {

  /** A fully connected linear network. */
  record Linear(int depth) implements Structure {}

  /** A diagonal linear network. */
  record Diagonal(int depth) implements Structure {}

  /** A fully connected network with one hidden layer of slope α on the negative side. */
  record TwoLayer(int inputs, int width, double alpha) implements Structure {}

  /** A fully connected network with several hidden layers of slope α on the negative side. */
  record Deep(int depth, double alpha) implements Structure {}

  /** Anything else. */
  record Other() implements Structure {}

  /** Recognizes an architecture. */
  static Structure of(Architecture architecture) {
    String kind = architecture.spec().split(":", 2)[0];
    List<LayerShape> layers = architecture.layers();
    int depth = layers.size();
    if (kind.equals("linear")) {
      return new Linear(depth);
    }
    if (kind.equals("diagonal")) {
      return new Diagonal(depth);
    }
    if (kind.equals("relu")) {
      return rectified(layers, 0);
    }
    if (kind.startsWith("leaky-relu(")) {
      return rectified(layers, Double.parseDouble(kind.substring(11, kind.length() - 1)));
    }
    return new Other();
  }

  private static Structure rectified(List<LayerShape> layers, double alpha) {
    return switch (layers.size()) {
      case 1 -> new Linear(1);
      case 2 -> new TwoLayer(layers.get(0).cols(), layers.get(0).rows(), alpha);
      default -> new Deep(layers.size(), alpha);
    };
  }
}
