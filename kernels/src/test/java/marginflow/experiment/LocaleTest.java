package marginflow.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library says the same on machines of languages with other digits, points and letters. */
@ResourceLock(Resources.LOCALE)
class LocaleTest {

  private static final double[][] X = {{2, 1}, {1, 2}, {-2, -1}, {-1, -2}, {3, -1}};
  private static final double[] Y = {1, 1, -1, -1, 1};

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "ar-EG", "de-DE", "tr-TR"})
  void sentencesAreThoseOfNoLanguage(String tag) {
    assertEquals(
        in(Locale.ROOT, LocaleTest::sentences),
        in(Locale.forLanguageTag(tag), LocaleTest::sentences));
  }

  @Test
  void theLanguagesDiffer() {
    Supplier<String> number = () -> String.format(Locale.getDefault(), "%.1f", 12.5);
    for (String tag : new String[] {"fa-IR", "ar-EG", "de-DE"}) {
      assertNotEquals(in(Locale.ROOT, number), in(Locale.forLanguageTag(tag), number), tag);
    }
  }

  private static String sentences() {
    StringBuilder said = new StringBuilder();
    for (String net : new String[] {"relu:2-4-1", "LINEAR:2-4-1", "linear:3-1", "linear:2-12"}) {
      try {
        var end = Experiment.of(X, Y, net).start(1, 0.01).untilLog10Loss(-12.5).run();
        said.append(end.flow().message()).append('\n').append(end.certificate().evidence());
      } catch (IllegalArgumentException refused) {
        said.append(refused.getMessage());
      }
      said.append('\n');
    }
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> Experiment.of(X, Y, "relu:2-1234-1").startAt(new double[12345]));
    return said.append(refused.getMessage()).toString();
  }

  private static String in(Locale language, Supplier<String> what) {
    Locale before = Locale.getDefault();
    Locale.setDefault(language);
    try {
      return what.get();
    } finally {
      Locale.setDefault(before);
    }
  }
}
