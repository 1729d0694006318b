package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages lead to what is there: links to files, citations to sources, names to classes. */
class PagesTest {

  /** What a reader takes in at one sight: duty, order of reading, who may depend on it. */
  private static final int LINES_OF_A_PACKAGE_PAGE = 40;

  @Test
  void packagePagesAreShort() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : Sources.all()) {
      if (file.endsWith("package-info.java")) {
        wrong.addAll(tooLong(Pages.relative(file), Files.readString(file)));
      }
    }
    assertEquals(List.of(), wrong, "what was tried belongs to docs/decisions");
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path page : Pages.all()) {
      for (String link : Pages.brokenLinks(page, Files.readString(page))) {
        wrong.add(Pages.relative(page) + ": " + link);
      }
    }
    assertEquals(List.of(), wrong, "links to nothing");
  }

  @Test
  void citationsHaveEntries() throws IOException {
    Set<String> entries =
        Pages.entries(Files.readString(Sources.root().resolve("docs/references.md")));
    List<String> wrong = new ArrayList<>();
    for (Path page : Pages.written()) {
      for (String tag : Pages.unknownCitations(Files.readString(page), entries)) {
        wrong.add(Pages.relative(page) + ": [" + tag + "]");
      }
    }
    for (Path file : Sources.all()) {
      String comments = Pages.comments(Files.readString(file));
      for (String tag : Pages.unknownCitations(comments, entries)) {
        wrong.add(Pages.relative(file) + ": [" + tag + "]");
      }
    }
    assertEquals(List.of(), wrong, "tags without an entry in docs/references.md");
  }

  @Test
  void pagesNamedInCommentsExist() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : Sources.all()) {
      for (String page : Pages.missingPages(Files.readString(file))) {
        wrong.add(Pages.relative(file) + ": " + page);
      }
    }
    assertEquals(List.of(), wrong, "pages of docs that are not there");
  }

  @Test
  void namedClassesExist() throws IOException {
    Set<String> classes = Pages.classes();
    List<String> wrong = new ArrayList<>();
    for (Path page : Pages.written()) {
      String name = Pages.relative(page);
      if (name.startsWith("docs/") || name.equals("CONTRIBUTING.md")) {
        for (String missing : Pages.unknownClasses(Files.readString(page), classes)) {
          wrong.add(name + ": " + missing);
        }
      }
    }
    assertEquals(List.of(), wrong, "classes that are not there");
  }

  @Test
  void aLongPackagePageWouldBeSeen() {
    assertEquals(List.of(), tooLong("a", " *\n".repeat(40)));
    assertEquals(List.of("a: 41 lines, at most 40"), tooLong("a", " *\n".repeat(41)));
  }

  @Test
  void aBrokenLinkWouldBeSeen() throws IOException {
    Path page = Sources.root().resolve("docs/planted.md");
    String text =
        """
        # One, two
        [file](README.md), [folder](decisions), [here](#one-two), [there](README.md#decisions),
        [outside](https://example.org/nothing), `[code](nothing-1)`
        ```
        [block](nothing-2)
        ```
        [gone](nothing-3.md), ![image](nothing-4.svg), [no heading](#three),
        [no heading there](README.md#three)
        """;
    assertEquals(
        List.of("nothing-3.md", "nothing-4.svg", "#three", "README.md#three"),
        Pages.brokenLinks(page, text));
  }

  @Test
  void aCitationWithoutEntryWouldBeSeen() {
    Set<String> entries = Pages.entries("| tag | source |\n|---|---|\n| [AB] | A, B |\n");
    assertEquals(Set.of("AB"), entries);
    String page = "[AB], [AB, section 2], [AB, CD], [EF], [link](x), [V](x), `[GH]`, [0, 1]";
    assertEquals(List.of("CD", "EF"), Pages.unknownCitations(page, entries));
    String source =
        """
        #** Javadoc [EF], {@code new double[N]}. *#
        double[] x = new double[VL]; ## comment [CD]
        """
            .replace('#', '/');
    assertEquals(List.of("EF", "CD"), Pages.unknownCitations(Pages.comments(source), entries));
  }

  @Test
  void aPageThatIsNotThereWouldBeSeen() {
    String source =
        """
        #** {@code docs/theory.md}, {@code docs/decisions}, {@code docs/planted.md}. *#
        String x = "docs/no-comment.md"; ## and docs/decisions/999-planted.md.
        """
            .replace('#', '/');
    assertEquals(
        List.of("docs/planted.md", "docs/decisions/999-planted.md"), Pages.missingPages(source));
  }

  @Test
  void aClassThatIsNotThereWouldBeSeen() {
    Set<String> classes = Set.of("PagesTest");
    String page =
        "`PagesTest`, `PlantedName`, `lowerCase`, `X`, `W1`, `OTHER`, `a.B`, `File.java`, `Two"
            + " words`";
    assertEquals(List.of("PlantedName"), Pages.unknownClasses(page, classes));
  }

  private static List<String> tooLong(String name, String text) {
    long lines = text.lines().count();
    return lines > LINES_OF_A_PACKAGE_PAGE
        ? List.of(name + ": " + lines + " lines, at most " + LINES_OF_A_PACKAGE_PAGE)
        : List.of();
  }
}
