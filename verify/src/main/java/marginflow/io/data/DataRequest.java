package marginflow.io.data;

import java.util.List;
import java.util.Optional;

/**
 * Which data is wanted, as a person says it.
 *
 * @param file a path, {@code example:NAME} for a bundled data set, or {@code -} for standard input
 * @param label for CSV the label column's name or number from 1; for IDX and a single NPY array the
 *     labels file
 * @param header for CSV, {@code auto}, {@code yes} or {@code no}
 * @param selection which columns and arrays of the file
 * @param labels which labels become −1 and +1
 * @param preparation what is done to the features
 */
public record DataRequest(
    String file,
    Optional<String> label,
    HeaderLine header,
    Selection selection,
    LabelChoice labels,
    Preparation preparation) {

  /** Whether the first line of a CSV file names the columns. */
  public enum HeaderLine {
    /** It does if its fields can only be names; {@link CsvHeader} has the rule. */
    AUTO,
    /** It does. */
    YES,
    /** It does not. */
    NO
  }

  /**
   * Which parts of a file are the data.
   *
   * @param drop columns left out: names, or numbers from 1 as the file counts them
   * @param xKey for NPZ and safetensors, the name of the array of features; empty for the usual
   *     ones
   * @param yKey for NPZ and safetensors, the name of the array of labels; empty for the usual ones
   */
  public record Selection(List<String> drop, Optional<String> xKey, Optional<String> yKey) {

    /** Every column, and the arrays of the usual names. */
    public static final Selection ALL =
        new Selection(List.of(), Optional.empty(), Optional.empty());

    /** Keeps the list as it is now. */
    public Selection {
      drop = List.copyOf(drop);
    }
  }

  /** A file read whole. */
  public DataRequest(
      String file,
      Optional<String> label,
      HeaderLine header,
      LabelChoice labels,
      Preparation preparation) {
    this(file, label, header, Selection.ALL, labels, preparation);
  }

  /** A file read with every choice left to its default. */
  public static DataRequest of(String file) {
    return new DataRequest(
        file, Optional.empty(), HeaderLine.AUTO, LabelChoice.NONE, Preparation.NONE);
  }

  /** The same with another choice of labels. */
  DataRequest withLabels(LabelChoice choice) {
    return new DataRequest(file, label, header, selection, choice, preparation);
  }

  /** The same for files that lie elsewhere. */
  DataRequest at(String location, Optional<String> labelLocation) {
    return new DataRequest(location, labelLocation, header, selection, labels, preparation);
  }
}
