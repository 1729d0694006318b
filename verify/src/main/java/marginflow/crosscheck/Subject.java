package marginflow.crosscheck;

import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import marginflow.kernel.Kernels;
import marginflow.kernel.TwoLayerKernel;
import marginflow.kernel.TwoLayerState;
import marginflow.network.Dataset;
import marginflow.reference.ReferenceModel;
import marginflow.reference.Wiring;

/**
 * A two-layer network bound to data twice: to the kernels under test and to the twin.
 *
 * @param kernel the fused kernel, with the buffers it fills
 * @param twin the naive twin
 */
record Subject(TwoLayerKernel kernel, ReferenceModel twin) {

  /** Binds both. */
  static Subject bind(Kernels kernels, Dataset data, int width, double slope) {
    int n = data.n();
    TwoLayerState state =
        new TwoLayerState(
            data.x(),
            data.y(),
            slope,
            Matrix.zeros(n, width),
            new SignPattern(n, width),
            new double[n]);
    Wiring wiring = Wiring.fullyConnected(new int[] {data.d(), width, 1}, true);
    return new Subject(kernels.twoLayer(state), new ReferenceModel(wiring, data, slope));
  }

  TwoLayerState state() {
    return kernel.state();
  }

  int parameters() {
    return twin.wiring().parameters();
  }

  /** The pattern in force, for the twin to use. */
  boolean positive(int sample, int unit) {
    return state().pattern().get(sample, unit);
  }
}
