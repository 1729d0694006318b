package marginflow.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.experiment.Experiment;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProfilerTest {

  private static final Architecture NET = Architectures.parse("relu:2-8-1");
  private static final double[] START = Initialisation.gaussian(NET, 3, 0.1);
  private static final Dataset DATA =
      new Dataset(
          Matrix.of(new double[][] {{2, 1}, {1, 2}, {-2, -1}, {-1, -2}}),
          new double[] {1, 1, -1, -1});

  @TempDir private Path folder;

  @Test
  void theFlowIsTheSameBitsAndItsTimeIsAccountedFor() throws IOException {
    FlowResult plain =
        Flow.run(
            Models.bind(NET, DATA, KernelSelector.select()),
            START.clone(),
            settings(),
            FlowObserver.NONE);
    Profile profile = Profiler.run(subject(), folder);
    assertEquals(plain.statistics().accepted(), profile.steps());
    assertEquals(plain.statistics().evaluations(), profile.evaluations());
    assertEquals(plain.message(), profile.ending());
    double shares = profile.phases().stream().mapToDouble(Profile.Row::share).sum();
    assertEquals(1, shares + profile.instrumentation(), 1e-9);
    assertTrue(profile.instrumentation() < 0.01, () -> "cost " + profile.instrumentation());
    long forward =
        profile.phases().stream()
            .filter(r -> r.phase().equals(Phase.FORWARD.label()))
            .mapToLong(Profile.Row::calls)
            .sum();
    assertTrue(forward >= profile.steps(), () -> "forward passes: " + forward);
  }

  @Test
  void leavesARecordingFlamesAndADocument() throws IOException {
    Profile profile = Profiler.run(subject(), folder);
    assertTrue(Files.size(folder.resolve(Profiler.RECORDING)) > 0);
    String flames = Files.readString(folder.resolve(Profiler.FLAMES), StandardCharsets.UTF_8);
    assertTrue(flames.startsWith("<svg") && flames.trim().endsWith("</svg>"));
    assertFalse(flames.contains("jdk.incubator.vector"), "frames of the Vector API are collapsed");
    JsonNode document = JsonMapper.shared().readTree(ProfileText.json(profile));
    assertEquals("marginflow.profile/1", document.get("schema").asString());
    assertEquals(profile.phases().size(), document.get("phases").size());
    assertTrue(ProfileText.screen(profile).contains("instrumentation"));
  }

  @Test
  void aProfileComparedWithItselfHasRatioOne() throws IOException {
    String json = ProfileText.json(Profiler.run(subject(), folder));
    Comparison comparison = Comparison.of(json, json);
    assertTrue(comparison.rows().size() > 8);
    comparison.rows().stream()
        .filter(row -> row.first() > 0)
        .forEach(row -> assertEquals(1, row.ratio(), row.name()));
    assertThrows(IllegalArgumentException.class, () -> Comparison.of(json, "{}"));
  }

  private static FlowSettings settings() {
    return new FlowSettings(
        Loss.EXPONENTIAL,
        Flow.integrators().getFirst(),
        1e-6,
        List.of(StopRule.logLoss(-1e6), StopRule.steps(2_000)));
  }

  private static Profiler.Subject subject() {
    return new Profiler.Subject(
        Models.bind(NET, DATA, KernelSelector.select()),
        () -> new Experiment(DATA, NET, START.clone(), settings()),
        FlowObserver.NONE);
  }
}
