package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import marginflow.network.Balance;
import marginflow.network.Diagonal;
import marginflow.network.FullyConnected;
import marginflow.network.Slope;
import org.junit.jupiter.api.Test;

/** Conserved quantities by hand. */
final class BalanceTest {

  @Test
  void unitsOfATwoLayerNet() {
    double[] theta = {1, 2, 3, 4, 5, 6};
    double[] units = Balance.of(Problems.net(Slope.RELU, 2, 2, 1)).values(theta);
    assertArrayEquals(new double[] {1 + 4 - 25, 9 + 16 - 36}, units);
  }

  /** W Wᵀ − VᵀV, its upper triangle. */
  @Test
  void linearUnitsTogether() {
    double[] theta = {1, 2, 3, 4, 5, 6};
    double[] units = Balance.of(Problems.net(Slope.LINEAR, 2, 2, 1)).values(theta);
    assertArrayEquals(new double[] {5 - 25, 11 - 30, 25 - 36}, units);
  }

  @Test
  void everyPairOfLayers() {
    double[] theta = {1, 2, 3, 4};
    assertArrayEquals(
        new double[] {1 - 4, 4 - 9, 9 - 16},
        Balance.of(Problems.net(Slope.RELU, 1, 1, 1, 1, 1)).values(theta));
    assertArrayEquals(new double[] {1 - 9, 4 - 16}, Balance.of(new Diagonal(2, 2)).values(theta));
  }

  @Test
  void sharedWeightsByLayers() {
    double[] theta = {1, 2, 3, 4};
    assertArrayEquals(
        new double[] {5 - 25}, Balance.of(Problems.parse("conv-relu:4-c1k2s2-1")).values(theta));
  }

  @Test
  void nothingWithoutHomogeneity() {
    FullyConnected net = new FullyConnected(Slope.RELU, FullyConnected.Extra.BIASES, 1, 1, 1);
    assertArrayEquals(new double[0], Balance.of(net).values(new double[net.parameters()]));
  }
}
