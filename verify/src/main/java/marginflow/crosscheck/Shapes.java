package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;

/**
 * Shapes that kernels are put to work on.
 *
 * @param works one a shape
 */
record Shapes(List<Shape> works) {

  /**
   * A shape and the work on it.
   *
   * @param name in words
   * @param fill of finite inputs
   * @param binding makes the work
   */
  record Shape(String name, Fill fill, Function<Kernels, Work> binding) {

    /** Puts kernels to work. */
    Work on(Kernels kernels) {
      return binding.apply(kernels);
    }

    static Shape product(int r, int s, int k) {
      return new Shape(
          r + "x" + s + "x" + k, Fill.WIDE, kernels -> new ProductWork(kernels, r, s, k));
    }

    static Shape array(int length) {
      return new Shape(length + " elements", Fill.WIDE, kernels -> new ArrayWork(kernels, length));
    }

    static Shape network(int n, int d, int m) {
      return new Shape(
          "n = " + n + ", d = " + d + ", m = " + m,
          Fill.NORMAL,
          kernels -> new TwoLayerWork(kernels, n, d, m));
    }

    static Shape model(String spec, int n) {
      return new Shape(
          spec + ", n = " + n, Fill.NORMAL, kernels -> new ModelWork(kernels, spec, n));
    }
  }

  Shapes {
    works = List.copyOf(works);
  }

  /** The shapes of an extent. */
  static Shapes of(Extent extent) {
    List<Shape> works = new ArrayList<>();
    extent.products().forEach(shape -> works.add(Shape.product(shape[0], shape[1], shape[2])));
    extent.lengths().forEach(length -> works.add(Shape.array(length)));
    extent.networks().forEach(shape -> works.add(Shape.network(shape[0], shape[1], shape[2])));
    for (String spec : ModelChecks.specs(extent)) {
      works.add(Shape.model(spec, extent == Extent.QUICK ? 3 : 97));
    }
    return new Shapes(works);
  }

  /**
   * Shapes on both sides of every seam: each dimension in turn takes all its sizes while the others
   * stay small; beyond the quick extent every two of them do together.
   */
  static Shapes atSeams(Seams seams, Extent extent) {
    List<Shape> works = new ArrayList<>();
    for (int[] shape : productsAtSeams(seams, extent)) {
      works.add(Shape.product(shape[0], shape[1], shape[2]));
    }
    Seams.around(seams.elements()).forEach(length -> works.add(Shape.array(length)));
    for (int[] shape : networksAtSeams(seams, extent)) {
      works.add(Shape.network(shape[0], shape[1], shape[2]));
    }
    return new Shapes(works);
  }

  /** Products (r, s, k) on both sides of every seam, of short inner length and of longer. */
  static List<int[]> productsAtSeams(Seams seams, Extent extent) {
    return combined(
        extent,
        new int[][] {{9, 10, 3}, {9, 10, 11}},
        List.of(seams.rows(), seams.columns(), seams.inner()));
  }

  /** Two-layer networks (n, d, m) on both sides of every seam, of few inputs and of more. */
  static List<int[]> networksAtSeams(Seams seams, Extent extent) {
    return combined(
        extent,
        new int[][] {{5, 2, 9}, {5, 5, 9}},
        List.of(seams.samples(), seams.inputs(), seams.units()));
  }

  private static List<int[]> combined(Extent extent, int[][] bases, List<List<Integer>> seams) {
    List<int[]> shapes = new ArrayList<>();
    for (int[] base : bases) {
      for (int p = 0; p < base.length; p++) {
        int q = (p + 1) % base.length;
        Collection<Integer> others =
            extent == Extent.QUICK ? List.of(base[q]) : with(base[q], seams.get(q));
        for (int size : Seams.around(seams.get(p))) {
          for (int other : others) {
            int[] shape = base.clone();
            shape[p] = size;
            shape[q] = other;
            shapes.add(shape);
          }
        }
      }
    }
    return shapes;
  }

  private static SortedSet<Integer> with(int size, List<Integer> seams) {
    SortedSet<Integer> sizes = new TreeSet<>(Seams.around(seams));
    sizes.add(size);
    return sizes;
  }
}
