package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The explicit pair's stability ends at 3: half of it is stiff. */
class MethodChoiceTest {

  private final MethodChoice method = new MethodChoice();

  @Test
  void threeStiffStepsInARowAreWanted() {
    method.choose(false, 1.6);
    method.choose(false, 1.6);
    assertFalse(method.stiff());
    method.choose(false, 1.4);
    method.choose(false, 1.6);
    method.choose(false, 1.6);
    assertFalse(method.stiff());
    method.choose(false, 1.6);
    assertTrue(method.stiff());
  }

  @Test
  void aStepThatIsNotStiffGoesBackAtOnce() {
    method.choose(true, 0);
    assertTrue(method.stiff());
    method.confirm(false, 1.6);
    assertTrue(method.stiff());
    method.confirm(false, 1.4);
    assertFalse(method.stiff());
  }

  @Test
  void carriedMarginsKeepTheImplicitMethod() {
    method.choose(true, 0);
    method.confirm(true, 0);
    assertTrue(method.stiff());
  }
}
