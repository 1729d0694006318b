package marginflow.claims;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A claim in one line of a short table.
 *
 * @param statement the statement, shortened
 * @param found what was found: words around measurements, {@code {name}} or, to k significant
 *     digits, {@code {name~k}}
 */
public record SummaryLine(String statement, String found) {

  private static final Pattern HOLE = Pattern.compile("\\{(?<name>[^{}~]+)(~(?<digits>\\d+))?}");

  private static final Map<String, SummaryLine> ALL =
      Map.ofEntries(
          line(
              "V1",
              "linear nets of any depth reach a global optimum",
              "margin / best at least {least margin over D^(-D/2) γ_svm~6}, of the exact limits"
                  + " {least polished ratio~9}; depths 2, 3, 4"),
          line(
              "V2",
              "a ReLU limit that is not even a local optimum",
              "margin {margin, exponential loss~6}, best {best margin, from above~6}, r ="
                  + " {r~6}, {verdicts}"),
          line(
              "V2b",
              "closed form of that flow",
              "log t to {largest error of log t, relative~2}, direction error"
                  + " {direction error times ρ~6}/ρ"),
          line(
              "V3",
              "depth-2 diagonal: exact zeros stay, not local",
              "margin {margin~6}, best {best margin, from above~6}, {verdict}"),
          line(
              "V4",
              "depth 2 without shared weights, all weights non-zero: global; ReLU local",
              "{limits with all weights non-zero, diagonal} of {flows, diagonal} diagonal limits"
                  + " and {limits with all weights non-zero, local windows} of {flows, local"
                  + " windows} of local windows have no zero weight, {of these not global,"
                  + " diagonal} and {of these not global, local windows} of them are not global; of"
                  + " {limits with all weights and inputs non-zero, ReLU} with ReLU {of these not"
                  + " local, ReLU} are not local"),
          line(
              "V5",
              "depth-3 diagonal, linear and ReLU: non-zero weights are not enough",
              "margin {margin~6}, ReLU {margin, ReLU~6}, best {best margin, from above~6},"
                  + " {verdict}"),
          line(
              "V6",
              "shared weights: all non-zero, still not local",
              "margin {margin, linear~6}; after a nudge {margin after a 1e-8 nudge, linear~5} and"
                  + " {margin after a 1e-8 nudge, ReLU~5}"),
          line(
              "V7",
              "ReLU, every input non-zero: local, not global",
              "margin {margin~6}, best at least {best margin, from below~6}, {verdict}"),
          line(
              "V8",
              "linear nets, layer by layer: global, also where the whole is not local",
              "{layers} layers: {verdicts of the layers}; the limits of V3, V5, V6:"
                  + " {verdicts of the limits of V3, V5, V6}"),
          line(
              "V9",
              "ReLU, layer by layer: local, not global",
              "first layer {‖W₁‖² at the limit~6} against"
                  + " {least ‖W₁‖² given v ∝ (1, 1)~6}, {verdict of layer 1}; V6's filter"
                  + " {‖w‖² of V6's filter at the limit~6} against"
                  + " {‖w‖² of a filter along the first patch~4}, {verdict of V6's filter, ReLU}"),
          line(
              "V10",
              "a KKT point whose first layer can still improve",
              "Clarke slope {Clarke slope at the kink~5}, change"
                  + " {change of ‖W₁‖² with w₁ moved by ε = 1e-3~3}"),
          line(
              "V11",
              "not homogeneous: the normalized margin may fall",
              "{min q(θ/‖θ‖) where the loss is first below ℓ(0)~4} →"
                  + " {min q(θ/‖θ‖) at the end~4} on the shipped run"),
          line(
              "L1",
              "symmetric data, small start: global, whatever the width",
              "{flows} flows, {starts with both signs} with both signs, least ratio"
                  + " {least ratio to (1+α)/4 γ_svm among them~7}"),
          line(
              "L2",
              "early neurons align with ±μ",
              "1 − cosine of 20 starts between {1 − cosine at σ = 1e-3, least~2} and"
                  + " {1 − cosine at σ = 1e-3, largest~2} at σ = 1e-3, by its law to"
                  + " {1 − cosine over its law at σ = 1e-3, largest~3}; cosine"
                  + " {cosine from the start, σ = 1, mean~2} on average at 1"),
          line(
              "L3",
              "the network stays nearly linear",
              "linearity defect at most {largest linearity defect, σ = 1e-6~2}, from σ = 1"
                  + " {largest linearity defect, σ = 1~2}"),
          line(
              "L4",
              "one hint sample makes the limit suboptimal",
              "ratio {ratio without hint, α = 0.1~4} → {ratio with hint, α = 0.1~4} (α = 0.1),"
                  + " {ratio without hint, α = 0.5~4} → {ratio with hint, α = 0.5~4} (α = 0.5)"),
          line(
              "L5",
              "a limit with r > 1 is left late",
              "of {flows} flows ratio {least ratio at ρ = 30~4} to {largest ratio at ρ = 30~4} at ρ"
                  + " = 30, {least final ratio~9} from log10 loss = {earliest arrival, log10"
                  + " loss~3} to {latest arrival, log10 loss~3} on, by the law to {log10 loss of"
                  + " arrival over its law, least~5}"),
          line(
              "F1",
              "γ̃ never decreases",
              "largest fall {largest fall of γ̃ in them, in errors of it~2} of its errors in {runs"
                  + " of claims with such steps} runs of claims, {largest fall of γ̃ with the guard"
                  + " off, in errors of it~2} on varied data with no guard"),
          line(
              "F2",
              "rates of loss and norm",
              "exponents {exponent of log t in 1/(t 𝓛), L = 2~4},"
                  + " {exponent of log t in ρ, L = 2~4} (L = 2);"
                  + " {exponent of log t in 1/(t 𝓛), L = 3~4},"
                  + " {exponent of log t in ρ, L = 3~4} (L = 3)"),
          line(
              "F3",
              "gradient and parameters align",
              "1 − cos falls to {last 1 − cos, largest~1} or less"),
          line(
              "F4",
              "a vanishing neuron grows like ρ^r",
              "{measured exponent~6} measured, {predicted r~6} predicted"),
          line(
              "F5",
              "sliding is real",
              "the plain integrator stalls at t = {time at which the plain integrator stalls~5},"
                  + " ours slides at {time of our slide, mean loss~5} and goes on; tiny steps"
                  + " separate from the nearer side in {the same from the nearer side} of {runs of"
                  + " tiny steps that separate} runs, from the farther in {the same from the"
                  + " farther side}"),
          line(
              "F6",
              "γ̃ gains what the direction moves",
              "ratio of the two sides at least {least ratio of the two sides~5} over {pairs of"
                  + " places} pairs of places in {runs of claims} runs"),
          line(
              "F7",
              "a limit solves the hard margin of its tangent features",
              "{limits without a kink} limits: margins to"
                  + " {largest relative difference of the margins~1}, multipliers to"
                  + " {largest difference of the shares of Σ λ~1}"),
          line(
              "F8",
              "balancedness is kept",
              "drift at most {its drift, share of ‖θ‖²~1} of ‖θ‖²,"
                  + " {largest drift by the tolerances of a run's steps~2} tolerances a step, in"
                  + " {runs of claims} runs"),
          line(
              "E1",
              "splitting units commutes with the flow",
              "{flows that agree with their image} of {flows that reach 10^(−10^4)} flows agree to"
                  + " {largest distance of these~1} at 10^(−10^4), {flows that part at a kink} part"
                  + " at a kink"),
          line(
              "O1",
              "orthogonally separable data: two directions, global",
              "four points {best margin of the four points~6}; {starts with a unit for each class}"
                  + " limits to {largest error of the exact limits~1}, {verdicts}"),
          line(
              "K1",
              "from the kernel regime to the rich one",
              "one sample to {largest error on one sample, depth 2~1}; at depth 3 and α = 10 rich"
                  + " from log10 loss = {log10 loss at which depth 3 is rich, α = 10~3} on"));

  private static Map.Entry<String, SummaryLine> line(String id, String statement, String found) {
    return Map.entry(id, new SummaryLine(statement, found));
  }

  /**
   * The headline of a claim.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static SummaryLine of(String id) {
    SummaryLine summary = ALL.get(id);
    if (summary == null) {
      throw new IllegalArgumentException("claim " + id + " has no headline");
    }
    return summary;
  }

  /**
   * What was found, with the measurements filled in.
   *
   * @param measured the measurements by name, each as text
   * @throws IllegalArgumentException if one that is named was not made
   */
  public String filled(JsonNode measured) {
    Matcher holes = HOLE.matcher(found);
    return holes.replaceAll(hole -> Matcher.quoteReplacement(value(measured, hole)));
  }

  private static String value(JsonNode measured, java.util.regex.MatchResult hole) {
    JsonNode value = measured.get(hole.group("name"));
    if (value == null) {
      throw new IllegalArgumentException("not measured: " + hole.group("name"));
    }
    return hole.group("digits") == null
        ? value.asString()
        : rounded(value.asString(), Integer.parseInt(hole.group("digits")));
  }

  /** To so many significant digits, with a proper minus sign; small ones with an exponent. */
  private static String rounded(String number, int digits) {
    BigDecimal value = new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
    String text = value.toPlainString();
    int exponent = value.precision() - value.scale() - 1;
    if (value.signum() != 0 && exponent < -3) {
      text = value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
    return text.replace("-", "−");
  }
}
