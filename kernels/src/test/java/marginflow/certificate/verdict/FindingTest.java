package marginflow.certificate.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FindingTest {

  /** The sentence says how it was found and how it was checked. */
  @Test
  void aWitnessIsTheEvidence() {
    var witness =
        new Witness(new double[1], "downhill", new double[0], new double[0][], new double[0]);
    Finding found = Finding.notLocal(witness);
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, found.verdict());
    assertEquals("downhill; checked in exact arithmetic at ε = 1e-2, 1e-3, 1e-4", found.evidence());
    assertEquals(witness, found.witness().orElseThrow());
    assertTrue(Finding.of(Verdict.KKT, "why").witness().isEmpty());
  }
}
