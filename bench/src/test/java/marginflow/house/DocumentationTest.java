package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every package says what it is and who may depend on it, everything public says what it does, and
 * no file holds two ideas.
 */
class DocumentationTest {

  /** A paragraph, not a title: the shortest one that says anything here has about 25 words. */
  private static final int WORDS_OF_A_PARAGRAPH = 25;

  /** Past this length a file is two ideas. */
  private static final int LINES_OF_A_FILE = 400;

  /**
   * Tables, and loops unrolled into names: a vector stays in a register only as a local variable of
   * its own, so that a tile of twelve rows is as many lines for each product.
   */
  private static final Set<String> TABLES =
      Set.of(
          "RosenbrockTableau.w4",
          "ProductTile.rows12",
          "ProductTile.rows8",
          "ProductTile.rows4",
          "SixRowTile.rows6",
          "FewInputsForward.pair",
          "Transposition.block");

  private static final Pattern DEPENDENCY =
      Pattern.compile("\\b(depends?|imports?|uses?)\\b", Pattern.CASE_INSENSITIVE);

  @Test
  void everyPackageIsDescribed() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path folder : packageFolders()) {
      Path info = folder.resolve("package-info.java");
      if (!Files.exists(info)) {
        wrong.add(name(folder) + ": no package-info.java");
      } else {
        complaintAboutPackage(Files.readString(info))
            .forEach(complaint -> wrong.add(name(info) + ": " + complaint));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everythingPublicIsDescribed() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : Sources.main()) {
      Undocumented.in(name(file), Files.readString(file)).forEach(wrong::add);
    }
    assertEquals(List.of(), wrong, "public, and without Javadoc");
  }

  @Test
  void noFileIsTooLong() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : Sources.all()) {
      int lines = Files.readAllLines(file).size();
      if (lines > LINES_OF_A_FILE) {
        wrong.add(name(file) + ": " + lines + " lines, at most " + LINES_OF_A_FILE);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void noMethodOrConstructorIsTooLarge() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> unused = new TreeSet<>(TABLES);
    for (Path file : Sources.all()) {
      for (Oversized.Found found : Oversized.in(Files.readString(file))) {
        if (TABLES.contains(found.member())) {
          unused.remove(found.member());
        } else {
          wrong.add(name(file) + ": " + found.member() + ": " + found.complaint());
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(Set.of(), unused, "exempt without need");
  }

  @Test
  void aThinPackageDescriptionWouldBeSeen() {
    assertEquals(2, complaintAboutPackage("/** Arrays. */ package a;").size());
    assertEquals(1, complaintAboutPackage("package a;").size());
  }

  @Test
  void undocumentedMembersWouldBeSeen() {
    String source =
        """
        public class A {
          /** Said. */
          public void said() {}

          public void unsaid() {}

          @Override
          public String toString() {
            return "";
          }

          void inner() {}

          public record R(int x) {
            public R {}
          }
        }
        interface Hidden {
          void m();
        }
        """;
    assertEquals(
        List.of("A.java: A", "A.java: A.unsaid", "A.java: A.R"), Undocumented.in("A.java", source));
  }

  @Test
  void whatIsTooLargeWouldBeSeen() {
    String source =
        """
        class A {
          A(int a, int b, int c, int d, int e, int f, int g, int h) {}

          /** Javadoc does not count. */
          void longest() {
        %s  }

          void tooLong() {
        %s  }

          record R(int a, int b, int c, int d, int e, int f, int g, int h) {
            R {}
          }
        }
        """
            .formatted("    a();\n".repeat(58), "    a();\n".repeat(59));
    assertEquals(
        List.of(
            new Oversized.Found("A.<init>", "8 parameters, at most 7"),
            new Oversized.Found("A.tooLong", "61 lines, at most 60")),
        Oversized.in(source));
  }

  private static List<String> complaintAboutPackage(String source) {
    int start = source.indexOf("/**");
    int end = source.indexOf("*/");
    if (start < 0 || end < start) {
      return List.of("no Javadoc");
    }
    String text = source.substring(start + 3, end);
    List<String> complaints = new ArrayList<>();
    if (text.split("[\\s*]+", -1).length < WORDS_OF_A_PARAGRAPH) {
      complaints.add("less than a paragraph");
    }
    if (!DEPENDENCY.matcher(text).find()) {
      complaints.add("does not say who may depend on it");
    }
    return complaints;
  }

  private static Set<Path> packageFolders() throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (Path file : Sources.main()) {
      if (!file.endsWith("module-info.java")) {
        folders.add(file.getParent());
      }
    }
    return folders;
  }

  private static String name(Path file) {
    return Sources.root().relativize(file).toString();
  }
}
