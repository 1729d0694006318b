package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;

class RawDataTest {

  private static RawData data(int d, List<String> labels) {
    double[] x = new double[d * labels.size()];
    for (int k = 0; k < x.length; k++) {
      x[k] = k;
    }
    return new RawData(
        "f", "csv", x, d, labels, false, RawData.unnamed(d), labels, Optional.empty());
  }

  @Test
  void columnsAreDroppedByNameAndNumber() {
    RawData data = data(3, List.of("a", "b"));
    assertEquals(List.of("x1", "x2", "x3"), data.features());
    assertSame(data, data.without(List.of()));
    assertArrayEquals(new double[] {1, 2, 4, 5}, data.without(List.of("1")).x());
    assertArrayEquals(new double[] {0, 1, 3, 4}, data.without(List.of("x3")).x());
    RawData middle = data.without(List.of("1", "3"));
    assertArrayEquals(new double[] {1, 4}, middle.x());
    assertEquals(List.of("x2"), middle.features());
    assertEquals(1, middle.d());
    for (String none : List.of("0", "4", "x4", "1000000000", "0000000001")) {
      BadDataException refused =
          assertThrows(BadDataException.class, () -> data.without(List.of(none)), none);
      assertTrue(String.valueOf(refused.getMessage()).endsWith("3 features named x1 to x3"));
    }
    assertArrayEquals(new double[] {1, 2, 4, 5}, data.without(List.of("000000001")).x());
    assertThrows(BadDataException.class, () -> data.without(List.of("1", "2", "3")));
    assertThrows(BadDataException.class, () -> data(1, List.of()));
  }
}
