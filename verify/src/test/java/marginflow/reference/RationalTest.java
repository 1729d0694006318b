package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class RationalTest {

  private static Rational of(long a, long b) {
    return new Rational(BigInteger.valueOf(a), BigInteger.valueOf(b));
  }

  @Test
  void fractionsAreInLowestTerms() {
    assertEquals(of(-2, 3), of(4, -6));
    assertEquals(Rational.ZERO, of(0, -5));
    assertThrows(ArithmeticException.class, () -> of(1, 0));
  }

  @Test
  void arithmetic() {
    assertEquals(of(5, 6), of(1, 2).plus(of(1, 3)));
    assertEquals(of(1, 6), of(1, 2).minus(of(1, 3)));
    assertEquals(of(1, 6), of(1, 2).times(of(1, 3)));
    assertEquals(of(3, 2), of(1, 2).over(of(1, 3)));
    assertTrue(of(1, 3).compareTo(of(1, 2)) < 0);
    assertEquals(-1, of(1, -3).signum());
    Rational[] a = {of(1, 2), of(1, 3)};
    assertEquals(of(13, 36), Rational.dot(a, a));
  }

  @Test
  void doublesAreTakenExactlyAndGivenBackOutwards() {
    assertEquals(of(3, 8), Rational.of(0.375));
    assertEquals(
        Rational.of(0x1p70), of(1, 1).times(Rational.of(0x1p35)).times(Rational.of(0x1p35)));
    assertEquals(0.1, Rational.of(0.1).down());
    assertEquals(0.1, Rational.of(0.1).up());
    Rational third = of(1, 3);
    assertTrue(Rational.of(third.down()).compareTo(third) < 0);
    assertTrue(Rational.of(third.up()).compareTo(third) > 0);
    assertEquals(Math.nextUp(third.down()), third.up());
    assertEquals(-third.up(), third.negated().down());
  }
}
