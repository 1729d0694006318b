package marginflow.run;

import java.util.function.BooleanSupplier;
import marginflow.array.Matrix;
import marginflow.experiment.ForwardingModel;
import marginflow.network.MarginModel;

/**
 * A model that ends a flow in the middle of a step. Every loop of a step, over trials, stages and
 * conjugate gradients, evaluates the model, so that here each of them can be told to stop.
 */
public final class StoppableModel extends ForwardingModel {

  private final BooleanSupplier stop;

  /**
   * Wraps a model.
   *
   * @param model does the work
   * @param stop asked before every piece of it
   */
  public StoppableModel(MarginModel model, BooleanSupplier stop) {
    super(model);
    this.stop = stop;
  }

  /** Thrown through the flow, whose state within a step is of no use. */
  public static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped within a step", null, false, false);
    }
  }

  private void ask() {
    if (stop.getAsBoolean()) {
      throw new Stopped();
    }
  }

  @Override
  public void evaluate(double[] theta) {
    ask();
    super.evaluate(theta);
  }

  @Override
  public void evaluateFrozen(double[] theta) {
    ask();
    super.evaluateFrozen(theta);
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    ask();
    super.vjp(weights, gradient);
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    ask();
    super.jvp(direction, out);
  }

  @Override
  public void rowGradient(int row, double[] out) {
    ask();
    super.rowGradient(row, out);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    ask();
    super.gram(rows, count, out);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    ask();
    super.hessianVector(weights, direction, out);
  }
}
