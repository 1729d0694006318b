package marginflow.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The support samples as images, the largest multiplier first, in the colours of their classes. */
final class SupportImages {

  private SupportImages() {}

  /** Draws them, if the features are an image and there are multipliers. */
  static Optional<Drawing> of(RunData run) {
    double[] lambda = Multipliers.of(run);
    List<Integer> rows =
        IntStream.range(0, lambda.length)
            .filter(i -> lambda[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -lambda[i]))
            .toList();
    return ImageGrid.of(run)
        .filter(grid -> !rows.isEmpty())
        .map(
            grid -> ImageTiles.draw(title(run, grid, rows.size()), tiles(run, grid, rows, lambda)));
  }

  private static String title(RunData run, ImageGrid grid, int support) {
    return "Support samples as %s images, the largest multiplier λ first: %d of %d, blue for %s and orange for %s"
        .formatted(
            grid.text(),
            Math.min(ImageTiles.MOST, support),
            support,
            run.labels().positive(),
            run.labels().negative());
  }

  private static List<ImageTiles.Tile> tiles(
      RunData run, ImageGrid grid, List<Integer> rows, double[] lambda) {
    return rows.stream().limit(ImageTiles.MOST).map(i -> tile(run, grid, i, lambda[i])).toList();
  }

  private static ImageTiles.Tile tile(RunData run, ImageGrid grid, int row, double lambda) {
    double[] features =
        IntStream.range(0, run.data().d()).mapToDouble(j -> run.data().x().get(row, j)).toArray();
    Ink ink = run.data().y()[row] > 0 ? Ink.FIRST : Ink.SECOND;
    return grid.tile(features, row + ": λ " + Numbers.rough(lambda), ink, Ink.FOURTH);
  }
}
