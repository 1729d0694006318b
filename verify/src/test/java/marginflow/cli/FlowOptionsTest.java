package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import marginflow.flow.FlowSettings;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** Which integrator and tolerance a run is given, by its size and by what was asked for. */
class FlowOptionsTest {

  @TempDir private Path folder = Path.of("");

  private String data(int samples, int features) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < features; j++) {
        text.append((float) random.nextGaussian()).append(',');
      }
      text.append(i % 2).append('\n');
    }
    Path file = folder.resolve("data.csv");
    Files.writeString(file, text);
    return file.toString();
  }

  /** Integrator, tolerance and captured steps of a run of one step. */
  private List<String> chosen(String data, String... more) throws IOException {
    StringWriter err = new StringWriter();
    Path out = Files.createTempDirectory(folder, "run").resolve("r");
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err));
    String[] all = {"flow", "--data", data, "--max-steps", "1", "--no-figures", "--out", "" + out};
    String[] args = java.util.Arrays.copyOf(all, all.length + more.length);
    System.arraycopy(more, 0, args, all.length, more.length);
    assertEquals(ExitCode.OK, line.execute(args), err::toString);
    JsonNode settings =
        Json.read("manifest", Files.readAllBytes(out.resolve("manifest.json")))
            .path("run")
            .path("settings");
    JsonNode result = Json.read("result", Files.readAllBytes(out.resolve("result.json")));
    return List.of(
        settings.path("integrator").asString(""),
        String.valueOf(settings.path("tolerance").asDouble(0)),
        String.valueOf(result.path("steps").path("captured").path("accepted").asInt(0)));
  }

  @Test
  void smallOnesAreFollowedEventByEvent() throws IOException {
    String data = data(10, 20);
    assertEquals(List.of("long-horizon", "1.0E-6", "0"), chosen(data, "--net", "relu:20-50-1"));
    assertEquals(
        List.of("captured", String.valueOf(FlowSettings.CAPTURED_TOLERANCE), "1"),
        chosen(data, "--net", "relu:20-50-1", "--integrator", "captured"));
    assertEquals(
        List.of("captured", "0.01", "1"),
        chosen(data, "--net", "relu:20-50-1", "--integrator", "captured", "--tolerance", "0.01"));
  }

  @Test
  void manyKinksAreCaptured() throws IOException {
    String data = data(60, 1000);
    String captured = String.valueOf(FlowSettings.CAPTURED_TOLERANCE);
    assertEquals(List.of("captured", captured, "1"), chosen(data, "--net", "relu:1000-50-1"));
    assertEquals(
        List.of("long-horizon", "1.0E-6", "0"),
        chosen(data, "--net", "relu:1000-50-1", "--tolerance", "1e-6"),
        "asked for another");
    assertEquals(
        List.of("long-horizon", "1.0E-6", "0"), chosen(data, "--net", "relu:1000-2-1"), "few");
    assertEquals(
        List.of("long-horizon", "1.0E-6", "0"),
        chosen(data, "--net", "linear:1000-50-1"),
        "no kinks");
  }
}
