package marginflow.io;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
          "%d samples of %d features".formatted(labels.size(), d));
    }
  }

  /** Number of samples. */
  int n() {
    return labels.size();
  }

  /** Names for features that have none. */
  static List<String> unnamed(int d) {
    return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
  }
}
