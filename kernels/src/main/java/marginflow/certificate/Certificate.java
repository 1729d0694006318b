package marginflow.certificate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is proved of one direction u, computed from θ and the data alone.
 *
 * @param normalizedMargin {@code γ(u) = min q_i / ρ^L}; NaN, as the figures that follow, for a
 *     direction that does not separate the data
 * @param kktResidual ε of the (ε, δ)-KKT point, relative: {@code ‖θ − Σ λ_i g_i‖ / ‖θ‖} at the
 *     rescaled θ
 * @param window δ: samples with {@code (q_i − q_min)/q_min ≤ δ} may carry a multiplier
 * @param complementarity {@code Σ λ_i (q_i − 1) / Σ λ_i}
 * @param feasibility smallest rescaled margin minus 1; 0 by construction when the data is separated
 * @param support rows with a positive multiplier, ascending
 * @param lambda multipliers of {@link #support}, for the problem scaled so that min q = 1
 * @param marginBound bound on the best normalized margin; empty where none is known
 * @param escapeRate r, the exponent at which a vanishing neuron would grow; empty where unknown
 * @param verdict the strongest statement proved
 * @param evidence the reason for the verdict, in a sentence with figures
 * @param perLayer verdict of each layer with the others held, from the input on; empty if not asked
 * @param witness for {@link Verdict#NOT_LOCAL_OPTIMUM}, a path of better points
 * @param polished the certificate after polishing to the exact KKT point; empty if not asked or not
 *     reached
 */
public record Certificate(
    double normalizedMargin,
    double kktResidual,
    double window,
    double complementarity,
    double feasibility,
    int[] support,
    double[] lambda,
    Optional<MarginBound> marginBound,
    OptionalDouble escapeRate,
    Verdict verdict,
    String evidence,
    List<Verdict> perLayer,
    Optional<Witness> witness,
    Optional<Certificate> polished) {

  /**
   * The same with the polished point's certificate beside it and the verdict that follows. Bounds
   * are of the data, and hold for both.
   */
  Certificate withPolished(
      Certificate exact, Verdict newVerdict, String newEvidence, Optional<Witness> newWitness) {
    return new Certificate(
        normalizedMargin,
        kktResidual,
        window,
        complementarity,
        feasibility,
        support,
        lambda,
        exact.marginBound().map(b -> marginBound.map(b::with).orElse(b)).or(() -> marginBound),
        escapeRate,
        newVerdict,
        newEvidence,
        perLayer,
        newWitness,
        Optional.of(exact));
  }
}
