package marginflow.certificate.bound;

/**
 * The dual bound {@code c(λ) = max_{‖v‖=1} |Σ_i λ_i y_i φ(v·x_i)|} of a two-layer network, enclosed
 * ({@code docs/theory.md}, section 9, after Bach 2017 and Chizat and Bach 2020). Every feasible θ
 * of any width has {@code ½‖θ‖² ≥ Σ λ_i / c(λ)}.
 *
 * @param lower a value that {@link #direction} attains
 * @param upper a value that no v exceeds, rounding included
 * @param direction the unit v of the lower bound, length d
 * @param sign +1 if the sum is positive there, −1 if negative: the sign of the neuron that gains
 * @param nodes relaxations solved
 * @param complete false if the node limit ended the search before the interval closed
 */
public record DualBound(
    double lower, double upper, double[] direction, int sign, long nodes, boolean complete) {

  /**
   * Encloses c(λ).
   *
   * @param function Σ λ_i y_i φ(v·x_i)
   * @param tolerance relative width at which to stop
   * @param nodeLimit relaxations to solve at most; the interval is valid whenever it stops
   */
  public static DualBound of(DualFunction function, double tolerance, long nodeLimit) {
    DualSearch positive = new DualSearch(function);
    DualSearch negative = new DualSearch(function.negated());
    positive.localSearch();
    negative.localSearch();
    double floor = Math.max(positive.lower(), negative.lower());
    positive.run(floor, tolerance, nodeLimit);
    negative.run(Math.max(floor, positive.lower()), tolerance, nodeLimit);
    boolean plus = positive.lower() >= negative.lower();
    DualSearch better = plus ? positive : negative;
    double upper = Math.max(better.lower(), Math.max(positive.upper(), negative.upper()));
    return new DualBound(
        better.lower(),
        upper + function.rounding(),
        function.lift(better.argument()),
        plus ? 1 : -1,
        positive.nodes() + negative.nodes(),
        positive.complete() && negative.complete());
  }
}
