package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Notes;

/**
 * Reads samples from files of arrays, NumPy's or safetensors: features n × d, or images n × …, and
 * n labels, numbers or (in NumPy's) text, under one of several names ({@link DataNames});
 * optionally a start {@code theta0}; or two single arrays of NumPy.
 */
final class NpzData {

  private static final String START = "theta0";

  private NpzData() {}

  /**
   * Reads a file of named arrays. Labels that are all ±1 are taken as given, even if only one
   * occurs.
   *
   * @param notes told of names other than X and y, of images and of arrays nobody reads
   */
  static RawData read(InputFile input, DataRequest request, Notes notes) {
    NamedArrays archive = NamedArrays.read(input);
    DataNames names = names(archive, request.selection());
    if (!names.equals(new DataNames("X", "y"))) {
      notes.add(input.name(), "samples are array " + names.x() + ", labels array " + names.y());
    }
    List<String> unused = new ArrayList<>(archive.names());
    unused.removeAll(List.of(names.x(), names.y(), START));
    if (!unused.isEmpty()) {
      notes.add(input.name(), "arrays not read: " + String.join(", ", unused));
    }
    NpyArray x = archive.array(names.x());
    String labelPlace = archive.place(names.y());
    List<String> labels =
        archive
            .texts()
            .apply(names.y())
            .map(texts -> texts(request.labels(), labelPlace, texts))
            .orElseGet(() -> numbers(labelPlace, archive.array(names.y())));
    return samples(
            archive.file(),
            archive.format(),
            archive.place(names.x()),
            x,
            labelPlace,
            labels,
            notes)
        .with(start(archive));
  }

  /**
   * The names of both arrays. A file in which they are not found may be one that claims more than
   * can be read, which is then what is wrong with it.
   */
  private static DataNames names(NamedArrays archive, DataRequest.Selection selection) {
    try {
      return DataNames.choose(archive.file(), archive.names(), selection);
    } catch (BadDataException missing) {
      archive.claims().run();
      throw missing;
    }
  }

  /**
   * Reads a single array of samples, and another of labels, the file that the request names for
   * them.
   */
  static RawData readSingle(InputFile input, DataRequest request, Notes notes) {
    if (request.label().isEmpty()) {
      throw BadDataException.in(
          input.name(),
          "labels beside the samples (--label FILE.npy, or one NPZ of X and y: np.savez)",
          "a single NPY array");
    }
    InputFile file = InputFile.read(request.label().get());
    NpyHeader header = NpyHeader.read(file.name(), file.content());
    List<String> texts =
        NpyText.is(header.descr())
            ? texts(request.labels(), file.name(), NpyText.read(file.name(), file.content()))
            : numbers(file.name(), NpyFormat.read(file.name(), file.content()));
    NpyArray x = NpyFormat.read(input.name(), input.content());
    return samples(input.name(), "npz", input.name(), x, file.name(), texts, notes);
  }

  private static RawData samples(
      String file,
      String format,
      String place,
      NpyArray x,
      String labelPlace,
      List<String> labels,
      Notes notes) {
    if (x.shape().length < 2) {
      throw BadDataException.in(place, "shape (n, d)", "shape " + x.shapeText());
    }
    int n = x.shape()[0];
    if (x.data().length == 0) {
      throw BadDataException.in(place, "samples and features", "shape " + x.shapeText());
    }
    int d = x.data().length / n;
    if (labels.size() != n) {
      throw BadDataException.in(
          labelPlace, "shape (" + n + ",), one label per sample", "shape (" + labels.size() + ",)");
    }
    if (x.shape().length > 2) {
      notes.add(place, "shape " + x.shapeText() + " was flattened to (" + n + ", " + d + ")");
    }
    checkFinite(place, x.data(), d);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      places.add("row " + i);
    }
    return new RawData(
        file, format, x.data(), d, labels, true, RawData.unnamed(d), places, Optional.empty());
  }

  private static List<String> texts(LabelChoice choice, String place, List<String> texts) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      labels.add(choice.require(place + ", element " + i, texts.get(i)));
    }
    return labels;
  }

  /** Labels that are numbers: a vector, or a matrix with one column. */
  private static List<String> numbers(String place, NpyArray y) {
    boolean column = y.shape().length == 2 && y.shape()[1] == 1;
    if (y.shape().length != 1 && !column) {
      throw BadDataException.in(
          place,
          "shape (n,), one label per sample (np.argmax(y, axis=1) makes them of rows with a"
              + " single 1)",
          "shape " + y.shapeText());
    }
    checkFinite(place, y.data(), 1);
    List<String> labels = new ArrayList<>();
    for (double label : y.data()) {
      labels.add(Numbers.text(label));
    }
    return labels;
  }

  private static Optional<double[]> start(NamedArrays archive) {
    if (!archive.names().contains(START)) {
      return Optional.empty();
    }
    double[] theta0 = archive.array(START).data();
    checkFinite(archive.place(START), theta0, theta0.length);
    return Optional.of(theta0);
  }

  private static void checkFinite(String place, double[] data, int cols) {
    for (int k = 0; k < data.length; k++) {
      if (!Double.isFinite(data[k])) {
        throw BadDataException.in(
            place + ", row " + k / cols + ", column " + k % cols + " (from 0)",
            "a finite number",
            Double.toString(data[k]));
      }
    }
  }
}
