package marginflow.network;

import java.util.List;
import java.util.Optional;

/**
 * A block of a {@link Convolutional} network in its place.
 *
 * @param block what it is
 * @param in what it reads
 * @param out what it leaves to the next one
 * @param shape its weights in θ; empty for pooling
 */
public record Placement(Block block, Grid in, Grid out, Optional<LayerShape> shape) {

  /** A block behind others with weights of these shapes. */
  static Placement of(Block block, Grid in, List<LayerShape> before) {
    return switch (block) {
      case Block.Filters filters -> {
        Windows windows = Windows.of(filters, in);
        int rows = filters.shared() ? filters.count() : windows.positions() * filters.count();
        LayerShape shape = behind(before, rows, windows.cells() * in.channels());
        yield new Placement(block, in, windows.outputs(filters.count()), Optional.of(shape));
      }
      case Block.Pool pool ->
          new Placement(block, in, Windows.of(pool, in).outputs(in.channels()), Optional.empty());
      case Block.Dense dense -> {
        LayerShape shape = behind(before, dense.units(), in.size());
        yield new Placement(block, in, new Grid(1, 1, dense.units()), Optional.of(shape));
      }
    };
  }

  private static LayerShape behind(List<LayerShape> before, int rows, int cols) {
    int offset = before.isEmpty() ? 0 : before.getLast().offset() + before.getLast().size();
    return new LayerShape("W" + (before.size() + 1), offset, rows, cols);
  }

  /** The weights of a block that has some. */
  public LayerShape weights() {
    return shape.orElseThrow();
  }

  /** Multiplications by weights that it takes forwards, for one sample. */
  long products() {
    long positions =
        block instanceof Block.Filters filters && filters.shared()
            ? (long) out.height() * out.width()
            : 1;
    return shape.map(weights -> (long) weights.rows() * weights.cols() * positions).orElse(0L);
  }
}
