package marginflow.kernel;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Sizes at which an implementation's loops pass from one vector, tile, panel or block to the next.
 * A mistake in such a loop shows at one of them, one below or one above, and often nowhere else, so
 * that this is where checks have to look.
 *
 * @param rows of the result of a product, and of a Gram matrix
 * @param columns of the result of a product, and of a Gram matrix
 * @param inner inner lengths of products
 * @param samples of two-layer networks
 * @param inputs of two-layer networks
 * @param units of two-layer networks
 * @param elements of arrays
 */
public record Seams(
    List<Integer> rows,
    List<Integer> columns,
    List<Integer> inner,
    List<Integer> samples,
    List<Integer> inputs,
    List<Integer> units,
    List<Integer> elements) {

  /** Copies the lists. */
  public Seams {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    inner = List.copyOf(inner);
    samples = List.copyOf(samples);
    inputs = List.copyOf(inputs);
    units = List.copyOf(units);
    elements = List.copyOf(elements);
  }

  /**
   * The sizes that seams call for: each of them, one less and one more, and one more than twice the
   * largest, where every block has been left and begun again.
   *
   * @param seams sizes, at least 1
   * @return in ascending order, none twice
   */
  public static SortedSet<Integer> around(List<Integer> seams) {
    SortedSet<Integer> sizes = new TreeSet<>();
    for (int seam : seams) {
      sizes.addAll(List.of(seam - 1, seam, seam + 1));
    }
    if (!sizes.isEmpty()) {
      sizes.add(2 * sizes.last() - 1);
    }
    return sizes;
  }
}
