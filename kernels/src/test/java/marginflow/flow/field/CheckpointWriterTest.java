package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CheckpointWriterTest {

  /** More of both than it begins with room for, one by one and as arrays, in the order of calls. */
  @Test
  void keepsTheOrderOfTheCalls() {
    CheckpointWriter out = new CheckpointWriter();
    for (int i = 0; i < 100; i++) {
      out.integer(-i).real(3 * i).reals(new double[] {3 * i + 1, 3 * i + 2});
    }
    assertArrayEquals(DoubleStream.iterate(0, x -> x + 1).limit(300).toArray(), out.reals());
    assertArrayEquals(LongStream.iterate(0, i -> i - 1).limit(100).toArray(), out.integers());
  }

  /** Bits are kept, those of a NaN and of −0 too; what is handed out is a copy. */
  @Test
  void keepsBits() {
    CheckpointWriter out = new CheckpointWriter().real(Double.NaN).real(-0.0);
    out.reals()[0] = 1;
    assertEquals("[NaN, -0.0]", java.util.Arrays.toString(out.reals()));
    assertEquals(0, out.integers().length);
  }
}
