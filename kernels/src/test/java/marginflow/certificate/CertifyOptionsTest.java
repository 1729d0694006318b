package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertifyOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "-1e-9, 0.1, 0.1, 0",
    "NaN, 0.1, 0.1, 0",
    "0, 0, 0.1, 0",
    "0, 1, 0.1, 0",
    "0, NaN, 0.1, 0",
    "0, 0.1, 0, 0",
    "0, 0.1, 1, 0",
    "0, 0.1, 0.1, -1"
  })
  void ranges(double window, double kkt, double global, long nodes) {
    Exception thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CertifyOptions(window, kkt, global, nodes, true, true));
    assertEquals(
        "window %s, tolerances %s and %s, nodes %d: ".formatted(window, kkt, global, nodes)
            + "expected >= 0, in (0, 1), in (0, 1), >= 0",
        thrown.getMessage());
  }

  @Test
  void theLeastOfAll() {
    assertEquals(0, new CertifyOptions(0, 1e-300, 1e-300, 0, false, false).boundNodes());
  }

  /** Each changes its own and nothing else. */
  @Test
  void changes() {
    CertifyOptions base = CertifyOptions.DEFAULT;
    assertEquals(
        new CertifyOptions(0.5, 1e-2, 1e-6, 100_000, false, true),
        base.withWindow(0.5).withPolish(false));
    assertEquals(base, base.withWindow(0.5).withPolish(false).withPolish(true).withWindow(0));
  }
}
