package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.bound.HardMargin;
import marginflow.certificate.verdict.Verdict;
import marginflow.io.InputFile;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import marginflow.io.data.ParameterFile;
import marginflow.io.run.CertificateDocument;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Points whose verdict was once another, with the right one worked out apart from this program. */
class VerdictCasesTest {

  @TempDir private Path folder = Path.of("");

  private static String file(String name) {
    try {
      return Path.of(Objects.requireNonNull(VerdictCasesTest.class.getResource(name), name).toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode run(int expected, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    assertEquals(expected, code, err::toString);
    return JsonMapper.shared().readTree(out.toString());
  }

  /** Weights of a logistic regression and of perceptrons: only the maximum margin is KKT. */
  @ParameterizedTest
  @CsvSource({
    "iris-two, linear:5-1, iris-two-logistic",
    "separable, linear:5-1, separable-perceptron",
    "separable, linear:5-1, separable-perceptron-large",
    "two-samples, relu:2-1-1, two-samples-local",
    "seven-samples, relu:2-3-1, seven-samples-end"
  })
  void smallWeightsMakeNoKktPoint(String data, String net, String params) {
    JsonNode document =
        run(
            ExitCode.CHECK_FAILED,
            "certify",
            "--data",
            file(data + ".npz"),
            "--net",
            net,
            "--params",
            file(params + ".npz"),
            "--json");
    JsonNode certificate = document.get("certificate");
    assertEquals("not-kkt", certificate.get("verdict").asString());
    assertTrue(certificate.get("window").asDouble() <= 1e-3);
  }

  /** A point of margin 0.00335 is spoken of with that margin, and the optimum with its own. */
  @Test
  void theVerdictOfAnotherPointIsSaidOfThatPoint() {
    JsonNode certificate =
        run(
                ExitCode.CHECK_FAILED,
                "certify",
                "--data",
                file("seven-samples.npz"),
                "--net",
                "relu:2-3-1",
                "--params",
                file("seven-samples-end.npz"),
                "--json")
            .get("certificate");
    JsonNode nearby = certificate.get("nearby");
    assertEquals("global-optimum", nearby.get("verdict").asString());
    double ratio = certificate.get("normalized_margin").asDouble();
    ratio /= nearby.get("normalized_margin").asDouble();
    assertEquals(ratio, nearby.get("margin_ratio").asDouble(), 1e-12);
    assertEquals(0.746, ratio, 1e-3);
    assertTrue(nearby.get("relative_distance").asDouble() > 1e-3);
    assertTrue(nearby.get("kkt_residual").asDouble() < 1e-12);
    String headline = certificate.get("headline").asString();
    assertTrue(headline.startsWith("Not a KKT point"), headline);
    assertTrue(headline.contains("within 25 % of a proved global optimum"), headline);
  }

  /** 4.13707301087158e-5, proved by 31 positive multipliers in rational arithmetic. */
  @Test
  void featuresOfUnlikeScale() {
    assertMargin("breast-cancer-raw.npz", "linear:31-1", 4.13707301087158e-5);
    assertMargin("unlike-scales.npz", "linear:3-1", 4.844385478966e-5);
  }

  private static void assertMargin(String name, String net, double margin) {
    LoadedData data = LoadedData.load(DataRequest.of(file(name)));
    Architecture linear = Architectures.parse(net, data.dataset().d());
    double[] theta = HardMargin.of(data.dataset()).w();
    Certificate c =
        Certifier.certify(
            linear, data.dataset(), KernelSelector.select(), theta, CertifyOptions.DEFAULT);
    assertEquals(margin, c.marginBound().orElseThrow().lower(), 1e-9 * margin);
    assertEquals(margin, c.marginBound().orElseThrow().upper(), 1e-9 * margin);
    assertEquals(Verdict.GLOBAL_OPTIMUM, c.verdict(), c.evidence());
  }

  /** Early on, at a loss of 0.66, every sample's margin was within the window: 6 per cent short. */
  @Test
  void aFlowDoesNotStopWhereOnlyItsWindowIsWide() {
    JsonNode document = symmetric("--until-kkt", "1e-3");
    assertEquals("kkt-reached", document.get("status").asString());
    double best = document.get("certificate").get("margin_bound").get("upper").asDouble();
    assertTrue(document.get("normalized_margin").asDouble() > 0.999 * best);
    assertTrue(document.get("certificate").get("kkt_residual").asDouble() <= 1e-3);
    assertTrue(document.get("certificate").get("complementarity").asDouble() <= 1e-3);
  }

  @Test
  void aResidualThatIsNotReachedIsSaidSo() {
    JsonNode steps = symmetric("--until-kkt", "1e-15", "--max-steps", "40");
    assertEquals("step-limit", steps.get("status").asString());
    String message = steps.get("message").asString();
    assertTrue(message.contains("asked for was not reached"), message);
    JsonNode horizon = symmetric("--until-kkt", "1e-15", "--until-log10-loss", "-100");
    assertEquals("horizon-reached", horizon.get("status").asString());
    assertTrue(horizon.get("message").asString().contains("was not reached"), message);
  }

  private JsonNode symmetric(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "flow",
                "--data",
                file("symmetric.npz"),
                "--net",
                "leaky-relu(0.5):2-20-1",
                "--init-scale",
                "1e-4",
                "--json",
                "--quiet",
                "--out",
                folder.resolve(String.join("", more)).toString()));
    args.addAll(List.of(more));
    return run(ExitCode.OK, args.toArray(String[]::new));
  }

  /** Multiplying the weights of a file by a power of two changes nothing that is said. */
  @ParameterizedTest
  @CsvSource({
    "seven-samples, relu:2-3-1, seven-samples-end",
    "two-samples, relu:2-1-1, two-samples-local"
  })
  void aDirectionHasOneCertificate(String name, String spec, String params) {
    LoadedData data = LoadedData.load(DataRequest.of(file(name + ".npz")));
    Architecture net = Architectures.parse(spec, data.dataset().d());
    double[] theta = ParameterFile.read(InputFile.read(file(params + ".npz")), net);
    JsonNode own = node(data, net, theta, 0);
    for (int power = -200; power <= 200; power += 50) {
      assertEquals(own, node(data, net, theta, power), "2^" + power);
    }
  }

  private static JsonNode node(LoadedData data, Architecture net, double[] theta, int power) {
    double[] scaled = java.util.Arrays.stream(theta).map(v -> Math.scalb(v, power)).toArray();
    return CertificateDocument.of(
        Certifier.certify(
            net,
            data.dataset(),
            KernelSelector.select("scalar", 1),
            scaled,
            CertifyOptions.DEFAULT));
  }
}
