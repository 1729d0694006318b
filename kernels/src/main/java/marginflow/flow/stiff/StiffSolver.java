package marginflow.flow.stiff;

import marginflow.flow.field.Evaluation;

/**
 * Systems with {@code A = E + growth · BᵀB}, see {@link StiffSystem}, by one way to hold B. A right
 * side is longer than y by what is only integrated, which the solution gives and does not take.
 */
public interface StiffSolver {

  /** How a solution ended. */
  enum Outcome {
    SOLVED("the linear system was solved"),
    NOT_POSITIVE("the linear system was not positive definite in double precision"),
    NOT_CONVERGED("conjugate gradients did not solve the linear system");

    private final String sentence;

    Outcome(String sentence) {
      this.sentence = sentence;
    }

    /** What happened, for a person. */
    public String sentence() {
      return sentence;
    }
  }

  /**
   * Turns to an evaluation, where the model stands.
   *
   * @param width length of a right side
   */
  void linearize(Evaluation at, int width);

  /** Estimate of the largest eigenvalue of BᵀB. */
  double stiffness();

  /**
   * {@code √β ‖B e‖}, see {@link StiffSystem#weightChange}; right after a solution, with the model
   * where that left it.
   */
  double weightChange(double[] e);

  /**
   * Makes ready for solutions with one matrix.
   *
   * @param shift kept, and read by every solution
   * @param direction error that a solution may have, in u
   * @param weights the same in the logarithm of the weights, as {@link #weightChange} has it
   */
  Outcome factor(StiffShift shift, double direction, double weights);

  /** Solves {@code A x = r} in place; what is not solved is NaN. */
  Outcome solve(double[] r);

  /** Takes the model back to an evaluation, if a solution has moved it. */
  void leave(Evaluation to);

  /** Gradient evaluations that the products since the last call are worth. */
  int takeEvaluations();
}
