package marginflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/**
 * Runs command lines one after the other in the folder that this virtual machine was started in, as
 * a person would who pastes them, and says of each how it ended.
 */
final class Examples {

  private static final String PROGRAM = "./marginflow ";

  private Examples() {}

  /**
   * Runs the lines of a file.
   *
   * @param args the file
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    for (String example : Files.readAllLines(Path.of(args[0]))) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      long start = System.nanoTime();
      CommandLine line = Main.commandLine();
      line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
      int code = line.execute(words(example.substring(PROGRAM.length())).toArray(String[]::new));
      System.out.printf("%d %.1f s %s%n", code, 1e-9 * (System.nanoTime() - start), example);
      if (code != 0) {
        System.out.println("| " + err.toString().replace("\n", "\n| "));
      }
    }
    System.exit(0);
  }

  /** The examples of a text, those of several lines in one. */
  static List<String> of(String text) {
    List<String> examples = new ArrayList<>();
    boolean goesOn = false;
    for (String line : text.lines().map(String::strip).toList()) {
      String words = line.endsWith("\\") ? line.substring(0, line.length() - 1).strip() : line;
      if (goesOn) {
        examples.set(examples.size() - 1, examples.getLast() + " " + words);
      } else if (line.startsWith(PROGRAM)) {
        examples.add(words);
      }
      goesOn = line.endsWith("\\") && (goesOn || line.startsWith(PROGRAM));
    }
    return examples;
  }

  /** The words of a command line as a shell takes them: quotes, and a comment at the end. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    String all = line + " ";
    for (int k = 0; k < all.length(); k++) {
      char c = all.charAt(k);
      if (c == '\'') {
        quoted = !quoted;
      } else if (quoted || c != ' ') {
        word.append(c);
      } else if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    int comment = words.indexOf("#");
    return comment < 0 ? words : words.subList(0, comment);
  }
}
