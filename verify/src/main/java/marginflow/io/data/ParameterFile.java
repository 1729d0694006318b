package marginflow.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;

/**
 * Parameters in NPZ and safetensors files: {@code theta} flat, layer by layer from the input, each
 * weight matrix out × in, row-major, with biases as its last column; or the layers as arrays of
 * their own, {@code W1}, {@code b1}, {@code W2}, …, or under the names of PyTorch, Keras or
 * scikit-learn, in the order and the shapes of these ({@link LayoutSearch}).
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
   * Writes parameters for other programs, in the format that the file's name ends with.
   *
   * @param file its name, which ends with .npz or .safetensors
   * @param layout names and shapes of the arrays
   * @throws IllegalArgumentException if the name ends otherwise
   */
  public static byte[] save(String file, ParameterLayout layout, double[] theta) {
    String name = file.toLowerCase(Locale.ROOT);
    Map<String, NpyArray> arrays = layout.arrays(theta);
    if (name.endsWith(".safetensors")) {
      return SafetensorsFile.write(arrays);
    }
    if (!name.endsWith(".npz")) {
      throw new IllegalArgumentException(
          "expected a name that ends with .npz or .safetensors, found " + file);
    }
    NpzArchive.Builder archive = new NpzArchive.Builder();
    arrays.forEach(archive::add);
    return archive.toBytes();
  }

  /**
   * Reads parameters for a network.
   *
   * @return θ, length P
   * @throws BadDataException if the file is of another network; the message has both shapes
   */
  public static double[] read(InputFile input, Architecture net) {
    return load(input, net).theta();
  }

  /**
   * Reads parameters for a network, and says what was read as what.
   *
   * @throws BadDataException if the file is of another network, the message has both shapes; if it
   *     has an array that the network does not use, such as biases; or a number is not finite
   */
  public static LoadedParameters load(InputFile input, Architecture net) {
    ForeignFormat.refuse(input);
    NamedArrays arrays = NamedArrays.read(input);
    LoadedParameters loaded =
        arrays.names().contains("theta") ? flat(input, arrays, net) : layers(input, arrays, net);
    double[] theta = loaded.theta();
    for (int j = 0; j < theta.length; j++) {
      if (!Double.isFinite(theta[j])) {
        throw BadDataException.in(
            "%s, parameter %d".formatted(input.name(), j),
            "a finite number",
            Double.toString(theta[j]));
      }
    }
    return loaded;
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

  private static LoadedParameters flat(InputFile input, NamedArrays arrays, Architecture net) {
    NpyArray theta = arrays.array("theta");
    if (theta.shape().length != 1) {
      throw BadDataException.in(
          arrays.place("theta"),
          "shape (%d,) for %s".formatted(net.parameters(), net.spec()),
          "shape " + theta.shapeText());
    }
    fit(arrays.place("theta"), theta.data(), net);
    List<String> notRead = new ArrayList<>();
    for (String name : arrays.names()) {
      if (name.equals("theta")) {
        continue;
      }
      if (ArrayName.of(name).role() == ArrayName.Role.OTHER) {
        notRead.add(name);
      } else {
        requireSame(arrays, name, theta.data(), net);
      }
    }
    ParameterLayout layout = ParameterLayout.flat(arrays.format(), notRead);
    return new LoadedParameters(theta.data(), layout, input.sha256());
  }

  /** What stands beside a flat θ must be one of its layers, as {@link #write} puts it there. */
  private static void requireSame(
      NamedArrays arrays, String name, double[] theta, Architecture net) {
    for (LayerShape layer : net.layers()) {
      double[] weights = Arrays.copyOfRange(theta, layer.offset(), layer.offset() + layer.size());
      if (layer.name().equals(name) && Arrays.equals(weights, arrays.array(name).data())) {
        return;
      }
    }
    throw BadDataException.in(
        arrays.place(name),
        "beside theta only its own layers (%s) for %s".formatted(shapes(net), net.spec()),
        "an array that is none of them");
  }

  private static LoadedParameters layers(InputFile input, NamedArrays arrays, Architecture net) {
    ParameterLayout layout = LayoutSearch.find(arrays, net);
    return new LoadedParameters(layout.theta(arrays, net.parameters()), layout, input.sha256());
  }

  private static String shapes(Architecture net) {
    List<String> shapes = new ArrayList<>();
    for (LayerShape layer : net.layers()) {
      shapes.add("%s (%d, %d)".formatted(layer.name(), layer.rows(), layer.cols()));
    }
    return String.join(", ", shapes);
  }
}
