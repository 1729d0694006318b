package marginflow.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ElementaryTest {
  private static final MathContext DIGITS = new MathContext(60);

  /** {@code e^x} by its series after halving, to 40 digits or more. */
  private static BigDecimal exp(double x) {
    BigDecimal reduced = new BigDecimal(x).divide(BigDecimal.valueOf(1 << 14), DIGITS);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int j = 1; j < 40; j++) {
      term = term.multiply(reduced, DIGITS).divide(BigDecimal.valueOf(j), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    for (int j = 0; j < 14; j++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  private static double ulps(BigDecimal exact, double value) {
    BigDecimal error = exact.subtract(new BigDecimal(value)).abs();
    return error.divide(new BigDecimal(Math.ulp(value)), DIGITS).doubleValue();
  }

  @Test
  void expIsWithinOneUlp() {
    Random random = new Random(1);
    double worst = 0;
    for (int i = 0; i < 3000; i++) {
      double x = i % 2 == 0 ? 1400 * random.nextDouble() - 700 : 2 * random.nextDouble() - 1;
      worst = Math.max(worst, ulps(exp(x), Elementary.exp(x)));
    }
    assertTrue(worst < 1, "worst " + worst);
  }

  @Test
  void expKeepsToTheRange() {
    assertEquals(0, Elementary.exp(Double.NEGATIVE_INFINITY));
    assertEquals(0, Elementary.exp(-746));
    assertEquals(Double.MIN_VALUE, Elementary.exp(-745), Double.MIN_VALUE);
    assertEquals(Math.exp(-740), Elementary.exp(-740), Double.MIN_VALUE);
    assertEquals(1, Elementary.exp(0), 0);
    assertEquals(Math.exp(709.78), Elementary.exp(709.78), 2 * Math.ulp(Math.exp(709.78)));
    assertEquals(Double.POSITIVE_INFINITY, Elementary.exp(710));
    assertTrue(Double.isNaN(Elementary.exp(Double.NaN)));
  }

  @Test
  void log1pIsWithinTwoUlp() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      double x = i % 3 == 0 ? random.nextDouble() : Math.exp(-40 * random.nextDouble());
      double expected = StrictMath.log1p(x);
      assertEquals(expected, Elementary.log1p(x), 3 * Math.ulp(expected), "x = " + x);
    }
    assertEquals(0, Elementary.log1p(0), 0);
    assertTrue(Double.isNaN(Elementary.log1p(Double.NaN)));
  }
}
