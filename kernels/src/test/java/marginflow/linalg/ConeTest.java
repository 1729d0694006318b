package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConeTest {

  /** By angle, not by length, and a column of zeros is worth nothing. */
  @Test
  void theBestColumnOfAList() {
    var cone = Cone.of(List.of(new double[] {0, 0}, new double[] {9, 9}, new double[] {0, 2}), 2);
    assertEquals(2, cone.dimension());
    var best = cone.best(new double[] {-1, 3}).orElseThrow();
    assertEquals(2, best.key());
    assertArrayEquals(new double[] {0, 2}, best.column());
    assertEquals(3, best.value(), 1e-15);
    assertEquals(Math.sqrt(2), cone.best(new double[] {2, 0}).orElseThrow().value(), 1e-15);
    assertEquals(0, cone.best(new double[] {-1, -1}).orElseThrow().value(), "no generator helps");
  }

  @Test
  void noColumns() {
    assertEquals(Optional.empty(), Cone.of(List.of(), 2).best(new double[] {1, 2}));
  }
}
