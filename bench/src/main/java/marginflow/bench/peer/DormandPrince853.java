package marginflow.bench.peer;

import java.util.Arrays;
import java.util.function.Consumer;
import marginflow.loss.Loss;
import marginflow.network.MarginModel;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.ode.ODEIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.events.Action;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;

/**
 * Hipparchus' pair of order 8(5,3) on the flow in the coordinates that ours uses: {@code θ = e^s
 * u}, {@code du/dσ = F − (F·u) u}, {@code ds/dσ = F·u}, {@code F = Σ p_i ∇q_i(u)}, exponential
 * loss. Every stage reads the sides of the kinks off the signs, as a person would write it.
 */
public final class DormandPrince853 {

  /** A step of this share of one is none: the direction no longer changes. */
  private static final double SMALLEST_STEP = 1e-15;

  /** σ at which to give up: log ρ has then grown by that much times L γ. */
  private static final double END = 1e12;

  private DormandPrince853() {}

  /** Sees every accepted step. */
  public interface Watcher {

    /** Called with a way to get θ, log ρ, log 𝓛 and the evaluations so far. */
    void step(Consumer<double[]> theta, double logNorm, double logLoss, long evaluations);
  }

  /**
   * The end of a run.
   *
   * @param ending {@code horizon-reached}, {@code budget}, or {@code stalled}
   * @param theta final parameters, length P
   * @param logNorm natural logarithm of ‖θ‖
   * @param logLoss natural logarithm of the loss
   * @param steps steps taken
   * @param evaluations gradient evaluations
   * @param monotone whether γ̃ never fell by more than 1e-12 of itself once the data was fitted
   */
  public record Result(
      String ending,
      double[] theta,
      double logNorm,
      double logLoss,
      long steps,
      long evaluations,
      boolean monotone) {}

  /**
   * Follows a flow.
   *
   * @param model a homogeneous network on its data
   * @param start θ(0)
   * @param tolerance on the 2-norm of the direction's error in one step
   * @param logHorizon natural logarithm of the loss at which to end
   * @param budget gradient evaluations after which to end
   * @param watcher sees every accepted step
   */
  public static Result run(
      MarginModel model,
      double[] start,
      double tolerance,
      double logHorizon,
      long budget,
      Watcher watcher) {
    Run run = new Run(model, logHorizon, budget, watcher);
    double[] absolute = new double[start.length + 1];
    // The integrator takes the root mean square over the components.
    Arrays.fill(absolute, tolerance / Math.sqrt(start.length + 1.0));
    ODEIntegrator integrator =
        new DormandPrince853Integrator(SMALLEST_STEP, END, absolute, new double[absolute.length]);
    integrator.setMaxEvaluations(Math.toIntExact(budget));
    integrator.addStepEndHandler((state, forward) -> run.stepped(state));
    String ending;
    try {
      integrator.integrate(run, new ODEState(0, run.place(start)), END);
      ending = run.horizonReached() ? "horizon-reached" : "budget";
    } catch (MathRuntimeException e) {
      // Its two ways to give up: the step became too small, or the evaluations are spent.
      ending = run.evaluations >= budget ? "budget" : "stalled";
    }
    return run.result(ending);
  }

  /** One run's state. */
  private static final class Run implements OrdinaryDifferentialEquation {
    private final MarginModel model;
    private final double degree;
    private final double logHorizon;
    private final long budget;
    private final Watcher watcher;
    private final double[] theta;
    private final double[] weights;
    private final double[] force;
    private double[] last = new double[0];
    private double logLoss = Double.POSITIVE_INFINITY;
    private double smoothed = Double.NEGATIVE_INFINITY;
    private boolean monotone = true;
    private long steps;
    private long evaluations;

    Run(MarginModel model, double logHorizon, long budget, Watcher watcher) {
      this.model = model;
      this.degree = model.degree().orElseThrow();
      this.logHorizon = logHorizon;
      this.budget = budget;
      this.watcher = watcher;
      this.theta = new double[model.parameters()];
      this.weights = new double[model.rows()];
      this.force = new double[model.parameters()];
    }

    double[] place(double[] start) {
      double rho = norm(start, start.length);
      double[] y = new double[start.length + 1];
      for (int j = 0; j < start.length; j++) {
        y[j] = start[j] / rho;
      }
      y[start.length] = Math.log(rho);
      last = y;
      return y;
    }

    @Override
    public int getDimension() {
      return theta.length + 1;
    }

    @Override
    public double[] computeDerivatives(double sigma, double[] y) {
      evaluations++;
      double size = evaluate(y);
      model.vjp(weights, force);
      double scale = Math.exp((1 - degree) * y[theta.length]);
      double radial = 0;
      for (int j = 0; j < theta.length; j++) {
        force[j] *= scale;
        radial = Math.fma(force[j], y[j] / size, radial);
      }
      double[] dy = new double[y.length];
      for (int j = 0; j < theta.length; j++) {
        dy[j] = force[j] - radial * y[j] / size;
      }
      dy[theta.length] = radial;
      return dy;
    }

    /** Evaluates margins and weights at a state and returns the norm of its direction. */
    private double evaluate(double[] y) {
      double size = norm(y, theta.length);
      double scale = Math.exp(y[theta.length]) / size;
      for (int j = 0; j < theta.length; j++) {
        theta[j] = scale * y[j];
      }
      model.evaluate(theta);
      logLoss = Loss.EXPONENTIAL.weights(model.kernels(), model.margins(), model.rows(), weights);
      return size;
    }

    Action stepped(ODEStateAndDerivative state) {
      last = state.getPrimaryState();
      steps++;
      evaluate(last);
      double now = -logLoss * Math.exp(-degree * last[theta.length]);
      monotone &= !(logLoss < 0) || now >= smoothed * (1 - 1e-12);
      smoothed = logLoss < 0 ? now : Double.NEGATIVE_INFINITY;
      watcher.step(
          out -> System.arraycopy(theta, 0, out, 0, out.length),
          last[theta.length],
          logLoss,
          evaluations);
      return horizonReached() || evaluations >= budget ? Action.STOP : Action.CONTINUE;
    }

    boolean horizonReached() {
      return logLoss <= logHorizon;
    }

    Result result(String ending) {
      evaluate(last);
      return new Result(
          ending, theta.clone(), last[theta.length], logLoss, steps, evaluations, monotone);
    }

    private static double norm(double[] v, int count) {
      double sum = 0;
      for (int j = 0; j < count; j++) {
        sum = Math.fma(v[j], v[j], sum);
      }
      return Math.sqrt(sum);
    }
  }
}
