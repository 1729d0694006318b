package marginflow.flow.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchTest {

  @ParameterizedTest
  @CsvSource({
    "slope, 0.4, false",
    "slope, 0.5, false",
    "slope, 0.6, true",
    "positive, 0, true",
    "negative, 1, false"
  })
  void sides(String branch, double slope, boolean upward) {
    assertEquals(upward, Branch.of(branch).upward(slope));
    assertEquals(branch, Branch.of(branch).id());
  }

  @Test
  void namesThatAreNone() {
    Exception thrown = assertThrows(IllegalArgumentException.class, () -> Branch.of("SLOPE"));
    assertEquals("branch: expected slope, positive or negative, found SLOPE", thrown.getMessage());
  }
}
