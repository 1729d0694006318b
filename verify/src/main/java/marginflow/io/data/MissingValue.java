package marginflow.io.data;

import java.util.Locale;
import java.util.Set;

/** What stands in text files where nothing was measured: NA of R, NaN of pandas, and the like. */
final class MissingValue {

  private static final Set<String> MARKERS =
      Set.of("", "na", "n/a", "#n/a", "<na>", "nan", "null", "?", ".");

  private MissingValue() {}

  /** Whether a field says that its value is missing. */
  static boolean is(String field) {
    return MARKERS.contains(unsigned(field.strip()).toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a field stands where a number belongs, be it none, infinite or not a number: a line of
   * these is a sample to be refused, and no header.
   */
  static boolean isOrNumber(String field) {
    String bare = unsigned(field.strip()).toLowerCase(Locale.ROOT);
    return is(field)
        || bare.equals("inf")
        || bare.equals("infinity")
        || Numbers.parse(field.strip()).isPresent()
        || Numbers.parseComma(field.strip()).isPresent();
  }

  private static String unsigned(String text) {
    boolean signed = text.length() > 1 && (text.charAt(0) == '+' || text.charAt(0) == '-');
    return signed ? text.substring(1) : text;
  }
}
