package marginflow.experiment;

import java.util.OptionalInt;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * A model that hands every call on to another: the base of what stands between a flow and its
 * network, {@link Runner#through}, which overrides the calls that it times, counts or interrupts.
 */
public abstract class ForwardingModel implements MarginModel {

  private final MarginModel model;

  /**
   * Stands before a model.
   *
   * @param model does the work
   */
  protected ForwardingModel(MarginModel model) {
    this.model = model;
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
    model.evaluate(theta);
  }

  @Override
  public void evaluateFrozen(double[] theta) {
    model.evaluateFrozen(theta);
  }

  @Override
  public double[] margins() {
    return model.margins();
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    model.vjp(weights, gradient);
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    model.jvp(direction, out);
  }

  @Override
  public void difference(double[] step, double[] out) {
    model.difference(step, out);
  }

  @Override
  public void rowGradient(int row, double[] out) {
    model.rowGradient(row, out);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    model.gram(rows, count, out);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    model.hessianVector(weights, direction, out);
  }

  @Override
  public Kinks kinks() {
    return model.kinks();
  }

  @Override
  public Kernels kernels() {
    return model.kernels();
  }
}
