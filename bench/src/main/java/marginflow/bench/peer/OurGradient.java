package marginflow.bench.peer;

import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.MarginModel;

/** The gradient by our own model: what an integrator calls in every stage. */
public final class OurGradient implements Gradient {

  private final MarginModel model;
  private final Kernels kernels;
  private final double[] p;

  /** Binds the model. */
  public OurGradient(MarginModel model, Kernels kernels) {
    this.model = model;
    this.kernels = kernels;
    this.p = new double[model.rows()];
  }

  @Override
  public double at(double[] theta, double[] gradient) {
    model.evaluate(theta);
    double logLoss = Loss.EXPONENTIAL.weights(kernels, model.margins(), p.length, p);
    model.vjp(p, gradient);
    return logLoss;
  }
}
