package marginflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import marginflow.io.data.ParameterFile;
import marginflow.io.data.ParameterLayout;
import marginflow.io.run.Disk;
import marginflow.run.FlowJob;
import picocli.CommandLine.Option;

/** Where the end point of a flow is written for other programs. */
final class SaveOptions {

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description =
          "Write the end point to FILE.safetensors or FILE.npz, in double precision, under the"
              + " names and in the shapes of --theta0's arrays, or as W1, W2, ... (and b1, b2,"
              + " ...).")
  private Optional<Path> save = Optional.empty();

  SaveOptions() {}

  /**
   * Checks before the run that there will be a place for the file.
   *
   * @throws IllegalArgumentException if the name does not say a format, or its folder is not there
   */
  void check(FlowJob job) {
    if (save.isEmpty()) {
      return;
    }
    try {
      bytes(job.layout(), job.theta0());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--save: " + e.getMessage(), e);
    }
    Path folder = folder();
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("--save: expected a folder, found none at " + folder);
    }
  }

  /** Writes the end point, in one piece. */
  void write(FlowJob job, double[] theta) throws IOException {
    if (save.isEmpty()) {
      return;
    }
    Disk.here().replace(save.get(), bytes(job.layout(), theta));
  }

  private Path folder() {
    return Optional.ofNullable(save.orElseThrow().toAbsolutePath().getParent())
        .orElse(Path.of("/"));
  }

  private byte[] bytes(ParameterLayout layout, double[] theta) {
    return ParameterFile.save(save.orElseThrow().toString(), layout, theta);
  }
}
