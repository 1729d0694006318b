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
    if (depth == 2 && kind.equals("relu")) {
      return new TwoLayer(layers.get(0).cols(), layers.get(0).rows(), 0);
    }
    if (depth == 2 && kind.startsWith("leaky-relu(")) {
      double alpha = Double.parseDouble(kind.substring(11, kind.length() - 1));
      return new TwoLayer(layers.get(0).cols(), layers.get(0).rows(), alpha);
    }
    return new Other();
  }
}
