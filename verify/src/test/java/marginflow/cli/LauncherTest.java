package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a small checkout, with a Maven and a Java that only say they were called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {

  private static final String MAVEN =
      """
      #!/bin/sh
      echo mvn >>calls
      echo '[INFO] Building Marginflow kernels 0.1.0-SNAPSHOT                         [1/2]'
      echo "[INFO] --- compiler:3.16.0:compile (default-compile) @ kernels ---"
      sleep "${MAVEN_SECONDS:-0}"
      while [ "$1" != -pl ]; do shift; done
      [ -z "${MAVEN_FAILS:-}" ] || { echo '[ERROR] planted'; exit 1; }
      mkdir -p "$2/target/lib"
      echo jar >"$2/target/lib/library.jar"
      echo jar >"$2/target/marginflow-$2.jar"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      echo 'first' >&2
      echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
      printf 'not a whole line' >&2
      echo "started: $*"
      exit 7
      """;

  @TempDir private Path folder = Path.of("");
  private Path root = Path.of("");

  @BeforeEach
  void checkout() throws IOException {
    root = Files.createDirectory(folder.resolve("a checkout"));
    Path real = Path.of(System.getProperty("marginflow.home", ".."));
    Files.copy(real.resolve("marginflow"), root.resolve("marginflow"));
    Files.createDirectory(root.resolve("launcher"));
    for (String name : List.of("build", "common.sh")) {
      Files.copy(real.resolve("launcher").resolve(name), root.resolve("launcher").resolve(name));
    }
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String module : List.of("kernels", "verify", "bench")) {
      Path sources = Files.createDirectories(root.resolve(module).resolve("src/main"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(sources.resolve("A.java"), "class A {}");
    }
    Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.3\"\n");
    program("jdk/bin/java", JAVA);
    program("jdk/bin/javac", JAVA);
    program("bin/mvn", MAVEN);
  }

  @Test
  void theFirstStartSaysWhatItBuildsAndTheSecondBuildsNothing() throws Exception {
    Said first = said(start(List.of("MAVEN_SECONDS=2"), "flow", "a b"));
    assertEquals(7, first.code(), first::toString);
    assertTrue(first.out().contains("Main flow a b"), first::toString);
    assertTrue(first.err().contains("building verify with Maven"), first::toString);
    assertTrue(first.err().contains("building, 1 of 2: Marginflow kernels"), first::toString);
    assertTrue(first.err().contains("built verify in "), first::toString);
    Said second = run("flow");
    assertEquals(List.of("first", "not a whole line"), second.err().lines().toList());
    assertEquals(1, builds());
    Files.writeString(root.resolve("kernels/src/main/A.java"), "class A { int b; }");
    assertTrue(run("flow").err().contains("as the last time"));
    assertEquals(2, builds());
  }

  @Test
  void quietSaysNothingButErrors() throws Exception {
    assertEquals(
        List.of("first", "not a whole line"), run("flow", "--quiet").err().lines().toList());
    Files.writeString(root.resolve("kernels/src/main/A.java"), "class A { int b; }");
    Said failed = said(start(List.of("MAVEN_FAILS=1"), "flow", "--quiet"));
    assertEquals(ExitCode.INTERNAL, failed.code());
    assertTrue(failed.err().contains("[ERROR] planted"), failed::toString);
    assertTrue(failed.err().contains("the build failed, see above"), failed::toString);
  }

  @Test
  void aSecondLauncherWaitsForTheBuildOfTheFirst() throws Exception {
    Process first = start(List.of("MAVEN_SECONDS=3"), "flow");
    String builder = builder();
    Said second = run("flow");
    assertTrue(
        second.err().contains("waiting for the build that process " + builder + " runs"),
        second::toString);
    assertEquals(7, second.code());
    assertEquals(7, said(first).code());
    assertEquals(1, builds());
  }

  @Test
  void aBuildOutlivesItsCallerAndTheNextCallTakesItUp() throws Exception {
    Process killed = start(List.of("MAVEN_SECONDS=3"), "flow");
    String builder = builder();
    killed.destroyForcibly().waitFor();
    Said next = run("flow");
    assertTrue(next.err().contains("process " + builder + " runs"), next::toString);
    assertEquals(7, next.code());
    assertEquals(1, builds());
    Files.writeString(root.resolve("kernels/src/main/A.java"), "class A { int b; }");
    Process told = start(List.of("MAVEN_SECONDS=3"), "flow");
    builder = builder();
    assertTrue(told.toHandle().destroy());
    Said interrupted = said(told);
    assertEquals(143, interrupted.code());
    assertTrue(interrupted.err().contains("to end it: kill -- -" + builder), interrupted::toString);
    assertEquals(7, run("flow").code());
    assertEquals(2, builds());
  }

  @Test
  void aLockWhoseHolderIsGoneIsTaken() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    lock(gone.pid() + "@1");
    assertEquals(7, run("flow").code());
    // A process of this number lives, but it began at another time: the number was given again.
    Files.writeString(root.resolve("kernels/src/main/A.java"), "class A { int b; }");
    lock(ProcessHandle.current().pid() + "@1");
    assertEquals(7, run("flow").code());
    assertEquals(2, builds());
    assertFalse(Files.isSymbolicLink(root.resolve("verify/target/launcher.lock")));
  }

  @Test
  void sourcesOfTheFutureAreNotBuiltAtEveryStart() throws Exception {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    Files.setLastModifiedTime(root.resolve("kernels/src/main/A.java"), FileTime.from(tomorrow));
    run("flow");
    run("flow");
    assertEquals(1, builds());
    Files.writeString(root.resolve("kernels/src/main/A.java"), "class A { int b; }");
    Files.setLastModifiedTime(root.resolve("kernels/src/main/A.java"), FileTime.from(tomorrow));
    run("flow");
    assertEquals(2, builds());
  }

  @Test
  void threeBuildsAreKeptTheNewestByNumber() throws Exception {
    for (int k = 0; k < 11; k++) {
      Files.writeString(root.resolve("kernels/src/main/A.java"), "class A { int b" + k + "; }");
      run("flow", "--quiet");
    }
    try (Stream<Path> runs = Files.list(root.resolve("verify/target/run"))) {
      assertEquals(
          List.of("10", "11", "9"),
          runs.filter(Files::isDirectory).map(p -> "" + p.getFileName()).sorted().toList());
    }
  }

  @Test
  void onlyBenchmarksThatRunAreBuilt() throws Exception {
    run("bench", "--help");
    assertEquals(1, builds());
    assertTrue(run("bench", "list").out().contains("-Dmarginflow.bench.jars="));
    assertEquals(2, builds());
  }

  private record Said(int code, String out, String err) {}

  private Said run(String... words) throws Exception {
    return said(start(List.of(), words));
  }

  /** The launcher, without the JDK's home and the user's that this test has. */
  private Process start(List<String> environment, String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    command.addAll(environment);
    command.add("PATH=" + root.resolve("bin") + ":" + System.getenv("PATH"));
    command.add("MARGINFLOW_JAVA_HOME=" + root.resolve("jdk"));
    command.add(root.resolve("marginflow").toString());
    command.addAll(List.of(words));
    return new ProcessBuilder(command).start();
  }

  private static Said said(Process process) throws Exception {
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Said(process.exitValue(), out, err);
  }

  private int builds() throws IOException {
    return Files.readAllLines(root.resolve("calls")).size();
  }

  /** The number of the process that builds, as soon as one does. */
  private String builder() throws Exception {
    Path lock = root.resolve("verify/target/launcher.lock");
    while (!Files.isSymbolicLink(lock)) {
      Thread.sleep(10);
    }
    String holder = Files.readSymbolicLink(lock).toString();
    return holder.substring(0, holder.indexOf('@'));
  }

  private void lock(String holder) throws IOException {
    Files.createDirectories(root.resolve("verify/target"));
    Files.createSymbolicLink(root.resolve("verify/target/launcher.lock"), Path.of(holder));
  }

  private void program(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
  }
}
