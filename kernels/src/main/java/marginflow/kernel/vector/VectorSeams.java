package marginflow.kernel.vector;

import java.util.List;
import marginflow.kernel.Chains;
import marginflow.kernel.Seams;

/** The {@link Seams} of these kernels, gathered from the classes that make them. */
final class VectorSeams {

  private VectorSeams() {}

  static Seams seams() {
    List<Integer> rows =
        List.of(
            HalfTile.ROWS, Panels.LOW, Panels.MIDDLE, Panels.TALL, ThinProduct.ROWS, Product.BLOCK);
    List<Integer> inner =
        List.of(ThinProduct.INNER, Transposition.SIZE, Product.PIECE);
    return new Seams(
        rows,
        List.of(Lanes.VL, Lanes.WIDTH),
        inner,
        List.of(
            OutputLayer.ROWS,
            HalfTile.ROWS,
            Panels.MIDDLE,
            Panels.TALL,
            SubsetTable.GROUP,
            SubsetTable.BLOCK,
            VectorTwoLayer.BLOCK,
            ThinTwoLayer.BLOCK,
            PermutedTile.BLOCK,
            Product.BLOCK),
        List.of(
            PermutedTile.FEATURES,
            ThinWeights.INPUTS,
            Transposition.SIZE,
            Lanes.VL,
            Lanes.WIDTH,
            UnitSums.WIDE,
            Product.PIECE),
        List.of(
            Lanes.VL,
            Lanes.WIDTH,
            Chains.COUNT,
            Chains.COUNT + Lanes.VL,
            2 * Chains.COUNT,
            PermutedTile.UNITS,
            UnitSums.FINISHED),
        List.of(Lanes.VL, Chains.COUNT, 2 * Chains.COUNT));
  }
}
