package marginflow.certificate.problem;

import marginflow.network.Architecture;
import marginflow.network.Convolutional;
import marginflow.network.FullyConnected;
import marginflow.network.LayerShape;

/** The kinds of network for which more is known than the KKT conditions. */
public sealed interface Structure {

  /** A fully connected linear network. */
  record Linear(int depth) implements Structure {}

  /** A diagonal linear network. */
  record Diagonal(int depth) implements Structure {}

  /** A fully connected network with one hidden layer of slope α on the negative side. */
  record TwoLayer(int inputs, int width, double alpha) implements Structure {}

  /** A fully connected network with several hidden layers of slope α on the negative side. */
  record Deep(int depth, double alpha) implements Structure {}

  /** Filters, shared or not, and pools. */
  record Filtered(Convolutional net) implements Structure {}

  /** Anything else. */
  record Other() implements Structure {}

  /** Recognizes an architecture. */
  static Structure of(Architecture architecture) {
    if (architecture instanceof FullyConnected net) {
      return fullyConnected(net);
    }
    if (architecture instanceof marginflow.network.Diagonal net) {
      return new Diagonal(net.layers().size());
    }
    return architecture instanceof Convolutional net ? new Filtered(net) : new Other();
  }

  private static Structure fullyConnected(FullyConnected net) {
    if (net.degree().isEmpty()) {
      return new Other();
    }
    double alpha = net.slope().alpha();
    if (net.slope().linear() || net.depth() == 1) {
      return new Linear(net.depth());
    }
    if (net.depth() == 2) {
      LayerShape hidden = net.layers().getFirst();
      return new TwoLayer(hidden.cols(), hidden.rows(), alpha);
    }
    return new Deep(net.depth(), alpha);
  }
}
