package marginflow.run;

import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * A model that ends a flow in the middle of a step. Every loop of a step, over trials, stages and
 * conjugate gradients, evaluates the model, so that here each of them can be told to stop.
 */
public final class StoppableModel implements MarginModel {

  private final MarginModel model;
  private final BooleanSupplier stop;

  /**
   * Wraps a model.
   *
   * @param model does the work
   * @param stop asked before every piece of it
   */
  public StoppableModel(MarginModel model, BooleanSupplier stop) {
    this.model = model;
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
  public int parameters() {
    return model.parameters();
  }

  @Override
  public int rows() {
    return model.rows();
  }

  @Override
  public OptionalInt degree() {
    return model.degree();
  }

  @Override
  public void evaluate(double[] theta) {
    ask();
    model.evaluate(theta);
  }

  @Override
  public void evaluateFrozen(double[] theta) {
    ask();
    model.evaluateFrozen(theta);
  }

  @Override
  public double[] margins() {
    return model.margins();
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    ask();
    model.vjp(weights, gradient);
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    ask();
    model.jvp(direction, out);
  }

  @Override
  public void difference(double[] step, double[] out) {
    model.difference(step, out);
  }

  @Override
  public void rowGradient(int row, double[] out) {
    ask();
    model.rowGradient(row, out);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    ask();
    model.gram(rows, count, out);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    ask();
    model.hessianVector(weights, direction, out);
  }

  @Override
  public Kernels kernels() {
    return model.kernels();
  }

  @Override
  public Kinks kinks() {
    return model.kinks();
  }
}
