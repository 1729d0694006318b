package marginflow.io;

/**
 * Text from files and command lines as a terminal may show it. Labels and names are whatever a file
 * says, and a terminal obeys the control sequences in them.
 */
public final class Printable {

  private Printable() {}

  /**
   * The text in one line: whatever steers a terminal or turns the direction of writing stands as
   * {@code \n}, {@code \t}, {@code \x1b} or {@code \u202e}.
   */
  public static String line(String text) {
    return escape(text, false);
  }

  /** The same, with line breaks left as they are: for sentences that have several lines. */
  public static String lines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean breaks) {
    if (text.codePoints().noneMatch(Printable::steers)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          if (!steers(c) || (breaks && c == '\n')) {
            out.appendCodePoint(c);
          } else {
            out.append(escaped(c));
          }
        });
    return out.toString();
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static String escaped(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        String digits = Integer.toHexString(c);
        yield c < 0x100
            ? "\\x" + "0".repeat(2 - digits.length()) + digits
            : "\\u" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
      }
    };
  }
}
