package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/**
 * What went before does not matter: kernels, bound networks and models give the bits of fresh ones
 * after inputs that were not finite, and after larger ones. Padding, tails of buffers and sums that
 * are not cleared are found so.
 */
final class HistoryChecks {

  /** Shares of a shape's rows that follow the whole: most, some, and one. */
  private static final double[] PARTS = {0.9, 0.4, 1e-9};

  private HistoryChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("finite after non-finite", HistoryChecks::finiteAfterNonFinite),
        new Check("shorter after longer", HistoryChecks::shorterAfterLonger));
  }

  private static void finiteAfterNonFinite(Kernels kernels, Extent extent, Tally tally) {
    for (Shapes.Shape shape : shapes(extent)) {
      Work used = shape.on(kernels);
      for (Fill poison : List.of(Fill.NAN, Fill.INFINITE)) {
        SplittableRandom random = new SplittableRandom(13);
        used.run(poison, Work.WHOLE, random, Digests.none());
        compare("after " + poison, shape, used, Work.WHOLE, kernels, tally);
      }
    }
  }

  private static void shorterAfterLonger(Kernels kernels, Extent extent, Tally tally) {
    for (Shapes.Shape shape : shapes(extent)) {
      Work used = shape.on(kernels);
      for (double part : PARTS) {
        used.run(shape.fill(), Work.WHOLE, new SplittableRandom(13), Digests.none());
        compare(part + " of the rows after all", shape, used, part, kernels, tally);
      }
    }
    // Other bindings to the same kernels, smaller and smaller.
    for (Shapes.Shape shape : shapes(extent).reversed()) {
      compare("after larger", shape, shape.on(kernels), Work.WHOLE, kernels, tally);
    }
  }

  private static void compare(
      String what, Shapes.Shape shape, Work used, double part, Kernels kernels, Tally tally) {
    Digests found = Digests.none();
    used.run(shape.fill(), part, new SplittableRandom(14), found.on(shape.name()));
    Digests expected = Digests.none();
    shape
        .on(KernelSelector.select(kernels.name(), kernels.threads()))
        .run(shape.fill(), part, new SplittableRandom(14), expected.on(shape.name()));
    Digests.compare(what, expected.map(), found.map(), tally);
  }

  /** From small to large; networks of every number of inputs that has code of its own. */
  private static List<Shapes.Shape> shapes(Extent extent) {
    List<Shapes.Shape> shapes = new ArrayList<>();
    for (int[] shape : new int[][] {{3, 2, 1}, {7, 9, 4}, {13, 29, 17}, {101, 19, 199}}) {
      shapes.add(Shapes.Shape.product(shape[0], shape[1], shape[2]));
    }
    for (int length : new int[] {3, 8, 21, 67}) {
      shapes.add(Shapes.Shape.array(length));
    }
    for (int d : new int[] {1, 2, 3, 4, 5, 8, 27}) {
      shapes.add(Shapes.Shape.network(3, d, 2));
      shapes.add(Shapes.Shape.network(7, d, 10));
      shapes.add(Shapes.Shape.network(67, d, 37));
    }
    for (String spec : ModelChecks.specs(extent)) {
      shapes.add(Shapes.Shape.model(spec, 2));
      shapes.add(Shapes.Shape.model(spec, 9));
    }
    return shapes;
  }
}
