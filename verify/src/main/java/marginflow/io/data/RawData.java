package marginflow.io.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import marginflow.io.BadDataException;

/**
 * What a data file says, before labels are chosen and features prepared.
 *
 * @param file what a message calls the file
 * @param format name of the format
 * @param x inputs, n × d, row-major
 * @param d number of features
 * @param labels label of each sample as text; numbers in their shortest form
 * @param signed whether labels that are all ±1 are taken as given even if only one occurs
 * @param features names of the features, d of them
 * @param places where each sample stands in the file, for messages
 * @param theta0 a start that came with the data
 */
record RawData(
    String file,
    String format,
    double[] x,
    int d,
    List<String> labels,
    boolean signed,
    List<String> features,
    List<String> places,
    Optional<double[]> theta0) {

  RawData {
    labels = List.copyOf(labels);
    features = List.copyOf(features);
    places = List.copyOf(places);
    if (labels.isEmpty() || d == 0) {
      throw BadDataException.in(
          file,
          "at least one sample with at least one feature",
          labels.size() + " samples of " + d + " features");
    }
  }

  /** Number of samples. */
  int n() {
    return labels.size();
  }

  /** The same with a start that came with it. */
  RawData with(Optional<double[]> start) {
    return new RawData(file, format, x, d, labels, signed, features, places, start);
  }

  /**
   * The same without some features.
   *
   * @param columns their names, or their numbers from 1
   * @throws BadDataException if there is no such feature
   */
  RawData without(List<String> columns) {
    if (columns.isEmpty()) {
      return this;
    }
    boolean[] dropped = new boolean[d];
    for (String column : columns) {
      int j = features.indexOf(column);
      boolean number = j < 0 && Numbers.isDigits(column) && column.length() < 10;
      j = number ? Integer.parseInt(column) - 1 : j;
      if (j < 0 || j >= d) {
        throw BadDataException.in(
            file,
            "a feature \"" + column + "\" (--drop takes a name or a number from 1)",
            d + " features named " + features.getFirst() + " to " + features.getLast());
      }
      dropped[j] = true;
    }
    int[] kept = IntStream.range(0, d).filter(j -> !dropped[j]).toArray();
    double[] fewer = new double[labels.size() * kept.length];
    for (int k = 0; k < fewer.length; k++) {
      fewer[k] = x[k / kept.length * d + kept[k % kept.length]];
    }
    List<String> names = IntStream.of(kept).mapToObj(features::get).toList();
    return new RawData(file, format, fewer, kept.length, labels, signed, names, places, theta0);
  }

  /** Names for features that have none. */
  static List<String> unnamed(int d) {
    return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
  }
}
