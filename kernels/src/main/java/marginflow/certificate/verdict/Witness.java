package marginflow.certificate.verdict;

/**
 * A path {@code θ(ε)} of feasible points with {@code ‖θ(ε)‖ < ‖θ‖}, checked in exact rational
 * arithmetic.
 *
 * @param theta the point it starts from, rescaled so that min q = 1
 * @param description how the path was found, in a sentence
 * @param epsilons the values of ε checked
 * @param points θ(ε) for each of them, before rescaling to feasibility
 * @param normSquared {@code ‖θ(ε)‖²} of the feasible point for each of them
 */
public record Witness(
    double[] theta,
    String description,
    double[] epsilons,
    double[][] points,
    double[] normSquared) {}
