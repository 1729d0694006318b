package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.io.data.ParameterFile;
import marginflow.io.data.ParameterLayout;
import marginflow.io.data.ParameterLayout.Layer;
import marginflow.io.data.ParameterLayout.Part;
import marginflow.network.Architectures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Models of other programs, in files as these save them, through the commands. */
class ModelsTest {

  private static final float W = (float) Math.sqrt(0.5);

  /** The weights of two opposite units, and the output's. */
  private static final double[] THETA = {W, W, -W, -W, 1, -1};

  private static final Pattern COMMAND =
      Pattern.compile(
          "^    \\./marginflow (certify --net .* --data docs/models/.*)$", Pattern.MULTILINE);

  /** The examples that the README's commands read. */
  private static final Path MODELS = Path.of("../docs/models").toAbsolutePath().normalize();

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    NpyArray x = NpyArray.matrix(4, 2, new double[] {2, 1, 1, 2, -2, -1, -1, -2});
    npz("data.npz", Map.of("X", x, "y", NpyArray.vector(new double[] {1, 1, -1, -1})));
    npz("sklearn.npz", Map.of("coef_", NpyArray.matrix(1, 2, new double[] {0.25, 0.25})));
    npz(
        "keras.npz",
        Map.of(
            "sequential/dense/kernel", NpyArray.matrix(2, 2, new double[] {W, -W, W, -W}),
            "sequential/dense_1/kernel", NpyArray.matrix(2, 1, new double[] {1, -1})));
    Files.write(
        folder.resolve("torch.safetensors"),
        ParameterFile.save("torch.safetensors", torch(), THETA));
  }

  @Test
  void theCommandsOfTheReadmeCertify() throws IOException {
    Matcher commands = COMMAND.matcher(Files.readString(Path.of("../README.md")));
    int found = 0;
    for (; commands.find(); found++) {
      String command = commands.group(1).replace("docs/models", MODELS.toString());
      assertEquals(ExitCode.OK, run(command), err::toString);
      assertTrue(out.toString().startsWith("Global optimum"), out::toString);
      assertFalse(err.toString().isEmpty(), "what was read as what is said");
    }
    assertEquals(3, found);
  }

  @Test
  void theDocumentSaysWhatWasReadAsWhat() {
    assertEquals(
        ExitCode.OK,
        run("certify --net relu:2-2-1 --data data.npz --params keras.npz --json --quiet"));
    assertEquals("", err.toString());
    JsonNode layers = json().path("parameters").path("layers");
    assertEquals("sequential/dense/kernel", layers.path(0).path("weights").asString(""));
    assertEquals("in x out", layers.path(0).path("order").asString(""));
  }

  @Test
  void aFlowStartsFromAModelAndIsSavedAsOne() {
    String flow =
        "flow --net relu:2-2-1 --data data.npz --no-figures --until-log10-loss -100 --json --out ";
    assertEquals(
        ExitCode.OK,
        run(flow + "a --theta0 torch.safetensors --save end.safetensors"),
        err::toString);
    JsonNode read = json().path("theta0").path("layers");
    assertEquals("2.weight", read.path(1).path("weights").asString(""));
    double[] end = parameters("end.safetensors");
    assertEquals(ExitCode.OK, run(flow + "b --theta0 keras.npz --save end.npz"), err::toString);
    NpzArchive keras = NpzArchive.read(InputFile.read(path("end.npz")));
    assertEquals(List.of("sequential/dense/kernel", "sequential/dense_1/kernel"), sorted(keras));
    assertEquals(end[1], keras.array("sequential/dense/kernel").data()[2]);
    assertEquals(ExitCode.OK, run(flow + "c --save end.npz"), err::toString);
    assertEquals(List.of("W1", "W2"), sorted(NpzArchive.read(InputFile.read(path("end.npz")))));
    assertEquals(ExitCode.USAGE, run(flow + "d --save end.pt"));
    assertEquals(ExitCode.USAGE, run(flow + "d --save nowhere/end.npz"));
    assertFalse(Files.exists(folder.resolve("d")));
  }

  @Test
  void aDivergedDescentIsAnEndingOfItsOwn() {
    String descent = "flow --integrator gd --no-figures --max-steps 2000 --json --out ";
    assertEquals(ExitCode.CHECK_FAILED, run(descent + "a"));
    assertEquals("diverged", json().path("status").asString(""));
    assertTrue(err.toString().contains("--step-size"), err::toString);
    assertEquals(ExitCode.OK, run(descent + "b --step-size 1e-3"), err::toString);
    assertEquals("step-limit", json().path("status").asString(""));
    assertEquals(ExitCode.USAGE, run("flow --step-size 1e-3 --no-figures --out c"));
  }

  private static ParameterLayout torch() {
    var layers = Architectures.parse("relu:2-2-1").layers();
    return new ParameterLayout(
        "safetensors",
        List.of(
            Layer.of(layers.get(0), new Part("0.weight", new int[] {2, 2})),
            Layer.of(layers.get(1), new Part("2.weight", new int[] {1, 2}))),
        Map.of(),
        List.of(),
        List.of());
  }

  private static List<String> sorted(NpzArchive archive) {
    return archive.names().stream().sorted().toList();
  }

  private double[] parameters(String file) {
    return ParameterFile.read(InputFile.read(path(file)), Architectures.parse("relu:2-2-1"));
  }

  /** Runs a command whose files and folders lie in the test's folder. */
  private int run(String command) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = command.split(" ", -1);
    for (int k = 1; k < words.length; k++) {
      if (List.of("--data", "--params", "--theta0", "--save", "--out").contains(words[k - 1])) {
        words[k] = path(words[k]);
      }
    }
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(words);
  }

  private JsonNode json() {
    return Json.read("stdout", out.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private void npz(String name, Map<String, NpyArray> arrays) throws IOException {
    NpzArchive.Builder archive = new NpzArchive.Builder();
    arrays.forEach(archive::add);
    Files.write(folder.resolve(name), archive.toBytes());
  }
}
