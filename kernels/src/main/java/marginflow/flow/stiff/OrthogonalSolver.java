package marginflow.flow.stiff;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.linalg.Cholesky;
import marginflow.linalg.Vectors;

/**
 * {@code (E + growth · BᵀB) x = r} where β, the scale of BᵀB, is beyond what double precision can
 * take off r again. Woodbury's formula subtracts from r its part in the row space of B, to the
 * rounding of r, and that rounding times β is a change of the weights; its matrix has the unit
 * matrix below the rounding of the other term. So the two parts are taken apart:
 *
 * <pre>  √growth · E^{-1/2} Bᵀ = Q S,   E^{1/2} x = (I − QQᵀ) z + Q (I + SSᵀ)⁻¹ Qᵀz,
 *   z = E^{-1/2} r,</pre>
 *
 * with an orthonormal Q, both parts to their own rounding. Q and S come from the modified
 * Gram–Schmidt method on the rows, largest first, each made orthogonal twice (Björck, BIT 7 (1967);
 * Giraud, Langou, Rozložník, Comput. Math. Appl. 50 (2005)).
 */
final class OrthogonalSolver {

  /** Size of what is left of every row when Q is complete: a hundredth of E beside it. */
  private static final double LEFT = 0.1;

  /** What is left of a row, over the row, that is not its rounding: thousands of them. */
  private static final double RESOLVED = 1e-12;

  private final int length;
  private Matrix rest = Matrix.zeros(0, 0);
  private Matrix basis = rest;
  private Matrix coordinates = rest;
  private Matrix stacked = rest;
  private Matrix factor = rest;
  private double[] along = {};
  private double[] sizes = {};

  /** Whether a row has a part outside the row space that Q spans. */
  private boolean[] beyond = {};

  private double[] scale;
  private double growth;
  private int rank;
  private int rows;

  /**
   * A workspace that grows with the rows.
   *
   * @param length of a row
   */
  OrthogonalSolver(int length) {
    this.length = length;
    this.scale = new double[length];
  }

  /** Factors the matrix of the first entries of the rows of B. */
  void factor(Matrix b, StiffShift shift) {
    rows = b.rows();
    growth = shift.growth;
    reserve();
    Arrays.fill(scale, 1 / Math.sqrt(shift.tangent));
    scale[length - 1] = 1 / Math.sqrt(shift.radial);
    double root = Math.sqrt(growth);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < length; j++) {
        rest.data()[rest.row(i) + j] = root * scale[j] * b.data()[b.row(i) + j];
      }
    }
    for (int i = 0; i < rows; i++) {
      sizes[i] = norm(i);
    }
    orthogonalize();
    for (int i = 0; i < rows; i++) {
      beyond[i] = norm(i) > RESOLVED * sizes[i];
    }
    for (int k = 0; k < rank; k++) {
      int at = stacked.row(k);
      System.arraycopy(coordinates.data(), coordinates.row(k), stacked.data(), at, rows);
      Arrays.fill(stacked.data(), at + rows, at + 2 * rows, 0);
      stacked.data()[at + rows + k] = 1;
    }
    triangle();
  }

  /** Length of a row of {@code √growth · B E^{-1/2}}, beside which is the unit matrix. */
  double size(int row) {
    return sizes[row];
  }

  /** Q and S from the rows, which are lost. */
  private void orthogonalize() {
    rank = 0;
    if (rows == 0) {
      return;
    }
    double least = Math.max(LEFT, RESOLVED * norm(largest()));
    for (int i = largest(); rank < rows && norm(i) > least; i = largest()) {
      int q = basis.row(rank);
      System.arraycopy(rest.data(), rest.row(i), basis.data(), q, length);
      unit(q);
      for (int k = 0; k < rank; k++) {
        double a = Vectors.dot(basis.data(), basis.row(k), basis.data(), q, length);
        Vectors.axpy(-a, basis.data(), basis.row(k), basis.data(), q, length);
      }
      unit(q);
      for (int j = 0; j < rows; j++) {
        double a = Vectors.dot(basis.data(), q, rest.data(), rest.row(j), length);
        Vectors.axpy(-a, basis.data(), q, rest.data(), rest.row(j), length);
        coordinates.data()[coordinates.row(rank) + j] = a;
      }
      rank++;
    }
  }

  private int largest() {
    int largest = 0;
    double most = norm(0);
    for (int i = 1; i < rows; i++) {
      double norm = norm(i);
      if (norm > most) {
        largest = i;
        most = norm;
      }
    }
    return largest;
  }

  private double norm(int row) {
    int at = rest.row(row);
    return Math.sqrt(Vectors.dot(rest.data(), at, rest.data(), at, length));
  }

  private void unit(int q) {
    double norm = Math.sqrt(Vectors.dot(basis.data(), q, basis.data(), q, length));
    for (int j = 0; j < length; j++) {
      basis.data()[q + j] /= norm;
    }
  }

  /**
   * The triangle U of {@code I + SSᵀ = UᵀU}, from the rows of (S, I) as well: of their product
   * 1e-16 of the largest entry would be all that is known.
   */
  private void triangle() {
    double[] d = stacked.data();
    for (int j = 0; j < rank; j++) {
      int row = stacked.row(j);
      double squared = Vectors.dot(d, row, d, row, 2 * rows);
      factor.data()[factor.row(j) + j] = Math.sqrt(squared);
      for (int k = j + 1; k < rank; k++) {
        double a = Vectors.dot(d, row, d, stacked.row(k), 2 * rows);
        factor.data()[factor.row(j) + k] = a / Math.sqrt(squared);
        Vectors.axpy(-a / squared, d, row, d, stacked.row(k), 2 * rows);
      }
    }
  }

  /**
   * Solves for the first entries of r in place.
   *
   * @param change B x, overwritten
   */
  void solve(double[] r, double[] change) {
    for (int j = 0; j < length; j++) {
      r[j] *= scale[j];
    }
    Arrays.fill(along, 0, rank, 0);
    takeOut(r);
    takeOut(r);
    Cholesky.solve(factor, rank, along);
    double root = Math.sqrt(growth);
    for (int i = 0; i < rows; i++) {
      // Rows too weak for Q change by what is left of them as well.
      change[i] = beyond[i] ? Vectors.dot(rest.data(), rest.row(i), r, 0, length) / root : 0;
    }
    for (int k = 0; k < rank; k++) {
      Vectors.axpy(along[k], basis.data(), basis.row(k), r, 0, length);
      Vectors.axpy(along[k] / root, coordinates.data(), coordinates.row(k), change, 0, rows);
    }
    for (int j = 0; j < length; j++) {
      r[j] *= scale[j];
    }
  }

  /**
   * Moves the first entries but the last of a point by the least that changes Bx as given.
   *
   * @return the length of the way
   */
  double move(double[] change, double[] point) {
    double root = Math.sqrt(growth);
    for (int k = 0; k < rank; k++) {
      along[k] = root * Vectors.dot(coordinates.data(), coordinates.row(k), change, 0, rows);
    }
    Cholesky.solve(factor, rank, along);
    double squared = 0;
    for (int j = 0; j < length - 1; j++) {
      double way = 0;
      for (int k = 0; k < rank; k++) {
        way = Math.fma(along[k], basis.data()[basis.row(k) + j], way);
      }
      way *= scale[j];
      point[j] += way;
      squared = Math.fma(way, way, squared);
    }
    return Math.sqrt(squared);
  }

  private void takeOut(double[] z) {
    for (int k = 0; k < rank; k++) {
      double a = Vectors.dot(basis.data(), basis.row(k), z, 0, length);
      Vectors.axpy(-a, basis.data(), basis.row(k), z, 0, length);
      along[k] += a;
    }
  }

  private void reserve() {
    if (along.length >= rows && rest.rows() >= rows) {
      return;
    }
    int room = 2 * rows;
    rest = Matrix.zeros(room, length);
    basis = Matrix.zeros(room, length);
    coordinates = Matrix.zeros(room, room);
    stacked = Matrix.zeros(room, 2 * room);
    factor = Matrix.zeros(room, room);
    along = new double[room];
    sizes = new double[room];
    beyond = new boolean[room];
  }
}
