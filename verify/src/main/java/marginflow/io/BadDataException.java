package marginflow.io;

/**
 * Input that cannot be read as what it should be. The message is one sentence for the person who
 * has the file: where, what was expected, what was found. Commands answer it with exit code 65.
 */
public final class BadDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  private BadDataException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /** Where, what was expected, what was found. */
  @Override
  public String getMessage() {
    return sentence;
  }

  /**
   * Something is wrong with a file as a whole or with a named part of it.
   *
   * @param place the file, and the part of it where there is one
   */
  public static BadDataException in(String place, String expected, String found) {
    return new BadDataException("%s: expected %s, found %s".formatted(place, expected, found));
  }

  /**
   * Something is wrong at one place of a text file.
   *
   * @param line line, from 1
   * @param column field (CSV) or item (libsvm) of that line, from 1
   */
  public static BadDataException at(
      String file, long line, int column, String expected, String found) {
    return in("%s, line %d, column %d".formatted(file, line, column), expected, found);
  }

  /** A piece of text as it is quoted in messages: short, and without control characters. */
  static String quote(String text) {
    if (text.isEmpty()) {
      return "an empty field";
    }
    int[] visible =
        text.codePoints().limit(40).map(c -> Character.isISOControl(c) ? '\uFFFD' : c).toArray();
    String shown = new String(visible, 0, visible.length);
    return "\"" + shown + (shown.length() < text.length() ? "…" : "") + "\"";
  }
}
