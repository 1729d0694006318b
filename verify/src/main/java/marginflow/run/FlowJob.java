package marginflow.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import marginflow.certificate.Certificate;
import marginflow.certificate.CertifyOptions;
import marginflow.experiment.Experiment;
import marginflow.experiment.Runner;
import marginflow.flow.StopRule;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.LoadedData;
import marginflow.io.data.LoadedParameters;
import marginflow.io.data.ParameterFile;
import marginflow.io.data.ParameterLayout;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunSettings;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import marginflow.report.Numbers;

/**
 * A run's ingredients, made from its settings.
 *
 * @param settings everything that decides the run
 * @param data the data
 * @param net the network
 * @param theta0 the start, length P
 * @param file what was read of the file of the start; empty if it came from elsewhere
 */
public record FlowJob(
    RunSettings settings,
    LoadedData data,
    Architecture net,
    double[] theta0,
    Optional<LoadedParameters> file) {

  /**
   * Decimal exponents, over the degree, between which samples may be: a flow brings each of L
   * layers to {@code size^(-1/L)}, and squares of all must stay finite. Margins of 16 samples came
   * out the same, over the size, from 1e-140 to 1e100 for L = 2 and from 1e-90 to 1e66 for L = 3.
   */
  private static final double EXPONENTS = 200;

  /**
   * Margins are resolved to {@code 2^-53} of themselves, their weights therefore to {@code 1e-3}
   * here, what the integrator lets pass at a kink.
   */
  private static final double MOST_MARGIN = 1e13;

  /**
   * Reads the data and makes network and start.
   *
   * @throws BadDataException if a file cannot be read as asked, or is of another network
   * @throws IllegalArgumentException if the settings cannot be understood
   */
  public static FlowJob of(RunSettings settings, LoadedData data) {
    Architecture net = Nets.parse(settings.net(), data.dataset().d(), Nets.OF_A_FLOW);
    Optional<LoadedParameters> file =
        settings.theta0().map(name -> ParameterFile.load(InputFile.read(name), net));
    double[] theta0 =
        switch (settings.init()) {
          case "file" -> file.orElseThrow().theta();
          case "data" ->
              ParameterFile.fit(
                  settings.data().file() + ", array theta0", data.theta0().orElseThrow(), net);
          case "balanced" -> Initialisation.balanced(net, settings.seed(), settings.initScale());
          case "gaussian" -> Initialisation.gaussian(net, settings.seed(), settings.initScale());
          default ->
              throw new IllegalArgumentException(
                  "--init: expected gaussian or balanced, found " + settings.init());
        };
    double squared = Arrays.stream(theta0).map(v -> v * v).sum();
    if (!(squared > 0 && squared < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the start: expected a norm that is neither zero nor beyond double precision, found"
              + " a squared norm of "
              + Numbers.rough(squared)
              + "; see --init-scale");
    }
    return new FlowJob(settings, data, net, theta0, file);
  }

  /**
   * Refuses samples and starts that double precision does not resolve, before anything is written.
   *
   * @param kernels what the margins at the start are computed with
   * @throws IllegalArgumentException names the size of the samples
   */
  public void requireResolved(Kernels kernels) {
    double size = largestInput();
    double most = Math.pow(10, EXPONENTS / net.degree().orElse(2));
    String remedy = "--standardize and --normalize-rows bring samples to a size of 1";
    if (size != 0 && !(size > 1 / most && size < most)) {
      throw BadDataException.in(
          settings.data().file() + ", the samples",
          "numbers between %s and %s".formatted(Numbers.rough(1 / most), Numbers.rough(most)),
          "%s as the largest; %s".formatted(Numbers.rough(size), remedy));
    }
    MarginModel model = Models.bind(net, data.dataset(), kernels);
    model.evaluate(theta0);
    double margin = largest(model.margins());
    if (!(margin <= MOST_MARGIN)) {
      throw new IllegalArgumentException(
          "the start: expected margins below %s, whose weights double precision resolves, found"
                  .formatted(Numbers.rough(MOST_MARGIN))
              + " %s with samples of size %s; a smaller --init-scale helps, or %s"
                  .formatted(Numbers.rough(margin), Numbers.rough(size), remedy));
    }
  }

  /** New kernels, since one caller must not share with another. */
  Kernels kernels() {
    return KernelSelector.select(settings.kernel(), settings.threads());
  }

  /** How its flows are followed and its points certified: each on new kernels. */
  public Runner runner() {
    return Runner.FASTEST.on(this::kernels);
  }

  /** What is to be run, under some stop rules. */
  public Experiment experiment(List<StopRule> stops) {
    return new Experiment(data.dataset(), net, theta0, settings.flow(stops));
  }

  /**
   * What can be proved of a point.
   *
   * @param stop why to end before all is decided; empty while there is no reason
   */
  public Certificate certify(double[] theta, Supplier<Optional<String>> stop) {
    return runner().certify(experiment(List.of()), theta, CertifyOptions.DEFAULT, stop);
  }

  /** SHA-256 of the file the start was read from. */
  Optional<String> theta0Sha256() {
    return file.map(LoadedParameters::sha256);
  }

  /** Names and shapes of the arrays the end point is written as: those of the start's file. */
  public ParameterLayout layout() {
    return file.map(LoadedParameters::layout)
        .filter(layout -> !layout.layers().isEmpty())
        .orElseGet(() -> ParameterLayout.standard(net));
  }

  private double largestInput() {
    double largest = 0;
    for (int i = 0; i < data.dataset().n(); i++) {
      for (int j = 0; j < data.dataset().d(); j++) {
        largest = Math.max(largest, Math.abs(data.dataset().x().get(i, j)));
      }
    }
    return largest;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** What a manifest remembers. */
  public Manifest.Identity identity() {
    return new Manifest.Identity(settings, data.sha256(), theta0Sha256());
  }

  /**
   * Makes the job of a run that was begun, with files that must not have changed since.
   *
   * @throws BadDataException if a file changed
   */
  public static FlowJob again(Manifest.Identity identity) {
    LoadedData data = LoadedData.load(identity.settings().data());
    requireSame(identity.settings().data().file(), identity.dataSha256(), data.sha256());
    FlowJob job = of(identity.settings(), data);
    if (!job.theta0Sha256().equals(identity.theta0Sha256())) {
      requireSame(
          job.settings().theta0().orElse("theta0"),
          identity.theta0Sha256().orElse("no file"),
          job.theta0Sha256().orElse("no file"));
    }
    return job;
  }

  private static void requireSame(String file, String expected, String found) {
    if (!expected.equals(found)) {
      throw BadDataException.in(
          file, "the file the run was begun with, SHA-256 " + expected, found);
    }
  }
}
