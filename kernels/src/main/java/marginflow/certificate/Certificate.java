package marginflow.certificate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.certificate.verdict.Cut;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;

/**
 * What is proved of one direction u, computed from θ and the data alone. Everything but {@code
 * nearby} is of the direction given, and the same for {@code cθ} with every c > 0.
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
 * @param verdict the strongest statement proved of the direction given
 * @param evidence the reason for the verdict, in a sentence with figures
 * @param layers verdict on each layer with the others held, from the input on; empty if not asked
 * @param witness for {@link Verdict#NOT_LOCAL_OPTIMUM}, a path of better points
 * @param nearby the exact KKT point found from this direction, and what is proved of that; empty if
 *     not asked or not found
 * @param cut what was left undecided because the certificate was told to end; empty if it is whole
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
    List<LayerVerdict> layers,
    Optional<Witness> witness,
    Optional<Nearby> nearby,
    Optional<Cut> cut) {

  /** Whether nothing was left undecided because it was ended, here or at the exact point. */
  public boolean whole() {
    return cut.isEmpty() && nearby.map(n -> n.certificate().whole()).orElse(true);
  }

  /** Verdict of each layer with the others held, in agreement with {@link #verdict}. */
  public List<Verdict> perLayer() {
    return layers.stream().map(LayerVerdict::verdict).toList();
  }

  /** The certificate of the exact KKT point found from here, or this one where none was. */
  public Certificate exact() {
    return nearby.map(Nearby::certificate).orElse(this);
  }

  /**
   * The certificate of the limit of a flow that ends here: of the exact KKT point found from it
   * where that is near, else of this point.
   */
  public Certificate limit() {
    return nearby.filter(Nearby::isNear).map(Nearby::certificate).orElse(this);
  }

  /**
   * The same with something more said as evidence, such as what is known of the way here.
   *
   * @param sentence without a full stop
   */
  public Certificate noting(String sentence) {
    return new Certificate(
        normalizedMargin,
        kktResidual,
        window,
        complementarity,
        feasibility,
        support,
        lambda,
        marginBound,
        escapeRate,
        verdict,
        evidence + "; " + sentence,
        layers,
        witness,
        nearby,
        cut);
  }

  /** The same, of which something was left undecided. */
  Certificate with(Optional<Cut> left) {
    return new Certificate(
        normalizedMargin,
        kktResidual,
        window,
        complementarity,
        feasibility,
        support,
        lambda,
        marginBound,
        escapeRate,
        verdict,
        evidence,
        layers,
        witness,
        nearby,
        left);
  }

  /** The same with the exact KKT point beside it. Bounds are of the data, and hold for both. */
  Certificate with(Nearby found) {
    Optional<MarginBound> other = found.certificate().marginBound();
    return new Certificate(
        normalizedMargin,
        kktResidual,
        window,
        complementarity,
        feasibility,
        support,
        lambda,
        other.map(b -> marginBound.map(b::with).orElse(b)).or(() -> marginBound),
        escapeRate,
        verdict,
        evidence,
        layers,
        witness,
        Optional.of(found),
        cut);
  }
}
