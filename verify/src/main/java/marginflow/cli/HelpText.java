package marginflow.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Breaks the lines of help between words. The library breaks them at points and hyphens as well, in
 * the middle of numbers and names of files; so it is given all the width it wants, and its lines
 * are broken here. Examples stay whole: they are there to be pasted.
 */
final class HelpText {

  private static final int WIDTH = 80;

  /** Wider than any line, so that the library breaks none. */
  private static final int UNBROKEN = 100_000;

  private static final String USAGE = "Usage: ";
  private static final String EXAMPLE = "  ./marginflow";

  private HelpText() {}

  /** Lets a command line and all its commands break their help here. */
  static void install(CommandLine line) {
    line.setUsageHelpWidth(UNBROKEN);
    Map<String, IHelpSectionRenderer> sections = line.getHelpSectionMap();
    sections.replaceAll((key, section) -> help -> wrapped(section.render(help), key));
    line.setHelpSectionMap(sections);
  }

  /** The text of a section of the help, its lines broken. */
  private static String wrapped(String text, String section) {
    if (section.equals(UsageMessageSpec.SECTION_KEY_SYNOPSIS)) {
      return wrapped(" ".repeat(USAGE.length()) + text).substring(USAGE.length());
    }
    return section.endsWith("List")
        ? table(text.lines().toList())
        : section.endsWith("Heading") ? text : wrapped(text);
  }

  /** Rows of a name and what there is to say of it, which begins in the same column in all. */
  private static String table(List<String> lines) {
    int column = lines.stream().mapToInt(HelpText::secondColumn).max().orElse(0);
    StringBuilder out = new StringBuilder();
    lines.forEach(line -> append(out, line.stripTrailing(), column).append('\n'));
    return out.toString();
  }

  /** Some text, its lines broken, with those that follow indented like the first. */
  static String wrapped(String text) {
    StringBuilder out = new StringBuilder();
    boolean whole = false;
    for (String line : text.lines().toList()) {
      whole = line.startsWith(EXAMPLE) || (whole && out.toString().endsWith("\\\n"));
      int first = skipBlanks(line, 0);
      int column = line.startsWith("- ", first) ? first + 2 : first;
      append(out, line.stripTrailing(), whole ? line.length() : column).append('\n');
    }
    return out.toString();
  }

  private static StringBuilder append(StringBuilder out, String line, int column) {
    String rest = line;
    while (rest.length() > WIDTH) {
      int at = rest.lastIndexOf(' ', WIDTH);
      if (at < column) {
        at = rest.indexOf(' ', Math.max(column, WIDTH));
      }
      if (at < 0) {
        break;
      }
      out.append(rest.substring(0, at).stripTrailing()).append('\n');
      rest = " ".repeat(column) + rest.substring(at).strip();
    }
    return out.append(rest);
  }

  /** Where the second column of a row begins, if there is a gap before it; else 0. */
  private static int secondColumn(String line) {
    int gap = line.indexOf("  ", skipBlanks(line, 0));
    return gap < 0 ? 0 : skipBlanks(line, gap);
  }

  private static int skipBlanks(String line, int from) {
    int at = from;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }
}
