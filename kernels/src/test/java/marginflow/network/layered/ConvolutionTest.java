package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Grid;
import marginflow.network.LayerShape;
import marginflow.network.Windows;
import marginflow.network.layered.Parameters.Slot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the windows of all samples are too many, the layer goes block by block. */
class ConvolutionTest {

  private static final Windows GRID = new Windows(new Grid(4, 5, 2), 2, 2, 1, 1);
  private static final int FILTERS = 3;
  private static final int INPUTS = 4 * 5 * 2;
  private static final int[] TAPS = GRID.filterTaps(1);
  private static final LayerShape SHAPE = new LayerShape("W1", 0, FILTERS, 8);
  private static final int WEIGHTS = SHAPE.rows() * SHAPE.cols();

  /** Blocks of one sample, of two, of three, and one short of all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void blocksOfSamplesAddUpToAll(int block) {
    int n = 7;
    Matrix in = random(n, INPUTS, 1);
    Matrix delta = random(n, GRID.positions() * FILTERS, 2);
    Parameters parameters = parameters();
    Convolution whole = layer(parameters, Long.MAX_VALUE);
    Convolution blocks = layer(parameters, (long) block * TAPS.length);
    Matrix expected = Matrix.zeros(n, whole.outputs());
    Matrix found = Matrix.zeros(n, whole.outputs());
    whole.apply(Slot.POINT, in, expected);
    blocks.apply(Slot.POINT, in, found);
    assertArrayEquals(expected.data(), found.data());
    whole.gradient(in, delta);
    double[] gradient = parameters.gradient().clone();
    for (int run = 0; run < 2; run++) {
      blocks.gradient(in, delta);
      for (int k = 0; k < WEIGHTS; k++) {
        // Sums of 84 products of numbers below 1, in another order.
        assertEquals(gradient[k], parameters.gradient()[k], 84 * Math.ulp(84.0), "weight " + k);
      }
    }
  }

  private static Convolution layer(Parameters parameters, long room) {
    return new Convolution(KernelSelector.select(), parameters, SHAPE, INPUTS, TAPS, room);
  }

  private static Parameters parameters() {
    Parameters parameters = Parameters.zeros(WEIGHTS);
    Random random = new Random(3);
    for (int k = 0; k < WEIGHTS; k++) {
      parameters.point()[k] = random.nextDouble(-1, 1);
    }
    return parameters;
  }

  private static Matrix random(int rows, int cols, int seed) {
    double[] data = new Random(seed).doubles((long) rows * cols, -1, 1).toArray();
    return Matrix.view(data, 0, rows, cols);
  }
}
