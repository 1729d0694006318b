package marginflow.network.layered;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Block;
import marginflow.network.Convolutional;
import marginflow.network.Diagonal;
import marginflow.network.FullyConnected;
import marginflow.network.FullyConnected.Extra;
import marginflow.network.Grid;
import marginflow.network.LayerShape;
import marginflow.network.Placement;
import marginflow.network.Windows;

/** Turns an architecture into the stages that compute it, from the input on. */
final class StageChain {
  private final Kernels kernels;
  private final int n;
  private final Parameters parameters;
  private final List<Stage> stages = new ArrayList<>();

  /**
   * An empty chain.
   *
   * @param n number of samples
   * @param parameters what its layers compute with
   */
  StageChain(Kernels kernels, int n, Parameters parameters) {
    this.kernels = kernels;
    this.n = n;
    this.parameters = parameters;
  }

  /** The stages of a network. */
  List<Stage> of(Architecture net) {
    switch (net) {
      case FullyConnected dense -> dense.layers().forEach(shape -> add(dense, shape));
      case Diagonal diagonal -> add(diagonal);
      case Convolutional conv -> conv.placements().forEach(placement -> add(conv, placement));
    }
    return stages;
  }

  private void add(FullyConnected net, LayerShape shape) {
    boolean last = shape.equals(net.layers().getLast());
    double alpha = net.slope().alpha();
    if (!last && net.extra() == Extra.SKIPS && shape.rows() == shape.cols()) {
      stages.add(new CarryLayer(kernels, parameters, shape, n));
      stages.add(new SkipActivation(n, shape.rows(), alpha));
      return;
    }
    stages.add(
        net.extra() == Extra.BIASES
            ? new BiasedLayer(kernels, parameters, shape)
            : new DenseLayer(kernels, parameters, shape));
    if (!last && !net.slope().linear()) {
      stages.add(new Activation(kernels, n, shape.rows(), alpha));
    }
  }

  private void add(Diagonal net) {
    int[] each = IntStream.range(0, net.inputs()).toArray();
    List<LayerShape> layers = net.layers();
    for (LayerShape shape : layers.subList(0, layers.size() - 1)) {
      stages.add(new WindowLayer(parameters, shape, net.inputs(), each, each, false));
    }
    stages.add(new DenseLayer(kernels, parameters, layers.getLast()));
  }

  private void add(Convolutional net, Placement placement) {
    switch (placement.block()) {
      case Block.Filters filters -> addFilters(filters, placement);
      case Block.Pool pool -> addPool(pool, placement.in(), kinkSlope(net));
      case Block.Dense dense ->
          stages.add(new DenseLayer(kernels, parameters, placement.weights()));
    }
    boolean last = placement.shape().equals(java.util.Optional.of(net.layers().getLast()));
    if (placement.shape().isPresent() && !last && !net.slope().linear()) {
      stages.add(new Activation(kernels, n, placement.out().size(), net.slope().alpha()));
    }
  }

  private void addFilters(Block.Filters filters, Placement placement) {
    LayerShape shape = placement.weights();
    Windows windows = Windows.of(filters, placement.in());
    int inputs = placement.in().size();
    if (filters.shared()) {
      int[] taps = windows.filterTaps(1);
      stages.add(new Convolution(kernels, parameters, shape, inputs, taps));
    } else {
      int[] rows = IntStream.range(0, placement.out().size()).toArray();
      int[] taps = windows.filterTaps(filters.count());
      stages.add(new WindowLayer(parameters, shape, inputs, taps, rows, false));
    }
  }

  private void addPool(Block.Pool pool, Grid in, double slope) {
    Windows windows = Windows.of(pool, in);
    if (windows.cells() > 1) {
      int[] taps = windows.poolTaps();
      stages.add(
          pool.largest()
              ? new MaxPool(n, in.size(), taps, windows.cells(), slope)
              : new AveragePool("pool", 0, in.size(), taps, windows.cells()));
    }
  }

  /** Slope of the kinks of filters and pools: that of the activation, 0 if only pools have any. */
  static double kinkSlope(Convolutional net) {
    boolean pools =
        net.placements().stream()
            .anyMatch(p -> p.block() instanceof Block.Pool pool && pool.largest());
    return net.slope().linear() && pools ? 0 : net.slope().alpha();
  }
}
