package marginflow.flow.stiff;

import marginflow.flow.field.ActiveRows;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.MarginSlacks;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.network.MarginModel;

/**
 * The stiff part of the Jacobian at one point and linear systems with it. With {@code β = ρ^L},
 * rows {@code g_i = (ρ^{1-L} ∇q_i(θ) tangent to the sphere and the sliding surfaces, and its radial
 * part)} and {@code ḡ = Σ p_i g_i} the Jacobian of the right side contains {@code −BᵀB}, {@code B_i
 * = √(β p_i) (g_i − ḡ)}; the normalization of u adds {@code −(ds/dσ) I} on its components. What is
 * left out is the network's own curvature, of order one, which a W-method may neglect.
 *
 * <p>{@code (E + BᵀB) x = r} is solved with the rows that matter written out, {@link
 * WoodburySolver}, or, where there are too many of them, by products with B alone, {@link
 * ConjugateGradientSolver}. Beside y the system carries what a step only integrates, {@link
 * SlidingRates}.
 */
public final class StiffSystem {

  /** What may be written out, and how long products may go on. */
  public record Limits(int denseRows, int preconditionerRows, int products) {

    /** Doubles in B at the most, 256 MiB, and in its Gram matrix with its factor. */
    private static final int CAPACITY = 1 << 25;

    /**
     * Gradient evaluations that a step's Gram matrix may be worth: c rows take {@code c²P}
     * operations, an evaluation {@code 4nP}. Linear nets 64-8-1 on n points of a plane's two sides,
     * to 10^-10^4 at 1e-5, for limits of 10, 30, 100, 300: 4.2, 4.9, 6.9, 20 s and 1,661, 1,569,
     * 1,421, 1,238 evaluations with n = 5,000; 16, 17, 32 and more than 60 s with n = 20,000; 2.2,
     * 2.4, 2.6, 6.5 s with n = 1,000. What the seconds say is 10 to 30. At 100, products take over
     * from {@code 20 √n} rows on, and data of up to 400 rows, where a run is counted in
     * evaluations, is always written out: the digits, 357 rows worth 89, went to 10^-10^6 in 8,910
     * evaluations and 22 s, by products in 16,809 and 13 s. With rows that are not stiff left out,
     * {@link ActiveRows}, it is 10,005 (as many as with all of them now) and 8 s.
     */
    private static final double DENSE_WORTH = 100;

    /**
     * The same for the rows of the preconditioner. Those 5,000 points for 0.03, 0.3, 1, 3, 10:
     * 4,728, 2,530, 1,871, 1,661, 1,553 evaluations in 7.4, 5.0, 3.9, 5.0, 5.8 s; the digits by
     * products 19,127, 17,568, 16,808, 16,809, 16,823.
     */
    private static final double PRECONDITIONER_WORTH = 3;

    /** Products of one solution, after which it is given up and the step is tried shorter. */
    private static final int MOST_PRODUCTS = 500;

    /** The limits of a network of a size. */
    public static Limits of(MarginModel model) {
      double room = Math.min(CAPACITY / (model.parameters() + 1.0), Math.sqrt(0.5 * CAPACITY));
      double n = model.rows();
      return new Limits(
          rows(Math.min(room, Math.sqrt(4 * n * DENSE_WORTH)), model),
          rows(Math.min(room, Math.sqrt(4 * n * PRECONDITIONER_WORTH)), model),
          MOST_PRODUCTS);
    }

    private static int rows(double most, MarginModel model) {
      return Math.clamp((int) most, 1, Math.max(1, model.rows()));
    }
  }

  private final PolarField field;
  private final SlidingRates rates;
  private final ActiveRows rows;
  private final WoodburySolver woodbury;
  private final StiffSolver byProducts;
  private final StiffShift shift = new StiffShift();
  private final Limits limits;
  private final int parameters;

  private StiffSolver solver;
  private StiffSolver.Outcome outcome = StiffSolver.Outcome.SOLVED;
  private double radialRate;

  public StiffSystem(PolarField field, SlidingSet sliding, Limits limits) {
    this.field = field;
    this.limits = limits;
    this.parameters = field.model().parameters();
    this.rates = new SlidingRates(field, sliding);
    this.rows = new ActiveRows(field);
    this.woodbury =
        new WoodburySolver(
            field, sliding, rates, rows, Math.max(limits.denseRows, limits.preconditionerRows));
    this.byProducts =
        field.model().rows() > limits.denseRows
            ? new ConjugateGradientSolver(field, sliding, rates, woodbury, limits.products)
            : woodbury;
    this.solver = woodbury;
  }

  /** Length of a right side: y and two numbers for each sliding kink. */
  public int width() {
    return parameters + 1 + rates.count();
  }

  /**
   * Linearizes at the start of a step.
   *
   * @param sensitivities of all kinks there
   * @param h about the step that is coming, and not much shorter
   */
  public void linearize(Evaluation at, double[] sensitivities, double h) {
    rates.begin(at, sensitivities);
    choose(at, h);
    if (field.slacks().carried()) {
      field.slacks().begin(rows, at.weights());
    }
    solver.linearize(at, width());
    radialRate = Math.max(0, at.radial());
  }

  /** Chooses the rows to be written out, and whether they are all that matter. */
  private void choose(Evaluation at, double h) {
    int stiff = rows.chooseStiff(at, h);
    if (stiff > limits.denseRows && field.slacks().carried()) {
      rows.keepLargest(limits.denseRows);
    } else if (stiff > limits.denseRows) {
      rows.keepLargest(limits.preconditionerRows);
      solver = byProducts;
      return;
    }
    solver = woodbury;
  }

  /** Multipliers and jumps of the sliding kinks at an evaluation. */
  public void observe(Evaluation at, double[] out) {
    rates.observe(at, out, parameters + 1);
  }

  /** Multipliers and jumps of the sliding kinks where the step was linearized. */
  public void recallStart(double[] out) {
    rates.recallStart(out, parameters + 1);
  }

  /**
   * Changes of the margins' slacks along the last solution, {@link MarginSlacks}.
   *
   * @param out by row; only those of rows in the matrix are written
   */
  public void slackChanges(double[] solution, double[] out) {
    woodbury.slackChanges(solution, out);
  }

  /** Moves a point by the least that changes the margins' slacks as given; returns the length. */
  public double putBack(double[] missing, double[] point) {
    return woodbury.putBack(missing, point);
  }

  /** Whether the rows that matter are written out. */
  public boolean writtenOut() {
    return solver == woodbury;
  }

  /** Size of the largest eigenvalue of BᵀB. */
  public double stiffness() {
    return solver.stiffness();
  }

  /**
   * Change of the logarithms of the weights along e, root mean square under the weights: {@code (Σ
   * p_i (β (g_i − ḡ)·e)²)^{1/2} = √β ‖B e‖}.
   */
  public double weightChange(double[] e) {
    return solver.weightChange(e);
  }

  /**
   * Factors {@code I/(hγ) − J} for a step h, with β where the step will end. A matrix of the start
   * is too small by {@code e^{Lh ds/dσ}} at the last stage, and ROS34PW2 then <em>amplifies</em>
   * stiff components (by 90 over h ds/dσ = 1, L = 2; measured on the linear problem), while with
   * that of the end it damps them as if β were constant.
   *
   * @param direction error of u that the step may have
   * @param weights error of the logarithm of the weights that it may have
   */
  public void factor(double h, double diagonal, double direction, double weights) {
    shift.set(h, diagonal, field.degree(), radialRate);
    outcome = solver.factor(shift, direction, weights);
  }

  /**
   * Solves {@code (I/(hγ) − J) x = r} in place; r has length {@link #width}. NaN where it cannot,
   * see {@link #outcome}.
   */
  public void solve(double[] r) {
    StiffSolver.Outcome now = solver.solve(r);
    if (outcome == StiffSolver.Outcome.SOLVED) {
      outcome = now;
    }
  }

  /** Multiplies by E, what the matrix has on its diagonal besides the stiff part. */
  public void scaleByShift(double[] r) {
    for (int l = 0; l < width(); l++) {
      r[l] *= l < parameters ? shift.tangent : shift.radial;
    }
  }

  /** The first failure since the last {@link #factor}, if there was one. */
  public StiffSolver.Outcome outcome() {
    return outcome;
  }

  /**
   * What went wrong since the last {@link #factor}, as the rest of a sentence; empty if nothing.
   */
  public String complaint() {
    return outcome == StiffSolver.Outcome.SOLVED ? "" : ", since " + outcome.sentence();
  }

  /** Takes the model back to an evaluation after solutions. */
  public void leave(Evaluation to) {
    solver.leave(to);
  }

  /** Gradient evaluations that the products since the last call are worth. */
  public int takeEvaluations() {
    return solver.takeEvaluations();
  }
}
