package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The import directions hold, and each of the rules that say so is able to fail. */
class ArchitectureTest {

  /** Rule by rule, sources that break it: class name to text. */
  private static final Map<String, Map<String, String>> PLANTED = planted();

  static {
    // Names are enough for every rule; resolving the JDK's classes too takes ten times as long.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
  }

  @TempDir private Path folder = Path.of("");

  @TestFactory
  List<DynamicTest> theCodeKeepsTheRules() {
    JavaClasses ours =
        new ClassFileImporter()
            .importPaths(List.of(classes("kernels"), classes("verify"), classes("bench")));
    assertTrue(ours.size() > 0);
    List<DynamicTest> tests = new ArrayList<>();
    Architecture.rules()
        .forEach((name, rule) -> tests.add(DynamicTest.dynamicTest(name, () -> rule.check(ours))));
    return tests;
  }

  @TestFactory
  List<DynamicTest> aPlantedViolationIsSeen() {
    List<DynamicTest> tests = new ArrayList<>();
    Architecture.rules()
        .forEach((name, rule) ->
            tests.add(
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertTrue(
                            rule.evaluate(compiled(PLANTED.getOrDefault(name, Map.of())))
                                .hasViolation()))));
    return tests;
  }

  @Test
  void everyRuleHasItsPlantedViolation() {
    assertEquals(Architecture.rules().keySet(), PLANTED.keySet());
  }

  @Test
  void whatIsAllowedIsNotSeen() throws IOException {
    Map<String, String> sources =
        Map.of(
            "marginflow.array.A", type("marginflow.array.A", ""),
            "marginflow.kernel.B", type("marginflow.kernel.B", "marginflow.array.A"),
            "marginflow.cli.C", type("marginflow.cli.C", "marginflow.kernel.B"));
    JavaClasses classes = compiled(sources);
    Architecture.rules()
        .values()
        .forEach(rule -> assertFalse(rule.evaluate(classes).hasViolation()));
  }

  private static Map<String, Map<String, String>> planted() {
    Map<String, Map<String, String>> planted = new LinkedHashMap<>();
    Set<String> everyPackage = Architecture.MAY_IMPORT.keySet();
    Architecture.MAY_IMPORT.forEach((name, allowed) -> {
      Set<String> forbidden = new LinkedHashSet<>(everyPackage);
      forbidden.removeAll(allowed);
      forbidden.remove(name);
      planted.put("imports of " + name, edge(name, forbidden.iterator().next()));
    });
    planted.put("every package has its place", edge("nowhere", "array"));
    planted.put("only the selector knows the vector kernels", edge("kernel", "kernel.vector"));
    planted.put("the flow knows networks by interfaces", edge("flow", "network"));
    planted.put("kernels need the JDK only", outside("javax.tools.ToolProvider x"));
    planted.put("kernels leave the world alone", outside("long x = System.nanoTime()"));
    planted.put("kernels speak no language", outside("String x = \"%d\".formatted(1)"));
    planted.put(
        "letters are of no language",
        outside("java.util.function.UnaryOperator<String> x = String::toLowerCase"));
    planted.put(
        "applications speak no language",
        Map.of(
            "marginflow.cli.Planted",
            "package marginflow.cli; class Planted { public static void main(String[] a) {} }"));
    Map<String, String> cycle = new LinkedHashMap<>(edge("io", "report"));
    cycle.put(
        "marginflow.report.Target", type("marginflow.report.Target", "marginflow.io.Planted"));
    planted.put("no cycles", cycle);
    return planted;
  }

  /** One class in {@code from} that holds an object of one class in {@code to}. */
  private static Map<String, String> edge(String from, String to) {
    String source = "marginflow." + from + ".Planted";
    String target = "marginflow." + to + ".Target";
    return Map.of(source, type(source, target), target, type(target, ""));
  }

  private static Map<String, String> outside(String field) {
    return Map.of(
        "marginflow.array.Planted", "package marginflow.array; class Planted { " + field + "; }");
  }

  private static String type(String name, String used) {
    int dot = name.lastIndexOf('.');
    return "package %s; public class %s { %s }"
        .formatted(
            name.substring(0, dot), name.substring(dot + 1), used.isEmpty() ? "" : used + " used;");
  }

  private JavaClasses compiled(Map<String, String> sources) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-d", folder.resolve("out").toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = folder.resolve(source.getKey().replace('.', '/') + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, code, "the planted sources compile");
    return new ClassFileImporter().importPath(folder.resolve("out"));
  }

  private static Path classes(String module) {
    return Sources.root().resolve(module).resolve("target/classes");
  }
}
