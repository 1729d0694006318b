package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementaryTest {

  private static final MathContext FIFTY = new MathContext(50);

  @Test
  void exponentialOfOneIsE() {
    close("2.71828182845904523536028747135266249775724709369995", Elementary.exp(DD.ONE));
  }

  @Test
  void logarithmOfTenIsKnown() {
    close("2.30258509299404568401799145468436420760110148862877", Elementary.log(DD.of(10)));
  }

  @Test
  void logarithmOfTwoPlusTinyIsKnown() {
    close("0.69314718055994530941723212145817656807550013436026", Elementary.log(DD.of(2)));
    close(
        "0.000099995000333308335333166680951131",
        Elementary.log1p(DD.from(new BigDecimal("1e-4"))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-600, -37.5, -1, -1e-3, -1e-9, 0, 1e-12, 0.3, 1, 12.25, 350, 700})
  void exponentialMatchesItsSeries(double x) {
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal r = new BigDecimal(x).divide(BigDecimal.valueOf(1024));
    for (int k = 1; k < 60; k++) {
      term = term.multiply(r, FIFTY).divide(BigDecimal.valueOf(k), FIFTY);
      sum = sum.add(term, FIFTY);
    }
    close(sum.pow(1024, FIFTY).toString(), Elementary.exp(DD.of(x)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 0.4, 0.999999, 1, 1.25, 3e7, 1e300})
  void logarithmInvertsTheExponential(double x) {
    DD y = Elementary.exp(Elementary.log(DD.of(x)));
    // An absolute error of 2^-104 |log x| in the logarithm is a relative one here.
    assertEquals(0, y.subtract(x).divide(x).doubleValue(), 1e-28);
  }

  @Test
  void smallArgumentsKeepTheirDigits() {
    DD x = DD.of(0x1p-40);
    double expected = 0x1p-40 + 0x1p-81;
    assertEquals(expected, Elementary.expm1(x).doubleValue(), 0);
    assertTrue(Elementary.log1p(x).subtract(x).doubleValue() < 0);
  }

  private static void close(String expected, DD found) {
    BigDecimal e = new BigDecimal(expected);
    BigDecimal gap = e.subtract(found.bigDecimalValue()).abs();
    assertTrue(
        gap.compareTo(e.abs().multiply(new BigDecimal("1e-28"))) <= 0,
        () -> "expected " + e + ", found " + found.bigDecimalValue());
  }
}
