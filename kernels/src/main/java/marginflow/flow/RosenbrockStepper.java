package marginflow.flow;

import java.util.Arrays;

/** Steps of a W-method whose matrix is that of a {@link StiffSystem}. */
final class RosenbrockStepper implements Stepper {

  /**
   * Largest error of the logarithm of the weights, root mean square under the weights. The linear
   * system takes the weights as linear in the margins, and its matrix turns while the step goes on:
   * beyond some step a weak stiff direction grows by half each time, and what shows it first is a
   * weight. Evaluations of five random-label runs to 10^-10^6 (ReLU 3-30-1): 50,700 at 0.1, 44,400
   * at 0.03, 46,700 at 0.01, 49,900 at 0.003.
   */
  private static final double WEIGHT_TOLERANCE = 0.03;

  private final RosenbrockTableau tableau;
  private final double[][] a;
  private final double[][] c;
  private final double[] solution;
  private final double[] error;
  private final double[] none;
  private final PolarField field;
  private final StiffSystem system;
  private final double[][] u;
  private final double[] stage;
  private final double[] zero;
  private double[] correction;
  private int evaluations;
  private double step;

  RosenbrockStepper(RosenbrockTableau tableau, PolarField field, StiffSystem system) {
    this.tableau = tableau;
    this.a = tableau.stageWeights();
    this.c = tableau.couplings();
    this.solution = tableau.solutionWeights();
    this.error = tableau.errorWeights();
    this.none = new double[tableau.stages()];
    this.field = field;
    this.system = system;
    this.u = new double[tableau.stages()][field.dimension()];
    this.stage = new double[field.dimension()];
    this.zero = new double[field.dimension()];
    this.correction = new double[field.dimension()];
  }

  @Override
  public double attempt(
      double[] y, double[] dy, double h, double limit, double[] out, double[] outDy) {
    marginflow.kernel.Kernels kernels = field.model().kernels();
    system.factor(h, tableau.diagonal(), limit, WEIGHT_TOLERANCE);
    reserve();
    step = h;
    for (int i = 0; i < tableau.stages(); i++) {
      double[] right = u[i];
      if (i == 0) {
        System.arraycopy(dy, 0, right, 0, dy.length);
        system.recallStart(right);
      } else {
        kernels.combine(y, u, a[i], none, i, stage);
        field.evaluate(stage, right);
        system.observe(right);
      }
      for (int j = 0; j < i; j++) {
        double weight = c[i][j] / h;
        for (int l = 0; l < system.width(); l++) {
          right[l] = Math.fma(weight, u[j][l], right[l]);
        }
      }
      system.solve(right);
    }
    double direction = Math.sqrt(kernels.combine(y, u, solution, error, tableau.stages(), out));
    kernels.combine(zero, u, error, none, tableau.stages(), stage);
    double weights = system.weightChange(stage) / WEIGHT_TOLERANCE;
    double estimate = Math.max(direction, limit * weights);
    evaluations = tableau.stages() - 1;
    if (estimate <= limit) {
      field.normalize(out);
      field.evaluate(out, outDy);
      evaluations++;
      estimate = Math.max(estimate, limit * imbalance(y, out, outDy, h) / WEIGHT_TOLERANCE);
      system.leave();
    }
    evaluations += system.takeEvaluations();
    return estimate;
  }

  /**
   * How far the weights at the end of a step are from those that let the flow go on as it went: the
   * Newton correction of an implicit Euler step that ends there, in the logarithm of the weights.
   * The embedded estimate does not see it where a weight has changed by factors, since it judges by
   * the matrix of the start: weights fell from 2e-2 to 9e-6 in a step it put at a fifth of the
   * tolerance, and sixteen shorter ones were needed to get back.
   */
  private double imbalance(double[] y, double[] end, double[] slope, double h) {
    for (int l = 0; l < end.length; l++) {
      correction[l] = slope[l] - (end[l] - y[l]) / h;
    }
    Arrays.fill(correction, end.length, system.width(), 0);
    system.solve(correction);
    return system.weightChange(correction);
  }

  private void reserve() {
    if (u[0].length < system.width()) {
      for (int i = 0; i < u.length; i++) {
        u[i] = new double[2 * system.width()];
      }
      correction = new double[2 * system.width()];
    }
  }

  /** Mean multiplier of the sliding pair at an index over the last step. */
  double meanMultiplier(int index) {
    return mean(field.dimension() + index);
  }

  /** Mean jump of the force across the surface of the sliding pair at an index. */
  double meanJump(int index) {
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
