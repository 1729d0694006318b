package marginflow.flow.stiff;

import marginflow.linalg.Vectors;

/**
 * Solutions with one symmetric positive definite matrix A, made conjugate to each other, and the
 * start that they are worth to the next right side: their combination nearest to its solution in
 * the norm of A. The products with A are differences of residuals, at no cost.
 */
final class ConjugateGuess {

  /** Solutions of one implicit step: four stages and the last correction. */
  private static final int MOST = 6;

  private final double[][] directions;
  private final double[][] images;
  private final double[] squares = new double[MOST];
  private final double[] startSolution;
  private final double[] startResidual;
  private int count;

  ConjugateGuess(int dimension) {
    directions = new double[MOST][dimension];
    images = new double[MOST][dimension];
    startSolution = new double[dimension];
    startResidual = new double[dimension];
  }

  /** Forgets all: the matrix changes. */
  void clear() {
    count = 0;
  }

  /** Moves a solution and its residual to the best there is. */
  void start(double[] x, double[] residual) {
    for (int k = 0; k < count; k++) {
      add(Vectors.dot(directions[k], residual) / squares[k], k, x, residual);
    }
    System.arraycopy(x, 0, startSolution, 0, x.length);
    System.arraycopy(residual, 0, startResidual, 0, x.length);
  }

  private void add(double weight, int k, double[] x, double[] residual) {
    for (int j = 0; j < x.length; j++) {
      x[j] = Math.fma(weight, directions[k][j], x[j]);
      residual[j] = Math.fma(-weight, images[k][j], residual[j]);
    }
  }

  /** Keeps what was found since the start, made conjugate to what is kept. */
  void end(double[] x, double[] residual) {
    if (count == MOST) {
      return;
    }
    double[] d = directions[count];
    double[] image = images[count];
    for (int j = 0; j < d.length; j++) {
      d[j] = x[j] - startSolution[j];
      image[j] = startResidual[j] - residual[j];
    }
    for (int k = 0; k < count; k++) {
      double weight = Vectors.dot(images[k], d) / squares[k];
      for (int j = 0; j < d.length; j++) {
        d[j] = Math.fma(-weight, directions[k][j], d[j]);
        image[j] = Math.fma(-weight, images[k][j], image[j]);
      }
    }
    squares[count] = Vectors.dot(d, image);
    if (squares[count] > 0 && Double.isFinite(squares[count])) {
      count++;
    }
  }
}
