package marginflow.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * Points in coordinates of an orthonormal basis of their span: as short as their rank where there
 * are fewer of them than dimensions, and their inner products stay.
 *
 * @param basis orthonormal, each of the original dimension
 * @param coordinates of each point, as many as there are basis vectors
 */
public record Span(List<double[]> basis, List<double[]> coordinates) {

  /** Finds the basis by Gram–Schmidt, twice, in the order of the points. */
  public static Span of(List<double[]> points) {
    List<double[]> basis = new ArrayList<>();
    for (double[] point : points) {
      StopRequest.check();
      extend(basis, point);
    }
    List<double[]> coordinates = new ArrayList<>();
    for (double[] p : points) {
      double[] x = new double[basis.size()];
      for (int k = 0; k < x.length; k++) {
        x[k] = Vectors.dot(basis.get(k), p);
      }
      coordinates.add(x);
    }
    return new Span(basis, coordinates);
  }

  private static void extend(List<double[]> basis, double[] point) {
    double[] rest = point.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (double[] q : basis) {
        Vectors.addScaled(-Vectors.dot(q, rest), q, rest);
      }
    }
    double left = Vectors.norm(rest);
    if (left > Vectors.gamma(4 * point.length + 4) * Vectors.norm(point)) {
      basis.add(Vectors.scaled(1 / left, rest));
    }
  }

  /** A point given by coordinates. */
  public double[] lift(double[] coordinates, int dimension) {
    double[] out = new double[dimension];
    for (int k = 0; k < coordinates.length; k++) {
      Vectors.addScaled(coordinates[k], basis.get(k), out);
    }
    return out;
  }
}
