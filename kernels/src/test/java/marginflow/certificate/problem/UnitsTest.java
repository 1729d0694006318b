package marginflow.certificate.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;

class UnitsTest {

  private static List<String> of(String net) {
    return Units.of(Architectures.parse(net)).stream().map(Arrays::toString).toList();
  }

  /** Layers in θ: 3 × 2 and 1 × 3. */
  @Test
  void whatComesInAndWhatGoesOut() {
    assertEquals(List.of("[0, 1, 6]", "[2, 3, 7]", "[4, 5, 8]"), of("relu:2-3-1"));
  }

  /** Layers in θ: 2 × 1, 3 × 2 and 1 × 3; what goes out is a column. */
  @Test
  void everyHiddenLayer() {
    assertEquals(
        List.of("[0, 2, 4, 6]", "[1, 3, 5, 7]", "[2, 3, 8]", "[4, 5, 9]", "[6, 7, 10]"),
        of("relu:1-2-3-1"));
    assertEquals(of("relu:1-2-3-1"), of("linear:1-2-3-1"));
  }

  /** A coordinate of all layers. */
  @Test
  void coordinatesOfADiagonalNet() {
    assertEquals(3, of("diagonal:3x2").size() + of("diagonal:2x3").size() - 2);
    assertEquals("[0, 2, 4]", of("diagonal:2x3").getFirst());
    assertEquals("[1, 3, 5]", of("diagonal:2x3").getLast());
  }

  @Test
  void whatHasNoUnits() {
    assertEquals(List.of(), of("relu:3-1"));
    assertEquals(List.of(), of("conv-relu:4-c2k2-1"));
    assertEquals(List.of(), of("relu+bias:2-3-1"));
  }
}
