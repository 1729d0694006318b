package marginflow.reference;

import marginflow.array.Matrix;

/** Matrix products from their definition, each element with its bound γ_k Σ|a||b|. */
public final class ReferenceProducts {

  private ReferenceProducts() {}

  /** Dot product of two vectors of one length. */
  public static Bounded dot(Bounded[] a, Bounded[] b) {
    BoundedSum sum = new BoundedSum();
    for (int k = 0; k < a.length; k++) {
      sum.addProduct(a[k], b[k]);
    }
    return sum.bounded();
  }

  /** {@code (A B)_ij = Σ_k A_ik B_kj}. */
  public static Bounded ab(Matrix a, Matrix b, int i, int j) {
    BoundedSum sum = new BoundedSum();
    for (int k = 0; k < a.cols(); k++) {
      sum.addProduct(Bounded.exact(a.get(i, k)), Bounded.exact(b.get(k, j)));
    }
    return sum.bounded();
  }

  /** {@code (A Bᵀ)_ij = Σ_k A_ik B_jk}. */
  public static Bounded abt(Matrix a, Matrix b, int i, int j) {
    BoundedSum sum = new BoundedSum();
    for (int k = 0; k < a.cols(); k++) {
      sum.addProduct(Bounded.exact(a.get(i, k)), Bounded.exact(b.get(j, k)));
    }
    return sum.bounded();
  }

  /** {@code (Aᵀ B)_ij = Σ_k A_ki B_kj}. */
  public static Bounded atb(Matrix a, Matrix b, int i, int j) {
    BoundedSum sum = new BoundedSum();
    for (int k = 0; k < a.rows(); k++) {
      sum.addProduct(Bounded.exact(a.get(k, i)), Bounded.exact(b.get(k, j)));
    }
    return sum.bounded();
  }
}
