package marginflow.crosscheck.certificates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelsTest {

  private static double[] margins(Architecture net, double[] theta) {
    double[][] x = new double[5][net.inputs()];
    SplittableRandom random = new SplittableRandom(3);
    for (double[] row : x) {
      Arrays.setAll(row, j -> random.nextDouble(-1, 1));
    }
    double[] y = {1, 1, 1, 1, 1};
    var model = Models.bind(net, new Dataset(Matrix.of(x), y), KernelSelector.select("scalar", 1));
    model.evaluate(theta);
    return model.margins().clone();
  }

  private static double norm(double[] theta) {
    return Math.sqrt(Arrays.stream(theta).map(v -> v * v).sum());
  }

  /** Margins and norms stay, whatever net of the kind, and whichever of its layers. */
  @ParameterizedTest
  @EnumSource(SmallNets.class)
  void namesAndSplitsChangeNothing(SmallNets kind) {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 30; round++) {
      Architecture net = Architectures.parse(kind.spec(random, 3));
      double[] theta = random.doubles(net.parameters(), -1, 1).toArray();
      for (int layer = 0; layer < Channels.hiddenLayers(net); layer++) {
        Channels channels = new Channels(net, layer);
        double[] split = channels.split(theta);
        assertEquals(channels.count() + 1, new Channels(channels.wider(), layer).count());
        assertArrayEquals(margins(net, theta), margins(channels.wider(), split), 1e-14, net.spec());
        assertEquals(norm(theta), norm(split), 1e-14, net.spec());
        double[] reversed = channels.reversed(theta);
        assertArrayEquals(margins(net, theta), margins(net, reversed), 1e-14, net.spec());
        assertArrayEquals(theta, channels.reversed(reversed), net.spec());
      }
    }
  }

  @Test
  void aChannelIsTakenOutWithWhatItFeeds() {
    Channels filters = new Channels(Architectures.parse("conv-relu:4-c2k2s2-1"), 0);
    double[] theta = {1, 2, 3, 4, 5, 6, 7, 8};
    assertArrayEquals(new double[] {0, 0, 3, 4, 0, 6, 0, 8}, filters.without(theta));
    assertArrayEquals(new double[] {3, 4, 1, 2, 6, 5, 8, 7}, filters.reversed(theta));
    assertNotEquals(0, norm(filters.without(theta)));
  }

  @Test
  void diagonalNetsHaveNoNamedUnits() {
    assertEquals(0, Channels.hiddenLayers(Architectures.parse("diagonal:2x3")));
    assertEquals(2, Channels.hiddenLayers(Architectures.parse("relu:2-3-4-1")));
  }
}
