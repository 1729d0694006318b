package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CountersTest {

  /** Eleven numbers, each its own. */
  @Test
  void comesBackFromACheckpoint() {
    Counters counters = new Counters();
    counters.accepted = 1;
    counters.rejected = 2;
    counters.evaluations = 3;
    counters.factorizations = 4;
    counters.crossings = 5;
    counters.slides = 6;
    counters.releases = 7;
    counters.ambiguous = 1L << 40;
    counters.firstAmbiguousTau = 0.1;
    counters.capturedSteps = 8;
    counters.capturedEvaluations = 9;
    CheckpointWriter out = new CheckpointWriter();
    counters.save(out);
    long[] bits = {1, 2, 3, 4, 5, 6, 7, 1L << 40, Double.doubleToRawLongBits(0.1), 8, 9};
    assertArrayEquals(bits, out.integers());
    Counters other = new Counters();
    assertTrue(Double.isNaN(other.firstAmbiguousTau), "nothing ambiguous yet");
    CheckpointReader in = new CheckpointReader(out.reals(), out.integers(), 0, 11);
    other.restore(in);
    assertFalse(in.hasIntegers());
    CheckpointWriter again = new CheckpointWriter();
    other.save(again);
    assertArrayEquals(bits, again.integers());
    assertEquals(0.1, other.firstAmbiguousTau);
  }
}
