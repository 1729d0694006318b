package marginflow.io.data;

import java.util.Arrays;
import marginflow.io.BadDataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Python dictionary in an NPY header, character by character and each once: strings in
 * single or double quotes, {@code True} and {@code False}, tuples of integers.
 */
final class NpyHeaderText {

  /** The most axes of a NumPy array. */
  private static final int MAX_AXES = 64;

  /** Digits of an axis at most: no array that fits in memory has a longer one. */
  private static final int MAX_DIGITS = 10;

  private final String place;
  private final String text;
  private int at;

  private @Nullable String descr;
  private @Nullable Boolean fortranOrder;
  private long @Nullable [] shape;

  /**
   * Begins at the opening brace.
   *
   * @param place what a message calls the array
   */
  NpyHeaderText(String place, String text) {
    this.place = place;
    this.text = text;
  }

  /**
   * Reads the whole dictionary.
   *
   * @param end index of the first byte of data
   * @throws BadDataException if it is not exactly what an NPY header says
   */
  NpyHeader read(int end) {
    expect('{');
    while (!next('}')) {
      entry();
      if (!next(',') && peek() != '}') {
        throw broken();
      }
    }
    if (at != text.length() || descr == null || fortranOrder == null || shape == null) {
      throw broken();
    }
    return new NpyHeader(descr, fortranOrder, shape, end);
  }

  private void entry() {
    String key = string();
    expect(':');
    boolean again =
        switch (key) {
          case "descr" -> descr != null;
          case "fortran_order" -> fortranOrder != null;
          case "shape" -> shape != null;
          default -> throw broken();
        };
    if (again) {
      throw BadDataException.in(place, "each header key once", key + " twice");
    }
    switch (key) {
      case "descr" -> descr = type();
      case "shape" -> shape = axes();
      default -> fortranOrder = truth();
    }
  }

  private String type() {
    if (peek() == '[') {
      throw BadDataException.in(place, "plain numbers", "a structured array");
    }
    return string();
  }

  /** A string without escapes: no key and no type needs one. */
  private String string() {
    char quote = peek();
    int close = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
    if (close < 0) {
      throw broken();
    }
    String content = text.substring(at + 1, close);
    at = close + 1;
    return content;
  }

  private boolean truth() {
    peek();
    for (boolean value : new boolean[] {true, false}) {
      String word = value ? "True" : "False";
      if (text.startsWith(word, at)) {
        at += word.length();
        return value;
      }
    }
    throw broken();
  }

  private long[] axes() {
    expect('(');
    long[] axes = new long[MAX_AXES];
    int count = 0;
    while (!next(')')) {
      long length = integer();
      if (count == MAX_AXES) {
        throw absurd();
      }
      axes[count++] = length;
      if (!next(',') && peek() != ')') {
        throw broken();
      }
    }
    return Arrays.copyOf(axes, count);
  }

  /** An integer, with the L that Python 2 wrote behind a long one. */
  private long integer() {
    peek();
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw broken();
    }
    if (at - start > MAX_DIGITS) {
      throw absurd();
    }
    long value = Long.parseLong(text.substring(start, at));
    next('L');
    return value;
  }

  /** The next character that is no blank, or NUL at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  /** Passes a character if it is next. */
  private boolean next(char c) {
    boolean there = peek() == c && at < text.length();
    if (there) {
      at++;
    }
    return there;
  }

  private void expect(char c) {
    if (!next(c)) {
      throw broken();
    }
  }

  private BadDataException absurd() {
    return BadDataException.in(place, "a shape that fits in memory", BadDataException.quote(text));
  }

  private BadDataException broken() {
    return BadDataException.in(
        place,
        "a header {'descr': …, 'fortran_order': …, 'shape': (…)}",
        BadDataException.quote(text));
  }
}
