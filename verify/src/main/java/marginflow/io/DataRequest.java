package marginflow.io;

import java.util.Optional;

/**
 * Which data is wanted, as a person says it.
 *
 * @param file a path, or {@code example:NAME} for a bundled data set
 * @param label for CSV the label column's name or number from 1, for IDX the labels file
 * @param header for CSV, {@code auto}, {@code yes} or {@code no}
 * @param labels which labels become −1 and +1
 * @param preparation what is done to the features
 */
public record DataRequest(
    String file,
    Optional<String> label,
    HeaderLine header,
    LabelChoice labels,
    Preparation preparation) {

  /** Whether the first line of a CSV file names the columns. */
  public enum HeaderLine {
    /** It does if none of its fields is a number, or one of them is the label column's name. */
    AUTO,
    /** It does. */
    YES,
    /** It does not. */
    NO
  }

  /** A file read with every choice left to its default. */
  public static DataRequest of(String file) {
    return new DataRequest(
        file, Optional.empty(), HeaderLine.AUTO, LabelChoice.NONE, Preparation.NONE);
  }
}
