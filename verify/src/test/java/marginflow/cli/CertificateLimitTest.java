package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.io.Json;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunFolder;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import marginflow.run.CertificateLimit;
import marginflow.run.FlowJob;
import marginflow.run.FlowRun;
import marginflow.run.Interrupt;
import marginflow.run.Progress;
import marginflow.run.ProgressLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Certificates that are told to end: by a limit, by a signal, in a command and at a flow's end. */
final class CertificateLimitTest {

  /** From the request on; a certificate asks many times a second. */
  private static final double MOST_SECONDS = 2;

  private static final int ROWS = 1200;
  private static final Architecture NET = Architectures.parse("relu:100-40-1", 100);

  @TempDir private Path folder = Path.of("");

  /**
   * Samples whose labels a net of random weights gave them, so that it separates them; those near
   * its boundary are left out. Nothing about it is a KKT point.
   */
  private static Dataset taught(double[] teacher) {
    SplittableRandom random = new SplittableRandom(11);
    double[] x = random.doubles(3L * ROWS * NET.inputs(), -1, 1).toArray();
    double[] ones = new double[3 * ROWS];
    java.util.Arrays.fill(ones, 1);
    Matrix all = Matrix.view(x, 0, 3 * ROWS, NET.inputs());
    MarginModel model = Models.bind(NET, new Dataset(all, ones), KernelSelector.select());
    model.evaluate(teacher);
    double[] q = model.margins();
    int[] clear =
        java.util.stream.IntStream.range(0, q.length)
            .boxed()
            .sorted((i, j) -> Double.compare(Math.abs(q[j]), Math.abs(q[i])))
            .limit(ROWS)
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] kept = new double[ROWS][];
    double[] y = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      int at = all.row(clear[i]);
      kept[i] = java.util.Arrays.copyOfRange(x, at, at + NET.inputs());
      y[i] = Math.signum(q[clear[i]]);
    }
    return new Dataset(Matrix.of(kept), y);
  }

  @Test
  void aRequestIsHeardWhereverItComes() {
    double[] teacher = Initialisation.gaussian(NET, 3, 1);
    Dataset data = taught(teacher);
    for (double after : new double[] {0.01, 0.3, 1.5}) {
      AtomicLong requested = new AtomicLong();
      long start = System.nanoTime();
      Certificate c =
          Certifier.certify(
              NET,
              data,
              KernelSelector.select(),
              teacher,
              CertifyOptions.DEFAULT,
              () -> {
                if (1e-9 * (System.nanoTime() - start) < after) {
                  return Optional.empty();
                }
                requested.compareAndSet(0, System.nanoTime());
                return Optional.of("test");
              });
      double seconds = 1e-9 * (System.nanoTime() - start) - after;
      assertTrue(c.whole() || seconds < MOST_SECONDS, after + ": " + seconds + " s");
      assertTrue(c.whole() == (requested.get() == 0), c::evidence);
    }
  }

  @Test
  void theCommandNamesWhatItsLimitLeftUndecided() throws Exception {
    double[] teacher = Initialisation.gaussian(NET, 3, 1);
    Dataset data = taught(teacher);
    Files.write(
        folder.resolve("data.npz"),
        new NpzArchive.Builder()
            .add("X", NpyArray.matrix(ROWS, NET.inputs(), data.x().data()))
            .add("y", NpyArray.vector(data.y()))
            .toBytes());
    Files.write(
        folder.resolve("theta.npz"),
        new NpzArchive.Builder().add("theta", NpyArray.vector(teacher)).toBytes());
    StringWriter out = new StringWriter();
    String[] words = {
      "certify",
      "--json",
      "--quiet",
      "--data",
      folder.resolve("data.npz").toString(),
      "--net",
      NET.spec(),
      "--params",
      folder.resolve("theta.npz").toString(),
      "--max-seconds",
      "1e-3"
    };
    int code =
        Main.commandLine(List.of(CertifyCommand.class))
            .setOut(new PrintWriter(out, true))
            .execute(words);
    assertEquals(ExitCode.CHECK_FAILED, code);
    JsonNode certificate =
        Json.read("stdout", out.toString().getBytes(StandardCharsets.UTF_8)).path("certificate");
    assertEquals("undecided", certificate.path("verdict").asString(""));
    assertEquals("time-limit", certificate.path("cut").path("by").asString(""));
    assertEquals("kkt-residual", certificate.path("cut").path("undecided").path(0).asString(""));
    assertTrue(certificate.path("normalized_margin").asDouble(0) > 0);
    assertTrue(certificate.path("kkt_residual").isNull());
  }

  /** A signal at the end of a flow: interrupted, to be resumed, and then the bits of one whole. */
  @Test
  void aRunInterruptedInItsCertificateIsResumed() throws Exception {
    assertEquals(ExitCode.OK, flow("--out", path("whole")));
    assertEquals(ExitCode.OK, flow("--max-steps", "30", "--out", path("cut")));
    FlowRun.Finished cut = resume("cut", Interrupt.within(CertificateLimitTest::inACertificate));
    assertEquals("interrupted", cut.document().path("status").asString(""));
    JsonNode certificate = cut.document().path("certificate");
    assertEquals("signal", certificate.path("cut").path("by").asString(""));
    assertFalse(cut.written().whole());
    FlowRun.Finished again = resume("cut", Interrupt.within(() -> false));
    assertTrue(again.written().whole());
    assertTrue(again.outcome().certificate().whole());
    for (String file : List.of("trace.csv", "events.csv", "final.npz")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve("cut").resolve(file)),
          file);
    }
  }

  /**
   * A limit of the certificate alone: the flow is whole, and the certificate says what it lacks.
   */
  @Test
  void aFlowIsWholeWhereTheLimitEndsItsCertificate() throws Exception {
    assertEquals(ExitCode.OK, flow("--certify-seconds", "1e-6", "--out", path("limited")));
    JsonNode result =
        Json.read("result.json", Files.readAllBytes(folder.resolve("limited/result.json")));
    assertEquals("horizon-reached", result.path("status").asString(""));
    JsonNode cut = result.path("certificate").path("cut");
    assertEquals("time-limit", cut.path("by").asString(""));
    assertTrue(cut.path("undecided").size() > 0);
  }

  /** Whether the thread that asks is in a certificate that a run asked for at its end. */
  private static boolean inACertificate() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(f -> f.getClassName().equals(FlowJob.class.getName())));
  }

  private FlowRun.Finished resume(String name, Interrupt interrupt) throws Exception {
    try (RunFolder run = RunFolder.open(folder.resolve(name))) {
      Manifest.Identity identity = Manifest.read(run.read(RunFolder.MANIFEST));
      Manifest.Identity whole = Manifest.read(folderOf("whole").read(RunFolder.MANIFEST));
      FlowJob job =
          FlowJob.again(
              new Manifest.Identity(
                  identity.settings().withStops(whole.settings().stops()),
                  identity.dataSha256(),
                  identity.theta0Sha256()));
      Progress silent = Progress.on(new PrintWriter(Writer.nullWriter()), true);
      ProgressLine line = new ProgressLine(silent, Optional.empty(), job.settings().stops());
      CertificateLimit limit = new CertificateLimit(OptionalDouble.empty());
      return new FlowRun(job, run, line, 10, interrupt, false, limit).resume();
    }
  }

  private RunFolder folderOf(String name) throws Exception {
    try (RunFolder run = RunFolder.open(folder.resolve(name))) {
      return run;
    }
  }

  private static int flow(String... words) {
    return Main.commandLine(List.of(FlowCommand.class))
        .setOut(new PrintWriter(Writer.nullWriter()))
        .execute(
            Stream.concat(
                    Stream.of(
                        "flow",
                        "--quiet",
                        "--no-figures",
                        "--net",
                        "relu:4-5-1",
                        "--until-log10-loss",
                        "-100"),
                    Stream.of(words))
                .toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
