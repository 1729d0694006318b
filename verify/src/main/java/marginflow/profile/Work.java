package marginflow.profile;

import java.util.List;
import marginflow.network.LayerShape;

/**
 * Operations and least memory traffic of one call, for a fully connected network: a multiply-add
 * counts as two operations; traffic is every array read or written once. For other networks the
 * counts are NaN and no rate is shown.
 *
 * @param rows number of samples n
 * @param layers the layers
 */
record Work(int rows, List<LayerShape> layers) {

  private static final int BYTES = 8;

  /** Whether the layers are dense ones, each feeding the next. */
  boolean dense() {
    for (int l = 1; l < layers.size(); l++) {
      if (layers.get(l).cols() != layers.get(l - 1).rows()) {
        return false;
      }
    }
    return true;
  }

  /** Parameters P. */
  private double parameters() {
    return layers.stream().mapToDouble(LayerShape::size).sum();
  }

  /** Units of all layers, inputs included. */
  private double units() {
    return layers.getFirst().cols() + layers.stream().mapToDouble(LayerShape::rows).sum();
  }

  /** Forward: one product per layer, n × out × in multiply-adds. */
  double forward() {
    return dense() ? 2.0 * rows * parameters() : Double.NaN;
  }

  /**
   * Backward: a product for the weights of every layer and one for the inputs of all but the first.
   */
  double backward() {
    return dense() ? 2.0 * rows * (2 * parameters() - layers.getFirst().size()) : Double.NaN;
  }

  /** Gram of c rows: two symmetric products per layer, of its inputs and of its sensitivities. */
  double gram(int count) {
    double inner = layers.stream().mapToDouble(l -> l.cols() + l.rows()).sum();
    return dense() ? (double) count * count * inner : Double.NaN;
  }

  /** Bytes of the parameters and of every activation of all samples. */
  double traffic() {
    return BYTES * (parameters() + rows * units());
  }

  /** Bytes of a Gram matrix of c rows and of what it is made from. */
  double gramTraffic(int count) {
    return BYTES * ((double) count * count + count * units());
  }

  /** Bytes that a stage combination of vectors of length P moves. */
  static double combineTraffic(int length, int stages) {
    return (double) BYTES * length * (stages + 2);
  }
}
