package marginflow.cli;

import java.util.Arrays;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.LoadedData;
import marginflow.io.Manifest;
import marginflow.io.ParameterFile;
import marginflow.io.RunSettings;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Initialisation;

/**
 * A run's ingredients, made from its settings.
 *
 * @param settings everything that decides the run
 * @param data the data
 * @param net the network
 * @param theta0 the start, length P
 * @param theta0Sha256 SHA-256 of the file the start was read from
 */
record FlowJob(
    RunSettings settings,
    LoadedData data,
    Architecture net,
    double[] theta0,
    Optional<String> theta0Sha256) {

  /**
   * Reads the data and makes network and start.
   *
   * @throws BadDataException if a file cannot be read as asked, or is of another network
   * @throws IllegalArgumentException if the settings cannot be understood
   */
  static FlowJob of(RunSettings settings, LoadedData data) {
    Architecture net = Architectures.parse(settings.net(), data.dataset().d());
    Optional<InputFile> file = settings.theta0().map(InputFile::read);
    double[] theta0 =
        switch (settings.init()) {
          case "file" -> ParameterFile.read(file.orElseThrow(), net);
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
              + squared
              + "; see --init-scale");
    }
    return new FlowJob(settings, data, net, theta0, file.map(InputFile::sha256));
  }

  /** What a manifest remembers. */
  Manifest.Identity identity() {
    return new Manifest.Identity(settings, data.sha256(), theta0Sha256);
  }

  /**
   * Makes the job of a run that was begun, with files that must not have changed since.
   *
   * @throws BadDataException if a file changed
   */
  static FlowJob again(Manifest.Identity identity) {
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
