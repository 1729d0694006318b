package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointReaderTest {

  @Test
  void readsInOrder() {
    CheckpointReader in =
        new CheckpointReader(new double[] {1, 2, 3, 4}, new long[] {5, 6, 7}, 4, 2);
    double[] two = new double[2];
    assertEquals(1, in.real());
    in.reals(two);
    assertArrayEquals(new double[] {2, 3}, two);
    assertEquals(5, in.integer());
    assertEquals(4, in.real());
    assertEquals(6, in.integer());
    assertTrue(in.hasIntegers(), "more than the least");
    assertEquals(7, in.integer());
    assertFalse(in.hasIntegers());
  }

  /** Reals are counted exactly, integers at least: as many kinks slide as do. */
  @ParameterizedTest
  @CsvSource({"3, 2", "1, 2", "2, 4"})
  void aCheckpointOfAnotherNet(int reals, int integers) {
    assertTrue(new CheckpointReader(new double[2], new long[3], 2, 3).hasIntegers());
    Exception thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CheckpointReader(new double[2], new long[3], reals, integers));
    assertEquals(
        "checkpoint: expected %d real values and at least %d integers, found 2 and 3"
            .formatted(reals, integers),
        thrown.getMessage());
  }
}
