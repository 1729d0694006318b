package marginflow.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import marginflow.network.layered.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {

  static Stream<String> specifications() {
    return Stream.concat(
        Stream.of("linear:4-8-1", "relu:2-1", "leaky-relu(0.5):2-20-1", "relu:1-1-1-1-1"),
        Problems.architectures().map(Architecture::spec));
  }

  @ParameterizedTest
  @MethodSource("specifications")
  void specificationsReadBackAsWritten(String spec) {
    assertEquals(spec, Architectures.parse(spec).spec());
  }

  @Test
  void autoTakesTheNumberOfFeatures() {
    assertEquals("relu:7-50-1", Architectures.parse("relu:auto-50-1", 7).spec());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          relu                  | there is no ':'
          relu:4                | one number only
          relu:4-0-1            | '0' is not a positive whole number
          relu:4-x-1            | 'x' is not a positive whole number
          relu:4-5-2            | the last number is 2
          relu:auto-5-1         | 'auto' takes the number of features
          tanh:4-5-1            | 'tanh' is no activation
          leaky-relu(1):4-5-1   | the slope 1 is not in [0, 1)
          leaky-relu(a):4-5-1   | 'a' is not a number
          diagonal:4            | there is no 'x'
          diagonal:4x0          | '0' is not a positive whole number
          conv-relu:4-q1k2-1    | 'q1k2' is not a positive whole number
          conv-relu:4-c1k2-2    | the last block is not the single output 1
          leaky-relu(NaN):4-5-1 | the slope NaN is not in [0, 1)
          """)
  void badSpecificationsSayWhatIsExpected(String spec, String reason) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Architectures.parse(spec));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains("expected linear:d-h1"), e.getMessage());
  }

  @Test
  void theFirstNumberMustBeThatOfTheData() {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> Architectures.parse("relu:4-5-1", 3));
    assertEquals(
        "network relu:4-5-1 reads 4 features, the data has 3: write 3 or auto", e.getMessage());
  }
}
