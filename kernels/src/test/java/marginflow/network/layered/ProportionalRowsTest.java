package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;
import org.junit.jupiter.api.Test;

class ProportionalRowsTest {

  private static final Matrix X =
      Matrix.of(
          new double[][] {
            {1, 2, 3},
            {0.1, 0.2, 0.3},
            {-1, -2, -3},
            {0, 0, 0},
            {1, 2, 3},
            {1, 2, 3.0000001},
            {0, 0, 0},
            {-0.0, 5, 0},
            {0, -0.7, -0.0}
          });

  @Test
  void multiplesOfBothSignsAreFound() {
    ProportionalRows rows = new ProportionalRows(X, true);
    assertArrayEquals(new int[] {0, 1, 2, 4}, rows.of(1, true));
    assertArrayEquals(new int[] {0, 1, 4}, rows.of(4, false));
    assertArrayEquals(new int[] {2}, rows.of(2, false));
    assertArrayEquals(new int[] {7, 8}, rows.of(8, true));
    assertEquals(-0.1, rows.proportion(2, 1), 1e-16);
    assertEquals(1, rows.proportion(4, 0));
  }

  /** A zero sample has no direction; one that differs in the eighth digit has its own. */
  @Test
  void othersStandAlone() {
    ProportionalRows rows = new ProportionalRows(X, true);
    for (int row : new int[] {3, 5, 6}) {
      assertArrayEquals(new int[] {row}, rows.of(row, true));
      assertEquals(1, rows.proportion(row, row));
    }
  }

  @Test
  void equalOnesAlone() {
    ProportionalRows rows = new ProportionalRows(X, false);
    assertArrayEquals(new int[] {0, 4}, rows.of(0, true));
    assertArrayEquals(new int[] {1}, rows.of(1, true));
  }

  /** Nor do those hide one another that only come near to a third, or are multiples of it. */
  @Test
  void equalOnesBesideOthersOfTheirDirection() {
    Matrix x = Matrix.of(new double[][] {{1, 3}, {2, 6}, {2, 6}, {1, 3.0000001}, {1, 3.0000001}});
    assertArrayEquals(new int[] {1, 2}, new ProportionalRows(x, false).of(1, true));
    assertArrayEquals(new int[] {3, 4}, new ProportionalRows(x, true).of(3, true));
    assertArrayEquals(new int[] {0, 1, 2}, new ProportionalRows(x, true).of(2, true));
  }

  /** What kinks say of coincident kinks, at any θ and of every kind of net. */
  @Test
  void coincidentPairsHaveProportionalValues() {
    double[] labels = {1, -1, 1, 1, -1, 1, -1, 1, -1};
    int shared = 0;
    for (String spec :
        List.of(
            "relu:3-4-1", "leaky-relu(0.3):3-4-3-1", "relu+bias:3-4-3-1", "conv-relu:3-c2k2-1")) {
      MarginModel model =
          Models.bind(
              Architectures.parse(spec),
              new Dataset(X, labels),
              KernelSelector.select("scalar", 1));
      Kinks kinks = model.kinks();
      model.evaluate(new Random(3).doubles(model.parameters(), -1, 1).toArray());
      for (int kink = 0; kink < kinks.size(); kink++) {
        for (int i = 0; i < kinks.coincident(kink); i++) {
          int other = kinks.coincident(kink, i);
          double z = kinks.values()[kink];
          double scaled = kinks.proportion(kink, other) * z;
          assertEquals(kinks.unit(kink), kinks.unit(other));
          assertEquals(scaled, kinks.values()[other], 1e-14 * (1 + Math.abs(scaled)), spec);
          shared += kink == other ? 0 : 1;
        }
      }
    }
    // Rows 0, 1, 2, 4 and 7, 8; behind the first layer 0, 1, 4; with biases 0, 4.
    assertEquals(4 * 14 + (4 * 14 + 3 * 6) + 7 * 2 + 4 * 14, shared);
  }
}
