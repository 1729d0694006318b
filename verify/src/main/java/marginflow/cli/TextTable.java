package marginflow.cli;

import java.util.Locale;
import marginflow.io.Printable;

/** An answer for people: sentences, and rows of a name and what there is to say of it. */
final class TextTable {

  private final StringBuilder text = new StringBuilder();

  TextTable() {}

  /** A line of its own. */
  TextTable sentence(String sentence) {
    text.append(Printable.line(sentence)).append('\n');
    return this;
  }

  /** A row. */
  TextTable row(String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-15s%s%n", name, Printable.line(value)));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
