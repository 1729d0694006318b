package marginflow.flow.kink;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Vectors;

/**
 * Judges a step that crosses by what the field does beyond the surfaces. The correction of
 * crossings knows of the far side only its jumps at the surfaces and the near side's own Jacobian.
 * At the end of the step the field is evaluated with the new pattern anyway, and what it has there
 * beyond the frozen path's force F, the jumps and what the near side's Jacobian makes of the
 * correction e,
 *
 * <pre>  R = F_after(y + e) − F(y) − Σ (δ_a n_a + z_a g_a) − Df e,</pre>
 *
 * is what the far side's Jacobian has more: it has pushed the point by about {@code ½ (h − t) R}
 * since the first crossing at t. A step that has grown in a quiet phase and runs over a kink that
 * begins a fast one is seen by this alone.
 */
public final class FarSide {

  private final SlidingSet sliding;
  private final int parameters;
  private final double[] force;
  private final double[] residual;

  /** State, velocity and log loss at the end of the frozen path. */
  private final double[] end;

  private final double[] velocity;
  private double logLoss;

  public FarSide(PolarField field, SlidingSet sliding) {
    this.sliding = sliding;
    this.parameters = field.model().parameters();
    this.force = new double[parameters];
    this.residual = new double[parameters];
    this.end = new double[field.dimension()];
    this.velocity = new double[field.dimension()];
  }

  /** Notes the end of the frozen path. */
  public void begin(Evaluation frozen) {
    System.arraycopy(frozen.force(), 0, force, 0, parameters);
    System.arraycopy(frozen.y(), 0, end, 0, end.length);
    System.arraycopy(frozen.velocity(), 0, velocity, 0, velocity.length);
    logLoss = frozen.logLoss();
  }

  /**
   * How far the far side has pushed u beyond what the step's correction says.
   *
   * @param at end of the step with the new pattern
   * @param turned the kinks that changed side, with their jumps
   */
  public double push(Evaluation at, CrossingCorrection correction, ActiveSet turned) {
    double[] now = at.force();
    for (int j = 0; j < parameters; j++) {
      residual[j] = now[j] - force[j];
    }
    turned.subtractJumps(residual);
    correction.subtractExpected(residual);
    sliding.projectOnly(residual);
    return 0.5 * correction.longest() * Vectors.norm(residual);
  }

  /** End of the step that was judged, length P + 1. */
  public double[] end() {
    return end;
  }

  /** Velocity at the end of the frozen path, length P + 1. */
  public double[] velocity() {
    return velocity;
  }

  /** Natural logarithm of the loss there. */
  public double logLoss() {
    return logLoss;
  }
}
