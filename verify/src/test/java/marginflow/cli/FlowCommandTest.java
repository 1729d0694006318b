package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.io.run.Manifest;
import marginflow.io.run.Quantity;
import marginflow.io.run.TraceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The command as a person meets it: files in, one document out, exit codes. */
class FlowCommandTest {

  /** γ_svm / 2 of setosa against versicolor, the best margin of a linear net of depth 2. */
  private static final double BEST = 0.371568745;

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void linearNetOnIrisIsBounded() throws IOException {
    assertEquals(ExitCode.OK, flow("--net", "linear:4-8-1", "--json", "--out", path("run")));
    JsonNode result = Json.read("stdout", out.toString().getBytes(StandardCharsets.UTF_8));
    JsonNode bound = result.path("certificate").path("margin_bound");
    assertEquals("marginflow.flow/1", result.path("schema").asString(""));
    assertEquals("horizon-reached", result.path("status").asString(""));
    assertEquals(BEST, bound.path("lower").asDouble(0), 1e-9);
    assertEquals(BEST, bound.path("upper").asDouble(0), 1e-9);
    assertEquals(BEST, result.path("normalized_margin").asDouble(0), 0.01 * BEST);
    assertTrue(result.path("smoothed_margin_monotone").asBoolean(false));
    assertEquals(out.toString(), Files.readString(folder.resolve("run/result.json")));
    for (String file : List.of("manifest.json", "trace.csv", "events.csv", "report.html")) {
      assertTrue(Files.size(folder.resolve("run").resolve(file)) > 0, file);
    }
    assertEquals(
        40, NpzArchive.read(InputFile.read(path("run/final.npz"))).array("theta").data().length);
  }

  @Test
  void samplesAtOddsClaimNoMargin() throws IOException {
    Path xor = folder.resolve("xor.csv");
    Files.writeString(xor, "1,1,1\n-1,-1,1\n1,-1,-1\n-1,1,-1\n");
    assertEquals(
        ExitCode.OK,
        flow("--data", xor.toString(), "--net", "linear:2-4-1", "--json", "--out", path("run")));
    JsonNode result = Json.read("stdout", out.toString().getBytes(StandardCharsets.UTF_8));
    assertEquals("not-separated", result.path("status").asString(""));
    assertTrue(result.path("normalized_margin").isNull());
    assertTrue(result.path("certificate").isNull());
  }

  @Test
  void aResumedRunDrawsFiguresOnlyIfItsStartWasToldTo() throws IOException {
    assertEquals(
        ExitCode.OK,
        flow("--net", "linear:4-2-1", "--max-steps", "5", "--no-figures", "--out", path("r")));
    assertEquals(ExitCode.OK, flow("--resume", path("r"), "--max-steps", "9"));
    assertFalse(Files.exists(folder.resolve("r/report.html")));
  }

  @Test
  void anEditedManifestAndAnotherVersionAreRefusedAndTheFolderIsLetGo() throws IOException {
    assertEquals(
        ExitCode.OK,
        flow("--net", "linear:4-2-1", "--max-steps", "5", "--no-figures", "--out", path("r")));
    Path manifest = folder.resolve("r/manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("\"tolerance\" : 1.0E-6", "\"tolerance\" : 1.0E-3"));
    assertEquals(ExitCode.BAD_DATA, flow("--resume", path("r"), "--max-steps", "9"));
    assertTrue(err.toString().contains("the file was edited"), err::toString);
    ObjectNode other = (ObjectNode) Json.read("manifest", text.getBytes(StandardCharsets.UTF_8));
    other.remove("seal");
    ((ObjectNode) other.path("environment")).put("program", "marginflow 0.0.1 (abc)");
    Files.write(manifest, Manifest.toBytes(other));
    assertEquals(ExitCode.USAGE, flow("--resume", path("r"), "--max-steps", "9"));
    assertTrue(err.toString().contains("begun by marginflow 0.0.1 (abc), and"), err::toString);
    assertTrue(err.toString().contains(Version.current().exact()), err::toString);
    assertFalse(Files.exists(folder.resolve("r/.lock")));
    assertEquals(ExitCode.OK, flow("--resume", path("r"), "--max-steps", "9", "--other-version"));
  }

  /** Not even the option helps there: the numbers stand for something else. */
  @Test
  void aCheckpointOfAnotherLayoutIsRefusedWithBothVersions() throws IOException {
    assertEquals(
        ExitCode.OK,
        flow("--net", "linear:4-2-1", "--max-steps", "5", "--no-figures", "--out", path("r")));
    byte[] first = new NpzArchive.Builder().add("reals", NpyArray.vector(new double[3])).toBytes();
    Files.write(folder.resolve("r/checkpoint.npz"), first);
    assertEquals(
        ExitCode.USAGE, flow("--resume", path("r"), "--max-steps", "9", "--other-version"));
    String here = Version.current().exact();
    assertTrue(
        err.toString().contains("layout 1, written by " + here + ", and this is " + here),
        err::toString);
    assertTrue(err.toString().contains("which reads layout 3"), err::toString);
    assertFalse(Files.exists(folder.resolve("r/.lock")));
  }

  /** A state of other lengths is bad data, no bug. */
  @Test
  void aCheckpointOfAnotherNetworkIsRefused() throws IOException {
    for (String width : List.of("2", "3")) {
      String net = "linear:4-" + width + "-1";
      assertEquals(
          ExitCode.OK,
          flow("--net", net, "--max-steps", "5", "--no-figures", "--out", path("r" + width)));
    }
    for (String name : List.of("checkpoint.npz", "checkpoint-before.npz")) {
      Files.deleteIfExists(folder.resolve("r2").resolve(name));
    }
    Files.copy(folder.resolve("r3/checkpoint.npz"), folder.resolve("r2").resolve("checkpoint.npz"));
    assertEquals(ExitCode.BAD_DATA, flow("--resume", path("r2"), "--max-steps", "9"));
    assertTrue(err.toString().contains("a state of this network"), err::toString);
  }

  @Test
  void aRunIsNeverOverwrittenUnlessAsked() {
    String[] run = {
      "--net", "linear:4-2-1", "--max-steps", "5", "--no-figures", "--out", path("r")
    };
    assertEquals(ExitCode.OK, flow(run));
    assertEquals(ExitCode.USAGE, flow(run));
    assertTrue(err.toString().contains("--overwrite"), err::toString);
    List<String> again = new ArrayList<>(List.of(run));
    again.add("--overwrite");
    assertEquals(ExitCode.OK, flow(again.toArray(String[]::new)));
  }

  @Test
  void aRunInPiecesEndsWithTheBitsOfOneLeftAlone() throws IOException {
    List<String> run = List.of("--net", "relu:4-6-1", "--until-log10-loss", "-1e3", "--no-figures");
    assertEquals(ExitCode.OK, flow(with(run, "--out", path("whole"))));
    assertEquals(ExitCode.OK, flow(with(run, "--out", path("parts"), "--max-steps", "37")));
    assertEquals(ExitCode.OK, flow("--resume", path("parts"), "--max-steps", "61", "--no-figures"));
    assertEquals(
        ExitCode.OK, flow("--resume", path("parts"), "--max-steps", "100000", "--no-figures"));
    for (String file : List.of("final.npz", "events.csv")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("whole").resolve(file)),
          Files.readAllBytes(folder.resolve("parts").resolve(file)),
          file);
    }
    assertEquals(steps("whole"), steps("parts"));
    assertEquals(ExitCode.USAGE, flow("--resume", path("parts")));
    assertEquals(ExitCode.USAGE, flow("--resume", path("parts"), "--seed", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--net relu:3-5-1|2",
        "--net relu:4-0-1|2",
        "--net tanh:4-5-1|2",
        "--net relu:4-50000-50000-1|2",
        "--net relu:4-50000-5000-1|2",
        "--net diagonal:4x33333333|2",
        "--tolerance 2|2",
        "--tolerance 1e-30|2",
        "--until-log10-loss -1e400|2",
        "--loss hinge|2",
        "--integrator euler|2",
        "--data example:iris.csv --label nothing|65",
        "--data no-such-file.csv|65",
        "--theta0 no-such-file.npz|65",
        "--no-such-option|2",
        "--save-per-decade 0|2",
        "--kkt-per-decade 0|2"
      })
  void whatCannotBeDoneIsSaidBeforeAnythingIsWritten(String options, int code) {
    Path run = folder.resolve("run");
    List<String> words = new ArrayList<>(List.of(options.split(" ", -1)));
    words.addAll(List.of("--out", run.toString()));
    assertEquals(code, flow(words.toArray(String[]::new)), err::toString);
    assertEquals("", out.toString());
    assertTrue(err.toString().contains("marginflow: "), err::toString);
    assertFalse(Files.exists(run));
  }

  @Test
  void parametersOfAnotherNetworkAreRefusedWithBothShapes() {
    assertEquals(
        ExitCode.OK,
        flow("--net", "linear:4-2-1", "--max-steps", "5", "--no-figures", "--out", path("r")));
    int code = run("certify", "--net", "linear:4-3-1", "--params", path("r/final.npz"));
    assertEquals(ExitCode.BAD_DATA, code);
    assertTrue(err.toString().contains("15 parameters"), err::toString);
    assertTrue(err.toString().contains("shape (10,)"), err::toString);
  }

  @Test
  void samplesLieWhereTheyWereAskedForAndSurviveAResume() throws IOException {
    List<String> run = List.of("--net", "linear:4-3-1", "--no-figures", "--save-per-decade", "1");
    assertEquals(
        ExitCode.OK, flow(with(run, "--until-log10-loss", "-1e3", "--out", path("whole"))));
    assertEquals(ExitCode.OK, flow(with(run, "--until-log10-loss", "-31", "--out", path("parts"))));
    assertEquals(ExitCode.OK, flow("--resume", path("parts"), "--until-log10-loss", "-1e3"));
    List<String> lines = Files.readAllLines(folder.resolve("whole/samples.csv"));
    assertEquals(
        "step,tau,log_time,log_norm,log10_loss,normalized_margin,smoothed_margin,kkt_residual",
        lines.getFirst());
    assertTrue(lines.get(1).startsWith("0,0.0,-inf,"), lines::toString);
    for (String part : List.of("whole", "parts")) {
      double[] tail =
          Files.readAllLines(folder.resolve(part).resolve("samples.csv")).stream()
              .skip(1)
              .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[4]))
              .filter(depth -> depth < -0.5)
              .toArray();
      assertArrayEquals(new double[] {-1, -10, -100, -1000}, tail, 1e-9, part);
    }
    JsonNode end = Json.read("result", InputFile.read(path("whole/result.json")).content());
    String[] last = lines.getLast().split(",", -1);
    assertEquals(
        end.path("normalized_margin").asDouble(0), Double.parseDouble(last[5]), 1e-6, "margin");
    double residual = end.path("certificate").path("kkt_residual").asDouble(0);
    assertEquals(residual, Double.parseDouble(last[7]), 1e-3 * residual, "residual");
    assertEquals("", lines.get(1).split(",", -1)[7], "no residual before the data is separated");
    NpzArchive samples = NpzArchive.read(InputFile.read(path("whole/samples.npz")));
    assertArrayEquals(new int[] {lines.size() - 1, 15}, samples.array("theta").shape());
    assertEquals(lines.size() - 1, samples.array("log10_loss").data().length);
  }

  /** Residuals lie in as many decades of the horizon as were asked for, whatever the steps. */
  @Test
  void residualsComeByDecadesOfTheHorizonAndSurviveAResume() throws IOException {
    List<String> run = List.of("--net", "linear:4-3-1", "--no-figures", "--kkt-per-decade", "2");
    assertEquals(
        ExitCode.OK, flow(with(run, "--until-log10-loss", "-1e4", "--out", path("whole"))));
    assertEquals(ExitCode.OK, flow(with(run, "--until-log10-loss", "-31", "--out", path("parts"))));
    assertEquals(ExitCode.OK, flow("--resume", path("parts"), "--until-log10-loss", "-1e4"));
    List<Long> halves = List.of(-1L, 0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertEquals(halves, halfDecades("whole"));
    // The end of the first part has its residual as well.
    assertEquals(halves, halfDecades("parts").stream().distinct().toList());
    assertEquals(ExitCode.USAGE, flow("--resume", path("parts"), "--kkt-per-decade", "3"));
  }

  /** Of every row with a residual, the half decade of its horizon. */
  private List<Long> halfDecades(String run) throws IOException {
    return TraceFile.read(folder.resolve(run).resolve("trace.csv")).stream()
        .filter(row -> row.find(Quantity.KKT_RESIDUAL).isPresent())
        .map(row -> (long) Math.floor(2 * Math.log10(-row.log10Loss())))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "1e-200, 65, found 3e-200 as the largest",
    "1e160, 65, found 3e160 as the largest",
    "1e20, 2, with samples of size 3e20"
  })
  void samplesOfASizeThatIsNotResolvedAreRefusedByTheirSize(double size, int code, String found)
      throws IOException {
    Path file = scaled(size);
    assertEquals(code, flow("--data", file.toString(), "--out", path("run")));
    assertTrue(err.toString().contains(found), err::toString);
    assertTrue(err.toString().contains("--normalize-rows"), err::toString);
    assertFalse(Files.exists(folder.resolve("run")));
    assertEquals(
        ExitCode.OK,
        flow("--data", file.toString(), "--normalize-rows", "--no-figures", "--out", path("run")));
  }

  @Test
  void samplesOfTinySizeFlowLikeThoseOfOrdinarySize() throws IOException {
    assertEquals(1, margin(1e-60) / 1e-60 / margin(1), 1e-5);
  }

  /** The normalized margin that a flow ends with on samples of a size. */
  private double margin(double size) throws IOException {
    String out = path("run" + size);
    int code =
        flow(
            "--data",
            scaled(size).toString(),
            "--until-log10-loss",
            "-1e5",
            "--no-figures",
            "--out",
            out);
    assertEquals(ExitCode.OK, code, err::toString);
    return Json.read(out, InputFile.read(out + "/result.json").content())
        .path("normalized_margin")
        .asDouble(0);
  }

  /** Four samples that a line separates, times a size. */
  private Path scaled(double size) throws IOException {
    double[][] x = {{3, 1, 1}, {1, 2, 1}, {-1, -2, -1}, {-2, 0.5, -1}};
    StringBuilder text = new StringBuilder();
    for (double[] row : x) {
      text.append(row[0] * size + "," + row[1] * size + "," + (int) row[2] + "\n");
    }
    Path file = folder.resolve("scaled" + size + ".csv");
    Files.writeString(file, text);
    return file;
  }

  private List<Long> steps(String run) throws IOException {
    return TraceFile.read(folder.resolve(run).resolve("trace.csv")).stream()
        .map(row -> row.step())
        .toList();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static String[] with(List<String> options, String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private int flow(String... options) {
    List<String> words = new ArrayList<>(List.of("flow", "--quiet"));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  private int run(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }
}
