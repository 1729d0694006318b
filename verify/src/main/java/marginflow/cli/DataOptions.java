package marginflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import marginflow.io.data.DataRequest;
import marginflow.io.data.DataRequest.HeaderLine;
import marginflow.io.data.DataRequest.Selection;
import marginflow.io.data.LabelChoice;
import marginflow.io.data.Preparation;
import picocli.CommandLine.Option;

/** Which data, and how it is read. */
final class DataOptions {

  private static final Pattern COMMA = Pattern.compile(",");

  /** What stands in for no {@code --data}: two of Iris' three species, if no other are chosen. */
  private static final String EXAMPLE = "example:iris.csv";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = {
        "Text tables (comma, semicolon, tab, bar or blanks; decimal point or comma; UTF-8, UTF-16,"
            + " Latin-1), NPZ or safetensors (X n x d, y n, optional theta0; also x_train and"
            + " y_train, data and target, arr_0 and arr_1), libsvm or MNIST-style IDX, gzipped or"
            + " not, told apart by content; - is standard input; example:iris.csv and"
            + " example:digits_0_vs_1.npz are bundled",
        "(default: example:iris.csv, setosa against versicolor)."
      })
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description =
          "CSV: name or number (from 1) of the label column (default: the last)."
              + " IDX: the labels file (default: found by name). A single .npy: the labels file.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--header",
      completionCandidates = Choices.HeaderLines.class,
      paramLabel = "auto|yes|no",
      defaultValue = "auto",
      description =
          "CSV: whether the first line names the columns (default: ${DEFAULT-VALUE}: it does if"
              + " none of its fields is a number, or those that are can only be names).")
  private HeaderLine header = HeaderLine.AUTO;

  @Option(
      names = "--drop",
      paramLabel = "COLUMN",
      description =
          "Leave out a column: its name, or its number from 1 as the file has them; may be given"
              + " several times. A first column of row numbers that has no name is left out"
              + " anyway.")
  private List<String> drop = new ArrayList<>();

  @Option(
      names = "--x-key",
      paramLabel = "NAME",
      description =
          "NPZ, safetensors: the array of samples (default: X, or one of the usual names).")
  private Optional<String> xKey = Optional.empty();

  @Option(
      names = "--y-key",
      paramLabel = "NAME",
      description =
          "NPZ, safetensors: the array of labels (default: y, or one of the usual names).")
  private Optional<String> yKey = Optional.empty();

  @Option(
      names = "--classes",
      paramLabel = "A,B",
      description = "Keep the samples of two labels: A becomes -1, B becomes +1.")
  private Optional<String> classes = Optional.empty();

  @Option(
      names = "--positive",
      paramLabel = "A",
      description = "Label A becomes +1, every other label -1.")
  private Optional<String> positive = Optional.empty();

  @Option(
      names = "--standardize",
      description = "Subtract each feature's mean and divide by its standard deviation.")
  private boolean standardize;

  @Option(names = "--normalize-rows", description = "Scale each sample to norm 1.")
  private boolean normalizeRows;

  @Option(names = "--add-constant-feature", description = "Append a feature that is always 1.")
  private boolean constantFeature;

  DataOptions() {}

  /** Whether any of these options was given. */
  boolean given() {
    return data.isPresent()
        || label.isPresent()
        || classes.isPresent()
        || positive.isPresent()
        || !drop.isEmpty()
        || xKey.isPresent()
        || yKey.isPresent()
        || standardize
        || normalizeRows
        || constantFeature;
  }

  /**
   * The request.
   *
   * @throws IllegalArgumentException if {@code --classes} and {@code --positive} contradict
   */
  DataRequest request() {
    return new DataRequest(
        data.orElse(EXAMPLE),
        label,
        header,
        new Selection(drop, xKey, yKey),
        new LabelChoice(classes.map(DataOptions::parts), positive),
        new Preparation(standardize, normalizeRows, constantFeature));
  }

  private static List<String> parts(String classes) {
    return COMMA.splitAsStream(classes).toList();
  }
}
