package marginflow.crosscheck.certificates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void figuresStandInTheirPlaces() {
    assertEquals("margin 0.5 above $1", Fault.of("margin {} above {}", 0.5, "$1"));
    assertEquals("nothing", Fault.of("nothing"));
  }
}
