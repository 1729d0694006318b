package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.Verdict;
import org.junit.jupiter.api.Test;

class SentencesTest {

  private static final Pattern SEVEN_DIGITS = Pattern.compile("\\d\\.\\d{7}");

  /** Where both points have one verdict, what proves it is said once. */
  @Test
  void evidenceIsSaidOnce() {
    RunData run = run(Verdict.GLOBAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM);
    assertEquals(List.of("global-optimum; margin 0.368543 of global-optimum."), ofMargins(run));
  }

  @Test
  void theExactPointBesideHasItsOwnWhereItsVerdictIsAnother() {
    List<String> evidence = ofMargins(run(Verdict.KKT, Verdict.GLOBAL_OPTIMUM));
    assertEquals(2, evidence.size());
    assertTrue(evidence.getFirst().startsWith("The end: kkt; "), evidence::toString);
    assertTrue(evidence.getLast().startsWith("Beside the end: global-optimum; "));
  }

  @Test
  void nothingHasMoreThanSixDigits() {
    String page = Report.page(run(Verdict.KKT, Verdict.GLOBAL_OPTIMUM));
    String lead = page.substring(page.indexOf("<h1>"), page.indexOf("</header>"));
    assertTrue(lead.contains("0.368543"), lead);
    assertFalse(SEVEN_DIGITS.matcher(lead).find(), lead);
  }

  /** What is said of certificates; where the flow was not unique is said besides. */
  private static List<String> ofMargins(RunData run) {
    return Sentences.evidence(run).stream().filter(s -> s.contains("margin")).toList();
  }

  private static RunData run(Verdict end, Verdict beside) {
    Nearby nearby =
        new Nearby(new double[0], certificate(beside, Optional.empty()), 1e-3, 0.99999123456789);
    return ToyRun.with(2, certificate(end, Optional.of(nearby)));
  }

  private static Certificate certificate(Verdict verdict, Optional<Nearby> nearby) {
    return new Certificate(
        0.36854289681966057,
        1.23456789012e-4,
        1e-3,
        2e-4,
        0,
        new int[0],
        new double[0],
        Optional.empty(),
        OptionalDouble.empty(),
        verdict,
        "margin 0.36854289681966057 of " + verdict.id(),
        List.of(),
        Optional.empty(),
        nearby,
        Optional.empty());
  }
}
