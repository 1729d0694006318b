package marginflow.house;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of imports as people read it: a sentence for the page of each package, and a diagram.
 * Both are made from the table that is tested, so that what is told is what holds.
 */
final class ImportTable {

  private final Map<String, Set<String>> mayImport;

  ImportTable(Map<String, Set<String>> mayImport) {
    this.mayImport = mayImport;
  }

  /** The last paragraph of a package's page. */
  String sentence(String name) {
    List<String> above = new ArrayList<>();
    mayImport.forEach((other, allowed) -> {
      if (allowed.contains(name)) {
        above.add(other);
      }
    });
    Set<String> below = mayImport.getOrDefault(name, Set.of());
    return "<p>May depend on "
        + (below.isEmpty() ? "no other package" : list(below))
        + "; "
        + (above.isEmpty() ? "no package may depend on it." : list(above) + " may depend on it.");
  }

  private static String list(Iterable<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add("{@code " + name + "}"));
    return String.join(", ", quoted);
  }

  /** The page on the architecture: a diagram without the edges that others imply, and the rows. */
  String page() {
    StringBuilder text =
        new StringBuilder(
            """
            # Architecture

            This page is made from the table of imports that `ArchitectureTest` checks, by
            `mvn test -pl bench -am -Dtest=PackagePagesTest -Dsurefire.failIfNoSpecifiedTests=false \
            -Dmarginflow.format=fix`. An arrow leads from a package to one that it may import; arrows
            that others imply are left out.

            ```mermaid
            graph TD
            """);
    mayImport.forEach((name, allowed) ->
        direct(name, allowed)
            .forEach(other ->
                text.append("  ").append(name).append(" --> ").append(other).append('\n')));
    text.append(
        """
        ```

        | package | may import |
        |---|---|
        """);
    mayImport.forEach((name, allowed) ->
        text.append("| `").append(name).append("` | ").append(cell(allowed)).append(" |\n"));
    return text.toString();
  }

  private static String cell(Set<String> allowed) {
    return allowed.isEmpty() ? "" : "`" + String.join("`, `", allowed) + "`";
  }

  /** What a row allows that no other package of the row allows as well. */
  private Set<String> direct(String name, Set<String> allowed) {
    Set<String> direct = new LinkedHashSet<>(allowed);
    for (String other : allowed) {
      for (String implied : mayImport.getOrDefault(other, Set.of())) {
        if (!implied.equals(name) && !mayImport.getOrDefault(implied, Set.of()).contains(other)) {
          direct.remove(implied);
        }
      }
    }
    return direct;
  }
}
