package marginflow.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jdk.incubator.vector.VectorShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A forced lane width is taken or refused, and emulated only where that is allowed. One virtual
 * machine has one width: the build runs this class as it is and once for each width, with the
 * property set.
 */
class ForcedLanesTest {

  /** Bits of the width that is forced; 0 where none is. */
  private static final int FORCED = Integer.getInteger("marginflow.lanes.bits", 0);

  private static final boolean EMULATED = Boolean.getBoolean("marginflow.lanes.emulated");

  private static final int WIDEST = VectorShape.preferredShape().vectorBitSize();

  static List<String> implementations() {
    return KernelSelector.names();
  }

  @ParameterizedTest
  @MethodSource("implementations")
  void aWidthIsTakenOrRefused(String name) {
    if (name.equals("scalar")) {
      assertEquals(1, KernelSelector.select(name, 1).lanes());
    } else if (FORCED <= WIDEST || EMULATED) {
      int expected = FORCED == 0 ? WIDEST : FORCED;
      assertEquals(expected, KernelSelector.select(name, 1).lanes() * Double.SIZE);
    } else {
      IllegalStateException refusal =
          assertThrows(IllegalStateException.class, () -> KernelSelector.select(name, 1));
      String message = String.valueOf(refusal.getMessage());
      assertTrue(message.contains(String.valueOf(FORCED)), message);
      assertTrue(message.contains(String.valueOf(WIDEST)), message);
    }
  }
}
