package marginflow.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps by the assembled jar: on this machine, and on a real standalone cluster on loopback. */
final class ClusterTest {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path JAR = MODULE.resolve("target/marginflow-spark.jar");
  private static final Path SUBMIT = MODULE.resolve("submit");
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");

  /** Flows that take two executors of one core a minute or so, in tens of partitions. */
  private static final String SWEEP =
      """
      schema: marginflow.sweep/2
      data: {random: {n: 8, d: 2, labels: linear, seed: 1..%d}}
      net: relu:2-6-1
      seed: data
      until: {log10_loss: -1e3}
      """;

  /** Longer than anything takes on a busy machine of two cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final List<Process> started = new ArrayList<>();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void endWhatWasStarted() {
    started.forEach(ClusterTest::kill);
  }

  /** Ends a process and those that it has started at once, as a loss of power does. */
  private static void kill(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private Process start(String log, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_HOME", MODULE.resolve("target/spark").toString());
    // Without it a worker looks for Scala's version in the folders of a build of Spark.
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** One of the daemons of a standalone cluster. */
  private Process daemon(String log, String type, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                MODULE.resolve("target/spark/jars") + "/*",
                "org.apache.spark.deploy." + type,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0"));
    command.addAll(List.of(arguments));
    return start(log, command);
  }

  private Process worker(int number, String master) throws IOException {
    return daemon(
        "worker-" + number + ".log",
        "worker.Worker",
        "--cores",
        "1",
        "--memory",
        "1g",
        "--work-dir",
        folder.resolve("work-" + number).toString(),
        master);
  }

  private Process submit(String log, List<String> settings, String... sweep) throws IOException {
    List<String> command = new ArrayList<>(List.of(SUBMIT.toString()));
    command.addAll(settings);
    command.addAll(List.of("--", "sweep"));
    command.addAll(List.of(sweep));
    return start(log, command);
  }

  private Path local(Path description) throws IOException, InterruptedException {
    Path out = folder.resolve("local");
    Process process =
        start(
            "local.log",
            List.of(
                java(),
                "--add-modules",
                "jdk.incubator.vector",
                "-jar",
                JAR.toString(),
                "sweep",
                description.toString(),
                "--out",
                out.toString()));
    end(process, "local.log");
    return out.resolve("table.csv");
  }

  private String text(String log) {
    try {
      return Files.readString(folder.resolve(log));
    } catch (IOException e) {
      return "";
    }
  }

  private void end(Process process, String log) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      fail("still running: " + text(log));
    }
    assertEquals(0, process.exitValue(), () -> text(log));
  }

  private static void await(BooleanSupplier there, String what) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("waited in vain for " + what);
      }
      Thread.sleep(50);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private Path describe(int flows) throws IOException {
    return Files.writeString(folder.resolve("sweep.yaml"), SWEEP.formatted(flows));
  }

  @Test
  void aKilledWorkerCostsTimeAlone() throws Exception {
    Path description = describe(1_500);
    daemon("master.log", "master.Master", "--port", "0");
    await(() -> MASTER.matcher(text("master.log")).find(), "the master");
    Matcher found = MASTER.matcher(text("master.log"));
    assertTrue(found.find());
    String master = found.group(1);
    Process first = worker(1, master);
    worker(2, master);
    await(() -> text("master.log").split("Registering worker", -1).length == 3, "two workers");
    Path out = folder.resolve("cluster");
    Process driver =
        submit(
            "driver.log",
            List.of(
                "--master",
                master,
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executor.memory=512m"),
            description.toString(),
            "--engine",
            "spark",
            "--out",
            out.toString());
    await(() -> lines(out.resolve("rows.csv")) > 200 || !driver.isAlive(), "rows");
    await(
        () -> text("master.log").split("Launching executor", -1).length == 3 || !driver.isAlive(),
        "two executors");
    assertTrue(driver.isAlive(), () -> text("driver.log"));
    long before = lines(out.resolve("rows.csv"));
    kill(first);
    end(driver, "driver.log");
    assertTrue(before < 1_200, "the worker was killed after " + before + " of 1,500 rows");
    assertTrue(text("driver.log").contains("Lost executor"), () -> text("driver.log"));
    assertArrayEquals(
        Files.readAllBytes(local(description)), Files.readAllBytes(out.resolve("table.csv")));
  }

  @Test
  void parquetAndCsvHaveWhatTheTableHas() throws Exception {
    Path description = describe(12);
    Path out = folder.resolve("spark");
    Process driver =
        submit(
            "submit.log",
            List.of("--master", "local[2]"),
            description.toString(),
            "--engine",
            "spark",
            "--out",
            out.toString());
    end(driver, "submit.log");
    Path table = out.resolve("table.csv");
    assertArrayEquals(Files.readAllBytes(local(description)), Files.readAllBytes(table));
    SparkSession session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    try {
      List<Row> expected = Tables.read(session, table).collectAsList();
      assertEquals(12, expected.size());
      assertEquals(
          -1e3, expected.getFirst().getDouble(Tables.schema().fieldIndex("until_log10_loss")));
      assertEquals(
          expected, session.read().parquet(out.resolve(Tables.PARQUET).toString()).collectAsList());
      assertEquals(expected, Tables.read(session, out.resolve(Tables.CSV)).collectAsList());
    } finally {
      session.stop();
    }
  }
}
