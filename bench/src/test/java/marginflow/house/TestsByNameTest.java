package marginflow.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every class of the mathematics that has logic is named by a test of its own, {@code FooTest} for
 * {@code Foo}, so that a fault shows where it is and not in a flow that ends elsewhere.
 */
class TestsByNameTest {

  private static final List<String> ROOMS = List.of("linalg", "certificate", "flow");

  /** Classes that are tested whole by a test of another name, which has to name them. */
  private static final Map<String, String> HELD_BY =
      Map.of(
          // Tableaus are data that refuse what misses its order: one test for all of them.
          "ExplicitTableau", "TableauTest",
          "RosenbrockTableau", "TableauTest",
          // Abstract parts of a run, which no test can make without an integrator.
          "IntegratorRun", "DenseOutputTest",
          "PolarRun", "DenseOutputTest",
          "LongHorizonState", "CheckpointTest",
          // Whole runs, under the name of the integrator.
          "LongHorizonRun", "LongHorizonTest",
          "FlowSampler", "DenseOutputTest",
          "Certificate", "CertifierTest");

  @Test
  void everyClassHasItsTest() throws IOException {
    Map<String, Path> tests = tests();
    Set<String> wrong = new TreeSet<>();
    Set<String> unused = new TreeSet<>(HELD_BY.keySet());
    for (Path file : Sources.main()) {
      String type = name(file);
      if (isOfTheRooms(file) && Logic.in(Files.readString(file))) {
        if (tests.containsKey(type + "Test")) {
          continue;
        }
        unused.remove(type);
        Path other = tests.get(HELD_BY.getOrDefault(type, ""));
        if (other == null || !Files.readString(other).contains(type)) {
          wrong.add(Sources.root().relativize(file) + ": no " + type + "Test");
        }
      }
    }
    assertEquals(Set.of(), wrong);
    assertEquals(Set.of(), unused, "exempt without need");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int m(int a) { return a + 1; }",
        "int m(boolean a) { return a ? 1 : 2; }",
        "int m(boolean a) { if (a) { return 1; } return 2; }",
        "void m(int[] a) { for (int i : a) { n(); } }",
        "void m() { while (true) { n(); } }",
        "Runnable m() { return () -> n(); }"
      })
  void logicWouldBeSeen(String method) {
    assertTrue(Logic.in("class A { static final int B = 2 * 3; " + method + " }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record A(int b, double[] c) { A with(int d) { return new A(d, c); } }",
        "interface A { int b(); double c(int d); }",
        "enum A { B(\"b\"); private final String id; A(String id) { this.id = id; } }",
        "class A { static final double B = 2.0 / 3; private int c; int c() { return c; } }"
      })
  void namesAreNoLogic(String source) {
    assertFalse(Logic.in(source));
  }

  @Test
  void aClassOutsideTheRoomsIsNotAsked() {
    assertTrue(isOfTheRooms(Path.of("kernels/src/main/java/marginflow/flow/kink/Foo.java")));
    assertFalse(isOfTheRooms(Path.of("kernels/src/main/java/marginflow/network/Foo.java")));
  }

  private static boolean isOfTheRooms(Path file) {
    return ROOMS.stream()
        .anyMatch(room -> file.toString().contains("src/main/java/marginflow/" + room + "/"));
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    for (Path file : Sources.all()) {
      if (name(file).endsWith("Test")) {
        tests.put(name(file), file);
      }
    }
    return tests;
  }
}
