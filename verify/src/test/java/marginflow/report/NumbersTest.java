package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "margin 0.36854289681966057 of 5.4e-07 | margin 0.368543 of 5.4e-07",
        "c in [1.0000582376842095, 1.2] over 3 | c in [1.00006, 1.2] over 3",
        "c in [1.0000582376842095, 1.0000582376842213] over 3 | c = 1.00006 over 3",
        "log10 loss reached -1000000.0 after 733 steps | log10 loss reached -1000000 after 733"
            + " steps",
        "of 1.2345678901e-9 and 123456789012.5 | of 1.23457e-9 and 1.23457e11",
        "leaky-relu(0.5):2-2000-1, version 1.2.3456789 | leaky-relu(0.5):2-2000-1, version"
            + " 1.2.3456789",
        "1^(-1/2) times 0.000012345678 | 1^(-1/2) times 1.23457e-5",
      })
  void aTerminalIsGivenSixDigits(String sentence, String shortened) {
    assertEquals(shortened, Numbers.shortened(sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "margin 0.36854289681966057 of 5.4e-07 | margin 0.368543 of 5.4·10⁻⁷",
        "reached -1000000.0 after 7332 steps | reached −1_000_000 after 7_332 steps",
        "relu:2-2000-1 at 12, window 1e-5: 1^(-1/2) | relu:2-2000-1 at 12, window 10⁻⁵: 1^(−1/2)",
        "123456789012345678901 steps | 123456789012345678901 steps",
      })
  void aPageWritesThemAsItsOtherNumbers(String sentence, String written) {
    assertEquals(written.replace('_', '\u00a0'), Numbers.sentence(sentence));
  }

  @ParameterizedTest
  @CsvSource({"1234567, 1_234_567", "-1234, −1_234", "12, 12"})
  void countsAreGrouped(long count, String text) {
    assertEquals(text.replace('_', '\u00a0'), Numbers.count(count));
  }
}
