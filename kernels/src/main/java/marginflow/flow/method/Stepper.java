package marginflow.flow.method;

import marginflow.flow.field.Evaluation;

/** One step of one method. */
public interface Stepper {

  /**
   * Tries a step. If its error is within the limit, the end is on the sphere and evaluated, and the
   * model stands there.
   *
   * @param from start of the step
   * @param h step in σ
   * @param limit largest error allowed
   * @param to end of the step, overwritten
   * @return 2-norm of the error estimate
   */
  double attempt(Evaluation from, double h, double limit, Evaluation to);

  /**
   * The direction inside the last step.
   *
   * @param x fraction of the step, in [0, 1]
   * @param y0 start of the step, length P + 1
   * @param y1 the state it led to, kinks settled, length P + 1
   * @param out a multiple of the direction, length P, overwritten; one more entry has no meaning
   */
  void between(double x, double[] y0, double[] y1, double[] out);

  /** Order of the error estimate plus one: the error of a step is {@code O(h^errorOrder)}. */
  int errorOrder();

  /** Right-side evaluations of the last attempt. */
  int evaluations();

  /** Factorizations of the last attempt. */
  int factorizations();
}
