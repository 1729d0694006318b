package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rank, inner products and the way back. */
final class SpanTest {

  @Test
  void coordinatesKeepInnerProducts() {
    List<double[]> points =
        List.of(
            new double[] {1, 2, 2, 0},
            new double[] {2, 4, 4, 0},
            new double[] {0, 3, 0, 4},
            new double[] {0, 0, 0, 0},
            new double[] {1, 5, 2, 4});
    Span span = Span.of(points);
    assertEquals(2, span.basis().size());
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < points.size(); j++) {
        assertEquals(
            Vectors.dot(points.get(i), points.get(j)),
            Vectors.dot(span.coordinates().get(i), span.coordinates().get(j)),
            1e-13);
      }
      assertArrayEquals(points.get(i), span.lift(span.coordinates().get(i), 4), 1e-14);
    }
  }
}
