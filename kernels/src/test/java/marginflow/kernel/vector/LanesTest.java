package marginflow.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {

  @Test
  void aWiderVectorThanThereIsHasToBeAskedForTwice() {
    String refusal = Lanes.problem("512", 256, false);
    assertTrue(refusal.contains("512") && refusal.contains("256 bits"), refusal);
    assertEquals("", Lanes.problem("512", 256, true));
    assertEquals("", Lanes.problem("256", 256, false));
    assertEquals("", Lanes.problem("128", 512, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"96", "1024", "wide", "-128"})
  void otherWidthsAreRefusedEmulatedOrNot(String request) {
    for (boolean emulated : new boolean[] {false, true}) {
      String refusal = Lanes.problem(request, 512, emulated);
      assertTrue(refusal.contains("found " + request), refusal);
    }
  }

  @Test
  void aMachineWithoutVectorsIsRefused() {
    assertTrue(Lanes.problem("", 64, false).contains("no vectors"));
  }
}
