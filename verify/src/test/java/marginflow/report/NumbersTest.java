package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @Test
  void sixDigitsOrThreeAndNoZerosBehindThem() {
    assertEquals("0.368543", Numbers.compact(0.36854289681966057));
    assertEquals("0.369", Numbers.rough(0.36854289681966057));
    assertEquals("2499.56", Numbers.compact(2499.5561));
    assertEquals("0.5", Numbers.compact(0.5));
    assertEquals("-1000000", Numbers.compact(-1e6));
    assertEquals("0", Numbers.rough(-0.0));
    assertEquals("1", Numbers.compact(0.99999999));
  }

  @Test
  void powersOfTenAreWrittenAsTheyAreTyped() {
    assertEquals("1e-6", Numbers.compact(1e-6));
    assertEquals("-1e129", Numbers.compact(-1e129));
    assertEquals("1.23457e7", Numbers.compact(12345678));
    assertEquals("5.4e-7", Numbers.rough(5.4e-7));
    assertEquals("4.94e-324", Numbers.rough(Double.MIN_VALUE));
    assertEquals("1e7", Numbers.compact(9_999_999.9), "rounded first, written then");
    for (double value : new double[] {1e-4, 9.9e-5, 1e7, 123.456, Math.PI * 1e-9, -7e300}) {
      double typed = Double.parseDouble(Numbers.compact(value));
      assertEquals(value, typed, 5e-6 * Math.abs(value));
    }
  }

  @Test
  void logarithmsAreWholeWhereTheyAreLarge() {
    assertEquals("-1.00", Numbers.exponent(-1));
    assertEquals("-999.99", Numbers.exponent(-999.99));
    assertEquals("-1000001", Numbers.exponent(-1_000_000.6));
    assertEquals("-1e100", Numbers.exponent(-1e100));
  }

  @Test
  void whatIsNoNumberHasASign() {
    for (double none : new double[] {Double.NaN}) {
      assertEquals(
          List.of("–", "–", "–"),
          List.of(Numbers.compact(none), Numbers.rough(none), Numbers.exponent(none)));
    }
    assertEquals("∞", Numbers.rough(Double.POSITIVE_INFINITY));
    assertTrue(Numbers.exponent(Double.NEGATIVE_INFINITY).endsWith("∞"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "margin 0.36854289681966057 of 5.4e-07 | margin 0.368543 of 5.4e-7",
        "c in [1.0000582376842095, 1.2] over 3 | c in [1.00006, 1.2] over 3",
        "c in [1.0000582376842095, 1.0000582376842213] over 3 | c = 1.00006 over 3",
        "log10 loss reached -1000000.0 after 733 steps | log10 loss reached -1000000 after 733"
            + " steps",
        "of 1.2345678901e-9 and 123456789012.5 | of 1.23457e-9 and 1.23457e11",
        "leaky-relu(0.5):2-2000-1, version 1.2.3456789 | leaky-relu(0.5):2-2000-1, version"
            + " 1.2.3456789",
        "1^(-1/2) times 0.000012345678 | 1^(-1/2) times 1.23457e-5",
        "123456789012345678901 steps | 123456789012345678901 steps",
      })
  void sentencesAreGivenSixDigits(String sentence, String shortened) {
    assertEquals(shortened, Numbers.shortened(sentence));
  }
}
