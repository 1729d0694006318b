package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginflow.array.Matrix;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters as PyTorch and Keras keep them, against what these programs compute of an image. */
class GridParametersTest {

  private static final int ROWS = 5;
  private static final int COLUMNS = 4;
  private static final int CHANNELS = 2;
  private static final int FILTERS = 3;
  private static final int DOWN = 3;
  private static final int ACROSS = 2;

  /** Places of the filters. */
  private static final int HIGH = ROWS - DOWN + 1;

  private static final int WIDE = COLUMNS - ACROSS + 1;

  private static final Architecture NET = Architectures.parse("conv-relu:5x4x2-c3k3x2-1");

  private final SplittableRandom random = new SplittableRandom(20260101);

  /** Weights as PyTorch has them: [filter][channel][row][column] and [channel][row][column]. */
  private final double[] filters = draw(FILTERS * CHANNELS * DOWN * ACROSS);

  private final double[] head = draw(FILTERS * HIGH * WIDE);

  /** An image, [row][column][channel]. */
  private final double[] image = draw(ROWS * COLUMNS * CHANNELS);

  @ParameterizedTest
  @ValueSource(strings = {"conv.weight,fc.weight", "0.weight,3.weight", "arr_0,arr_1"})
  void filtersOfPyTorchComputeWhatPyTorchComputes(String names) {
    Map<String, NpyArray> arrays =
        named(
            names,
            new NpyArray(new int[] {FILTERS, CHANNELS, DOWN, ACROSS}, filters),
            NpyArray.matrix(1, head.length, head));
    LoadedParameters loaded = assertRead(arrays);
    String text = loaded.layout().text();
    assertTrue(text.contains("out x channels x rows x columns"), text);
    assertTrue(text.contains("channel by channel, as PyTorch flattens it"), text);
    assertTrue(text.contains("not channels first as PyTorch has images"), text);
  }

  @Test
  void filtersOfKerasComputeTheSame() {
    double[] kernel = new double[filters.length];
    double[] flat = new double[head.length];
    for (int k = 0; k < filters.length; k++) {
      int f = k / (CHANNELS * DOWN * ACROSS);
      int c = k / (DOWN * ACROSS) % CHANNELS;
      int cell = k % (DOWN * ACROSS);
      kernel[(cell * CHANNELS + c) * FILTERS + f] = filters[k];
    }
    for (int k = 0; k < head.length; k++) {
      flat[k % (HIGH * WIDE) * FILTERS + k / (HIGH * WIDE)] = head[k];
    }
    Map<String, NpyArray> arrays =
        named(
            "conv2d/kernel,dense/kernel",
            new NpyArray(new int[] {DOWN, ACROSS, CHANNELS, FILTERS}, kernel),
            NpyArray.matrix(flat.length, 1, flat));
    String text = assertRead(arrays).layout().text();
    assertTrue(text.contains("rows x columns x channels x out"), text);
    assertTrue(text.contains("cell by cell, as Keras flattens it"), text);
  }

  /** Where shapes fit both programs, the name decides, and that is said. */
  @Test
  void filtersThatFitEitherWayGoByTheirNames() {
    Architecture net = Architectures.parse("conv-relu:3x3x3-c3k3x3-1");
    NpyArray cube = new NpyArray(new int[] {3, 3, 3, 3}, draw(81));
    NpyArray last = NpyArray.vector(new double[] {1, 2, 3});
    LoadedParameters torch = ParameterFile.load(npz(named("0.weight,2.weight", cube, last)), net);
    LoadedParameters keras = ParameterFile.load(npz(named("a/kernel,b/kernel", cube, last)), net);
    assertEquals(cube.data()[1], torch.theta()[3], "the next column of a filter");
    assertEquals(cube.data()[1], keras.theta()[27], "the next filter");
    assertTrue(torch.layout().text().contains("as its name says"), torch.layout().text());
  }

  @Test
  void filtersOnALineMayLackTheirRows() {
    Architecture net = Architectures.parse("conv-relu:6-c2k3-1");
    NpyArray torch = new NpyArray(new int[] {2, 1, 3}, new double[] {1, 2, 3, 4, 5, 6});
    NpyArray last = NpyArray.matrix(1, 8, new double[8]);
    double[] theta = ParameterFile.read(npz(named("0.weight,2.weight", torch, last)), net);
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, Arrays.copyOf(theta, 6));
    NpyArray keras = new NpyArray(new int[] {3, 1, 2}, new double[] {1, 4, 2, 5, 3, 6});
    NpyArray column = NpyArray.matrix(8, 1, new double[8]);
    assertArrayEquals(
        theta, ParameterFile.read(npz(named("a/kernel,b/kernel", keras, column)), net));
  }

  @Test
  void filtersOfAnotherShapeAreRefusedWithBothShapes() {
    NpyArray flat = new NpyArray(new int[] {FILTERS, CHANNELS, DOWN * ACROSS, 1}, filters);
    Map<String, NpyArray> arrays =
        named("0.weight,2.weight", flat, NpyArray.matrix(1, head.length, head));
    String message =
        assertThrows(BadDataException.class, () -> ParameterFile.load(npz(arrays), NET))
            .getMessage();
    assertTrue(message.contains("(3, 2, 3, 2) in PyTorch, (3, 2, 2, 3) in Keras"), message);
    assertTrue(message.contains("0.weight (3, 2, 6, 1)"), message);
  }

  /** The axes agree with the layers' own sizes, whatever comes between them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv-relu:8x8-c4k3x3s2-max3x3-1",
        "conv-leaky-relu(0.5):9x7x3-c4k3x2s2x1-avg2x2-l2k1x2-5-1",
        "conv-linear:12-c4k3s2-max2-6-1",
        "conv-relu:8x8-c4k3s1-max2-1",
        "relu:4-50-1"
      })
  void axesAreThoseOfTheLayers(String spec) {
    Architecture net = Architectures.parse(spec);
    List<WeightAxes> axes = WeightAxes.of(net);
    assertEquals(net.layers().size(), axes.size());
    for (int l = 0; l < axes.size(); l++) {
      assertEquals(net.layers().get(l).rows(), axes.get(l).outputs());
      assertEquals(net.layers().get(l).cols(), axes.get(l).inputs());
    }
  }

  /** Reads the arrays, computes the network's value, and writes the arrays back. */
  private LoadedParameters assertRead(Map<String, NpyArray> arrays) {
    for (InputFile file :
        List.of(npz(arrays), Files4Tests.bytes("p.safetensors", SafetensorsFile.write(arrays)))) {
      LoadedParameters loaded = ParameterFile.load(file, NET);
      assertEquals(value(), ours(loaded.theta()), 1e-14 * Math.abs(value()));
      for (String name : new String[] {"again.npz", "again.safetensors"}) {
        byte[] again = ParameterFile.save(name, loaded.layout(), loaded.theta());
        NamedArrays written = NamedArrays.read(Files4Tests.bytes(name, again));
        arrays.forEach((key, array) -> {
          assertArrayEquals(array.shape(), written.array(key).shape(), key);
          assertArrayEquals(array.data(), written.array(key).data(), key);
        });
      }
    }
    return ParameterFile.load(npz(arrays), NET);
  }

  private double ours(double[] theta) {
    MarginModel model =
        Models.bind(
            NET,
            new Dataset(Matrix.view(image, 0, 1, image.length), new double[] {1}),
            KernelSelector.select("scalar", 1));
    model.evaluate(theta);
    return model.margins()[0];
  }

  /** Conv2d, ReLU, Flatten and Linear by their definitions. */
  private double value() {
    double sum = 0;
    for (int k = 0; k < head.length; k++) {
      int f = k / (HIGH * WIDE);
      int row = k % (HIGH * WIDE) / WIDE;
      int column = k % WIDE;
      double unit = 0;
      for (int c = 0; c < CHANNELS; c++) {
        for (int r = 0; r < DOWN; r++) {
          for (int s = 0; s < ACROSS; s++) {
            unit +=
                filters[((f * CHANNELS + c) * DOWN + r) * ACROSS + s]
                    * image[((row + r) * COLUMNS + column + s) * CHANNELS + c];
          }
        }
      }
      sum += head[k] * Math.max(0, unit);
    }
    return sum;
  }

  private double[] draw(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private static Map<String, NpyArray> named(String names, NpyArray first, NpyArray second) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(names.split(",", -1)[0], first);
    arrays.put(names.split(",", -1)[1], second);
    return arrays;
  }

  private static InputFile npz(Map<String, NpyArray> arrays) {
    NpzArchive.Builder archive = new NpzArchive.Builder();
    arrays.forEach(archive::add);
    return Files4Tests.bytes("p.npz", archive.toBytes());
  }
}
