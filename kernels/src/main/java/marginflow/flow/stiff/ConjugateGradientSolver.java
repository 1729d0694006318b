package marginflow.flow.stiff;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * {@code A = E + growth · BᵀB} by products alone, where too many rows matter to write them out:
 *
 * <pre>  BᵀB v = β Gᵀ(diag p − ppᵀ/Σp) G v,</pre>
 *
 * G v one {@link MarginModel#jvp} and {@code Gᵀc} one {@link MarginModel#vjp}, with the projections
 * of {@link StiffSystem} around them. A is symmetric positive definite and solved by conjugate
 * gradients, preconditioned by M, which is A with the rows of largest weight alone ({@link
 * WoodburySolver}). Since {@code M ≤ A}, what is left of the residual ϱ bounds the error δ:
 *
 * <pre>  min E ‖δ‖² + growth ‖Bδ‖² ≤ δᵀAδ = ϱᵀA⁻¹ϱ ≤ ϱᵀM⁻¹ϱ,</pre>
 *
 * and {@code ϱᵀM⁻¹ϱ} is a number the iteration computes anyway. It stops when that is below {@link
 * #SHARE} of what both tolerances of the step allow: {@code min E · (error of u)²} and {@code
 * growth/β · (error of the logarithm of the weights)²}.
 *
 * <p>Solutions with one matrix follow each other, a stage the last one: each starts from the best
 * combination of those before it, in the norm of A.
 */
final class ConjugateGradientSolver implements StiffSolver {

  /**
   * Part of a step's tolerances that a solution may err by. The digits with 61 rows written out,
   * tolerance 1e-6, to 10^-10^6, where all 357 take 859 trials: 860 in 16,506 evaluations with
   * 0.01, 861 in 16,371 with 0.1, 905 in 15,482 with 0.5.
   */
  private static final double SHARE = 0.1;

  /** Products of the power method, each a lower bound on the largest eigenvalue. */
  private static final int POWER_STEPS = 4;

  private final PolarField field;
  private final SlidingSet sliding;
  private final SlidingRates rates;
  private final MarginModel model;
  private final WoodburySolver preconditioner;
  private final int mostProducts;
  private final int parameters;

  private final double[] theta;
  private final double[] direction;
  private final double[] weights;
  private final double[] y;
  private final double[] changes;
  private final double[] x;
  private final double[] residual;
  private final double[] image;
  private final double[] search;
  private final double[] preconditioned;
  private final ConjugateGuess guess;
  private double[] multipliers = new double[16];

  private StiffShift shift = new StiffShift();
  private double totalWeight;
  private double forceScale;
  private double beta;
  private double target;
  private int width;
  private int passes;

  /**
   * A workspace of some twenty vectors.
   *
   * @param preconditioner the rows of largest weight
   * @param mostProducts after which a solution is given up
   */
  ConjugateGradientSolver(
      PolarField field,
      SlidingSet sliding,
      SlidingRates rates,
      WoodburySolver preconditioner,
      int mostProducts) {
    this.field = field;
    this.sliding = sliding;
    this.rates = rates;
    this.model = field.model();
    this.preconditioner = preconditioner;
    this.mostProducts = mostProducts;
    this.parameters = model.parameters();
    int dimension = field.dimension();
    this.theta = new double[parameters];
    this.direction = new double[parameters];
    this.weights = new double[model.rows()];
    this.changes = new double[model.rows()];
    this.y = new double[dimension];
    this.x = new double[dimension];
    this.residual = new double[dimension];
    this.image = new double[dimension];
    this.search = new double[dimension];
    this.preconditioned = new double[dimension];
    this.guess = new ConjugateGuess(dimension);
  }

  @Override
  public void linearize(Evaluation at, int newWidth) {
    width = newWidth;
    System.arraycopy(at.y(), 0, y, 0, y.length);
    System.arraycopy(at.theta(), 0, theta, 0, parameters);
    System.arraycopy(at.weights(), 0, weights, 0, weights.length);
    totalWeight = at.totalWeight();
    forceScale = at.forceScale();
    beta = StrictMath.exp(field.degree() * y[parameters]);
    field.returnModel(at);
    passes++;
    transposed(weights, image);
    for (int j = 0; j < image.length; j++) {
      image[j] /= totalWeight;
    }
    preconditioner.linearize(at, image);
  }

  /** Moves the model to where the system was linearized. */
  private void visit() {
    field.moveModel(theta);
    passes++;
  }

  @Override
  public void leave(Evaluation to) {
    field.returnModel(to);
    passes++;
  }

  /** Two passes over the data, forward or back, are one gradient evaluation. */
  @Override
  public int takeEvaluations() {
    int evaluations = (passes + 1) / 2;
    passes = 0;
    return evaluations;
  }

  /** Changes of the weights along v: {@code β (diag p − ppᵀ/Σp) G v}. */
  private void weightChanges(double[] v) {
    double radial = v[parameters] - Vectors.dot(v, 0, y, 0, parameters);
    for (int j = 0; j < parameters; j++) {
      direction[j] = Math.fma(radial, y[j], v[j]);
    }
    sliding.projectOnly(direction);
    model.jvp(direction, changes);
    passes++;
    double mean = Vectors.dot(weights, 0, changes, 0, changes.length) / totalWeight;
    for (int i = 0; i < changes.length; i++) {
      changes[i] = beta * forceScale * weights[i] * (changes[i] - mean);
    }
  }

  /** {@code Σ c_i g_i}, split into its tangent and radial parts. */
  private void transposed(double[] c, double[] out) {
    model.vjp(c, direction);
    passes++;
    sliding.projectOnly(direction);
    for (int j = 0; j < parameters; j++) {
      direction[j] *= forceScale;
    }
    double dot = Vectors.dot(direction, 0, y, 0, parameters);
    for (int j = 0; j < parameters; j++) {
      out[j] = Math.fma(-dot, y[j], direction[j]);
    }
    out[parameters] = dot;
  }

  /** {@code out = A v}. */
  private void multiply(double[] v, double[] out) {
    weightChanges(v);
    transposed(changes, out);
    for (int j = 0; j < parameters; j++) {
      out[j] = Math.fma(shift.growth, out[j], shift.tangent * v[j]);
    }
    out[parameters] = Math.fma(shift.growth, out[parameters], shift.radial * v[parameters]);
  }

  /**
   * Lower bound on the largest eigenvalue by the power method, from a start that holds a part of
   * every row.
   */
  @Override
  public double stiffness() {
    for (int i = 0; i < changes.length; i++) {
      changes[i] = (i % 2 == 0 ? 1 : -1) * Math.sqrt(weights[i]);
    }
    transposed(changes, search);
    double eigenvalue = 0;
    for (int k = 0; k < POWER_STEPS; k++) {
      double norm = Vectors.norm(search);
      for (int j = 0; j < search.length; j++) {
        search[j] /= norm;
      }
      weightChanges(search);
      transposed(changes, search);
      eigenvalue = Math.max(eigenvalue, Vectors.norm(search));
    }
    return eigenvalue;
  }

  @Override
  public double weightChange(double[] e) {
    weightChanges(e);
    double sum = 0;
    for (int i = 0; i < changes.length; i++) {
      // Where a weight is zero in double precision its row has none to change.
      if (weights[i] > 0) {
        sum = Math.fma(changes[i], changes[i] / weights[i], sum);
      }
    }
    return Math.sqrt(sum);
  }

  @Override
  public Outcome factor(StiffShift newShift, double directionError, double weightError) {
    shift = newShift;
    guess.clear();
    double least = Math.min(shift.tangent, shift.radial);
    target =
        SHARE
            * SHARE
            * Math.min(
                least * directionError * directionError,
                shift.growth / beta * weightError * weightError);
    return preconditioner.factor(shift, directionError, weightError);
  }

  @Override
  public Outcome solve(double[] r) {
    visit();
    System.arraycopy(r, 0, residual, 0, residual.length);
    Arrays.fill(x, 0);
    guess.start(x, residual);
    Outcome outcome = iterate();
    guess.end(x, residual);
    if (outcome != Outcome.SOLVED) {
      Arrays.fill(r, 0, width, Double.NaN);
      return outcome;
    }
    System.arraycopy(x, 0, r, 0, x.length);
    if (width > x.length) {
      integrated(r);
    }
    return outcome;
  }

  private Outcome iterate() {
    double before = precondition();
    System.arraycopy(preconditioned, 0, search, 0, search.length);
    for (int k = 0; before > target; k++) {
      if (k == mostProducts) {
        return Outcome.NOT_CONVERGED;
      }
      multiply(search, image);
      double alpha = before / Vectors.dot(search, image);
      for (int j = 0; j < x.length; j++) {
        x[j] = Math.fma(alpha, search[j], x[j]);
        residual[j] = Math.fma(-alpha, image[j], residual[j]);
      }
      double now = precondition();
      double ratio = now / before;
      for (int j = 0; j < search.length; j++) {
        search[j] = Math.fma(ratio, search[j], preconditioned[j]);
      }
      before = now;
    }
    return Double.isNaN(before) ? Outcome.NOT_CONVERGED : Outcome.SOLVED;
  }

  /** {@code M⁻¹ϱ}; returns {@code ϱᵀM⁻¹ϱ}. */
  private double precondition() {
    System.arraycopy(residual, 0, preconditioned, 0, residual.length);
    preconditioner.solve(preconditioned);
    return Vectors.dot(residual, preconditioned);
  }

  /** What is only integrated, from the change of the weights along the solution. */
  private void integrated(double[] r) {
    if (multipliers.length < sliding.count()) {
      multipliers = new double[2 * sliding.count()];
    }
    weightChanges(x);
    model.vjp(changes, direction);
    passes++;
    sliding.project(direction, multipliers);
    for (int k = 0; k < width - x.length; k++) {
      double change = rates.change(k, changes, multipliers, forceScale);
      int at = x.length + k;
      r[at] = (r[at] - shift.growth * change) / shift.radial;
    }
  }
}
