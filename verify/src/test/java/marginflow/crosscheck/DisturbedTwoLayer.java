package marginflow.crosscheck;

import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;

/**
 * A right two-layer kernel with a planted {@link Fault}.
 *
 * @param right the right one
 * @param fault what is wrong
 */
record DisturbedTwoLayer(TwoLayerKernel right, Fault fault) implements TwoLayerKernel {

  @Override
  public TwoLayerState state() {
    return right.state();
  }

  @Override
  public void forward(double[] theta, boolean frozen) {
    right.forward(theta, frozen);
    fault.spoil("two-layer forward", Results.of(state().z()));
    fault.spoil("two-layer forward", Results.of(state().q(), state().n(), 1));
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    right.vjp(without(weights, fault.omitted("two-layer vjp", weights.length)), gradient);
    fault.spoil("two-layer vjp", Results.gradient(gradient, state().m(), state().d()));
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    right.jvp(direction, out);
    fault.spoil("two-layer jvp", Results.of(out, state().n(), 1));
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    int omitted = fault.omitted("two-layer hessian-vector", weights.length);
    right.hessianVector(without(weights, omitted), direction, out);
    fault.spoil("two-layer hessian-vector", Results.gradient(out, state().m(), state().d()));
  }

  private static double[] without(double[] weights, int sample) {
    double[] copy = weights.clone();
    if (sample >= 0) {
      copy[sample] = 0;
    }
    return copy;
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    right.velocities(direction, out);
    fault.spoil("two-layer velocities", Results.of(out, state().n(), state().m()));
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    right.gram(rows, count, out);
    fault.spoil("two-layer gram", Results.of(out));
  }
}
