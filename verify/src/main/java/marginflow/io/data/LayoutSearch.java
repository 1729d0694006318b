package marginflow.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginflow.io.BadDataException;
import marginflow.io.data.ArrayName.Role;
import marginflow.network.Architecture;
import marginflow.network.FullyConnected;
import marginflow.network.LayerShape;

/**
 * Finds out which arrays of a file are which layers of a network, by names, shapes and order. Every
 * array has to find its place: one that has none is refused by name.
 */
final class LayoutSearch {

  /** Arrays of this program's own files that are no parameters. */
  private static final Set<String> NO_PARAMETERS = Set.of("X", "y", "theta0", "lambda");

  private final NamedArrays arrays;
  private final Architecture net;
  private final List<LayerShape> layers;
  private final List<WeightAxes> axes;
  private final boolean biased;
  private final Map<String, int[]> shapes = new LinkedHashMap<>();
  private final List<String> notRead = new ArrayList<>();
  private final List<ArrayName> weights = new ArrayList<>();
  private final List<ArrayName> biases = new ArrayList<>();

  private LayoutSearch(NamedArrays arrays, Architecture net) {
    this.arrays = arrays;
    this.net = net;
    this.layers = net.layers();
    this.axes = WeightAxes.of(net);
    this.biased = ParameterLayout.hasBiases(net);
  }

  /**
   * Finds the layers of a network.
   *
   * @throws BadDataException if an array is missing, does not fit, has no place, or may be read in
   *     two ways; the message has what was expected and what was found
   */
  static ParameterLayout find(NamedArrays arrays, Architecture net) {
    LayoutSearch search = new LayoutSearch(arrays, net);
    search.sort();
    return search.layout();
  }

  /** What would fit, for messages. */
  static String expected(Architecture net) {
    boolean biased = ParameterLayout.hasBiases(net);
    List<WeightAxes> axes = WeightAxes.of(net);
    List<ParameterLayout.Layer> standard = ParameterLayout.standard(net).layers();
    String parts =
        IntStream.range(0, standard.size())
            .mapToObj(l -> expected(standard.get(l), axes.get(l)))
            .collect(Collectors.joining(", "));
    String whole =
        net.layers().stream()
            .map(l -> l.name() + " " + NpyArray.shapeText(new int[] {l.rows(), l.cols()}))
            .collect(Collectors.joining(", "));
    return "theta (%d,) or %s%s for %s"
        .formatted(
            net.parameters(),
            parts,
            biased ? ", or " + whole + " with the bias as last column," : "",
            net.spec());
  }

  private static String expected(ParameterLayout.Layer layer, WeightAxes axes) {
    String bias = layer.bias().map(b -> ", " + b.text()).orElse("");
    String filters =
        axes.filters()
            ? " (or %s in PyTorch, %s in Keras)"
                .formatted(
                    NpyArray.shapeText(AxisOrder.CHANNELS_FIRST.shape(axes)),
                    NpyArray.shapeText(AxisOrder.IN_OUT.shape(axes)))
            : "";
    return layer.weights().text() + filters + bias;
  }

  /** Tells weights, biases and everything else apart. */
  private void sort() {
    List<ArrayName> positional = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (String name : arrays.names()) {
      ArrayName array = ArrayName.of(name);
      if (array.role() == Role.OTHER) {
        (NO_PARAMETERS.contains(name) ? notRead : unknown).add(name);
        continue;
      }
      shapes.put(name, arrays.array(name).shape());
      switch (array.role()) {
        case WEIGHTS -> weights.add(array);
        case BIAS -> biases.add(array);
        default -> positional.add(array);
      }
    }
    long matrices = positional.stream().filter(a -> shape(a).length > 1).count();
    // Without biases, a vector among too few matrices is a layer with one output.
    boolean vectorsAreWeights = !biased && weights.size() + matrices < layers.size();
    for (ArrayName array : positional) {
      boolean vector = shape(array).length < 2 && !vectorsAreWeights;
      (vector ? biases : weights).add(array.as(vector ? Role.BIAS : Role.WEIGHTS));
    }
    if (!unknown.isEmpty()) {
      throw mismatch(
          "only arrays under the names of this program (W1, b1), PyTorch (0.weight, 0.bias), Keras"
              + " (dense/kernel, dense/bias), scikit-learn (coefs_0, intercepts_0) or np.savez"
              + " (arr_0)",
          String.join(", ", unknown));
    }
  }

  private ParameterLayout layout() {
    if (weights.size() != layers.size()) {
      throw mismatch(expected(net), found());
    }
    Map<String, int[]> zeros = new LinkedHashMap<>();
    if (!biased) {
      refuseBiases(zeros);
    }
    boolean apart = biased && !biases.isEmpty();
    List<ArrayName> chosen = inOrder(apart);
    StorageOrder order = new StorageOrder(arrays);
    for (int l = 0; l < chosen.size(); l++) {
      Fit fit = fit(chosen.get(l), l, apart);
      if (fit == Fit.NONE) {
        throw mismatch(expected(net), found());
      }
      order.add(layers.get(l).name(), chosen.get(l), fit);
    }
    List<ParameterLayout.Layer> found = new ArrayList<>();
    GridOrder grids = new GridOrder();
    for (int l = 0; l < chosen.size(); l++) {
      ArrayName name = chosen.get(l);
      WeightAxes whole = axes.get(l);
      AxisOrder stored = grids.of(part(name), whole, order.isTransposed(l));
      WeightAxes weighed = apart ? WeightAxes.matrix(whole.outputs(), whole.inputs() - 1) : whole;
      Optional<ParameterLayout.Part> bias =
          apart ? Optional.of(bias(name, l, chosen)) : Optional.empty();
      found.add(new ParameterLayout.Layer(layers.get(l), part(name), weighed, stored, bias));
    }
    if (!biases.isEmpty() && biased) {
      throw mismatch("a layer of weights for every bias", "none for " + names(biases));
    }
    List<String> remarks = new ArrayList<>(order.remarks());
    remarks.addAll(grids.remarks());
    return new ParameterLayout(arrays.format(), found, zeros, notRead, remarks);
  }

  /** A network without biases may only be given biases that are all zero. */
  private void refuseBiases(Map<String, int[]> zeros) {
    List<ArrayName> used = new ArrayList<>();
    for (ArrayName bias : biases) {
      if (Arrays.stream(arrays.array(bias.name()).data()).allMatch(v -> v == 0)) {
        zeros.put(bias.name(), shape(bias));
      } else {
        used.add(bias);
      }
    }
    if (!used.isEmpty()) {
      throw mismatch(
          "no biases for "
              + net.spec()
              + ", which has none"
              + (net instanceof FullyConnected dense && dense.extra() == FullyConnected.Extra.NONE
                  ? " (" + dense.with(FullyConnected.Extra.BIASES).spec() + " reads them)"
                  : ""),
          names(used));
    }
  }

  /** The weights from the input on: by their numbers, or the first that fits each layer. */
  private List<ArrayName> inOrder(boolean apart) {
    boolean numbered = true;
    for (ArrayName a : weights) {
      for (ArrayName b : weights) {
        numbered &= a.equals(b) || a.numberedLike(b);
      }
    }
    Comparator<ArrayName> byNumbers = (a, b) -> Arrays.compare(a.numbers(), b.numbers());
    if (numbered) {
      return weights.stream().sorted(byNumbers).toList();
    }
    List<ArrayName> left = new ArrayList<>(weights);
    if (!arrays.ordered()) {
      left.sort(Comparator.comparing(ArrayName::family).thenComparing(byNumbers));
    }
    List<ArrayName> chosen = new ArrayList<>();
    for (int l = 0; l < layers.size(); l++) {
      int layer = l;
      List<ArrayName> fitting =
          left.stream().filter(a -> !fit(a, layer, apart).equals(Fit.NONE)).toList();
      if (fitting.isEmpty()) {
        throw mismatch(expected(net), found());
      }
      ArrayName first = fitting.getFirst();
      for (ArrayName other : fitting) {
        if (!arrays.ordered() && !other.equals(first) && !other.numberedLike(first)) {
          throw mismatch(
              "one array that fits %s, since this format keeps no order"
                  .formatted(layers.get(l).name()),
              names(fitting) + "; give them numbers, as in 0.weight, 2.weight or W1, W2");
        }
      }
      chosen.add(first);
      left.remove(first);
    }
    return chosen;
  }

  /** How an array fits a layer. */
  private Fit fit(ArrayName name, int l, boolean apart) {
    int rows = layers.get(l).rows();
    int cols = layers.get(l).cols() - (apart ? 1 : 0);
    int[] shape = shape(name);
    if (axes.get(l).filters() && shape.length > 2) {
      return fit(shape, axes.get(l));
    }
    boolean single = rows == 1 || cols == 1;
    if (shape.length == 1 && single && shape[0] == rows * cols) {
      return Fit.VECTOR;
    }
    boolean plain = shape.length == 2 && shape[0] == rows && shape[1] == cols;
    // With the bias as last column there is no other way round.
    boolean transposed =
        (apart || !biased) && shape.length == 2 && shape[0] == cols && shape[1] == rows;
    if (plain && transposed) {
      return rows == 1 ? Fit.VECTOR : Fit.SQUARE;
    }
    if (!plain && !transposed) {
      return Fit.NONE;
    }
    return single ? (plain ? Fit.ROW_OUT_IN : Fit.ROW_IN_OUT) : (plain ? Fit.OUT_IN : Fit.IN_OUT);
  }

  /** How an array with an axis for rows, columns and channels fits the filters of a layer. */
  private static Fit fit(int[] shape, WeightAxes filters) {
    boolean outIn = GridOrder.isOf(shape, AxisOrder.CHANNELS_FIRST, filters);
    boolean inOut = GridOrder.isOf(shape, AxisOrder.IN_OUT, filters);
    if (outIn && inOut) {
      return Fit.SQUARE;
    }
    return outIn ? Fit.OUT_IN : inOut ? Fit.IN_OUT : Fit.NONE;
  }

  /** Takes the biases of a layer off the list. */
  private ParameterLayout.Part bias(ArrayName name, int l, List<ArrayName> chosen) {
    boolean byOrder = name.order() == ArrayName.Order.UNSAID;
    Optional<ArrayName> bias =
        byOrder
            ? biases.stream().min(Comparator.comparingInt(b -> b.numbers()[0]))
            : biases.stream().filter(b -> b.stem().equals(name.stem())).findFirst();
    if (bias.isEmpty()) {
      throw mismatch("a bias for every layer", "none for " + chosen.get(l).name());
    }
    ArrayName found = bias.get();
    int rows = layers.get(l).rows();
    int[] shape = shape(found);
    boolean fits =
        Arrays.stream(shape).reduce(1, (a, b) -> a * b) == rows
            && (shape.length == 1 || (shape.length == 2 && (shape[0] == 1 || shape[1] == 1)));
    if (!fits) {
      throw BadDataException.in(
          arrays.place(found.name()),
          "shape (%d,), a bias for every unit of %s".formatted(rows, chosen.get(l).name()),
          "shape " + NpyArray.shapeText(shape));
    }
    biases.remove(found);
    return part(found);
  }

  private ParameterLayout.Part part(ArrayName name) {
    return new ParameterLayout.Part(name.name(), shape(name));
  }

  private int[] shape(ArrayName name) {
    return Objects.requireNonNull(shapes.get(name.name()));
  }

  private BadDataException mismatch(String expected, String found) {
    return BadDataException.in(arrays.file(), expected, found);
  }

  private String names(List<ArrayName> some) {
    return some.stream().map(a -> part(a).text()).collect(Collectors.joining(", "));
  }

  private String found() {
    String read = names(java.util.stream.Stream.concat(weights.stream(), biases.stream()).toList());
    if (!read.isEmpty()) {
      return read;
    }
    return arrays.names().isEmpty() ? "no array" : String.join(", ", arrays.names());
  }

  /** In which ways an array fits a layer. */
  enum Fit {
    /** Not at all. */
    NONE,
    /** As a vector, the same both ways. */
    VECTOR,
    /** As a single row for the output, or as a column of single inputs; the same both ways. */
    ROW_OUT_IN,
    /** As such a row laid the other way; the same both ways. */
    ROW_IN_OUT,
    /** A row for each output. */
    OUT_IN,
    /** A row for each input. */
    IN_OUT,
    /** Both ways, which differ. */
    SQUARE
  }
}
