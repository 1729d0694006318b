package marginflow.flow;

import java.util.Locale;
import java.util.Optional;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * Baseline: full-batch gradient descent, {@code θ ← θ − r ∇𝓛}, with the pattern of each point.
 *
 * <p>With a loss-based rate {@code r = η/𝓛} (Lyu, Li, arXiv 1906.05890, appendix K) η grows by
 * 2^(1/5) when the loss fell and shrinks by 2^(1/10), the step tried again, when it did not; in
 * terms of the softmin weights the step is {@code θ + η Σ p_i ∇q_i}, which no loss is too small
 * for. With a fixed rate {@code r = η} the step is {@code η 𝓛} times that.
 *
 * <p>It is a discrete map: between two iterates there is no state of it, and so no root of a stop
 * rule. It ends with the first iterate beyond.
 */
final class GradientDescent implements Integrator {

  private static final double GROWTH = StrictMath.pow(2, 1.0 / 5);
  private static final double SHRINKAGE = StrictMath.pow(2, -1.0 / 10);

  private final String name;
  private final boolean lossBased;

  GradientDescent(String name, boolean lossBased) {
    this.name = name;
    this.lossBased = lossBased;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean usesStepSize() {
    return true;
  }

  @Override
  public FlowResult run(
      MarginModel model,
      double[] theta0,
      Optional<Checkpoint> from,
      FlowSettings settings,
      FlowObserver observer) {
    Run run = new Run(model, settings, observer);
    run.begin(theta0, from);
    return run.follow();
  }

  /** One run's state. */
  private final class Run extends IntegratorRun {

    private final MarginModel model;
    private final double[] weights;
    private final double[] gradient;
    private double[] theta;
    private double[] next;
    private double eta;
    private double norm;

    Run(MarginModel model, FlowSettings settings, FlowObserver observer) {
      super(model, 2, settings, observer);
      this.model = model;
      this.eta = settings.stepSize();
      this.weights = new double[model.rows()];
      this.gradient = new double[model.parameters()];
      this.theta = new double[model.parameters()];
      this.next = new double[model.parameters()];
    }

    void begin(double[] theta0, Optional<Checkpoint> from) {
      if (from.isPresent()) {
        restore(from.get());
      } else {
        System.arraycopy(theta0, 0, theta, 0, theta.length);
      }
      logLoss = evaluate(theta);
      model.vjp(weights, gradient);
      norm = Vectors.norm(theta);
      if (from.isEmpty()) {
        counters.evaluations++;
      }
    }

    private Optional<FlowResult> stuck() {
      String why =
          lossBased
              ? "no step of a size that counts lowers the loss"
              : "the next step does not count";
      return Optional.of(
          monitor.result(
              Termination.PRECISION_LIMIT,
              String.format(
                  Locale.ROOT,
                  "gradient descent stalls at log10 loss %.6g: %s",
                  logLoss / Math.log(10),
                  why)));
    }

    private Optional<FlowResult> diverged() {
      return Optional.of(
          monitor.result(
              Termination.DIVERGED,
              String.format(
                  Locale.ROOT,
                  "gradient descent with step size %s diverged in step %d, from log10 loss %.6g:"
                      + " expected a smaller step size",
                  eta,
                  counters.accepted + 1,
                  logLoss / Math.log(10))));
    }

    /** The logarithm of the loss at a point, with its weights. */
    private double evaluate(double[] at) {
      model.evaluate(at);
      return settings.loss().weights(model.kernels(), model.margins(), model.rows(), weights);
    }

    @Override
    Optional<FlowResult> step() {
      double before = logLoss;
      while (true) {
        double h = lossBased ? eta : eta * StrictMath.exp(before);
        double moved = h * Vectors.norm(gradient);
        if (!(moved > 0.5 * Math.ulp(1.0) * norm)) {
          return stuck();
        }
        for (int j = 0; j < theta.length; j++) {
          next[j] = Math.fma(h, gradient[j], theta[j]);
        }
        double after = evaluate(next);
        if (!lossBased && !Double.isFinite(after)) {
          return diverged();
        }
        if (after < before || !lossBased) {
          model.vjp(weights, gradient);
          counters.evaluations++;
          accept(h, before, after);
          return Optional.empty();
        }
        counters.rejected++;
        eta *= SHRINKAGE;
      }
    }

    private void accept(double h, double before, double after) {
      double[] swap = theta;
      theta = next;
      next = swap;
      logLoss = after;
      double normBefore = norm;
      norm = Vectors.norm(theta);
      clock.advance(h, StrictMath.log(normBefore), before, StrictMath.log(norm), after);
      dissipation.step(this);
      lastStep = h;
      counters.accepted++;
      if (lossBased) {
        eta *= GROWTH;
      }
    }

    @Override
    void show() {
      double smallest = Double.POSITIVE_INFINITY;
      for (double q : model.margins()) {
        smallest = Math.min(smallest, q);
      }
      monitor.update(
          theta,
          clock,
          StrictMath.log(norm),
          logLoss,
          smallest,
          Vectors.dot(theta, gradient) / (norm * Vectors.norm(gradient)),
          lastStep,
          0,
          0,
          0);
    }

    @Override
    void between(double x, double[] out) {
      for (int j = 0; j < out.length; j++) {
        out[j] = Math.fma(x, theta[j] - next[j], next[j]);
      }
    }

    @Override
    Checkpoint checkpoint() {
      CheckpointWriter out = new CheckpointWriter();
      out.reals(theta).real(eta).real(lastStep);
      save(out);
      return new Checkpoint(name, out.reals(), out.integers());
    }

    private void restore(Checkpoint checkpoint) {
      CheckpointReader in =
          new CheckpointReader(checkpoint.reals(), checkpoint.integers(), theta.length + 5, 12);
      in.reals(theta);
      eta = in.real();
      lastStep = in.real();
      restore(in);
    }
  }
}
