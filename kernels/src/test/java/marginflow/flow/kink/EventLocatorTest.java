package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import marginflow.flow.field.SlidingSet;
import org.junit.jupiter.api.Test;

/** z along a step is a function written here, whose root is known; the kink has number 7. */
class EventLocatorTest {

  private static final int KINK = 7;

  private final EventLocator locator = new EventLocator();

  /** Trials that it takes from a step of 1 until z is within {@link SlidingSet#ON_SURFACE}. */
  private int trials(DoubleUnaryOperator z, DoubleUnaryOperator guess) {
    double h = 1;
    locator.reset();
    for (int trial = 1; trial < 100; trial++) {
      double value = z.applyAsDouble(h);
      if (Math.abs(value) <= SlidingSet.ON_SURFACE) {
        return trial;
      }
      boolean goesOn = value < 0 ? locator.shorten(KINK, h, -value) : locator.lengthen(h, value);
      if (!goesOn) {
        return -trial;
      }
      h = locator.within(guess.applyAsDouble(h));
    }
    return 100;
  }

  /** The middle first, where nothing is known of the start; then the line, which z is. */
  @Test
  void aLineIsFoundByItsSecant() {
    // 1, ½ (before the root of 0.7), the secant.
    assertEquals(3, trials(h -> 0.7 - h, h -> Double.NaN));
    assertEquals(1.0, locator.natural());
    assertEquals(KINK, locator.target());
  }

  /** A guess inside the bracket is taken at its word. */
  @Test
  void aGoodGuessIsTried() {
    assertEquals(2, trials(h -> Math.cos(2 * h), h -> Math.PI / 4));
  }

  /** One that misleads is given up: after three trials, and after six the bracket is halved. */
  @Test
  void aBadGuessIsGivenUp() {
    // 1, three guesses, the middle, its half (before the root), the secant.
    assertEquals(7, trials(h -> 0.25 - h, h -> 0.999 * h));
    // The secants of z = 0.001 − h⁹ creep along from below, one end of the bracket never moving.
    int taken = trials(h -> 1e-3 - Math.pow(h, 9), h -> Double.NaN);
    assertTrue(taken < 0, "24 trials do not locate it");
    assertTrue(Math.abs(1e-3 - Math.pow(locator.within(Double.NaN), 9)) < 1e-5);
  }

  /** Twenty-four trials of one event; the next is refused. */
  @Test
  void trialsAreCounted() {
    double h = 1;
    for (int trial = 0; trial < 24; trial++) {
      assertTrue(locator.shorten(KINK, h, 1));
      h *= 0.9;
    }
    assertFalse(locator.shorten(KINK, h, 1));
  }

  /** A bracket of one rounding holds no other step. */
  @Test
  void aBracketOfOneRoundingIsTheEnd() {
    assertTrue(locator.shorten(KINK, 1, 1));
    assertTrue(locator.lengthen(0.5, 1));
    assertFalse(locator.lengthen(1 - Math.ulp(1.0) / 2, 1));
  }

  /** Of two close kinks the second is aimed at from the start of the step. */
  @Test
  void anotherKinkStartsFromNothing() {
    locator.shorten(KINK, 1, 1);
    locator.lengthen(0.5, 1);
    assertEquals(0.75, locator.within(0.75), "inside of [0.5, 1]");
    locator.shorten(KINK + 1, 0.9, 1);
    assertEquals(KINK + 1, locator.target());
    assertEquals(0.3, locator.within(0.3), "inside of [0, 0.9]");
    assertEquals(1.0, locator.natural(), "of the step as it was first");
  }

  @Test
  void aCutAimsAtNothing() {
    assertFalse(locator.active());
    locator.shorten(KINK, 2, 1);
    assertEquals(0.5, locator.cut(2, 0.25));
    assertEquals(-1, locator.target());
    assertTrue(locator.active());
    assertEquals(2.0, locator.natural());
    locator.reset();
    assertFalse(locator.active());
  }
}
