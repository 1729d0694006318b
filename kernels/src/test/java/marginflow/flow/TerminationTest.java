package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminationTest {

  @Test
  void anEndingIsFoundByItsName() {
    for (Termination ending : Termination.values()) {
      assertEquals(Optional.of(ending), Termination.of(ending.id()));
    }
    assertEquals(Optional.empty(), Termination.of("running"));
  }
}
