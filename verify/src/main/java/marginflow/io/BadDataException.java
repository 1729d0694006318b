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
    return new BadDataException(
        Printable.lines(place + ": expected " + expected + ", found " + found));
  }

  /**
   * Something is wrong at one place of a text file.
   *
   * @param line line, from 1
   * @param column field (CSV) or item (libsvm) of that line, from 1
   */
  public static BadDataException at(
      String file, long line, int column, String expected, String found) {
    return in(file + ", line " + line + ", column " + column, expected, found);
  }

  /** The same error after what a reader had made of the file before, which may be its cause. */
  public BadDataException after(Notes notes) {
    return notes.all().isEmpty()
        ? this
        : new BadDataException(sentence + "; read so far: " + String.join("; ", notes.all()));
  }

  /** A piece of text as it is quoted in messages: short, and in one line. */
  public static String quote(String text) {
    if (text.isEmpty()) {
      return "an empty field";
    }
    int[] first = text.codePoints().limit(40).toArray();
    String shown = new String(first, 0, first.length);
    return "\"" + Printable.line(shown) + (shown.length() < text.length() ? "…" : "") + "\"";
  }
}
