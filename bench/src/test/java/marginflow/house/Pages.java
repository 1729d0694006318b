package marginflow.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Markdown pages of the repository, and what can be wrong with a page or a comment. */
final class Pages {

  /** Folders that hold no page of the repository: builds, and what the commands write untracked. */
  private static final Set<String> SKIPPED =
      Set.of(
          ".git", "target", "results/runs", "results/sweeps", "results/profiles", "results/verify");

  private static final Pattern CODE_BLOCK = Pattern.compile("(?s)```.*?```");
  private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
  private static final Pattern CODE_TAG = Pattern.compile("\\{@code[^}]*\\}");

  /** A tag, and after it more tags or places: {@code [LL, theorem 4.1]}. */
  private static final Pattern CITATION =
      Pattern.compile("\\[([A-Z]{1,5}(?:, [^\\]\\[]*)?)\\](?!\\()");

  private static final Pattern TAG = Pattern.compile("[A-Z]{1,5}");
  private static final Pattern ENTRY = Pattern.compile("(?m)^\\| \\[([A-Z]{1,5})\\] \\|");

  /** A class by its simple name alone; names in capitals are options, arrays or constants. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)`");

  private static final Pattern DOCS_PATH =
      Pattern.compile("(?<![\\w/])docs/[\\w-]+(?:[./][\\w-]+)*");

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

  private Pages() {}

  /** Every Markdown file of the repository. */
  static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>();
    collect(Sources.root(), pages);
    return pages;
  }

  /** The pages that people write: all but those of results, which the commands write. */
  static List<Path> written() throws IOException {
    return all().stream().filter(page -> !relative(page).startsWith("results/")).toList();
  }

  private static void collect(Path folder, List<Path> pages) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted().toList()) {
        if (Files.isDirectory(entry)) {
          if (!SKIPPED.contains(relative(entry))
              && !SKIPPED.contains(String.valueOf(entry.getFileName()))) {
            collect(entry, pages);
          }
        } else if (entry.toString().endsWith(".md")) {
          pages.add(entry);
        }
      }
    }
  }

  /** A path as seen from the root, with slashes. */
  static String relative(Path path) {
    return Sources.root().relativize(path).toString().replace('\\', '/');
  }

  /** Relative links of a page that lead to no file, or to no heading of a page. */
  static List<String> brokenLinks(Path page, String text) throws IOException {
    List<String> broken = new ArrayList<>();
    Matcher links = LINK.matcher(withoutCode(text));
    while (links.find()) {
      String link = links.group(1);
      if (!link.contains("://")
          && !link.startsWith("mailto:")
          && !leadsSomewhere(page, text, link)) {
        broken.add(link);
      }
    }
    return broken;
  }

  private static boolean leadsSomewhere(Path page, String text, String link) throws IOException {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!file.isEmpty() && !Files.exists(target)) {
      return false;
    }
    if (hash < 0 || !target.toString().endsWith(".md")) {
      return true;
    }
    return anchors(file.isEmpty() ? text : Files.readString(target))
        .contains(link.substring(hash + 1));
  }

  /** Names of a page's headings in addresses: lower case, hyphens for blanks, no punctuation. */
  private static Set<String> anchors(String text) {
    Set<String> anchors = new TreeSet<>();
    Matcher headings = HEADING.matcher(CODE_BLOCK.matcher(text).replaceAll(""));
    while (headings.find()) {
      anchors.add(
          headings
              .group(1)
              .strip()
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }

  /** The tags that the page of references has entries for. */
  static Set<String> entries(String references) {
    Set<String> tags = new TreeSet<>();
    Matcher entries = ENTRY.matcher(references);
    while (entries.find()) {
      tags.add(entries.group(1));
    }
    return tags;
  }

  /** Tags that a page cites and that have no entry. */
  static List<String> unknownCitations(String text, Set<String> entries) {
    List<String> unknown = new ArrayList<>();
    Matcher citations = CITATION.matcher(withoutCode(text));
    while (citations.find()) {
      for (String part : citations.group(1).split(", ", -1)) {
        if (TAG.matcher(part).matches() && !entries.contains(part)) {
          unknown.add(part);
        }
      }
    }
    return unknown;
  }

  /** The comments of a Java source, without what stands in code tags. */
  static String comments(String source) {
    StringBuilder comments = new StringBuilder();
    Matcher found = COMMENT.matcher(source);
    while (found.find()) {
      comments.append(CODE_TAG.matcher(found.group()).replaceAll("")).append('\n');
    }
    return comments.toString();
  }

  /** Pages of docs that a source's comments name and that are not there. */
  static List<String> missingPages(String source) {
    List<String> missing = new ArrayList<>();
    Matcher comments = COMMENT.matcher(source);
    while (comments.find()) {
      Matcher pages = DOCS_PATH.matcher(comments.group());
      while (pages.find()) {
        if (!Files.exists(Sources.root().resolve(pages.group()))) {
          missing.add(pages.group());
        }
      }
    }
    return missing;
  }

  /** Classes that a page names in backticks and that are not there. */
  static List<String> unknownClasses(String text, Set<String> classes) {
    List<String> unknown = new ArrayList<>();
    Matcher names = CLASS_NAME.matcher(CODE_BLOCK.matcher(text).replaceAll(""));
    while (names.find()) {
      if (!classes.contains(names.group(1))) {
        unknown.add(names.group(1));
      }
    }
    return unknown;
  }

  /** Simple names of all types that the sources declare. */
  static Set<String> classes() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path file : Sources.all()) {
      Matcher declarations = DECLARATION.matcher(Files.readString(file));
      while (declarations.find()) {
        names.add(declarations.group(1));
      }
    }
    return names;
  }

  private static String withoutCode(String text) {
    return CODE_SPAN.matcher(CODE_BLOCK.matcher(text).replaceAll("")).replaceAll("");
  }
}
