package marginflow.linalg;

import java.util.List;
import java.util.Optional;

/**
 * A finitely generated convex cone, given by an oracle instead of a list: a cone over a product of
 * intervals has exponentially many generators, yet the best one for a given residual is cheap.
 *
 * @param <K> what a caller knows a generator by
 */
public interface Cone<K> {

  /** Dimension of the space the cone lies in. */
  int dimension();

  /**
   * The generator a with the largest {@code residual · a / ‖a‖}, and that value; empty if there is
   * none but zero ones.
   */
  Optional<Candidate<K>> best(double[] residual);

  /**
   * A generator.
   *
   * @param <K> what a caller knows it by
   * @param key this one's
   * @param column its coordinates
   * @param value {@code residual · a / ‖a‖} for the residual it was asked for
   */
  record Candidate<K>(K key, double[] column, double value) {}

  /** The cone of a plain list of columns; keys are their indices. */
  static Cone<Integer> of(List<double[]> columns, int dimension) {
    double[] norms = new double[columns.size()];
    for (int j = 0; j < norms.length; j++) {
      norms[j] = Vectors.norm(columns.get(j));
    }
    return new Cone<>() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public Optional<Candidate<Integer>> best(double[] residual) {
        int best = -1;
        double value = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < norms.length; j++) {
          double v = norms[j] > 0 ? Vectors.dot(residual, columns.get(j)) / norms[j] : 0;
          if (v > value) {
            value = v;
            best = j;
          }
        }
        return best < 0
            ? Optional.empty()
            : Optional.of(new Candidate<>(best, columns.get(best), value));
      }
    };
  }
}
