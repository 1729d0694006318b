package marginflow.flow;

import java.util.Locale;
import java.util.Optional;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Vectors;

/** The end of a flow whose velocity vanishes: where it has come to rest, and what that means. */
final class SteadyState {

  /**
   * Velocity at rest over the force if no two rows cancelled: what is left of that by rounding, a
   * hundred and forty roundings of a term. On a plateau where rows at odds balance and the others
   * are fitted, the flow goes on for ever more slowly, like a power of 1/τ, and may yet leave: at
   * ten times this a random-label run (ReLU 3-30-1, seed 15) is said to rest at τ = 1.7·10^11 that
   * leaves at 3.5·10^11 and separates its data. At a fifth of it another (seed 45), creeping on,
   * takes 7,777 steps in place of 4,868.
   */
  private static final double STILL = 3e-14;

  /** Force of a sample over the largest from where on it is one of those that cancel. */
  private static final double AT_ODDS = 1e-6;

  /**
   * {@code log 𝓛} of the other samples down to which a run waits for one that is off: 10^-10^6,
   * where directions have settled to six digits. The latest that was seen to turn on did so at a
   * log t of 78.
   */
  private static final double IDLE_UNTIL = -1e6 * Math.log(10);

  private final PolarField field;
  private final int parameters;
  private final double[] gradient;

  /** Mean velocity of the last step. */
  private double mean = Double.POSITIVE_INFINITY;

  SteadyState(PolarField field) {
    this.field = field;
    this.parameters = field.dimension() - 1;
    this.gradient = new double[parameters];
  }

  /** Notes a step: its mean velocity, to the rounding of both ends, if it was implicit. */
  void moved(double[] from, double[] to, double h, boolean implicit) {
    double squared = from.length * Math.ulp(1.0) * Math.ulp(1.0);
    for (int j = 0; j < from.length; j++) {
      squared = Math.fma(to[j] - from[j], to[j] - from[j], squared);
    }
    mean = implicit ? Math.sqrt(squared) / h : Double.POSITIVE_INFINITY;
  }

  /**
   * Whether the flow rests: by its velocity or by the mean of the last step, since in stiff
   * components rounding of the point is a velocity.
   */
  boolean reached(Evaluation at) {
    double velocity = Math.min(mean, Vectors.norm(at.velocity()));
    return velocity <= STILL * largestForce(at) && velocity <= STILL * cancelling(at);
  }

  /**
   * What the force would be if no two rows cancelled and none were off: the gradient of the row of
   * largest weight that is not off, times the weight of all. By margins for want of gradients,
   * equal samples at odds, whose margins a deep net makes vanish, were followed for 245,884 steps.
   */
  double largestForce(Evaluation at) {
    return Math.max(largestGradient(at) * at.totalWeight(), Vectors.norm(at.force()));
  }

  /**
   * The forces of all rows, {@code Σ p_i ‖∇q_i‖}. Rows that are off keep their weight and have
   * none: where the others are fitted and their weights fall without end, nothing cancels, and
   * however slow the flow is it may come to a kink that turns a row on.
   */
  private double cancelling(Evaluation at) {
    double[] p = at.weights();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) {
        at.model().rowGradient(i, gradient);
        sum = Math.fma(p[i], Vectors.norm(gradient), sum);
      }
    }
    return at.forceScale() * sum;
  }

  /** Gradient of the heaviest row that is not off, as a force. */
  private double largestGradient(Evaluation at) {
    double[] p = at.weights();
    double[] q = at.model().margins();
    double largest = 0;
    for (double margin : q) {
      largest = Math.max(largest, Math.abs(margin));
    }
    int heaviest = -1;
    for (int i = 0; i < p.length; i++) {
      boolean off = largest > 0 && Math.abs(q[i]) <= SlidingSet.ON_SURFACE * largest;
      if (!off && (heaviest < 0 || p[i] > p[heaviest])) {
        heaviest = i;
      }
    }
    at.model().rowGradient(heaviest, gradient);
    return at.forceScale() * Vectors.norm(gradient);
  }

  double mean() {
    return mean;
  }

  void restore(double lastMean) {
    mean = lastMean;
  }

  /**
   * The result of a run that ends here.
   *
   * @param at the state
   * @param logLoss of all samples
   */
  FlowResult result(FlowMonitor monitor, Evaluation at, double logLoss) {
    Forces forces = forces(at);
    double norm = at.norm();
    double known = field.offSurface() + monitor.smoothed().rounding(at.logNorm());
    if (monitor.separated() && !(monitor.smoothedMargin() <= known)) {
      return monitor.result(
          Termination.STATIONARY,
          String.format(
              Locale.ROOT, "the velocity vanished at norm %.6g: %s", norm, forces.sentence()));
    }
    return monitor.result(
        Termination.NOT_SEPARATED,
        String.format(
            Locale.ROOT,
            "%s at norm %.6g with log10 loss %.6g, not below that of one zero margin: %s",
            forces.push() ? "the flow moves by no more than rounding" : "the flow came to rest",
            norm,
            logLoss / Math.log(10),
            forces.sentence()));
  }

  /**
   * Why nothing moves.
   *
   * @param push whether samples push on by less than rounding
   */
  private record Forces(boolean push, String sentence) {}

  /** What the forces of the samples are, and what is left of their sum. */
  private Forces forces(Evaluation at) {
    double[] weights = at.weights();
    double[] force = new double[weights.length];
    double largest = 0;
    double all = 0;
    for (int i = 0; i < force.length; i++) {
      if (weights[i] > 0) {
        at.model().rowGradient(i, gradient);
        force[i] = weights[i] * at.forceScale() * Vectors.norm(gradient);
        largest = Math.max(largest, force[i]);
        all += force[i];
      }
    }
    if (all == 0) {
      return new Forces(
          false,
          "no sample has a force, all are off in every unit, and the flow stays where it is");
    }
    int cancel = 0;
    int push = 0;
    double left = 0;
    for (double own : force) {
      cancel += own > AT_ODDS * largest ? 1 : 0;
      push += own > 0 && own <= AT_ODDS * largest ? 1 : 0;
      left += own <= AT_ODDS * largest ? own : 0;
    }
    double rest = Math.min(mean, Vectors.norm(at.velocity())) / all;
    String cancels =
        cancel == 1
            ? String.format(
                Locale.ROOT, "the force of one sample is held to %.1e of its size", rest)
            : String.format(
                Locale.ROOT, "the forces of %d samples cancel to %.1e of their size", cancel, rest);
    return push == 0
        ? new Forces(false, cancels + ", and the flow stays where it is")
        : new Forces(
            true,
            String.format(
                Locale.ROOT,
                "%s; %d more push on with %.1e of it, and would have to lead to a kink before it"
                    + " leaves",
                cancels,
                push,
                left / all));
  }

  /**
   * The result of a run whose samples that are not off have reached the horizon by themselves.
   *
   * @param logNorm log ρ of the state
   * @param logLoss of those samples
   */
  Optional<FlowResult> idle(FlowMonitor monitor, double logNorm, double logLoss) {
    boolean waits = logLoss > IDLE_UNTIL || monitor.untilStop(logNorm, logLoss) > 0;
    if (!field.idle().any() || waits) {
      return Optional.empty();
    }
    return Optional.of(
        monitor.result(
            Termination.NOT_SEPARATED,
            String.format(
                Locale.ROOT,
                "log10 loss stays at %.6g while that of the other samples has come to %.6g: %s",
                monitor.logLoss() / Math.log(10),
                logLoss / Math.log(10),
                field.idle().sentence())));
  }
}
