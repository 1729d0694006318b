package marginflow.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import marginflow.io.data.WeightAxes;
import marginflow.network.LayerShape;

/** The weights of the first layer's units, or its filters, as images, the largest first. */
final class UnitImages {

  private final RunData run;
  private final ImageGrid grid;
  private final LayerShape layer;

  /** What has these weights: a unit or a filter. */
  private final String kind;

  private final Optional<Outgoing> outgoing;

  private UnitImages(RunData run, ImageGrid grid, LayerShape layer, String kind) {
    this.run = run;
    this.grid = grid;
    this.layer = layer;
    this.kind = kind;
    this.outgoing = Outgoing.of(run.architecture(), run.theta());
  }

  /** Draws them, if the features are an image, and each unit reads all of it or a window. */
  static Optional<Drawing> of(RunData run) {
    LayerShape layer = run.architecture().layers().getFirst();
    WeightAxes axes = WeightAxes.of(run.architecture()).getFirst();
    return ImageGrid.of(run)
        .map(image ->
            axes.filters()
                ? new ImageGrid(axes.lengths()[1], axes.lengths()[2], axes.lengths()[3])
                : image)
        .filter(grid -> grid.rows() * grid.columns() * grid.channels() == layer.cols())
        .map(grid -> new UnitImages(run, grid, layer, axes.filters() ? "filter" : "unit").draw());
  }

  private Drawing draw() {
    double[] sizes = IntStream.range(0, layer.rows()).mapToDouble(this::size).toArray();
    double largest = Arrays.stream(sizes).max().orElse(0);
    int[] shown =
        IntStream.range(0, layer.rows())
            .filter(k -> sizes[k] > PlaneFigure.INERT * largest)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -sizes[k]))
            .limit(ImageTiles.MOST)
            .mapToInt(k -> k)
            .toArray();
    List<ImageTiles.Tile> tiles = IntStream.of(shown).mapToObj(this::tile).toList();
    String title =
        "Weights of the first layer as %s images, blue positive and orange negative, each on a scale of its own: %d of %d %ss, the largest first%s"
            .formatted(
                grid.text(),
                tiles.size(),
                layer.rows(),
                kind,
                outgoing.isPresent() ? ", with the sign of what leaves them" : "");
    return ImageTiles.draw(title, tiles);
  }

  /** √(‖a‖ ‖w‖), or ‖w‖ where no a leaves a unit alone. */
  private double size(int unit) {
    double norm = Math.sqrt(Arrays.stream(weights(unit)).map(w -> w * w).sum());
    return outgoing.map(out -> Math.sqrt(out.sizes()[unit] * norm)).orElse(norm);
  }

  private double[] weights(int unit) {
    int start = layer.offset() + unit * layer.cols();
    return Arrays.copyOfRange(run.theta(), start, start + layer.cols());
  }

  private ImageTiles.Tile tile(int unit) {
    String sign =
        outgoing
            .map(out -> out.signs()[unit])
            .map(s -> s > 0 ? ", +" : s < 0 ? ", −" : "")
            .orElse("");
    return grid.tile(weights(unit), kind + " " + unit + sign, Ink.FIRST, Ink.SECOND);
  }
}
