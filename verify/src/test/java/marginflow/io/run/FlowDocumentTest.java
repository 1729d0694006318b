package marginflow.io.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.Cut;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.experiment.Outcome;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FlowDocumentTest {

  private static final Architecture NET = Architectures.parse("linear:2-1");

  private static final String SEPARABLE = "1,2,1\n-1,-1,-1\n2,1,1\n";

  @TempDir private Path folder = Path.of("");

  private LoadedData data(String text) throws IOException {
    Path file = folder.resolve("d.csv");
    Files.writeString(file, text);
    return LoadedData.load(DataRequest.of(file.toString()));
  }

  private static FlowResult flow(LoadedData data) {
    FlowSettings settings =
        new FlowSettings(
            Loss.EXPONENTIAL, Flow.integrators().getFirst(), 1e-6, List.of(StopRule.steps(3)));
    return Flow.run(
        Models.bind(
            Architectures.parse("linear:2-1"), data.dataset(), KernelSelector.select("scalar", 1)),
        new double[] {0.1, 0.2},
        settings,
        FlowObserver.NONE);
  }

  private static Certificate certificate(
      Optional<MarginBound> bound,
      Optional<Witness> witness,
      Optional<Nearby> nearby,
      Optional<Cut> cut) {
    return new Certificate(
        0.25,
        1e-3,
        0.5,
        1e-4,
        1e-5,
        new int[] {3, 17},
        new double[] {0.5, Double.NaN},
        bound,
        OptionalDouble.of(1.5),
        Verdict.KKT,
        "an evidence",
        List.of(new LayerVerdict(Verdict.KKT, Verdict.GLOBAL_OPTIMUM)),
        witness,
        nearby,
        cut);
  }

  @Test
  void whatWasNotProvedIsNull() throws IOException {
    LoadedData data = data(SEPARABLE);
    FlowResult result = flow(data);
    JsonNode node =
        FlowDocument.of(data, NET, new Outcome(result, Optional.empty()), new Drift(1, 2), 0.5);
    assertEquals(result.termination().id(), node.path("status").asString());
    assertEquals(result.message(), node.path("message").asString());
    assertEquals(result.logLoss() / Math.log(10), node.path("log10_loss").asDouble(), 1e-15);
    assertEquals(Math.exp(result.logNorm()), node.path("norm").asDouble(), 1e-15);
    assertTrue(node.path("normalized_margin").isNull());
    assertTrue(node.path("certificate").isNull());
    assertEquals(3, node.path("steps").path("accepted").asInt());
    assertFalse(node.path("steps").has("captured"));
    assertFalse(node.path("events").has("first_ambiguous_tau"));
    assertEquals(2, node.path("drift").path("energy").asDouble());
    assertEquals(3, node.path("data").path("n").asInt());
    assertEquals("-1", node.path("data").path("labels").path("-1").asString());
    assertEquals("1", node.path("data").path("labels").path("1").asString());
    JsonNode proved =
        FlowDocument.of(
            data,
            NET,
            new Outcome(
                result,
                Optional.of(
                    certificate(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))),
            Drift.NONE,
            0.5);
    assertEquals(result.normalizedMargin(), proved.path("normalized_margin").asDouble());
    assertEquals("kkt", proved.path("certificate").path("verdict").asString());
  }

  @Test
  void whatKeepsDataFromBeingSeparatedIsSaidWhereNoMarginIsClaimed() throws IOException {
    LoadedData data = data("1,2,1\n-1,-1,-1\n1,2,-1\n");
    assertFalse(data.notes().isEmpty() && data.obstacles().of(NET).isEmpty());
    FlowResult result = flow(data);
    JsonNode node =
        FlowDocument.of(data, NET, new Outcome(result, Optional.empty()), Drift.NONE, 0.5);
    String message = node.path("message").asString();
    assertTrue(message.startsWith(result.message() + "; no start separates"), message);
    Optional<Certificate> claimed =
        Optional.of(
            certificate(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertEquals(
        result.message(),
        FlowDocument.of(data, NET, new Outcome(result, claimed), Drift.NONE, 0.5)
            .path("message")
            .asString());
  }

  @Test
  void aCertificateHasAllItsParts() {
    Certificate exact =
        certificate(
            Optional.of(new MarginBound(0.2, 0.3)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Witness witness =
        new Witness(
            new double[] {1, 2},
            "a path",
            new double[] {0.1},
            new double[][] {{3, 4}, {5, 6}},
            new double[] {0.9});
    Nearby nearby = new Nearby(new double[] {1}, exact, 1e-9, 0.99);
    Cut cut = new Cut("the limit", List.of(Cut.Part.LAYERS, Cut.Part.EXACT_POINT));
    JsonNode node =
        CertificateDocument.of(
            certificate(
                Optional.empty(), Optional.of(witness), Optional.of(nearby), Optional.of(cut)));
    assertEquals("the limit", node.path("cut").path("by").asString());
    assertEquals("[\"per-layer\",\"exact-point\"]", node.path("cut").path("undecided").toString());
    assertEquals("[3,17]", node.path("support").toString());
    assertEquals("[0.5,null]", node.path("lambda").toString());
    assertTrue(node.path("margin_bound").isNull());
    assertEquals(1.5, node.path("escape_rate").asDouble());
    assertEquals("[\"kkt\"]", node.path("per_layer").toString());
    assertEquals("[\"global-optimum\"]", node.path("per_layer_alone").toString());
    assertEquals("a path", node.path("witness").path("description").asString());
    assertEquals("[1.0,2.0]", node.path("witness").path("theta").toString());
    assertEquals("[0.1]", node.path("witness").path("epsilons").toString());
    assertEquals("[0.9]", node.path("witness").path("norm_squared").toString());
    assertEquals("[[3.0,4.0],[5.0,6.0]]", node.path("witness").path("points").toString());
    JsonNode beside = node.path("nearby");
    assertEquals(0.2, beside.path("margin_bound").path("lower").asDouble());
    assertEquals(0.3, beside.path("margin_bound").path("upper").asDouble());
    assertEquals(1e-9, beside.path("relative_distance").asDouble());
    assertEquals(0.99, beside.path("margin_ratio").asDouble());
    assertTrue(beside.path("witness").isNull() && !beside.has("cut") && !beside.has("headline"));
    assertTrue(node.path("headline").asString().startsWith("KKT point"), node::toString);
    JsonNode alone = CertificateDocument.of(exact);
    assertTrue(alone.path("nearby").isNull() && !alone.has("cut"));
  }
}
