package marginflow.profile;

import marginflow.array.Matrix;
import marginflow.experiment.ForwardingModel;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/** A model that times every call of another. */
public final class TimedModel extends ForwardingModel {

  private final Kinks kinks;
  private final Kernels kernels;
  private final Work work;
  private final PhaseTimer forward;
  private final PhaseTimer backward;
  private final PhaseTimer tangent;
  private final PhaseTimer gram;
  private final PhaseTimer curvature;

  /**
   * Wraps a model.
   *
   * @param model the model that does the work
   * @param architecture its network, for counting operations
   * @param clock where the time is booked
   */
  public TimedModel(MarginModel model, Architecture architecture, PhaseClock clock) {
    super(model);
    kinks = new TimedKinks(model.kinks(), clock.timer(Phase.EVENTS));
    kernels = new TimedKernels(model.kernels(), clock);
    work = new Work(model.rows(), architecture.layers());
    forward = clock.timer(Phase.FORWARD);
    backward = clock.timer(Phase.BACKWARD);
    tangent = clock.timer(Phase.TANGENT);
    gram = clock.timer(Phase.GRAM);
    curvature = clock.timer(Phase.CURVATURE);
  }

  @Override
  public void evaluate(double[] theta) {
    long started = forward.start();
    super.evaluate(theta);
    forward.stop(started, work.forward(), work.traffic());
  }

  @Override
  public void evaluateFrozen(double[] theta) {
    long started = forward.start();
    super.evaluateFrozen(theta);
    forward.stop(started, work.forward(), work.traffic());
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    long started = backward.start();
    super.vjp(weights, gradient);
    backward.stop(started, work.backward(), work.traffic());
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    long started = tangent.start();
    super.jvp(direction, out);
    tangent.stop(started, work.backward(), work.traffic());
  }

  @Override
  public void difference(double[] step, double[] out) {
    long started = tangent.start();
    super.difference(step, out);
    tangent.stop(started, work.backward(), work.traffic());
  }

  @Override
  public void rowGradient(int row, double[] out) {
    long started = curvature.start();
    super.rowGradient(row, out);
    curvature.stop(started, Double.NaN, Double.NaN);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    long started = gram.start();
    super.gram(rows, count, out);
    gram.stop(started, work.gram(count), work.gramTraffic(count));
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    long started = curvature.start();
    super.hessianVector(weights, direction, out);
    curvature.stop(started, Double.NaN, Double.NaN);
  }

  @Override
  public Kinks kinks() {
    return kinks;
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }
}
