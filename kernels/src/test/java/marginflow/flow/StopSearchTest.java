package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What a rule says is a function of the step written here, whose root is known. */
class StopSearchTest {

  private static final double TOLERANCE = 1e-9;

  private final StopSearch search = new StopSearch(TOLERANCE);
  private int trials;

  /** The step that is kept, from one of length h. */
  private double kept(DoubleUnaryOperator value, double h) {
    search.begin(value.applyAsDouble(0));
    double at = h;
    for (trials = 1; !search.keeps(at, value.applyAsDouble(at)); trials++) {
      assertTrue(search.active());
      assertEquals(h, search.natural());
      at = search.next();
    }
    return at;
  }

  @Test
  void aStepBeforeTheRootIsKept() {
    assertEquals(0.5, kept(h -> 1 - h, 0.5));
    assertFalse(search.active());
  }

  /** The false position of a line is its root, less half of what may be beyond it. */
  @Test
  void aLineTakesOneTrial() {
    assertEquals(1 + 0.5 * TOLERANCE, kept(h -> 1 - h, 3), 1e-15);
    assertEquals(2, trials);
  }

  /** Plain false position creeps along a convex function: the Illinois variant does not. */
  @Test
  void aBentFunction() {
    double root = kept(h -> 1e-3 - Math.pow(h, 9), 1);
    assertEquals(Math.pow(1e-3, 1.0 / 9), root, 1e-7);
    assertTrue(trials < 25, "trials " + trials);
    double value = 1e-3 - Math.pow(root, 9);
    assertTrue(value <= 0 && value >= -TOLERANCE, "ends just beyond the root");
    root = kept(h -> Math.exp(-20 * h) - 0.5, 1);
    assertEquals(Math.log(2) / 20, root, TOLERANCE);
    assertTrue(trials < 25, "trials " + trials);
  }

  /** A rule that jumps has no value within the tolerance: sixty trials, and it is kept. */
  @Test
  void aJumpEndsTheSearch() {
    double end = kept(h -> h < 0.3 ? 1 : -1, 1);
    assertTrue(trials <= 70, "trials " + trials);
    assertEquals(0.3, end, 1e-9);
    assertTrue(end >= 0.3, "beyond it");
  }

  @Test
  void aRestartForgetsTheTrials() {
    search.begin(1);
    assertFalse(search.keeps(2, -1));
    search.restart();
    assertFalse(search.active());
    assertTrue(search.keeps(0.5, 0.5));
  }

  /** A rule that is met, or passed by just as much as is allowed, ends the search at any trial. */
  @Test
  void theEndsOfWhatIsAllowedBelongToIt() {
    search.begin(1);
    assertFalse(search.keeps(2, -1));
    assertTrue(search.keeps(1.5, 0));
    search.begin(1);
    assertTrue(search.keeps(2, -TOLERANCE));
    search.begin(1);
    assertFalse(search.keeps(2, -1.001 * TOLERANCE));
  }
}
