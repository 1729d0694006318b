package marginflow.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;

/**
 * Parameters in NPZ files: {@code theta} flat, layer by layer from the input, each weight matrix
 * out × in, row-major; or the layers as arrays of their own, {@code W1}, {@code W2}, ….
 */
public final class ParameterFile {

  private ParameterFile() {}

  /**
   * Writes the final parameters of a run, flat and by layer.
   *
   * @param lambda multiplier of each sample; empty if there is no certificate
   */
  public static byte[] write(Architecture net, double[] theta, double[] lambda) {
    NpzArchive.Builder archive = new NpzArchive.Builder().add("theta", NpyArray.vector(theta));
    for (LayerShape layer : net.layers()) {
      double[] weights = Arrays.copyOfRange(theta, layer.offset(), layer.offset() + layer.size());
      archive.add(layer.name(), NpyArray.matrix(layer.rows(), layer.cols(), weights));
    }
    return archive.add("lambda", NpyArray.vector(lambda)).toBytes();
  }

  /**
   * Reads parameters for a network.
   *
   * @return θ, length P
   * @throws BadDataException if the file is of another network; the message has both shapes
   */
  public static double[] read(InputFile input, Architecture net) {
    NpzArchive archive = NpzArchive.read(input);
    double[] theta = archive.has("theta") ? flat(archive, net) : layers(input, archive, net);
    for (int j = 0; j < theta.length; j++) {
      if (!Double.isFinite(theta[j])) {
        throw BadDataException.in(
            "%s, parameter %d".formatted(input.name(), j),
            "a finite number",
            Double.toString(theta[j]));
      }
    }
    return theta;
  }

  /**
   * Checks that a flat vector of parameters fits a network.
   *
   * @param place where it came from
   * @return the vector
   * @throws BadDataException if its length is not P; the message has both shapes
   */
  public static double[] fit(String place, double[] theta, Architecture net) {
    if (theta.length != net.parameters()) {
      throw BadDataException.in(
          place,
          "%d parameters for %s (%s)".formatted(net.parameters(), net.spec(), shapes(net)),
          "shape (%d,)".formatted(theta.length));
    }
    return theta;
  }

  private static double[] flat(NpzArchive archive, Architecture net) {
    NpyArray theta = archive.array("theta");
    if (theta.shape().length != 1) {
      throw BadDataException.in(
          archive.place("theta"),
          "shape (%d,) for %s".formatted(net.parameters(), net.spec()),
          "shape " + theta.shapeText());
    }
    return fit(archive.place("theta"), theta.data(), net);
  }

  private static double[] layers(InputFile input, NpzArchive archive, Architecture net) {
    double[] theta = new double[net.parameters()];
    List<String> found = new ArrayList<>();
    for (String name : archive.names()) {
      if (name.matches("W\\d+")) {
        found.add(name + " " + archive.array(name).shapeText());
      }
    }
    boolean fits = found.size() == net.layers().size();
    for (LayerShape layer : net.layers()) {
      fits = fits && archive.has(layer.name()) && fits(archive.array(layer.name()), layer);
    }
    if (!fits) {
      throw BadDataException.in(
          input.name(),
          "theta (%d,) or %s for %s".formatted(net.parameters(), shapes(net), net.spec()),
          found.isEmpty() ? String.join(", ", archive.names()) : String.join(", ", found));
    }
    for (LayerShape layer : net.layers()) {
      double[] weights = archive.array(layer.name()).data();
      System.arraycopy(weights, 0, theta, layer.offset(), weights.length);
    }
    return theta;
  }

  /** A layer with one row or column may be a plain vector. */
  private static boolean fits(NpyArray array, LayerShape layer) {
    int[] shape = array.shape();
    boolean matrix = shape.length == 2 && shape[0] == layer.rows() && shape[1] == layer.cols();
    boolean vector =
        shape.length == 1 && shape[0] == layer.size() && (layer.rows() == 1 || layer.cols() == 1);
    return matrix || vector;
  }

  private static String shapes(Architecture net) {
    List<String> shapes = new ArrayList<>();
    for (LayerShape layer : net.layers()) {
      shapes.add("%s (%d, %d)".formatted(layer.name(), layer.rows(), layer.cols()));
    }
    return String.join(", ", shapes);
  }
}
