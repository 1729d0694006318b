package marginflow.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads samples from an NPZ file: {@code X} n × d, {@code y} n, and optionally {@code theta0}. */
final class NpzData {

  private NpzData() {}

  /** Reads a data set. Labels that are all ±1 are taken as given, even if only one occurs. */
  static RawData read(InputFile input) {
    NpzArchive archive = NpzArchive.read(input);
    NpyArray x = archive.array("X");
    NpyArray y = archive.array("y");
    if (x.shape().length != 2) {
      throw BadDataException.in(archive.place("X"), "shape (n, d)", "shape " + x.shapeText());
    }
    int n = x.shape()[0];
    int d = x.shape()[1];
    boolean column = y.shape().length == 2 && y.shape()[1] == 1;
    if ((y.shape().length != 1 && !column) || y.shape()[0] != n) {
      throw BadDataException.in(
          archive.place("y"),
          "shape (%d,), one label per row of X".formatted(n),
          "shape " + y.shapeText());
    }
    if (n == 0 || d == 0) {
      throw BadDataException.in(
          archive.place("X"), "samples and features", "shape " + x.shapeText());
    }
    checkFinite(archive.place("X"), x.data(), d);
    checkFinite(archive.place("y"), y.data(), 1);
    List<String> labels = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      labels.add(Numbers.text(y.data()[i]));
      places.add("row %d".formatted(i));
    }
    return new RawData(
        input.name(), "npz", x.data(), d, labels, true, RawData.unnamed(d), places, start(archive));
  }

  private static Optional<double[]> start(NpzArchive archive) {
    if (!archive.has("theta0")) {
      return Optional.empty();
    }
    double[] theta0 = archive.array("theta0").data();
    checkFinite(archive.place("theta0"), theta0, theta0.length);
    return Optional.of(theta0);
  }

  private static void checkFinite(String place, double[] data, int cols) {
    for (int k = 0; k < data.length; k++) {
      if (!Double.isFinite(data[k])) {
        throw BadDataException.in(
            "%s, row %d, column %d (from 0)".formatted(place, k / cols, k % cols),
            "a finite number",
            Double.toString(data[k]));
      }
    }
  }
}
