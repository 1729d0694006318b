package marginflow.certificate.kkt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.linalg.StopRequest;

/**
 * Inner products of what generates the cone of the tight rows: their gradients, then the normals of
 * their kinks in the order of the rows. By products of matrices: of gradients in stretches of
 * coordinates, of normals unit by unit, since those of one unit share their coordinates and those
 * of different ones have none in common.
 */
final class GeneratorGram {

  /** Coordinates of a stretch: copies of some thousand gradients then take some 60 MB. */
  private static final int STRETCH = 4096;

  private final List<TightCone.Row> rows;
  private final int dimension;
  private final Kernels kernels;

  /** The kinks of all rows. */
  private final List<Generator> kinks = new ArrayList<>();

  private final Matrix gram;

  /**
   * A normal.
   *
   * @param index position among the generators
   * @param from first coordinate that is not zero
   * @param to one past the last
   */
  private record Generator(int index, double[] normal, int from, int to) {}

  private GeneratorGram(List<TightCone.Row> rows, int dimension, Kernels kernels) {
    this.rows = rows;
    this.dimension = dimension;
    this.kernels = kernels;
    for (TightCone.Row row : rows) {
      for (TightCone.Jump kink : row.kinks()) {
        int[] range = TightCone.range(kink.normal());
        kinks.add(new Generator(rows.size() + kinks.size(), kink.normal(), range[0], range[1]));
      }
    }
    int count = rows.size() + kinks.size();
    gram = Matrix.zeros(count, count);
  }

  /** The matrix, both triangles. */
  static Matrix of(List<TightCone.Row> rows, int dimension, Kernels kernels) {
    GeneratorGram of = new GeneratorGram(rows, dimension, kernels);
    of.gradients();
    of.normals();
    return of.gram;
  }

  private void gradients() {
    int n = rows.size();
    Matrix part = Matrix.zeros(n, n);
    for (int from = 0; from < dimension; from += STRETCH) {
      StopRequest.check();
      kernels.aat(gradients(from, Math.min(dimension, from + STRETCH)), part);
      for (int t = 0; t < n; t++) {
        for (int s = 0; s < n; s++) {
          gram.data()[gram.row(t) + s] += part.data()[part.row(t) + s];
        }
      }
    }
  }

  /** A copy of the gradients' coordinates from one to one past another. */
  private Matrix gradients(int from, int to) {
    Matrix copy = Matrix.zeros(rows.size(), to - from);
    for (int t = 0; t < rows.size(); t++) {
      System.arraycopy(rows.get(t).base(), from, copy.data(), copy.row(t), to - from);
    }
    return copy;
  }

  /** Goes through the normals in groups that have coordinates in common. */
  private void normals() {
    List<Generator> sorted = new ArrayList<>(kinks.stream().filter(k -> k.to > k.from).toList());
    sorted.sort(Comparator.comparingInt(Generator::from));
    int first = 0;
    while (first < sorted.size()) {
      int to = sorted.get(first).to;
      int last = first + 1;
      while (last < sorted.size() && sorted.get(last).from < to) {
        to = Math.max(to, sorted.get(last).to);
        last++;
      }
      group(sorted.subList(first, last), to);
      first = last;
    }
  }

  private void group(List<Generator> group, int to) {
    StopRequest.check();
    int from = group.getFirst().from;
    int count = group.size();
    Matrix normals = Matrix.zeros(count, to - from);
    for (int k = 0; k < count; k++) {
      System.arraycopy(group.get(k).normal, from, normals.data(), normals.row(k), to - from);
    }
    Matrix among = Matrix.zeros(count, count);
    kernels.aat(normals, among);
    Matrix across = Matrix.zeros(rows.size(), count);
    kernels.abt(gradients(from, to), normals, across);
    for (int k = 0; k < count; k++) {
      int index = group.get(k).index;
      for (int j = 0; j < count; j++) {
        gram.data()[gram.row(index) + group.get(j).index] = among.get(k, j);
      }
      for (int t = 0; t < rows.size(); t++) {
        gram.data()[gram.row(t) + index] = across.get(t, k);
        gram.data()[gram.row(index) + t] = across.get(t, k);
      }
    }
  }
}
