package marginflow.flow;

/** Steps of a W-method whose matrix is that of a {@link StiffSystem}. */
final class RosenbrockStepper implements Stepper {

  /**
   * Largest error of the logarithm of the softmin weights. The linear system takes the weights as
   * linear in the margins; where they are not, a step that looks perfect in the direction
   * overshoots in them by e^5 and more at ρ^L = 1e10.
   */
  private static final double WEIGHT_TOLERANCE = 0.1;

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
  private int evaluations;

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
  }

  @Override
  public double attempt(
      double[] y, double[] dy, double h, double limit, double[] out, double[] outDy) {
    marginflow.kernel.Kernels kernels = field.model().kernels();
    system.factor(h, tableau.diagonal());
    for (int i = 0; i < tableau.stages(); i++) {
      double[] right = u[i];
      if (i == 0) {
        System.arraycopy(dy, 0, right, 0, dy.length);
      } else {
        kernels.combine(y, u, a[i], none, i, stage);
        field.evaluate(stage, right);
      }
      for (int j = 0; j < i; j++) {
        double weight = c[i][j] / h;
        for (int l = 0; l < right.length; l++) {
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
    }
    return estimate;
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
