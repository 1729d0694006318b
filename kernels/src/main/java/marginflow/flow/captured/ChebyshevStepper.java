package marginflow.flow.captured;

import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.method.Stepper;
import marginflow.linalg.Vectors;

/**
 * Steps of the {@link ChebyshevRecurrence} with pattern and sliding set held: as many stages as the
 * step and the spectral radius of the right side ask for, in three vectors whatever their number.
 * Stages are evaluated off the sphere, the end on it.
 */
public final class ChebyshevStepper implements Stepper {

  private final PolarField field;
  private final ChebyshevRecurrence recurrence = new ChebyshevRecurrence();
  private final double[] start;
  private final double[] startRate;
  private final double[] end;
  private final double[] endRate;
  private double[] now;
  private double[] before;

  /** The stage at hand. */
  private final Evaluation stage;

  private final double[] difference;
  private double radius;
  private double length;
  private int stages;

  /** A stepper of its own workspace. */
  public ChebyshevStepper(PolarField field) {
    this.field = field;
    int dimension = field.dimension();
    this.start = new double[dimension];
    this.startRate = new double[dimension];
    this.end = new double[dimension];
    this.endRate = new double[dimension];
    this.now = new double[dimension];
    this.before = new double[dimension];
    this.stage = field.newEvaluation();
    this.difference = new double[dimension];
  }

  /** Says what the spectral radius of the right side is believed to be. */
  public void assume(double spectralRadius) {
    radius = spectralRadius;
  }

  /** The longest step that the largest number of stages allows. */
  public double longest() {
    return ChebyshevRecurrence.reach(ChebyshevRecurrence.MOST_STAGES) / radius;
  }

  @Override
  public double attempt(Evaluation from, double h, double limit, Evaluation to) {
    double[] y = from.y();
    double[] dy = from.velocity();
    double[] out = to.y();
    stages = ChebyshevRecurrence.stagesFor(h * radius);
    recurrence.prepare(stages);
    length = h;
    System.arraycopy(y, 0, start, 0, y.length);
    System.arraycopy(dy, 0, startRate, 0, dy.length);
    stages(y, dy, h);
    System.arraycopy(now, 0, out, 0, now.length);
    field.normalize(out);
    field.evaluate(to);
    System.arraycopy(out, 0, end, 0, out.length);
    System.arraycopy(to.velocity(), 0, endRate, 0, out.length);
    return error(y, dy, h, out, to.velocity());
  }

  /** All stages; the last is left in {@link #now}. */
  private void stages(double[] y, double[] dy, double h) {
    System.arraycopy(y, 0, before, 0, y.length);
    double first = recurrence.m(1) * h;
    for (int j = 0; j < y.length; j++) {
      now[j] = Math.fma(first, dy[j], y[j]);
    }
    for (int s = 2; s <= recurrence.stages(); s++) {
      System.arraycopy(now, 0, stage.y(), 0, now.length);
      field.evaluate(stage);
      advance(s, y, dy, h);
      double[] swap = before;
      before = now;
      now = swap;
    }
  }

  /** The next stage, in the place of the one before the last. */
  private void advance(int s, double[] y, double[] dy, double h) {
    double mu = recurrence.mu(s);
    double nu = recurrence.nu(s);
    double rest = 1 - mu - nu;
    double m = recurrence.m(s) * h;
    double back = -m * recurrence.a(s - 1);
    double[] f = stage.velocity();
    double[] last = now;
    double[] out = before;
    for (int j = 0; j < out.length; j++) {
      out[j] = rest * y[j] + mu * last[j] + nu * out[j] + m * f[j] + back * dy[j];
    }
  }

  /** {@code ‖0.8 (y − out) + 0.4 h (F(y) + F(out))‖}, the source's estimate, of third order. */
  private double error(double[] y, double[] dy, double h, double[] out, double[] outDy) {
    for (int j = 0; j < y.length; j++) {
      difference[j] = 0.8 * (y[j] - out[j]) + 0.4 * h * (dy[j] + outDy[j]);
    }
    return Vectors.norm(difference);
  }

  /**
   * The cubic with values and slopes of both ends of the step with its kinks held, and so much of
   * what the kinks changed at its end: of third order.
   */
  @Override
  public void between(double x, double[] y0, double[] y1, double[] out) {
    double w = 1 - x;
    double a = w * w * (1 + 2 * x);
    double b = x * x * (1 + 2 * w) - x;
    double da = w * w * x * length;
    double db = -x * x * w * length;
    for (int j = 0; j < out.length; j++) {
      out[j] = a * y0[j] + b * end[j] + da * startRate[j] + db * endRate[j] + x * y1[j];
    }
  }

  @Override
  public int errorOrder() {
    return 3;
  }

  /** Evaluations, one a stage, of the last attempt. */
  @Override
  public int evaluations() {
    return stages;
  }

  /** Says how many the last step of a run that goes on had. */
  public void restore(int evaluations) {
    stages = evaluations;
  }

  @Override
  public int factorizations() {
    return 0;
  }
}
