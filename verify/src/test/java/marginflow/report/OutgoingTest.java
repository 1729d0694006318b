package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;

class OutgoingTest {

  @Test
  void ofDepthTwoTheSignIsThatOfTheOutputWeight() {
    Outgoing out =
        Outgoing.of(Architectures.parse("relu:1-3-1"), new double[] {9, 9, 9, 2, -3, 0})
            .orElseThrow();
    assertArrayEquals(new int[] {1, -1, 0}, out.signs());
    assertArrayEquals(new double[] {2, 3, 0}, out.sizes());
  }

  /** Unit 0: 1·2 + 3·(−1) = −1; unit 1: −4·2 + 5·(−1) = −13; unit 2: 0·2 + (−6)(−1) = 6. */
  @Test
  void deeperItIsThatOfAllPaths() {
    double[] theta = {9, 9, 9, 1, -4, 0, 3, 5, -6, 2, -1};
    Outgoing out = Outgoing.of(Architectures.parse("relu:1-3-2-1"), theta).orElseThrow();
    assertArrayEquals(new int[] {-1, -1, 1}, out.signs());
    assertEquals(Math.sqrt(10), out.sizes()[0], 1e-15);
  }

  @Test
  void filtersAndSingleLayersHaveNone() {
    assertTrue(Outgoing.of(Architectures.parse("linear:3-1"), new double[3]).isEmpty());
    var filters = Architectures.parse("conv-relu:4-c2k2-1");
    assertTrue(Outgoing.of(filters, new double[filters.parameters()]).isEmpty());
  }
}
