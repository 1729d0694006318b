package marginflow.flow.field;

import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.MarginModel;

/**
 * The right side of the flow in polar coordinates {@code y = (u, s)}, {@code θ = e^s u}, in the
 * time {@code dσ = ρ^{L-2} 𝓛 dt}:
 *
 * <pre>  F = ρ^{1-L} Σ_i p_i ∇q_i(θ),   ds/dσ = PF·u,   du/dσ = PF − (PF·u) u,</pre>
 *
 * with p the softmin weights of the margins and P the projection onto the sliding surfaces. All
 * quantities stay of moderate size however far the loss has fallen. A network that is not
 * homogeneous is treated as of degree 2, which only changes the clock. What an evaluation gives is
 * in the {@link Evaluation} that it was asked for; the field itself remembers none.
 */
public final class PolarField {

  private final MarginModel model;
  private final Loss loss;
  private final SlidingSet sliding;
  private final int parameters;
  private final int rows;
  private final double degree;

  private final InertParameters inert;
  private final IdleRows idle;
  private final MarginSlacks slacks;
  private final double[] step;
  private final Evaluation nowhere;

  /**
   * How often it was evaluated, which tells an {@link Evaluation} whether the model stands there.
   */
  private long evaluations;

  public PolarField(MarginModel model, Loss loss, SlidingSet sliding) {
    this.model = model;
    this.loss = loss;
    this.sliding = sliding;
    this.parameters = model.parameters();
    this.rows = model.rows();
    this.degree = model.degree().orElse(2);
    this.inert = new InertParameters(parameters);
    this.idle = new IdleRows(model, loss, sliding);
    this.slacks = new MarginSlacks(model, idle);
    this.step = new double[parameters];
    this.nowhere = new Evaluation(this, parameters, rows);
  }

  /** Room for the field at one point. */
  public Evaluation newEvaluation() {
    return new Evaluation(this, parameters, rows);
  }

  /** A placeholder that is never evaluated: its numbers are zero, its derivatives are refused. */
  public Evaluation nowhere() {
    return nowhere;
  }

  /** How often the model was moved: not the cost of a run, which {@link Counters} has. */
  long evaluations() {
    return evaluations;
  }

  /** The kinks whose velocity is projected. */
  public SlidingSet sliding() {
    return sliding;
  }

  /** The network on its data. */
  public MarginModel model() {
    return model;
  }

  /** Degree L of homogeneity that σ is made with. */
  public double degree() {
    return degree;
  }

  /** Length of y, P + 1. */
  public int dimension() {
    return parameters + 1;
  }

  /** Evaluates the field at {@link Evaluation#y} with the pattern in force. */
  public void evaluate(Evaluation at) {
    scale(at);
    model.evaluateFrozen(at.theta());
    finish(at);
  }

  /**
   * The same at a point that a step has led to, whose margins are then known by the step as well:
   * {@link MarginSlacks}.
   *
   * @param way of the direction from the start of the step
   * @param norm by which the direction was divided after that
   */
  public void evaluateAfter(double[] way, double norm, Evaluation at) {
    scale(at);
    model.evaluateFrozen(at.theta());
    if (slacks.carried()) {
      double scale = at.norm() / norm;
      for (int j = 0; j < parameters; j++) {
        step[j] = scale * way[j];
      }
      // Not pow, which allocates.
      double shrunk = StrictMath.exp(-degree * StrictMath.log(norm));
      // The way is along the surfaces, but for the rounding of a velocity, which is not its own.
      sliding.projectOnly(step);
      slacks.move(step, beta(at.y()), shrunk, at.slacks());
    }
    finish(at);
  }

  /** Evaluates the field at the start of the step, to which it goes back. */
  public void evaluateStart(Evaluation at) {
    slacks.recall(at.slacks());
    evaluate(at);
  }

  /** Evaluates the field with the pattern read off the signs at the point. */
  public void evaluateFree(Evaluation at) {
    scale(at);
    model.evaluate(at.theta());
    finish(at);
  }

  /**
   * Moves the model to θ for products with derivatives there, the pattern as it is. No evaluation
   * has it until {@link #returnModel} or the next one.
   */
  public void moveModel(double[] theta) {
    evaluations++;
    model.evaluateFrozen(theta);
    sliding.moved();
  }

  /** Takes the model back to an evaluation. */
  public void returnModel(Evaluation to) {
    moveModel(to.theta());
    to.number = evaluations;
  }

  private void scale(Evaluation at) {
    evaluations++;
    at.number = evaluations;
    double rho = at.norm();
    double[] theta = at.theta();
    double[] y = at.y();
    for (int j = 0; j < parameters; j++) {
      theta[j] = rho * y[j];
    }
    inert.restore(theta);
  }

  private void finish(Evaluation at) {
    sliding.moved();
    double[] weights = at.weights();
    at.logLoss =
        slacks.carried()
            ? slacks.weigh(beta(at.y()), at.slacks(), weights)
            : loss.weights(model.kernels(), idle.mask(model.margins()), rows, weights);
    double total = 0;
    for (int i = 0; i < rows; i++) {
      total += weights[i];
    }
    at.totalWeight = total;
    at.pressed = idle.any();
    if (at.pressed) {
      idle.press(weights, at.logLoss, at.pressuresOut());
    }
    double[] force = at.force();
    model.vjp(weights, force);
    double scale = StrictMath.exp((1 - degree) * at.logNorm());
    at.forceScale = scale;
    for (int j = 0; j < parameters; j++) {
      force[j] *= scale;
    }
    project(at);
  }

  /** Recomputes the velocity from the force, after the sliding set has changed. */
  public void project(Evaluation at) {
    double[] dy = at.velocity();
    double[] y = at.y();
    System.arraycopy(at.force(), 0, dy, 0, parameters);
    sliding.project(dy, at.multipliers(sliding.count()));
    System.arraycopy(dy, 0, at.projectedForce(), 0, parameters);
    double dot = Vectors.dot(dy, 0, y, 0, parameters);
    for (int j = 0; j < parameters; j++) {
      dy[j] = Math.fma(-dot, y[j], dy[j]);
    }
    dy[parameters] = dot;
    at.radial = dot;
  }

  /** {@code ρ^L}, by which margins of θ exceed those of the direction. */
  public double beta(double[] y) {
    return StrictMath.exp(degree * y[parameters]);
  }

  /**
   * The radial part {@code g_i·u = L q_i(u)} of a row, less what it has in common with the others
   * where it is known so.
   *
   * @param product g_i·u as computed
   */
  public double radial(Evaluation at, int row, double product) {
    return slacks.carried() ? degree * at.slacks()[row] : product;
  }

  /** The same for the mean of all rows under their weights. */
  public double meanRadial(Evaluation at, double product) {
    if (!slacks.carried()) {
      return product;
    }
    double[] weights = at.weights();
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum = Math.fma(weights[i], weights[i] > 0 ? at.slacks()[i] : 0, sum);
    }
    return degree * sum;
  }

  /** What is known of the margins beyond their values. */
  public MarginSlacks slacks() {
    return slacks;
  }

  /**
   * How far γ̃ may be off because deeper kinks that slide are put back to {@link
   * SlidingSet#ON_SURFACE} of their curved surfaces, and what is missing is output. Next to ℓ(0) a
   * run was stuck by it: steps of 1e-3 at τ = 5·10^9.
   */
  public double offSurface() {
    return sliding.deep() ? sliding.count() * SlidingSet.ON_SURFACE : 0;
  }

  /** Parameters without force: see {@link InertParameters}. */
  public InertParameters inert() {
    return inert;
  }

  /**
   * Holds the parameters that had no force at the start, {@link InertParameters#begin}, nor here.
   *
   * @return the evaluations it took, 0 or 1
   */
  public int holdInert(Evaluation at) {
    boolean any = inert.hold(at.projectedForce(), at.y());
    if (any) {
      normalize(at.y());
      inert.restore(at.theta());
      project(at);
    }
    if (inert.letGo()) {
      evaluate(at);
      return 1;
    }
    return 0;
  }

  /**
   * Polar coordinates of θ.
   *
   * @throws IllegalArgumentException if θ is zero or not finite
   */
  public void place(double[] at, double[] y) {
    double rho = Vectors.norm(at);
    if (!(rho > 0) || !Double.isFinite(rho)) {
      throw new IllegalArgumentException(
          "start: expected a finite parameter vector other than zero, found norm " + rho);
    }
    for (int j = 0; j < parameters; j++) {
      y[j] = at[j] / rho;
    }
    y[parameters] = StrictMath.log(rho);
  }

  /**
   * Puts y on the sphere: θ stays what it is, its norm goes from u to s.
   *
   * @return the norm of u
   */
  public double normalize(double[] y) {
    double norm = Math.sqrt(Vectors.dot(y, 0, y, 0, parameters));
    for (int j = 0; j < parameters; j++) {
      y[j] /= norm;
    }
    y[parameters] += StrictMath.log(norm);
    return norm;
  }

  /** Rows that are off, which are left out of weights, force and loss. */
  public IdleRows idle() {
    return idle;
  }
}
