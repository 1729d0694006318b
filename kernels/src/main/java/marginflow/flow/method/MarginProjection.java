package marginflow.flow.method;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.stiff.StiffSystem;

/**
 * The way back, at the end of a step, to where the margins exceed one another by what is carried of
 * them: Newton's method with the matrix of the step's start. The linear system holds the point on
 * the planes that touch the surfaces of equal margins at the start, which leaves it off them by the
 * square of the step.
 */
final class MarginProjection {

  /**
   * Newton steps: each leaves a fifth at most of a row that the solutions lead, eight 3e-6 of it.
   */
  private static final int MOST_STEPS = 8;

  /** Length of a Newton step, of a direction of length one, that is rounding. */
  private static final double ROUNDING = 4 * Math.ulp(1.0);

  /**
   * Share of a Newton step that the next one may be: beyond it they come no closer. With 0.9 random
   * labels 0 to 14 took 88,770 evaluations instead of 87,600, and ended no nearer.
   */
  private static final double STALLED = 0.5;

  private final PolarField field;
  private final StiffSystem system;
  private final double[] missing;
  private final double[] whole;
  private int evaluations;

  MarginProjection(PolarField field, StiffSystem system) {
    this.field = field;
    this.system = system;
    this.missing = new double[field.model().rows()];
    this.whole = new double[field.dimension()];
  }

  /**
   * Puts the end of a step back and evaluates the field there.
   *
   * @param y start of the step
   * @param way from there, as the method made it
   * @param to end of the step, on the sphere; updated
   * @return how far off the surfaces the end is still, as a length of u
   */
  double settle(double[] y, double[] way, Evaluation to) {
    double[] out = to.y();
    evaluations = 0;
    System.arraycopy(way, 0, whole, 0, way.length);
    double before = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_STEPS; i++) {
      field.slacks().missing(to, field.beta(out), missing);
      double length = system.putBack(missing, whole);
      if (!(length > ROUNDING) || length > STALLED * before) {
        return length > ROUNDING ? length : 0;
      }
      before = length;
      for (int j = 0; j < out.length; j++) {
        out[j] = y[j] + whole[j];
      }
      field.evaluateAfter(whole, field.normalize(out), to);
      evaluations++;
    }
    return before;
  }

  /** Evaluations of the last {@link #settle}. */
  int evaluations() {
    return evaluations;
  }
}
