package marginflow.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.kkt.TightWindow;
import marginflow.certificate.verdict.Verdict;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.data.LoadedData;
import marginflow.io.data.LoadedParameters;
import marginflow.io.data.ParameterFile;
import marginflow.io.run.CertificateDocument;
import marginflow.io.run.FlowDocument;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.report.Numbers;
import marginflow.run.CertificateLimit;
import marginflow.run.Interrupt;
import marginflow.run.Nets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code certify}: what can be proved of given parameters, wherever they come from. */
@Command(
    name = "certify",
    description =
        "Says what can be proved of the direction of given parameters: margin, KKT residual,"
            + " bound on the best margin, local and global optimality.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.Provider.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the parameters are a KKT point at least; the verdict says what more",
      "1:they are not (verdict not-kkt), or --max-seconds ended all before it was known"
          + " (undecided)",
      "2:usage",
      "65:bad data, or parameters of another network",
      "130:interrupted; what was decided by then is printed"
    },
    footer = {
      "",
      "Parameters: an NPZ or safetensors file with",
      "- the layers under the names of PyTorch's state_dict (0.weight, 0.bias, fc1.weight), of"
          + " Keras (dense/kernel, dense/bias), scikit-learn (coefs_0, intercepts_0), np.savez"
          + " (arr_0) or W1, b1, W2, ...; kernels and coefs are stored in x out, all others out x"
          + " in; shapes decide where only one way fits, and what was read as what is said;",
      "- or theta, flat, layer by layer from the input, each weight matrix out x in and row-major;"
          + " in ACT+bias nets the bias of a unit is the last number of its row.",
      "Nets without biases refuse biases that are not zero.",
      "",
      "Words of the answer: margins are those of the direction, theta over its norm. Samples count"
          + " from 0. Support samples carry a multiplier, as only those may whose margin is the"
          + " smallest, or exceeds it by no more than the share called window. Support directions,"
          + " the axes of the report's plane, are the sum of these samples by multiplier and label,"
          + " and what is left of them beside it. r is the rate at which a vanishing neuron grows,"
          + " like the norm of theta to the power r: above 1 it overtakes the others, and the"
          + " direction is no global optimum.",
      "",
      "From Python:",
      "",
      CertifyCommand.NUMPY_EXAMPLE,
      "  ./marginflow certify --data data.npz --net relu:2-2-1 --params params.npz"
    })
final class CertifyCommand implements Callable<Integer> {

  /**
   * Run by {@code .ci/python}, from the README. Two neurons along the max-margin direction and its
   * opposite.
   */
  static final String NUMPY_EXAMPLE =
      """
        import numpy as np
        X = np.array([[2, 1], [1, 2], [-2, -1], [-1, -2]])
        y = np.array([1, 1, -1, -1])
        np.savez("data.npz", X=X, y=y)
        w = np.array([1, 1]) / np.sqrt(2)
        W1 = np.stack([w, -w])         # hidden x input
        W2 = np.array([[1.0, -1.0]])   # output x hidden
        np.savez("params.npz", W1=W1, W2=W2)
      """;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--net",
      paramLabel = "SPEC",
      required = true,
      description = "The network: " + Architectures.GRAMMAR + ".")
  private String net = "";

  @Option(
      names = "--params",
      paramLabel = "FILE",
      required = true,
      description = "The parameters, NPZ or safetensors; see below.")
  private Path params = Path.of("");

  @Option(
      names = "--window",
      paramLabel = "D",
      description =
          "Samples whose margin exceeds the smallest by at most the share D may carry a multiplier"
              + " (default: between 1e-9 and 1e-3, as the direction asks for).")
  private Optional<Double> window = Optional.empty();

  @Option(
      names = "--max-seconds",
      paramLabel = "S",
      description = "End after S seconds, and name what was left undecided.")
  private Optional<Double> maxSeconds = Optional.empty();

  CertifyCommand() {}

  @Override
  public Integer call() {
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine().getErr())) {
      return certify(interrupt);
    }
  }

  private int certify(Interrupt interrupt) {
    LoadedData loaded;
    Architecture architecture;
    CertifyOptions options;
    try {
      loaded = LoadedData.load(data.request());
      architecture = Nets.parse(net, loaded.dataset().d(), Nets.OF_A_CERTIFICATE);
      options = CertifyOptions.DEFAULT.withWindow(window());
      requirePositive(maxSeconds);
    } catch (IllegalArgumentException e) {
      throw common.usage(String.valueOf(e.getMessage()));
    }
    common.say(loaded.notes());
    common.sayObstacles(loaded, architecture);
    LoadedParameters parameters =
        ParameterFile.load(InputFile.read(params.toString()), architecture);
    if (parameters.layout().isNoteworthy() && !common.quiet()) {
      spec.commandLine()
          .getErr()
          .println("marginflow: " + params + ": read " + parameters.layout().text());
    }
    interrupt.holdOn();
    Certificate certificate =
        Certifier.certify(
            architecture,
            loaded.dataset(),
            common.kernels(),
            parameters.theta(),
            options,
            CertificateLimit.beginning(
                interrupt::asked, maxSeconds.orElse(Double.POSITIVE_INFINITY)));
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        common.json()
            ? document(loaded, architecture, parameters, certificate)
            : text(certificate));
    out.flush();
    return interrupt.asked() ? ExitCode.INTERRUPTED : code(certificate.verdict());
  }

  private static int code(Verdict verdict) {
    return switch (verdict) {
      case GLOBAL_OPTIMUM, LOCAL_OPTIMUM, KKT, NOT_LOCAL_OPTIMUM -> ExitCode.OK;
      case NOT_KKT, UNDECIDED -> ExitCode.CHECK_FAILED;
    };
  }

  /**
   * The window asked for, or 0 to choose one; in a wider one every point looks like a KKT point.
   */
  private double window() {
    double asked = window.orElse(0.0);
    if (!(asked >= 0 && asked <= TightWindow.MOST)) {
      throw new IllegalArgumentException(
          "--window: expected at most %s, found %s"
              .formatted(Numbers.compact(TightWindow.MOST), Numbers.compact(asked)));
    }
    return asked;
  }

  private static void requirePositive(Optional<Double> seconds) {
    if (!(seconds.orElse(1.0) > 0)) {
      throw new IllegalArgumentException(
          "--max-seconds: expected a positive number, found " + Numbers.compact(seconds.get()));
    }
  }

  private static String text(Certificate certificate) {
    TextTable table = new TextTable();
    CertificateText.append(table, certificate);
    return table.toString();
  }

  private static String document(
      LoadedData data, Architecture net, LoadedParameters parameters, Certificate certificate) {
    ObjectNode node = Json.object();
    node.put("schema", "marginflow.certify/1");
    node.set("data", FlowDocument.data(data));
    node.put("net", net.spec());
    node.set("parameters", parameters.layout().document());
    node.set("certificate", CertificateDocument.of(certificate));
    return Json.text(node);
  }
}
