package marginflow.crosscheck.certificates;

import java.util.regex.Matcher;

/** What contradicts a certificate, in a sentence. */
final class Fault {

  private Fault() {}

  /** The text with a figure, in all its digits, in the place of each {@code {}}. */
  static String of(String text, Object... figures) {
    String sentence = text;
    for (Object figure : figures) {
      sentence = sentence.replaceFirst("\\{}", Matcher.quoteReplacement(String.valueOf(figure)));
    }
    return sentence;
  }
}
