package marginflow.certificate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginflow.network.Architecture;
import marginflow.network.FullyConnected;
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

  /** One layer of shared filters on a line, then one output: {@code conv-ACT:d-cFkKsS-1}. */
  record SharedFilters(int filters, int window, int stride, double alpha) implements Structure {}

  /** Anything else. */
  record Other() implements Structure {}

  /** The specification of {@link SharedFilters}. */
  Pattern SHARED_FILTERS =
      Pattern.compile(
          "conv-(?<act>linear|relu|leaky-relu\\((?<alpha>[^)]*)\\))"
              + ":\\d+-c(?<filters>\\d+)k(?<window>\\d+)s(?<stride>\\d+)-1");

  /** Recognizes an architecture. */
  static Structure of(Architecture architecture) {
    if (architecture instanceof FullyConnected net) {
      return fullyConnected(net);
    }
    if (architecture instanceof marginflow.network.Diagonal net) {
      return new Diagonal(net.layers().size());
    }
    return sharedFilters(architecture.spec());
  }

  private static Structure sharedFilters(String spec) {
    Matcher match = SHARED_FILTERS.matcher(spec);
    if (!match.matches()) {
      return new Other();
    }
    double alpha =
        switch (match.group("act")) {
          case "linear" -> 1;
          case "relu" -> 0;
          default -> Double.parseDouble(match.group("alpha"));
        };
    return new SharedFilters(
        Integer.parseInt(match.group("filters")),
        Integer.parseInt(match.group("window")),
        Integer.parseInt(match.group("stride")),
        alpha);
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
