package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows for a layer from what is proved of all. */
final class LayerVerdictTest {

  @ParameterizedTest
  @CsvSource({
    "KKT, GLOBAL_OPTIMUM, GLOBAL_OPTIMUM",
    "LOCAL_OPTIMUM, GLOBAL_OPTIMUM, GLOBAL_OPTIMUM",
    "NOT_KKT, LOCAL_OPTIMUM, LOCAL_OPTIMUM",
    "GLOBAL_OPTIMUM, LOCAL_OPTIMUM, GLOBAL_OPTIMUM",
    "NOT_KKT, KKT, KKT",
    "NOT_KKT, NOT_LOCAL_OPTIMUM, KKT",
    "NOT_LOCAL_OPTIMUM, NOT_LOCAL_OPTIMUM, NOT_LOCAL_OPTIMUM",
    "GLOBAL_OPTIMUM, NOT_LOCAL_OPTIMUM, GLOBAL_OPTIMUM",
    "NOT_KKT, NOT_KKT, NOT_KKT",
    "GLOBAL_OPTIMUM, NOT_KKT, GLOBAL_OPTIMUM"
  })
  void impliedByTheWhole(Verdict alone, Verdict whole, Verdict expected) {
    LayerVerdict found = LayerVerdict.of(alone, whole);
    assertEquals(expected, found.verdict());
    assertEquals(alone, found.alone());
  }
}
