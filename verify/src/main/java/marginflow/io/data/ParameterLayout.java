package marginflow.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.io.Json;
import marginflow.network.Architecture;
import marginflow.network.FullyConnected;
import marginflow.network.LayerShape;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which arrays of a file are which layers of a network, and how they are stored there: read one way
 * it makes θ of arrays, the other way arrays of θ.
 *
 * @param format {@code npz} or {@code safetensors}
 * @param layers each layer's arrays, from the input on; empty if {@code theta} was read flat
 * @param zeros biases that are all zero, and read as none, with their lengths
 * @param notRead arrays that are no parameters
 * @param remarks sentences on what was decided that the names alone do not say
 */
public record ParameterLayout(
    String format,
    List<Layer> layers,
    Map<String, int[]> zeros,
    List<String> notRead,
    List<String> remarks) {

  /** Copies the lists. */
  public ParameterLayout {
    layers = List.copyOf(layers);
    zeros = new LinkedHashMap<>(zeros);
    notRead = List.copyOf(notRead);
    remarks = List.copyOf(remarks);
  }

  /**
   * The arrays of one layer.
   *
   * @param layer where the weights lie in θ; with biases its last column is theirs
   * @param weights the array of its weights
   * @param axes the axes of these in θ, biases left out
   * @param order the order of these axes in the array
   * @param bias the array of its biases, if they are not a column of the weights
   */
  public record Layer(
      LayerShape layer, Part weights, WeightAxes axes, AxisOrder order, Optional<Part> bias) {

    /** Weights without biases, stored out × in. */
    public static Layer of(LayerShape layer, Part weights) {
      WeightAxes axes = WeightAxes.matrix(layer.rows(), layer.cols());
      return new Layer(layer, weights, axes, AxisOrder.OUT_IN, Optional.empty());
    }

    /** How the array is stored, where that is not as in θ. */
    String storedText() {
      return order == AxisOrder.OUT_IN ? "" : ", " + order.id(axes);
    }
  }

  /**
   * An array.
   *
   * @param name its name in the file
   * @param shape its shape there
   */
  public record Part(String name, int[] shape) {
    String text() {
      return name + " " + NpyArray.shapeText(shape);
    }

    private int size() {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
  }

  /** What a file is given that has no other names: W1, W2, …, and b1, b2, … of their biases. */
  public static ParameterLayout standard(Architecture net) {
    List<Layer> layers = new ArrayList<>();
    for (LayerShape layer : net.layers()) {
      boolean biased = hasBiases(net);
      int inputs = layer.cols() - (biased ? 1 : 0);
      Optional<Part> bias =
          biased
              ? Optional.of(new Part("b" + (layers.size() + 1), new int[] {layer.rows()}))
              : Optional.empty();
      Part weights = new Part(layer.name(), new int[] {layer.rows(), inputs});
      WeightAxes axes = WeightAxes.matrix(layer.rows(), inputs);
      layers.add(new Layer(layer, weights, axes, AxisOrder.OUT_IN, bias));
    }
    return new ParameterLayout("npz", layers, Map.of(), List.of(), List.of());
  }

  /** A file that holds θ as one vector. */
  static ParameterLayout flat(String format, List<String> notRead) {
    return new ParameterLayout(format, List.of(), Map.of(), notRead, List.of());
  }

  /** Whether the last column of every layer's weights is its bias. */
  static boolean hasBiases(Architecture net) {
    return net instanceof FullyConnected dense && dense.extra() == FullyConnected.Extra.BIASES;
  }

  /** Makes θ, length P, of the arrays of a file. */
  double[] theta(NamedArrays arrays, int parameters) {
    double[] theta = new double[parameters];
    for (Layer layer : layers) {
      double[] weights = arrays.array(layer.weights().name()).data();
      double[] bias = layer.bias().map(b -> arrays.array(b.name()).data()).orElse(new double[0]);
      int[] places = layer.order().places(layer.axes());
      int at = layer.layer().offset();
      for (int output = 0, k = 0; output < layer.layer().rows(); output++) {
        for (int input = 0; input < layer.axes().inputs(); input++) {
          theta[at++] = weights[places[k++]];
        }
        if (layer.bias().isPresent()) {
          theta[at++] = bias[output];
        }
      }
    }
    return theta;
  }

  /** Makes the arrays of a file, under its names and in its shapes, of θ. */
  Map<String, NpyArray> arrays(double[] theta) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (Layer layer : layers) {
      int[] places = layer.order().places(layer.axes());
      double[] weights = new double[places.length];
      double[] bias = new double[layer.layer().rows()];
      int at = layer.layer().offset();
      for (int output = 0, k = 0; output < layer.layer().rows(); output++) {
        for (int input = 0; input < layer.axes().inputs(); input++) {
          weights[places[k++]] = theta[at++];
        }
        if (layer.bias().isPresent()) {
          bias[output] = theta[at++];
        }
      }
      arrays.put(layer.weights().name(), new NpyArray(layer.weights().shape(), weights));
      layer.bias().ifPresent(b -> arrays.put(b.name(), new NpyArray(b.shape(), bias)));
    }
    zeros.forEach((name, shape) ->
        arrays.put(name, new NpyArray(shape, new double[new Part(name, shape).size()])));
    return arrays;
  }

  /** Whether there is something to say: names other than this program's, or a decision. */
  public boolean isNoteworthy() {
    boolean plain =
        layers.stream()
            .allMatch(l ->
                l.weights().name().equals(l.layer().name())
                    && l.order() == AxisOrder.OUT_IN
                    && l.bias().isEmpty());
    return !plain || !zeros.isEmpty() || !notRead.isEmpty() || !remarks.isEmpty();
  }

  /** What was read as what, in one line. */
  public String text() {
    List<String> said = new ArrayList<>();
    if (layers.isEmpty()) {
      said.add("theta");
    }
    for (Layer layer : layers) {
      said.add(
          "%s from %s%s%s"
              .formatted(
                  layer.layer().name(),
                  layer.weights().text(),
                  layer.storedText(),
                  layer.bias().map(b -> " with bias " + b.name()).orElse("")));
    }
    List<String> sentences = new ArrayList<>();
    sentences.add(String.join(", ", said));
    if (!zeros.isEmpty()) {
      sentences.add("all zero, read as no bias: " + String.join(", ", zeros.keySet()));
    }
    if (!notRead.isEmpty()) {
      sentences.add("no parameters, not read: " + String.join(", ", notRead));
    }
    sentences.addAll(remarks);
    return String.join("; ", sentences);
  }

  /** What was read as what, as it stands in documents. */
  public ObjectNode document() {
    ObjectNode node = Json.object();
    node.put("format", format);
    ArrayNode list = node.putArray("layers");
    for (Layer layer : layers) {
      ObjectNode entry = list.addObject();
      entry.put("layer", layer.layer().name());
      entry.put("weights", layer.weights().name());
      ArrayNode shape = entry.putArray("shape");
      Arrays.stream(layer.weights().shape()).forEach(shape::add);
      entry.put("order", layer.order().id(layer.axes()));
      layer.bias().ifPresent(bias -> entry.put("bias", bias.name()));
    }
    ArrayNode none = node.putArray("zero_biases");
    zeros.keySet().forEach(none::add);
    ArrayNode rest = node.putArray("not_read");
    notRead.forEach(rest::add);
    ArrayNode remarked = node.putArray("remarks");
    remarks.forEach(remarked::add);
    return node;
  }
}
