package marginflow.flow.captured;

import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.linalg.Vectors;

/**
 * The spectral radius of the right side's Jacobian, by the nonlinear power method (Sommeijer,
 * Shampine, Verwer 1998, section 2.2): difference quotients of the right side along the last one,
 * with pattern and sliding set held. The vector is kept from one estimate to the next, which takes
 * one or two evaluations while the Jacobian changes little.
 */
public final class SpectralRadius {

  /** Length of a difference, the point being of length one: the root of the rounding of its own. */
  private static final double DIFFERENCE = 1e-7;

  /** Two estimates that differ by less end the iteration, as in the source. */
  private static final double SETTLED = 0.05;

  /**
   * What the estimate, which comes from below, is multiplied with; 1.2 in the source, with which
   * stages are more by a twentieth and refused steps no fewer.
   */
  private static final double SAFETY = 1.1;

  private final PolarField field;
  private final double[] vector;
  private final Evaluation near;
  private boolean known;
  private double radius;
  private double logNormThen;
  private int evaluations;

  /** An estimate of its own workspace. */
  public SpectralRadius(PolarField field) {
    this.field = field;
    this.vector = new double[field.dimension()];
    this.near = field.newEvaluation();
  }

  /**
   * The last estimate, with its safety factor, for a step to a larger norm: the stiff part of the
   * Jacobian grows like ρ^L. Without this, steps of the tail were refused as unstable one in four.
   *
   * @param logNorm log ρ at the end of the step; what is not above that of the estimate leaves it
   */
  public double value(double logNorm) {
    return radius * StrictMath.exp(field.degree() * Math.max(0, logNorm - logNormThen));
  }

  /** Evaluations of the last {@link #estimate}. */
  public int evaluations() {
    return evaluations;
  }

  /**
   * Estimates it at an evaluation; the model stands near that point afterwards and not there.
   *
   * @param many evaluations for a first estimate at most
   * @param few evaluations for a later one at most
   */
  public void estimate(Evaluation at, int many, int few) {
    double[] y = at.y();
    double[] dy = at.velocity();
    double[] point = near.y();
    double[] rate = near.velocity();
    int most = known ? few : many;
    if (!known) {
      System.arraycopy(dy, 0, vector, 0, dy.length);
      known = true;
    }
    double last = 0;
    double length = Vectors.norm(vector);
    evaluations = 0;
    while (evaluations < most && length > 0) {
      double scale = DIFFERENCE / length;
      for (int j = 0; j < y.length; j++) {
        point[j] = Math.fma(scale, vector[j], y[j]);
      }
      field.evaluate(near);
      evaluations++;
      for (int j = 0; j < y.length; j++) {
        vector[j] = (rate[j] - dy[j]) / DIFFERENCE;
      }
      length = Vectors.norm(vector);
      boolean settled = Math.abs(length - last) < SETTLED * length;
      last = length;
      if (settled) {
        break;
      }
    }
    radius = SAFETY * last;
    logNormThen = y[y.length - 1];
  }

  /** Saves the estimate and its vector. */
  public void save(CheckpointWriter out) {
    out.reals(vector).real(radius).real(logNormThen).integer(known ? 1 : 0);
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    in.reals(vector);
    radius = in.real();
    logNormThen = in.real();
    known = in.integer() == 1;
  }
}
