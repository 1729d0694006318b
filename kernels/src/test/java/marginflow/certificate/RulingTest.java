package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** A headline says of a number only what is proved of it, in every locale in the same digits. */
final class RulingTest {

  private static Certificate certificate(Verdict verdict, double margin, double upper) {
    return new Certificate(
        margin,
        2.5e-4,
        1e-5,
        0,
        0,
        new int[0],
        new double[0],
        Optional.of(new MarginBound(margin, upper)),
        OptionalDouble.empty(),
        verdict,
        "",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Ruling near(Verdict own, Verdict limit) {
    Certificate exact = certificate(limit, 0.284644, 0.284644);
    Certificate point = certificate(own, 0.284644 * (1 - 0.00034), 0.284644);
    return Ruling.of(point.with(new Nearby(new double[0], exact, 1e-3, 1 - 0.00034)));
  }

  @Test
  void theExactPointIsSpokenOfWithItsOwnMargin() {
    assertEquals(
        "KKT point to a residual of 0.00025 over margins within 0.00001, undecided beyond that:"
            + " normalized margin 0.284547, at most 0.284644 is possible."
            + " It is within 0.034 % of a proved global optimum of margin 0.284644,"
            + " at relative distance 0.001.",
        near(Verdict.KKT, Verdict.GLOBAL_OPTIMUM).sentence().replace("1e-5", "0.00001"));
    assertEquals("kkt, near global-optimum", near(Verdict.KKT, Verdict.GLOBAL_OPTIMUM).label());
  }

  @Test
  void whatIsTheSameIsSaidOnce() {
    Ruling same = near(Verdict.GLOBAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM);
    assertEquals(
        "Global optimum, proved to a relative 0.00034: normalized margin 0.284547.",
        same.sentence());
    assertEquals("global-optimum", same.label());
    assertEquals("kkt", Ruling.label("kkt", ""));
  }

  @Test
  void noGapIsSaidWhereThereIsNone() {
    String sentence = Ruling.of(certificate(Verdict.GLOBAL_OPTIMUM, 0.125, 0.125)).sentence();
    assertEquals("Global optimum, proved: normalized margin 0.125.", sentence);
    String none = Ruling.of(certificate(Verdict.NOT_KKT, Double.NaN, 1)).sentence();
    assertEquals("No margin is claimed.", none);
  }

  @Test
  void everyVerdictHasItsWords() {
    for (Verdict own : Verdict.values()) {
      for (Verdict limit : Verdict.values()) {
        String sentence = near(own, limit).sentence();
        assertEquals(own != limit, sentence.contains("It is within"), sentence);
        assertEquals(
            own == Verdict.GLOBAL_OPTIMUM, sentence.startsWith("Global optimum"), sentence);
        assertTrue(sentence.endsWith("."), sentence);
      }
    }
  }

  @Test
  void digitsAreThoseOfNoLanguage() {
    Locale before = Locale.getDefault();
    String expected = near(Verdict.NOT_KKT, Verdict.LOCAL_OPTIMUM).sentence();
    try {
      for (String language : List.of("ar-EG-u-nu-arab", "fa", "de", "tr")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertEquals(expected, near(Verdict.NOT_KKT, Verdict.LOCAL_OPTIMUM).sentence(), language);
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
