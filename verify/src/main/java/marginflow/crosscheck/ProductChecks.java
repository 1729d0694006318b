package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.reference.Bounded;
import marginflow.reference.ReferenceProducts;

/** Matrix products, each element against {@code γ_k Σ|a||b|}. */
final class ProductChecks {

  /** Elements compared per product; of a larger one a random sample and its last row and column. */
  private static final int ELEMENTS = 2500;

  private ProductChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("abt", run(Matrices::rk, Matrices::sk, Kernels::abt, ReferenceProducts::abt)),
        new Check("ab", run(Matrices::rk, Matrices::ks, Kernels::ab, ReferenceProducts::ab)),
        new Check("atb", run(Matrices::kr, Matrices::ks, Kernels::atb, ReferenceProducts::atb)),
        new Check("aat", ProductChecks::symmetric));
  }

  private interface Product {
    void apply(Kernels kernels, Matrix a, Matrix b, Matrix c);
  }

  private interface Element {
    Bounded of(Matrix a, Matrix b, int i, int j);
  }

  private interface Operand {
    Guarded of(Matrices shape);
  }

  /** Shape and contents of one case. */
  private record Matrices(int r, int s, int k, Fill fill, SplittableRandom random) {
    Guarded rk() {
      return Guarded.filled(r, k, fill, random);
    }

    Guarded sk() {
      return Guarded.filled(s, k, fill, random);
    }

    Guarded ks() {
      return Guarded.filled(k, s, fill, random);
    }

    Guarded kr() {
      return Guarded.filled(k, r, fill, random);
    }
  }

  private static Check.Procedure run(Operand left, Operand right, Product product, Element twin) {
    return (kernels, extent, tally) -> {
      for (Matrices shape : cases(kernels, extent)) {
        Guarded a = left.of(shape);
        Guarded b = right.of(shape);
        Guarded c = Guarded.empty(shape.r, shape.s, shape.random);
        open(tally, shape, c);
        product.apply(kernels, a.view(), b.view(), c.view());
        tally.require(a.intact() && b.intact() && c.intact());
        compare(shape, c.view(), tally, (i, j) -> twin.of(a.view(), b.view(), i, j));
      }
    };
  }

  private static void symmetric(Kernels kernels, Extent extent, Tally tally) {
    for (Matrices shape : cases(kernels, extent)) {
      if (shape.s != shape.r) {
        continue;
      }
      Guarded a = shape.rk();
      Guarded c = Guarded.empty(shape.r, shape.r, shape.random);
      open(tally, shape, c);
      kernels.aat(a.view(), c.view());
      tally.require(a.intact() && c.intact());
      for (int i = 0; i < shape.r; i++) {
        for (int j = 0; j < i; j++) {
          tally.same(c.view().get(i, j), c.view().get(j, i));
        }
      }
      compare(shape, c.view(), tally, (i, j) -> ReferenceProducts.abt(a.view(), a.view(), i, j));
    }
  }

  private interface Twin {
    Bounded at(int i, int j);
  }

  private static void compare(Matrices shape, Matrix c, Tally tally, Twin twin) {
    if ((long) c.rows() * c.cols() <= ELEMENTS) {
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.cols(); j++) {
          tally.expect(twin.at(i, j), c.get(i, j));
        }
      }
      return;
    }
    for (int draw = 0; draw < ELEMENTS; draw++) {
      int i = draw % 3 == 0 ? c.rows() - 1 : shape.random.nextInt(c.rows());
      int j = draw % 3 == 1 ? c.cols() - 1 : shape.random.nextInt(c.cols());
      tally.expect(twin.at(i, j), c.get(i, j));
    }
  }

  private static void open(Tally tally, Matrices shape, Guarded c) {
    tally.open(
        "%dx%dx%d %s offset %d"
            .formatted(shape.r, shape.s, shape.k, shape.fill, c.view().offset()));
  }

  private static List<Matrices> cases(Kernels kernels, Extent extent) {
    List<Matrices> cases = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(0);
    for (Fill fill : Fill.values()) {
      for (int r : extent.sizes()) {
        for (int s : extent.sizes()) {
          for (int k : extent.sizes()) {
            cases.add(new Matrices(r, s, k, fill, random.split()));
          }
        }
      }
    }
    for (int[] shape : extent.products()) {
      for (Fill fill : List.of(Fill.NORMAL, Fill.WIDE, Fill.INFINITE)) {
        cases.add(new Matrices(shape[0], shape[1], shape[2], fill, random.split()));
      }
      cases.add(new Matrices(shape[0], shape[0], shape[2], Fill.NORMAL, random.split()));
    }
    for (int[] shape : Shapes.productsAtSeams(kernels.seams(), Extent.QUICK)) {
      cases.add(new Matrices(shape[0], shape[1], shape[2], Fill.NORMAL, random.split()));
      cases.add(new Matrices(shape[0], shape[0], shape[2], Fill.NORMAL, random.split()));
    }
    return cases;
  }
}
