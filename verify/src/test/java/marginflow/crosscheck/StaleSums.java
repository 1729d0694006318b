package marginflow.crosscheck;

import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/**
 * The two-layer kernel as it was once wrong: with one or two inputs a row of sums that no pass
 * cleared was multiplied by the output weights in each, and entered their derivatives times zero.
 */
final class StaleSums implements TwoLayerKernel {

  /** Inputs up to which rows were left uncleared. */
  private static final int FEW = 2;

  private final TwoLayerKernel right;
  private final double[] stale;
  private final double[] theta;

  StaleSums(TwoLayerKernel right) {
    this.right = right;
    stale = new double[right.state().m()];
    theta = new double[right.state().parameters()];
  }

  @Override
  public TwoLayerState state() {
    return right.state();
  }

  @Override
  public void forward(double[] newTheta, boolean frozen) {
    System.arraycopy(newTheta, 0, theta, 0, theta.length);
    right.forward(newTheta, frozen);
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    right.vjp(weights, gradient);
    int weightsEnd = state().m() * state().d();
    for (int k = 0; k < stale.length && state().d() <= FEW; k++) {
      gradient[weightsEnd + k] += 0 * stale[k];
      stale[k] *= theta[weightsEnd + k];
    }
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    right.jvp(direction, out);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    right.hessianVector(weights, direction, out);
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    right.velocities(direction, out);
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    right.gram(rows, count, out);
  }
}
