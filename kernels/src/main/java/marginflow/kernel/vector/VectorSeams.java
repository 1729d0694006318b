package marginflow.kernel.vector;

import java.util.ArrayList;
import java.util.List;
import marginflow.kernel.OrderedSum;
import marginflow.kernel.Seams;

/**
 * The {@link Seams} of these kernels, gathered from the classes that make them. Rows and samples
 * take the widths of vectors as well, for a Gram matrix has as many columns.
 */
final class VectorSeams {

  private VectorSeams() {}

  static Seams seams() {
    List<Integer> rows =
        List.of(
            Lanes.VL,
            Lanes.WIDTH,
            SixRowTile.ROWS,
            Panels.LOW,
            Panels.MIDDLE,
            Panels.TALL,
            FewInputsProduct.ROWS,
            Product.BLOCK);
    List<Integer> samples = new ArrayList<>(rows);
    samples.addAll(
        List.of(
            OutputLayer.ROWS,
            FourRussiansTable.GROUP,
            FourRussiansTable.BLOCK,
            VectorTwoLayer.BLOCK,
            FewInputsTwoLayer.BLOCK,
            PermutedTile.BLOCK));
    List<Integer> inputs =
        List.of(
            PermutedTile.FEATURES,
            FewInputsWeights.INPUTS,
            Transposition.SIZE,
            Lanes.VL,
            Lanes.WIDTH,
            UnitSums.WIDE,
            Product.PIECE);
    List<Integer> units =
        List.of(
            Lanes.VL,
            Lanes.WIDTH,
            OrderedSum.COUNT,
            OrderedSum.COUNT + Lanes.VL,
            2 * OrderedSum.COUNT,
            PermutedTile.UNITS,
            UnitSums.FINISHED);
    return new Seams(
        rows,
        List.of(Lanes.VL, Lanes.WIDTH),
        List.of(FewInputsProduct.INNER, Transposition.SIZE, Product.PIECE),
        samples,
        inputs,
        units,
        List.of(Lanes.VL, OrderedSum.COUNT, 2 * OrderedSum.COUNT));
  }
}
