package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedTest {

  @Test
  void productOfInputsIsOffByAtMostOneRounding() {
    Bounded third = Bounded.exact(1.0 / 3).times(Bounded.exact(1.0 / 3));
    double computed = (1.0 / 3) * (1.0 / 3);
    assertTrue(third.deviation(computed) <= 1);
    assertTrue(third.deviation(Math.nextUp(Math.nextUp(computed))) > 1);
  }

  @Test
  void exactFactorsStayExact() {
    assertEquals(0, Bounded.exact(0.1).times(Bounded.exact(1)).error());
    assertEquals(0, Bounded.exact(0.1).times(Bounded.exact(-1)).error());
    assertEquals(0, Bounded.exact(0.1).times(Bounded.ZERO).error());
  }

  @Test
  void cancellationLeavesAbsoluteError() {
    Bounded tenth = Bounded.exact(0.1).times(Bounded.exact(0.1));
    Bounded difference = tenth.minus(Bounded.exact(0.1 * 0.1));
    assertTrue(difference.error() >= 0.01 * Bounded.UNIT);
    assertTrue(difference.deviation(0) <= 1);
  }

  @Test
  void everyOrderOfSummationLiesWithinTheBound() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      double[] terms =
          random.doubles(31, -1, 1).map(x -> Math.scalb(x, random.nextInt(40))).toArray();
      BoundedSum sum = new BoundedSum();
      double forwards = 0;
      for (double x : terms) {
        sum.add(Bounded.exact(x));
        forwards += x;
      }
      double backwards = 0;
      for (int k = terms.length - 1; k >= 0; k--) {
        backwards += terms[k];
      }
      assertTrue(sum.bounded().deviation(forwards) <= 1);
      assertTrue(sum.bounded().deviation(backwards) <= 1);
    }
  }

  @Test
  void infinitiesAndNanMustBeMet() {
    Bounded infinite = Bounded.exact(Double.POSITIVE_INFINITY).times(Bounded.exact(2));
    assertFalse(infinite.isFinite());
    assertEquals(0, infinite.deviation(Double.POSITIVE_INFINITY));
    assertEquals(Double.POSITIVE_INFINITY, infinite.deviation(Double.NaN));
    Bounded nan = infinite.minus(infinite);
    assertEquals(0, nan.deviation(Double.NaN));
    assertEquals(Double.POSITIVE_INFINITY, nan.deviation(0));
  }

  @Test
  void subnormalProductsAreAllowedTheirUnderflow() {
    double tiny = 0x1.8p-540;
    Bounded product = Bounded.exact(tiny).times(Bounded.exact(tiny));
    assertTrue(product.deviation(tiny * tiny) <= 1);
  }
}
