package marginflow.flow.field;

import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.MarginModel;

/**
 * The right side of the flow in polar coordinates {@code y = (u, s)}, {@code θ = e^s u}, in the
 * time {@code dσ = ρ^{L-2} 𝓛 dt}:
 *
 * <pre>  F = ρ^{1-L} Σ_i p_i ∇q_i(θ),   ds/dσ = F·u,   du/dσ = P F − (F·u) u,</pre>
 *
 * with p the softmin weights of the margins and P the projection onto the sliding surfaces. All
 * quantities stay of moderate size however far the loss has fallen. A network that is not
 * homogeneous is treated as of degree 2, which only changes the clock.
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
  private final double[] theta;
  private final double[] step;
  private final double[] weights;
  private final double[] pressures;
  private final double[] force;
  private final double[] projected;
  private double logLoss;
  private double radial;
  private double totalWeight;
  private double forceScale;

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
    this.pressures = new double[rows];
    this.theta = new double[parameters];
    this.step = new double[parameters];
    this.weights = new double[rows];
    this.force = new double[parameters];
    this.projected = new double[parameters];
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

  /** Evaluates {@code dy/dσ} with the pattern in force. */
  public void evaluate(double[] y, double[] dy) {
    scale(y);
    model.evaluateFrozen(theta);
    finish(y, dy);
  }

  /**
   * The same at a point that a step has led to, whose margins are then known by the step as well:
   * {@link MarginSlacks}.
   *
   * @param way of the direction from the start of the step
   * @param norm by which the direction was divided after that
   */
  public void evaluateAfter(double[] way, double norm, double[] y, double[] dy) {
    scale(y);
    model.evaluateFrozen(theta);
    if (slacks.carried()) {
      double scale = StrictMath.exp(y[parameters]) / norm;
      for (int j = 0; j < parameters; j++) {
        step[j] = scale * way[j];
      }
      // Not pow, which allocates.
      double shrunk = StrictMath.exp(-degree * StrictMath.log(norm));
      // The way is along the surfaces, but for the rounding of a velocity, which is not its own.
      sliding.projectOnly(step);
      slacks.move(step, beta(y), shrunk);
    }
    finish(y, dy);
  }

  /** Evaluates {@code dy/dσ} at the start of the step, to which it goes back. */
  public void evaluateStart(double[] y, double[] dy) {
    slacks.back();
    evaluate(y, dy);
  }

  /** Evaluates {@code dy/dσ} with the pattern read off the signs at y. */
  public void evaluateFree(double[] y, double[] dy) {
    scale(y);
    model.evaluate(theta);
    finish(y, dy);
  }

  private void scale(double[] y) {
    double rho = StrictMath.exp(y[parameters]);
    for (int j = 0; j < parameters; j++) {
      theta[j] = rho * y[j];
    }
    inert.restore(theta);
  }

  private void finish(double[] y, double[] dy) {
    sliding.moved();
    logLoss =
        slacks.carried()
            ? slacks.weigh(beta(y), weights)
            : loss.weights(model.kernels(), idle.mask(model.margins()), rows, weights);
    totalWeight = 0;
    for (int i = 0; i < rows; i++) {
      totalWeight += weights[i];
    }
    if (idle.any()) {
      idle.press(weights, logLoss, pressures);
    }
    model.vjp(weights, force);
    forceScale = StrictMath.exp((1 - degree) * y[parameters]);
    for (int j = 0; j < parameters; j++) {
      force[j] *= forceScale;
    }
    project(y, dy);
  }

  /** Recomputes {@code dy/dσ} from the last force, after the sliding set has changed. */
  public void project(double[] y, double[] dy) {
    System.arraycopy(force, 0, dy, 0, parameters);
    sliding.project(dy);
    System.arraycopy(dy, 0, projected, 0, parameters);
    double dot = Vectors.dot(dy, 0, y, 0, parameters);
    for (int j = 0; j < parameters; j++) {
      dy[j] = Math.fma(-dot, y[j], dy[j]);
    }
    dy[parameters] = dot;
    radial = dot;
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
  public double radial(int row, double product) {
    return slacks.carried() ? degree * slacks.of(row) : product;
  }

  /** The same for the mean of all rows under their weights. */
  public double meanRadial(double product) {
    if (!slacks.carried()) {
      return product;
    }
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum = Math.fma(weights[i], weights[i] > 0 ? slacks.of(i) : 0, sum);
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
  public int holdInert(double[] y, double[] dy) {
    boolean any = inert.hold(projected, y);
    if (any) {
      normalize(y);
      inert.restore(theta);
      project(y, dy);
    }
    if (inert.letGo()) {
      evaluate(y, dy);
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

  /** θ of the last evaluation: a live view. */
  public double[] theta() {
    return theta;
  }

  /** Weights {@code p_i} of the last evaluation: a live view. */
  public double[] weights() {
    return weights;
  }

  /**
   * The weights by which kinks are judged: those, and for rows that are off the one they would come
   * on with. A live view.
   */
  public double[] pressures() {
    return idle.any() ? pressures : weights;
  }

  /** Rows that are off, which are left out of weights, force and loss. */
  public IdleRows idle() {
    return idle;
  }

  /** {@code Σ p_i}: 1 for the exponential loss. */
  public double totalWeight() {
    return totalWeight;
  }

  /** F before projection, at the last evaluation: a live view. */
  public double[] force() {
    return force;
  }

  /** F after projection, which is what moves θ: a live view. */
  public double[] projectedForce() {
    return projected;
  }

  /** {@code ρ^{1-L}} at the last evaluation, which turns derivatives at θ into terms of F. */
  public double forceScale() {
    return forceScale;
  }

  /** {@code log 𝓛} at the last evaluation, of the rows that are not off. */
  public double logLoss() {
    return logLoss;
  }

  /** {@code ds/dσ} at the last evaluation. */
  public double radial() {
    return radial;
  }

  /** {@code min_i q_i} at the last evaluation. */
  public double smallestMargin() {
    double least = Double.POSITIVE_INFINITY;
    double[] q = model.margins();
    for (int i = 0; i < rows; i++) {
      least = Math.min(least, q[i]);
    }
    return least;
  }
}
