package marginflow.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.io.Json;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import marginflow.io.data.Obstacles;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.Initialisation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A small random problem, made from its seed when it is needed: inputs are independent standard
 * normals.
 *
 * @param n samples
 * @param d features
 * @param labels how labels are drawn
 * @param seed of inputs and labels
 */
record RandomData(int n, int d, Labels labels, long seed) implements DataSource {

  /** What texts of such data begin with. */
  static final String PREFIX = "random:";

  /** How labels are drawn. */
  enum Labels {
    /** Each by a coin. */
    RANDOM(0),
    /** By the side of a random hyperplane through the origin. */
    LINEAR(1);

    /** Part of the seed of the random numbers. */
    private final long stream;

    Labels(long stream) {
      this.stream = stream;
    }

    /** The name in descriptions. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads what {@link #text} wrote. */
  static RandomData parse(String text) {
    String[] parts = text.substring(PREFIX.length()).split(",", -1);
    List<String> values = new ArrayList<>();
    for (String part : parts) {
      values.add(part.substring(part.indexOf('=') + 1));
    }
    return new RandomData(
        Integer.parseInt(values.get(0)),
        Integer.parseInt(values.get(1)),
        Labels.valueOf(values.get(2).toUpperCase(Locale.ROOT)),
        Long.parseLong(values.get(3)));
  }

  @Override
  public String text() {
    return family() + ",seed=" + seed;
  }

  @Override
  public String family() {
    return PREFIX + "n=" + n + ",d=" + d + ",labels=" + labels.id();
  }

  @Override
  public String identity() {
    return text() + "," + Initialisation.GENERATOR;
  }

  @Override
  public OptionalLong chance() {
    return OptionalLong.of(seed);
  }

  @Override
  public LoadedData load() {
    Dataset data = dataset();
    List<String> features = IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    return new LoadedData(
        data,
        DataRequest.of(text()),
        text(),
        "random",
        Hash.of(identity()).hex(),
        features,
        Optional.of("-1"),
        Optional.of("1"),
        Optional.empty(),
        List.of(),
        new Obstacles(Optional.empty(), Optional.empty()));
  }

  private Dataset dataset() {
    double[] normals =
        Initialisation.gaussian(new Diagonal(n * d + Math.max(n, d), 1), stream(), 1);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(normals, i * d, x[i], 0, d);
      double side = labels == Labels.RANDOM ? normals[n * d + i] : 0;
      for (int j = 0; j < d && labels == Labels.LINEAR; j++) {
        side += normals[n * d + j] * x[i][j];
      }
      y[i] = side < 0 ? -1 : 1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  /** Other numbers than those of a start from the same seed, and than those of other sizes. */
  private long stream() {
    return mix(mix(mix(mix(seed) + n) + d) + labels.stream);
  }

  /** Stafford's thirteenth mixer, the finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31) ^ 0x9e3779b97f4a7c15L;
  }

  @Override
  public JsonNode document() {
    ObjectNode node = Json.object();
    node.putObject("random").put("n", n).put("d", d).put("labels", labels.id()).put("seed", seed);
    return node;
  }

  /** All combinations of some sizes, kinds of labels and seeds, seeds innermost. */
  record Family(Values sizes, Values features, Values labels, Values seeds) implements Values {

    @Override
    public long size() {
      return sizes.size() * features.size() * labels.size() * seeds.size();
    }

    @Override
    public String get(long index) {
      long rest = index;
      String seed = seeds.get(rest % seeds.size());
      rest /= seeds.size();
      String label = labels.get(rest % labels.size());
      rest /= labels.size();
      String width = features.get(rest % features.size());
      String size = sizes.get(rest / features.size());
      return PREFIX + "n=" + size + ",d=" + width + ",labels=" + label + ",seed=" + seed;
    }
  }
}
