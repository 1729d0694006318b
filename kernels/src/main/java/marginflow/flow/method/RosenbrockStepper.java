package marginflow.flow.method;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.MarginSlacks;
import marginflow.flow.field.PolarField;
import marginflow.flow.stiff.StiffSystem;
import marginflow.kernel.Kernels;

/** Steps of a W-method whose matrix is that of a {@link StiffSystem}. */
public final class RosenbrockStepper implements Stepper {

  /**
   * Largest error of the logarithm of the weights, root mean square under the weights. The linear
   * system takes the weights as linear in the margins, and its matrix turns while the step goes on:
   * beyond some step a weak stiff direction grows by half each time, and what shows it first is a
   * weight. Evaluations of five random-label runs to 10^-10^6 (ReLU 3-30-1): 50,700 at 0.1, 44,400
   * at 0.03, 46,700 at 0.01, 49,900 at 0.003.
   */
  public static final double WEIGHT_TOLERANCE = 0.03;

  private final RosenbrockTableau tableau;
  private final double[][] a;
  private final double[][] c;
  private final double[] solution;
  private final double[] error;
  private final double[] none;
  private final double[][] dense;
  private final double[] inside;
  private final PolarField field;
  private final StiffSystem system;
  private final double[][] u;
  private final Evaluation stage;
  private final double[] scratch;
  private final double[] zero;
  private final double[] way;
  private final double[][] slackChange;
  private final double[] change;
  private final MarginProjection marginProjection;
  private final Relaxation relaxation;
  private double[] correction;
  private double[] rate;
  private int evaluations;
  private double step;

  public RosenbrockStepper(RosenbrockTableau tableau, PolarField field, StiffSystem system) {
    this.tableau = tableau;
    this.a = tableau.stageWeights();
    this.c = tableau.couplings();
    this.solution = tableau.solutionWeights();
    this.error = tableau.errorWeights();
    this.none = new double[tableau.stages()];
    this.dense = tableau.denseWeights();
    this.inside = new double[tableau.stages()];
    this.field = field;
    this.system = system;
    this.u = new double[tableau.stages()][field.dimension()];
    this.stage = field.newEvaluation();
    this.scratch = new double[field.dimension()];
    this.zero = new double[field.dimension()];
    this.way = new double[field.dimension()];
    this.slackChange = new double[tableau.stages()][field.model().rows()];
    this.change = new double[field.model().rows()];
    this.marginProjection = new MarginProjection(field, system);
    this.relaxation = new Relaxation(field, system);
    this.correction = new double[field.dimension()];
    this.rate = new double[field.dimension()];
  }

  @Override
  public double attempt(Evaluation from, double h, double limit, Evaluation to) {
    Kernels kernels = field.model().kernels();
    double[] y = from.y();
    double[] out = to.y();
    system.factor(h, tableau.diagonal(), limit, WEIGHT_TOLERANCE);
    reserve();
    step = h;
    evaluations = 0;
    int closing = tableau.stages() - 1;
    for (int i = 0; i < closing; i++) {
      evaluateStage(i, from);
      solve(i, h);
    }
    // Without the closing stage, which still holds what an earlier step left: NaN if that failed.
    kernels.combine(y, u, solution, none, closing, out);
    way(solution, closing);
    field.evaluateAfter(way, field.normalize(out), to);
    evaluations++;
    double off = 0;
    if (field.slacks().carried()) {
      off = marginProjection.settle(y, way, to);
      evaluations += marginProjection.evaluations();
    } else {
      relaxation.settle(y, h, to);
      evaluations += relaxation.evaluations();
    }
    System.arraycopy(to.velocity(), 0, rate, 0, out.length);
    system.observe(to, rate);
    solve(closing, h);
    double direction = Math.sqrt(kernels.combine(zero, u, error, error, tableau.stages(), scratch));
    double weights = weightChange(scratch, to) / WEIGHT_TOLERANCE;
    double estimate = Math.max(Math.max(direction, off), limit * weights);
    if (estimate <= limit) {
      estimate = Math.max(estimate, limit * imbalance(y, to, h) / WEIGHT_TOLERANCE);
      system.leave(to);
    }
    evaluations += system.takeEvaluations();
    return estimate;
  }

  /** Leaves the right side of a stage in {@link #rate}, and what is integrated beside it. */
  private void evaluateStage(int i, Evaluation from) {
    double[] y = from.y();
    if (i == 0) {
      System.arraycopy(from.velocity(), 0, rate, 0, y.length);
      system.recallStart(rate);
    } else if (!tableau.sameArgument(i)) {
      field.model().kernels().combine(y, u, a[i], none, i, stage.y());
      way(a[i], i);
      field.evaluateAfter(way, 1, stage);
      System.arraycopy(stage.velocity(), 0, rate, 0, y.length);
      system.observe(stage, rate);
      evaluations++;
    }
  }

  /** The way from the start of the step, and of the margins' slacks where they are carried. */
  private void way(double[] weights, int stages) {
    if (field.slacks().carried()) {
      field.model().kernels().combine(zero, u, weights, none, stages, way);
      combineSlacks(weights, stages, field.slacks().linear());
    }
  }

  private void combineSlacks(double[] weights, int stages, double[] out) {
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int j = 0; j < stages; j++) {
        sum = Math.fma(weights[j], slackChange[j][i], sum);
      }
      out[i] = sum;
    }
  }

  /** Error of the logarithms of the weights at the end of a step. */
  private double weightChange(double[] combined, Evaluation end) {
    if (!field.slacks().carried()) {
      return system.weightChange(combined);
    }
    combineSlacks(error, tableau.stages(), change);
    MarginSlacks slacks = field.slacks();
    double seen = slacks.weightChange(change, field.beta(end.y()));
    return Math.max(seen, slacks.unseen(end.weights()));
  }

  /** Solves for a transformed stage whose right side is in {@link #rate}. */
  private void solve(int i, double h) {
    double[] right = u[i];
    System.arraycopy(rate, 0, right, 0, system.width());
    for (int j = 0; j < i; j++) {
      double weight = c[i][j] / h;
      for (int l = 0; l < system.width(); l++) {
        right[l] = Math.fma(weight, u[j][l], right[l]);
      }
    }
    system.solve(right);
    if (field.slacks().carried()) {
      system.slackChanges(right, slackChange[i]);
    }
  }

  /**
   * How far the weights at the end of a step are from those that let the flow go on as it went: the
   * Newton correction of an implicit Euler step that ends there, in the logarithm of the weights.
   * The embedded estimate does not see it where a weight has changed by factors, since it judges by
   * the matrix of the start: weights fell from 2e-2 to 9e-6 in a step it put at a fifth of the
   * tolerance, and sixteen shorter ones were needed to get back.
   */
  private double imbalance(double[] y, Evaluation to, double h) {
    double[] end = to.y();
    double[] slope = to.velocity();
    boolean carried = field.slacks().carried();
    for (int l = 0; l < end.length; l++) {
      double moved = carried && l < end.length - 1 ? way[l] : end[l] - y[l];
      correction[l] = slope[l] - moved / h;
    }
    Arrays.fill(correction, end.length, system.width(), 0);
    system.solve(correction);
    if (!carried) {
      return system.weightChange(correction);
    }
    system.slackChanges(correction, change);
    return field.slacks().weightChange(change, field.beta(end));
  }

  /**
   * The continuous extension of the method, of second order, plus a share x of what the kinks of
   * the step have changed at its end. At a tolerance of 1e-6 it was off by 1.2e-6 at most along a
   * linear net on Iris to 10^-10^9, as much as the accepted states are; the line between these was
   * off by 3e-5, the cubic through them and their velocities, which hang on weights that are known
   * to a tolerance of their own, by 4e-3, and with velocities filtered by {@code (I − hγJ)⁻¹} by
   * 1e-5 and more work.
   */
  @Override
  public void between(double x, double[] y0, double[] y1, double[] out) {
    extend(1, y0, scratch);
    extend(x, y0, out);
    for (int j = 0; j < out.length; j++) {
      out[j] = Math.fma(x, y1[j] - scratch[j], out[j]);
    }
  }

  private void extend(double x, double[] y0, double[] out) {
    for (int i = 0; i < inside.length; i++) {
      inside[i] = x * (dense[0][i] + x * (dense[1][i] + x * dense[2][i]));
    }
    field.model().kernels().combine(y0, u, inside, none, tableau.stages(), out);
  }

  private void reserve() {
    if (u[0].length < system.width()) {
      for (int i = 0; i < u.length; i++) {
        u[i] = new double[2 * system.width()];
      }
      correction = new double[2 * system.width()];
      rate = new double[2 * system.width()];
    }
  }

  /** Mean multiplier of the sliding kink at an index over the last step. */
  public double meanMultiplier(int index) {
    return mean(field.dimension() + index);
  }

  /** Mean jump of the force across the surface of the sliding kink at an index. */
  public double meanJump(int index) {
    return mean((field.dimension() + system.width()) / 2 + index);
  }

  private double mean(int place) {
    double sum = 0;
    for (int i = 0; i < tableau.stages(); i++) {
      sum = Math.fma(solution[i], u[i][place], sum);
    }
    return sum / step;
  }

  @Override
  public int errorOrder() {
    return tableau.embeddedOrder() + 1;
  }

  @Override
  public int evaluations() {
    return evaluations;
  }

  @Override
  public int factorizations() {
    return 1;
  }
}
