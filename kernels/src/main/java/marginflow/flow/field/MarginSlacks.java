package marginflow.flow.field;

import java.util.Arrays;
import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.MarginModel;

/**
 * By how much each margin exceeds the smallest, as a state of its own. The weights {@code p_i =
 * exp(−β D_i)/Σ} hang on {@code D_i = q_i(u) − min q(u)}, and that is wrong to compute with in two
 * ways once β is large. Rounding of u is a change of the weights, and so is the curvature of the
 * surfaces of equal margins: a step of length δ along them leaves them by {@code δ²}, and while
 * {@code β δ²} may not exceed one, the steps to a horizon grow like a power of it. (A random-label
 * run, ReLU 3-30-1, seed 2: 1,402, 3,185, 8,248 and 22,490 steps to 10^-10^8, -10^9, -10^10,
 * -10^11.)
 *
 * <p>So from some margin on D is carried along with u. What matters of it changes over a step by
 * the linear system alone, {@code β (g_i − ḡ)·δ}, which the weights themselves keep of the size of
 * one however large β is. This is the index-1 form of the limit, in which D = 0 is an algebraic
 * equation and p its multiplier (Hairer, Wanner II, VI.1 and VII.2), and what that form leaves to
 * drift, the point itself, is put back on the surfaces at the end of every step, {@link
 * MarginProjection}. The other rows, too light to be stiff, change by {@link
 * MarginModel#difference}.
 *
 * <p>D agrees with the margins to their rounding at best. The flow carried on is therefore that of
 * constraints {@code q_i(θ) + c_i ρ^L} with |c| of a few roundings: a homogeneous problem next to
 * the one given, with a solution next to its solution.
 */
public final class MarginSlacks {

  private static final double ROUNDING = 0.5 * Math.ulp(1.0);

  /** Smallest margin from where on D is carried: e^-746 is zero, and all losses are one. */
  private static final double CARRIED_FROM = 746;

  /**
   * How far D of a row that is not followed may be from what its margin says, over the largest
   * margin: 2¹³ roundings of one product, for sums of thousands of them.
   */
  private static final double SAID_BY_MARGINS = 0x1p-40;

  private final MarginModel model;
  private final IdleRows idle;
  private final boolean homogeneous;
  private final double[] start;
  private final double[] scratch;
  private final double[] weight;
  private final double[] linear;

  /** Rows that the linear system leads: the point is put back to what it says of them. */
  private final boolean[] followed;

  /** Rows that the matrix holds, whose weights its error estimates see. */
  private final boolean[] seen;

  private final double[] gradient;
  private boolean carried;

  /** Rate of the smallest margin with the direction, {@code ρ ‖∇q‖}. */
  private double sensitivity;

  MarginSlacks(MarginModel model, IdleRows idle) {
    int n = model.rows();
    this.model = model;
    this.idle = idle;
    this.homogeneous = model.degree().isPresent();
    this.start = new double[n];
    this.scratch = new double[n];
    this.weight = new double[n];
    this.linear = new double[n];
    this.followed = new boolean[n];
    this.seen = new boolean[n];
    this.gradient = new double[model.parameters()];
  }

  /** Whether the weights hang on D, and no longer on the margins. */
  public boolean carried() {
    return carried;
  }

  /**
   * Takes an evaluation for the start of the next step, and begins to carry D if it is time.
   *
   * @param beta ρ^L there
   * @param possible whether the step was one that can follow D
   * @return whether D begins, so that the field has to be evaluated once more
   */
  public boolean settle(Evaluation at, double beta, boolean possible) {
    int nearest = nearest();
    model.rowGradient(nearest, gradient);
    sensitivity = at.norm() * Vectors.norm(gradient);
    if (carried) {
      System.arraycopy(at.slacks(), 0, start, 0, start.length);
      return false;
    }
    double least = model.margins()[nearest];
    if (!possible || !homogeneous || !(least > CARRIED_FROM)) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      start[i] = (model.margins()[i] - least) / beta;
    }
    recall(at.slacks());
    carried = true;
    return true;
  }

  /** Gives D at the start of the step. */
  public void recall(double[] out) {
    System.arraycopy(start, 0, out, 0, start.length);
  }

  /**
   * Notes the rows that the matrix of the next step holds, none of which is followed yet.
   *
   * @param weights of all rows at the start of the step
   */
  public void begin(ActiveRows rows, double[] weights) {
    System.arraycopy(weights, 0, weight, 0, weight.length);
    Arrays.fill(followed, false);
    Arrays.fill(seen, false);
    for (int i = 0; i < rows.count(); i++) {
      seen[rows.row(i)] = true;
    }
  }

  /** Says whether a row is stiff enough for the linear system to lead it. */
  public void follow(int row, boolean stiff) {
    followed[row] = stiff;
  }

  /** The rows' changes since the start of the step by the linear system: to be filled in. */
  public double[] linear() {
    return linear;
  }

  /**
   * Moves from the start of the step to where the model is.
   *
   * @param step of θ, to the model's point
   * @param beta ρ^L at the model's point
   * @param shrunk what the direction was scaled by to the power L, after it was moved
   * @param now D there, overwritten
   */
  void move(double[] step, double beta, double shrunk, double[] now) {
    model.difference(step, scratch);
    for (int i = 0; i < now.length; i++) {
      double change = followed[i] ? shrunk * linear[i] : scratch[i] / beta;
      now[i] = Math.fma(start[i], shrunk, change);
      scratch[i] = scratch[i] / beta - shrunk * linear[i];
    }
    double common = mean(scratch, followed);
    for (int i = 0; i < now.length; i++) {
      now[i] -= followed[i] ? 0 : common;
    }
    holdToMargins(beta, now);
    double least = smallest(now);
    for (int i = 0; i < now.length; i++) {
      now[i] -= least;
    }
  }

  private void holdToMargins(double beta, double[] now) {
    double[] q = model.margins();
    double largest = 0;
    for (int i = 0; i < now.length; i++) {
      largest = Math.max(largest, Math.abs(q[i]) / beta);
      scratch[i] = q[i] / beta - now[i];
    }
    double common = mean(scratch, seen);
    double band = SAID_BY_MARGINS * largest;
    for (int i = 0; i < now.length; i++) {
      if (!followed[i]) {
        double said = q[i] / beta - common;
        now[i] = Math.min(Math.max(now[i], said - band), said + band);
      }
    }
  }

  /** What the margins' slacks of the rows followed miss of D, up to what they have in common. */
  public void missing(Evaluation at, double beta, double[] out) {
    double[] now = at.slacks();
    double[] q = model.margins();
    for (int i = 0; i < out.length; i++) {
      out[i] = now[i] - q[i] / beta;
    }
    double common = mean(out, followed);
    for (int i = 0; i < out.length; i++) {
      out[i] = followed[i] ? out[i] - common : 0;
    }
  }

  /**
   * Change of the logarithms of the weights with D, root mean square under the weights at the start
   * of the step.
   *
   * @param change of D of the rows in the matrix
   * @param beta ρ^L at the step's end, by which an error of D counts from there on: over a step of
   *     a linear net it grew by a factor of 47, and weights lost at its end unseen were regained in
   *     forty steps, or never
   */
  public double weightChange(double[] change, double beta) {
    double sum = 0;
    for (int i = 0; i < change.length; i++) {
      if (seen[i]) {
        sum = Math.fma(weight[i] * change[i], change[i], sum);
      }
    }
    return beta * Math.sqrt(sum);
  }

  /**
   * What the matrix does not see of the weights at a step's end: the root of the weight that rows
   * gained which it does not hold.
   */
  public double unseen(double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += seen[i] ? 0 : Math.max(0, weights[i] - weight[i]);
    }
    return Math.sqrt(sum);
  }

  /** Mean over some rows by their weights at the start of the step; 0 over none. */
  private double mean(double[] values, boolean[] rows) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      if (rows[i]) {
        sum = Math.fma(weight[i], values[i], sum);
        total += weight[i];
      }
    }
    return total > 0 ? sum / total : 0;
  }

  /**
   * Weights of the exponential loss, which no other differs from at such margins. What all margins
   * have in common is their mean under the weights: it does not change, to first order, where the
   * point is not quite on the surfaces, since the force is along u.
   *
   * @param beta ρ^L at the model's point
   * @param now D there
   * @param p overwritten
   * @return log 𝓛
   */
  double weigh(double beta, double[] now, double[] p) {
    for (int i = 0; i < now.length; i++) {
      scratch[i] = beta * now[i];
    }
    double slack = Loss.EXPONENTIAL.weights(model.kernels(), idle.mask(scratch), now.length, p);
    double sum = 0;
    double total = 0;
    for (int i = 0; i < now.length; i++) {
      if (p[i] > 0) {
        sum = Math.fma(p[i], model.margins()[i] - scratch[i], sum);
        total += p[i];
      }
    }
    return slack - sum / total;
  }

  /** Rate of the smallest margin with the direction at the start of the step, {@code ρ ‖∇q‖}. */
  public double sensitivity() {
    return sensitivity;
  }

  /** Relative resolution of γ̃ beside its rounding: what D may be off where it is carried. */
  public double resolution() {
    return carried ? SAID_BY_MARGINS : 0;
  }

  /**
   * Error of the logarithms of the weights by rounding, where they hang on the margins: that of the
   * smallest one with every parameter rounded by itself. One row alone has the weight one.
   */
  public double unresolved() {
    boolean alone = idle.count() + 1 == start.length;
    return carried || alone ? 0 : sensitivity * ROUNDING;
  }

  /** Saves the slacks at the start of the next step. */
  public void save(CheckpointWriter out) {
    out.reals(start).real(sensitivity).integer(carried ? 1 : 0);
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    in.reals(start);
    sensitivity = in.real();
    carried = in.integer() == 1;
  }

  /** Ends it: the smallest margin is one that D says nothing of. */
  public void drop() {
    carried = false;
  }

  private int nearest() {
    double[] q = idle.mask(model.margins());
    int nearest = 0;
    for (int i = 1; i < q.length; i++) {
      nearest = q[i] < q[nearest] ? i : nearest;
    }
    return nearest;
  }

  private double smallest(double[] now) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < now.length; i++) {
      least = idle.contains(i) ? least : Math.min(least, now[i]);
    }
    return least;
  }
}
