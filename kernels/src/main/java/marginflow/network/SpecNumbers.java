package marginflow.network;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The numbers of a network specification.
 *
 * @param spec the whole text, for messages
 * @param text the part behind the colon
 * @param d what {@code auto} stands for
 */
record SpecNumbers(String spec, String text, OptionalInt d) {
  private static final Pattern DASH = Pattern.compile("-");

  /** Reads {@code d-h1-…-1}. */
  int[] widths() {
    String[] parts = DASH.split(text, -1);
    int[] widths = new int[parts.length];
    for (int l = 0; l < parts.length; l++) {
      widths[l] = l == 0 && parts[l].equals("auto") ? auto() : positive(parts[l]);
    }
    if (widths.length < 2) {
      throw Architectures.bad(spec, "there is one number only");
    }
    if (widths[widths.length - 1] != 1) {
      throw Architectures.bad(
          spec, "the last number is " + widths[widths.length - 1] + ", not the single output 1");
    }
    return widths;
  }

  /** What {@code auto} stands for. */
  int auto() {
    return d.orElseThrow(() ->
        Architectures.bad(
            spec, "'auto' takes the number of features from data, and there is none"));
  }

  /** Reads one positive number. */
  int positive(String part) {
    int value;
    try {
      value = Integer.parseInt(part);
    } catch (NumberFormatException e) {
      value = 0;
    }
    if (value < 1) {
      throw Architectures.bad(spec, "'" + part + "' is not a positive whole number");
    }
    return value;
  }
}
