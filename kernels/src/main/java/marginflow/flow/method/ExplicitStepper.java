package marginflow.flow.method;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.kernel.Kernels;

/**
 * Steps of an explicit pair whose last stage is the end of the step, so that its evaluation is the
 * next step's first. That stage is evaluated on the sphere, which the end leaves by less than the
 * error of the step.
 */
public final class ExplicitStepper implements Stepper {

  private final ExplicitTableau tableau;
  private final PolarField field;
  private final Kernels kernels;
  private final boolean free;
  private final double[][] k;

  /** The stage at hand; after an attempt the one before the last. */
  private final Evaluation stage;

  private final double[] scratch;
  private final double[] weights;
  private final double[] error;
  private final double[] none;
  private double rate;

  /** Step of the last attempt, and the fraction of it at which the step taken ended. */
  private double attempted;

  private double share;

  /**
   * A stepper of its own workspace.
   *
   * @param free whether every stage reads the pattern off the signs, or keeps the one in force
   */
  public ExplicitStepper(ExplicitTableau tableau, PolarField field, boolean free) {
    this.tableau = tableau;
    this.field = field;
    this.kernels = field.model().kernels();
    this.free = free;
    int stages = tableau.stages();
    this.k = new double[stages][field.dimension()];
    this.stage = field.newEvaluation();
    this.scratch = new double[field.dimension()];
    this.weights = new double[stages];
    this.error = new double[stages];
    this.none = new double[stages];
  }

  @Override
  public double attempt(Evaluation from, double h, double limit, Evaluation to) {
    attempted = h;
    share = 1;
    int last = tableau.stages() - 1;
    double[] y = from.y();
    keep(from, 0);
    for (int i = 1; i < last; i++) {
      combine(y, i, h, stage.y());
      evaluate(stage);
      keep(stage, i);
    }
    combine(y, last, h, to.y());
    field.normalize(to.y());
    evaluate(to);
    keep(to, last);
    estimateRate(to.y());
    double[] e = tableau.error();
    for (int i = 0; i <= last; i++) {
      error[i] = h * e[i];
    }
    return Math.sqrt(kernels.combine(y, k, none, error, last + 1, scratch));
  }

  private void combine(double[] y, int row, double h, double[] out) {
    double[] a = tableau.a()[row];
    Arrays.fill(weights, 0);
    for (int j = 0; j < row; j++) {
      weights[j] = h * a[j];
    }
    kernels.combine(y, k, weights, none, row, out);
  }

  private void evaluate(Evaluation at) {
    if (free) {
      field.evaluateFree(at);
    } else {
      field.evaluate(at);
    }
  }

  /** Keeps a velocity as that of a stage. */
  private void keep(Evaluation at, int i) {
    System.arraycopy(at.velocity(), 0, k[i], 0, k[i].length);
  }

  /**
   * Ends the last attempt early, by its continuous extension.
   *
   * @param from start of the attempt
   * @param h step of the attempt
   * @param x fraction of it, in (0, 1)
   * @param to end of the shorter step, overwritten
   */
  public void endAt(Evaluation from, double h, double x, Evaluation to) {
    attempted = h;
    share = x;
    extend(from.y(), x, to.y());
    field.normalize(to.y());
    evaluate(to);
  }

  /** The continuous extension at a fraction x of the last attempt. */
  private void extend(double[] y, double x, double[] out) {
    int last = tableau.stages() - 1;
    double h = attempted;
    double w = 1 - x;
    // y + x (d + w (c + x (e + w h Σ dense k))), d the whole step, c and e from both ends' slopes.
    double[] b = tableau.b();
    for (int i = 0; i <= last; i++) {
      double first = i == 0 ? 1 : 0;
      double end = i == last ? 1 : 0;
      double bend = first - b[i];
      weights[i] = h * x * (b[i] + w * (bend + x * ((b[i] - end - bend) + w * tableau.dense()[i])));
    }
    kernels.combine(y, k, weights, none, last + 1, out);
  }

  /**
   * The continuous extension, of fourth order (of third for the pair of order three), and so much
   * of what the kinks of the step have changed at its end.
   */
  @Override
  public void between(double x, double[] y0, double[] y1, double[] out) {
    extend(y0, share, scratch);
    field.normalize(scratch);
    extend(y0, share * x, out);
    field.normalize(out);
    for (int j = 0; j < out.length; j++) {
      out[j] = Math.fma(x, y1[j] - scratch[j], out[j]);
    }
  }

  /**
   * The last two stages lie close together at the end of the step: their difference quotient is a
   * lower bound of the Lipschitz constant (Hairer, Wanner II, IV.2). The one before the last is
   * still in {@link #stage}.
   */
  private void estimateRate(double[] out) {
    double[] before = k[tableau.stages() - 2];
    double[] end = k[tableau.stages() - 1];
    double[] point = stage.y();
    double rise = 0;
    double run = 0;
    for (int j = 0; j < out.length; j++) {
      double dk = end[j] - before[j];
      double du = out[j] - point[j];
      rise = Math.fma(dk, dk, rise);
      run = Math.fma(du, du, run);
    }
    rate = run > 0 ? Math.sqrt(rise / run) : 0;
  }

  /** Estimate of the Lipschitz constant of the right side from the last attempt. */
  public double rate() {
    return rate;
  }

  @Override
  public int errorOrder() {
    return tableau.embeddedOrder() + 1;
  }

  @Override
  public int evaluations() {
    return tableau.stages() - 1;
  }

  @Override
  public int factorizations() {
    return 0;
  }
}
