package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scanner of decimal numbers beside the grammar it stands for. */
class NumbersTest {

  /** The same as a pattern; it tries many ways to read what is no number. */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

  @Test
  void everyShortTextOfTheAlphabet() {
    SplittableRandom random = new SplittableRandom(5);
    String alphabet = "0019+-..eE,x ";
    for (int trial = 0; trial < 200_000; trial++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(8); k > 0; k--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String t = text.toString();
      assertEquals(DECIMAL.matcher(t).matches(), Numbers.parse(t).isPresent(), t);
      boolean comma = t.matches("[+-]?\\d+,\\d+([eE][+-]?\\d+)?");
      assertEquals(comma, Numbers.parseComma(t).isPresent(), t);
    }
  }

  @Test
  void aFieldOfManyDigitsIsReadInOnePass() {
    String digits = "7".repeat(300_000);
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          assertEquals(OptionalDouble.empty(), Numbers.parse(digits + "x"));
          assertEquals(0.7777777777777778, Numbers.parse("0." + digits).getAsDouble());
          assertEquals(Double.POSITIVE_INFINITY, Numbers.parse(digits).getAsDouble());
        });
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1", "+1, 1", "-0.5, -0.5", "a, a", "1e3, 1000", "' b ', b"})
  void labelsInTheirShortestForm(String label, String canonical) {
    assertEquals(canonical, Numbers.canonical(label));
  }

  @Test
  void aDecimalComma() {
    assertEquals(-0.802, Numbers.parseComma("-0,802").getAsDouble());
    assertEquals(1.5e-3, Numbers.parseComma("1,5e-3").getAsDouble());
  }

  @ParameterizedTest
  @CsvSource({
    "NA, true",
    "'', true",
    "nan, true",
    "-NaN, true",
    "?, true",
    "-, false",
    "+, false",
    "none, false",
    "0, false"
  })
  void missingValues(String field, boolean missing) {
    assertEquals(missing, MissingValue.is(field));
  }
}
