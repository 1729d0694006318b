package marginflow.flow.kink;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.stiff.StiffSystem;
import marginflow.network.Kinks;

/**
 * Jumps of the force across the surfaces of kinks, {@code p_i δ (1−α) ρ^{1−L}} times the normal, δ
 * the kink's sensitivity, from the lower to the upper side. Kinks that have one surface, {@link
 * Kinks#coincident(int)}, are one: the sum of their jumps is what turns the flow back or lets it
 * pass, and is asked for by the first of them. Taken one at a time, as if the others stayed, two
 * equal samples passed and came back at every step (99,680 steps to 10^-1000 for thirty samples
 * taken twice, ReLU 3-8-1, 182 now), and two at odds with one another lost sight of their sides.
 */
public final class GradientJumps {

  /** Rows of smaller weight do not matter to the margin: see {@link StiffSystem}. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final double LOG_NEGLIGIBLE = StrictMath.log(NEGLIGIBLE);

  private final SlidingSet sliding;
  private final Kinks kinks;
  private final double[] startSensitivities;
  private final double[] sensitivities;

  /** The start of the step, and where the jumps are those of. */
  private Evaluation start;

  private Evaluation at;

  public GradientJumps(PolarField field, SlidingSet sliding) {
    this.sliding = sliding;
    this.kinks = field.model().kinks();
    this.startSensitivities = new double[kinks.size()];
    this.sensitivities = new double[kinks.size()];
    // Before the first step there are no weights, and no jumps.
    this.start = field.nowhere();
    this.at = start;
  }

  /** Notes the start of a step. */
  void begin(Evaluation from) {
    start = from;
    at = from;
    from.kinks().wakingSensitivities(startSensitivities);
  }

  /** Turns to an evaluation, whose jumps are asked for next; returns the sensitivities there. */
  public double[] turnTo(Evaluation to) {
    at = to;
    to.kinks().wakingSensitivities(sensitivities);
    return sensitivities;
  }

  /**
   * Takes weights and multipliers of another evaluation, with the sensitivities as they are: beside
   * the end of a step and not at it, where the correction has looked
   * (docs/decisions/014-evaluations-are-values.md).
   */
  void weighBy(Evaluation other) {
    at = other;
  }

  /** Whether a kink stands for all that have its surface: the first of them does. */
  boolean leads(int kink) {
    return kinks.coincident(kink, 0) == kink;
  }

  /** The jump of a kink that slides or will not. */
  public double of(int kink) {
    return frozen(kink) + coupling(kink, 0, 1);
  }

  /**
   * That of a kink which comes to its surface, and may stay there.
   *
   * @param near its velocity times the length of its normal
   * @param squared length of its projected normal, squared
   */
  double meeting(int kink, double near, double squared) {
    return frozen(kink) + coupling(kink, near, squared);
  }

  /** The jump with the kinks behind it on their frozen sides. */
  double alone(int kink) {
    return frozen(kink);
  }

  /** The jump at the start of the step. */
  double atStart(int kink) {
    return sum(kink, start.pressures(), startSensitivities, start.forceScale());
  }

  /** The jump between the start of the step and its end, at a fraction of the way. */
  double between(int kink, double fraction) {
    double from = atStart(kink);
    return from + fraction * (frozen(kink) - from) + coupling(kink, 0, 1);
  }

  /** That of a kink alone over its sensitivity, {@code p_i (1−α) ρ^{1−L}}. */
  double pressure(int kink, double fraction) {
    int row = kinks.row(kink);
    double from = start.pressures()[row] * start.forceScale();
    double to = at.pressures()[row] * at.forceScale();
    return (1 - kinks.negativeSlope()) * (from + fraction * (to - from));
  }

  /** Largest change of a margin that matters by the sides of the kinks on one surface. */
  double margin(int kink) {
    double most = 0;
    for (int i = 0; i < kinks.coincident(kink); i++) {
      int other = kinks.coincident(kink, i);
      double z = at.kinks().values()[other];
      double margin = (1 - kinks.negativeSlope()) * Math.abs(sensitivities[other] * z);
      if (margin > most && matters(kinks.row(other), margin)) {
        most = margin;
      }
    }
    return most;
  }

  /** Whether a row has weight, or would have if its margin were less by what is given. */
  private boolean matters(int row, double margin) {
    double heavier = Math.max(at.pressures()[row], start.pressures()[row]);
    double weight = Math.max(heavier, Double.MIN_VALUE);
    return weight > NEGLIGIBLE || StrictMath.log(weight) + margin > LOG_NEGLIGIBLE;
  }

  /** The jump with kinks behind it at the slopes of their frozen sides. */
  private double frozen(int kink) {
    return sum(kink, at.pressures(), sensitivities, at.forceScale());
  }

  /** One going up takes those of opposite samples down, so that all forces point to one side. */
  private double sum(int kink, double[] weights, double[] sensitivity, double scale) {
    double sum = 0;
    for (int i = 0; i < kinks.coincident(kink); i++) {
      int other = kinks.coincident(kink, i);
      double proportion = Math.abs(kinks.proportion(kink, other));
      sum += weights[kinks.row(other)] * sensitivity[other] * proportion;
    }
    return sum * (1 - kinks.negativeSlope()) * scale;
  }

  /**
   * What the kinks that slide behind one add to its jump once it slides itself, which takes {@code
   * near / squared} times its projected normal off the velocity.
   */
  private double coupling(int kink, double near, double squared) {
    if (!sliding.deep()) {
      return 0;
    }
    double weight = squared > 0 ? -near / squared : 0;
    double sum = 0;
    for (int i = 0; i < kinks.coincident(kink); i++) {
      int other = kinks.coincident(kink, i);
      sum +=
          sliding.coupling(other, at.multipliers(), weight)
              * Math.abs(kinks.proportion(kink, other));
    }
    return (1 - kinks.negativeSlope()) * sum;
  }
}
