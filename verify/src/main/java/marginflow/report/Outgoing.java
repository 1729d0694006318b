package marginflow.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;

/**
 * What leaves the units of a fully connected network's first layer.
 *
 * @param sizes ‖a‖ of each unit, a the weights that leave it
 * @param signs sign of the sum, over all paths from the unit to the output, of the products of the
 *     weights on them: of depth two the sign of a; 0 where there are several outputs
 */
record Outgoing(double[] sizes, int[] signs) {

  /** Looks at θ; empty for one layer, or layers that do not read all units before them. */
  static Optional<Outgoing> of(Architecture net, double[] theta) {
    List<LayerShape> layers = net.layers();
    boolean chained = layers.size() > 1;
    for (int l = 1; l < layers.size(); l++) {
      chained &= layers.get(l).cols() == layers.get(l - 1).rows();
    }
    if (!chained) {
      return Optional.empty();
    }
    int units = layers.get(0).rows();
    double[] sizes = new double[units];
    int[] signs = new int[units];
    double[] sums = paths(layers, theta);
    for (int k = 0; k < units; k++) {
      sizes[k] = Math.sqrt(squares(layers.get(1), theta, k));
      signs[k] = layers.getLast().rows() == 1 ? (int) Math.signum(sums[k]) : 0;
    }
    return Optional.of(new Outgoing(sizes, signs));
  }

  private static double squares(LayerShape layer, double[] theta, int unit) {
    double sum = 0;
    for (int i = 0; i < layer.rows(); i++) {
      double weight = theta[layer.offset() + i * layer.cols() + unit];
      sum += weight * weight;
    }
    return sum;
  }

  /** For each unit the sum over its paths, all times one positive number. */
  private static double[] paths(List<LayerShape> layers, double[] theta) {
    double[] sums = new double[layers.getLast().rows()];
    Arrays.fill(sums, 1);
    for (LayerShape layer : layers.subList(1, layers.size()).reversed()) {
      double[] before = new double[layer.cols()];
      double largest = 0;
      for (int j = 0; j < layer.cols(); j++) {
        for (int i = 0; i < layer.rows(); i++) {
          before[j] += sums[i] * theta[layer.offset() + i * layer.cols() + j];
        }
        largest = Math.max(largest, Math.abs(before[j]));
      }
      for (int j = 0; j < layer.cols() && largest > 0; j++) {
        before[j] /= largest;
      }
      sums = before;
    }
    return sums;
  }
}
