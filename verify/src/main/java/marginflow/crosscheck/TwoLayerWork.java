package marginflow.crosscheck;

import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;
import marginflow.network.Dataset;

/** The fused kernel of a two-layer network, bound to data once. */
final class TwoLayerWork implements Work {

  /** Most rows of a Gram matrix; more of them make no new kind of block. */
  private static final int GRAM_ROWS = 256;

  /** Slope of the activation on the negative side. */
  private static final double SLOPE = 0.1;

  private final TwoLayerKernel kernel;
  private final TwoLayerState state;

  /** Binds to data that depend on the shape alone. */
  TwoLayerWork(Kernels kernels, int n, int d, int m) {
    Dataset data = TwoLayerChecks.data(n, d, new SplittableRandom(10));
    state =
        new TwoLayerState(
            data.x(), data.y(), SLOPE, Matrix.zeros(n, m), new SignPattern(n, m), new double[n]);
    kernel = kernels.twoLayer(state);
  }

  @Override
  public void run(Fill fill, double part, SplittableRandom random, Digests digests) {
    int n = state.n();
    int parameters = state.parameters();
    kernel.forward(fill.array(parameters, random), false);
    addForward(digests);
    kernel.forward(fill.array(parameters, random), true);
    addForward(digests);
    double[] gradient = new double[parameters];
    kernel.vjp(fill.array(n, random), gradient);
    digests.add("two-layer vjp", gradient);
    double[] out = new double[n];
    double[] direction = fill.array(parameters, random);
    kernel.jvp(direction, out);
    digests.add("two-layer jvp", out);
    kernel.hessianVector(fill.array(n, random), direction, gradient);
    digests.add("two-layer hessian-vector", gradient);
    double[] velocities = new double[n * state.m()];
    kernel.velocities(direction, velocities);
    digests.add("two-layer velocities", velocities);
    int count = Math.min(Work.share(part, n), GRAM_ROWS);
    Matrix gram = Matrix.zeros(count, count);
    kernel.gram(rows(count, n), count, gram);
    digests.add("two-layer gram", gram.data());
  }

  private void addForward(Digests digests) {
    digests.add("two-layer forward", state.q());
    digests.add("two-layer forward", state.z().data());
  }

  /** Different rows, from the last on. */
  private static int[] rows(int count, int n) {
    int[] rows = new int[count];
    for (int a = 0; a < count; a++) {
      rows[a] = n - 1 - a;
    }
    return rows;
  }
}
