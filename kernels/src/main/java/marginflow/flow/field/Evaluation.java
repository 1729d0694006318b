package marginflow.flow.field;

import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * The {@link PolarField} at one point: the point, and all that was computed there. The caller owns
 * it, hands it on to whoever needs a part of it, and evaluates into it again when it is done with;
 * {@link PolarField#newEvaluation} makes one.
 *
 * <p>Derivatives are not kept but asked of the {@link MarginModel}, a workspace that is at one
 * point at a time. {@link #model} and {@link #kinks} give it while it is at this one, and refuse it
 * once the field was evaluated elsewhere. A change of the pattern since is not seen.
 */
public final class Evaluation {

  private final PolarField field;
  private final int parameters;
  private final double[] y;
  private final double[] velocity;
  private final double[] theta;
  private final double[] weights;
  private final double[] pressures;
  private final double[] force;
  private final double[] projected;
  private final double[] slacks;
  private double[] multipliers = new double[16];

  /** Its number: the model stands here while the field has made no later evaluation. */
  long number = -1;

  /** Whether rows that are off are judged by other weights. */
  boolean pressed;

  double logLoss;
  double totalWeight;
  double forceScale;
  double radial;

  Evaluation(PolarField field, int parameters, int rows) {
    this.field = field;
    this.parameters = parameters;
    this.y = new double[parameters + 1];
    this.velocity = new double[parameters + 1];
    this.theta = new double[parameters];
    this.weights = new double[rows];
    this.pressures = new double[rows];
    this.force = new double[parameters];
    this.projected = new double[parameters];
    this.slacks = new double[rows];
  }

  /**
   * The point (u, s), length P + 1. What is written here is evaluated next; until then everything
   * else is of the point before.
   */
  public double[] y() {
    return y;
  }

  /** {@code dy/dσ}, length P + 1. */
  public double[] velocity() {
    return velocity;
  }

  /** θ, length P. */
  public double[] theta() {
    return theta;
  }

  /** {@code log ρ} of the point. */
  public double logNorm() {
    return y[parameters];
  }

  /** {@code ρ} of the point. */
  public double norm() {
    return StrictMath.exp(y[parameters]);
  }

  /** Softmin weights {@code p_i}, length n; 0 for rows that are off. */
  public double[] weights() {
    return weights;
  }

  /**
   * The weights by which kinks are judged: those, and for rows that are off the one they would come
   * on with.
   */
  public double[] pressures() {
    return pressed ? pressures : weights;
  }

  /** Room for the weights of rows that are off as well. */
  double[] pressuresOut() {
    return pressures;
  }

  /** {@code Σ p_i}: 1 for the exponential loss. */
  public double totalWeight() {
    return totalWeight;
  }

  /** F before projection, length P. */
  public double[] force() {
    return force;
  }

  /** F after projection, which is what moves θ, length P. */
  public double[] projectedForce() {
    return projected;
  }

  /** {@code ρ^{1-L}}, which turns derivatives at θ into terms of F. */
  public double forceScale() {
    return forceScale;
  }

  /** {@code log 𝓛} of the rows that are not off. */
  public double logLoss() {
    return logLoss;
  }

  /** {@code ds/dσ}. */
  public double radial() {
    return radial;
  }

  /** D of every row, {@link MarginSlacks}; has no meaning unless they are carried. */
  public double[] slacks() {
    return slacks;
  }

  /**
   * Multipliers {@code (NNᵀ)⁻¹ N F} of the sliding kinks, in the order of the {@link SlidingSet};
   * entries beyond their count have no meaning.
   */
  public double[] multipliers() {
    return multipliers;
  }

  /** Makes room for the multipliers of so many kinks. */
  double[] multipliers(int count) {
    if (multipliers.length < count) {
      multipliers = new double[2 * count];
    }
    return multipliers;
  }

  /**
   * The model, standing here.
   *
   * @throws IllegalStateException if it was moved since
   */
  public MarginModel model() {
    require();
    return field.model();
  }

  /**
   * The kinks of the model, which stands here.
   *
   * @throws IllegalStateException if it was moved since
   */
  public Kinks kinks() {
    require();
    return field.model().kinks();
  }

  private void require() {
    if (number != field.evaluations()) {
      throw new IllegalStateException(
          "the model has moved from evaluation " + number + " to " + field.evaluations());
    }
  }

  /** {@code min_i q_i}; the model has to stand here. */
  public double smallestMargin() {
    double least = Double.POSITIVE_INFINITY;
    for (double q : model().margins()) {
      least = Math.min(least, q);
    }
    return least;
  }
}
