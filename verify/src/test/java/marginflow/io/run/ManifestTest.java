package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import marginflow.flow.event.Branch;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ManifestTest {

  @TempDir private Path folder = Path.of("");

  private static RunSettings settings() {
    return new RunSettings(
        DataRequest.of("d.csv"),
        "relu:2-3-1",
        Loss.LOGISTIC,
        "gaussian",
        0.5,
        7,
        Optional.of("t.npz"),
        "long-horizon",
        1e-8,
        OptionalDouble.of(0.25),
        Optional.of(Branch.POSITIVE),
        new RunSettings.Stops(-10, OptionalDouble.of(1e-3), 99, OptionalDouble.of(60)),
        OptionalInt.of(3),
        OptionalInt.of(4),
        "scalar",
        2);
  }

  private ObjectNode document(String... command) {
    Path csv = folder.resolve("d.csv");
    try {
      Files.writeString(csv, "a,b,y\n1,2,no\n3,4,yes\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Manifest.of(
        new Manifest.Identity(settings(), "abc", Optional.of("def")),
        LoadedData.load(DataRequest.of(csv.toString())),
        KernelSelector.select("scalar", 1),
        "marginflow 1.2",
        "xoshiro",
        List.of(command));
  }

  private static InputFile file(byte[] bytes) {
    return InputFile.of("manifest.json", "", bytes);
  }

  @Test
  void whatDecidesARunIsReadBack() {
    InputFile file = file(Manifest.toBytes(document("marginflow", "flow")));
    Manifest.Identity found = Manifest.read(file);
    assertEquals(settings(), found.settings());
    assertEquals("abc", found.dataSha256());
    assertEquals(Optional.of("def"), found.theta0Sha256());
    assertEquals("marginflow 1.2", Manifest.program(file));
    assertTrue(Manifest.wantsFigures(file));
    ObjectNode plain = document("flow");
    plain.put(Manifest.FIGURES, false);
    assertFalse(Manifest.wantsFigures(file(Manifest.toBytes(plain))));
    assertEquals(
        folder.resolve("d.csv").toAbsolutePath().toString(),
        plain.path("data").path("location").asString());
    assertEquals("a", plain.path("data").path("features").path(0).asString());
    assertEquals("yes", plain.path("data").path("labels").path("1").asString());
    assertEquals("no", plain.path("data").path("labels").path("-1").asString());
    assertEquals(2, plain.path("data").path("n").asInt());
    assertEquals("scalar", plain.path("environment").path("kernel").asString());
    assertTrue(
        plain.path("environment").path("os").asString().startsWith(System.getProperty("os.name")));
  }

  @Test
  void anotherSchemaAndAnEditedDocumentAreRefused() {
    String text = new String(Manifest.toBytes(document("flow")), StandardCharsets.UTF_8);
    for (String edited :
        List.of(
            text.replace("\"tolerance\" : 1.0E-8", "\"tolerance\" : 1.0E-7"),
            text.replace("marginflow.run/1", "marginflow.run/2"),
            text.replace("\"seal\"", "\"other\""),
            "[]")) {
      InputFile file = file(edited.getBytes(StandardCharsets.UTF_8));
      assertFalse(edited.equals(text));
      assertThrows(BadDataException.class, () -> Manifest.read(file), edited);
    }
    assertEquals(
        "an unknown version", Manifest.program(file("{}".getBytes(StandardCharsets.UTF_8))));
    assertTrue(Manifest.wantsFigures(file("{}".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void theCommandCanBePastedIntoAShell() {
    InputFile file =
        file(
            Manifest.toBytes(
                document("flow", "azAZ09", "_./:=,+@%-", "a b", "", "it's", "x(0.5)", "é", "$H")));
    assertEquals(
        "flow azAZ09 _./:=,+@%- 'a b' '' 'it'\\''s' 'x(0.5)' 'é' '$H'", Manifest.command(file));
    for (char beside : new char[] {'`', '{', '[', '\\', '~', '^', '!', ';'}) {
      String word = "a" + beside;
      assertEquals("'" + word + "'", Manifest.command(file(Manifest.toBytes(document(word)))));
    }
  }

  @Test
  void settingsAreChangedOneByOne() {
    RunSettings.Stops stops =
        new RunSettings.Stops(-20, OptionalDouble.empty(), 5, OptionalDouble.empty());
    RunSettings changed =
        settings()
            .withStops(stops)
            .withKernel("vector", 3)
            .withCadence(OptionalInt.empty(), OptionalInt.of(9));
    assertEquals(stops, changed.stops());
    assertEquals("vector", changed.kernel());
    assertEquals(3, changed.threads());
    assertEquals(OptionalInt.empty(), changed.samplesPerDecade());
    assertEquals(OptionalInt.of(9), changed.kktPerDecade());
    assertEquals(
        settings(),
        changed
            .withStops(settings().stops())
            .withKernel("scalar", 2)
            .withCadence(OptionalInt.of(3), OptionalInt.of(4)));
    assertEquals(0.25, settings().flow(List.of()).stepSize());
    assertEquals(Branch.POSITIVE, settings().flow(List.of()).branch());
    assertEquals("exp", RunSettings.name(Loss.EXPONENTIAL));
    assertEquals("logistic", RunSettings.name(Loss.LOGISTIC));
  }
}
