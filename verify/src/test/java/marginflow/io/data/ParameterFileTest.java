package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters as other programs name and store them, made array by array. */
class ParameterFileTest {

  private static final Architecture PLAIN = Architectures.parse("relu:2-3-1");
  private static final Architecture BIASED = Architectures.parse("relu+bias:2-3-1");

  private static final NpyArray W1 = NpyArray.matrix(3, 2, new double[] {1, 2, 3, 4, 5, 6});
  private static final NpyArray W1_T = NpyArray.matrix(2, 3, new double[] {1, 3, 5, 2, 4, 6});
  private static final NpyArray B1 = NpyArray.vector(new double[] {10, 20, 30});
  private static final NpyArray W2 = NpyArray.matrix(1, 3, new double[] {7, 8, 9});
  private static final NpyArray W2_T = NpyArray.matrix(3, 1, new double[] {7, 8, 9});
  private static final NpyArray B2 = NpyArray.vector(new double[] {40});

  private static final double[] THETA = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  private static final double[] THETA_BIASED = {1, 2, 10, 3, 4, 20, 5, 6, 30, 7, 8, 9, 40};

  /** Conventions: names of weights and biases of two layers, and whether in x out. */
  @ParameterizedTest
  @CsvSource({
    "W1,b1,W2,b2,false",
    "0.weight,0.bias,2.weight,2.bias,false",
    "net.8.weight,net.8.bias,net.10.weight,net.10.bias,false",
    "fc1.weight,fc1.bias,fc2.weight,fc2.bias,false",
    "body.weight,body.bias,head.weight,head.bias,false",
    "dense/kernel,dense/bias,dense_1/kernel,dense_1/bias,true",
    "dense_9/kernel:0,dense_9/bias:0,dense_10/kernel:0,dense_10/bias:0,true",
    "coefs_0,intercepts_0,coefs_1,intercepts_1,true",
    "arr_0,arr_1,arr_2,arr_3,true",
    "arr_0,arr_2,arr_1,arr_3,false",
  })
  void weightsAndBiasesAreFoundInEitherFormatAndAnyOrder(
      String w1, String b1, String w2, String b2, boolean transposed) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(b2, B2);
    arrays.put(w1, transposed ? W1_T : W1);
    arrays.put(w2, transposed ? W2_T : W2);
    arrays.put(b1, B1);
    for (InputFile file : files(arrays)) {
      LoadedParameters loaded = ParameterFile.load(file, BIASED);
      assertArrayEquals(THETA_BIASED, loaded.theta(), loaded.layout().text());
      assertTrue(loaded.layout().text().contains(w1 + " "), loaded.layout().text());
      assertTrue(loaded.layout().document().toString().contains('"' + b2 + '"'));
      for (String name : new String[] {"again.npz", "again.safetensors"}) {
        byte[] again = ParameterFile.save(name, loaded.layout(), loaded.theta());
        NamedArrays written = NamedArrays.read(Files4Tests.bytes(name, again));
        assertEquals(arrays.keySet(), Map.copyOf(toMap(written)).keySet());
        arrays.forEach((key, array) -> {
          assertArrayEquals(array.shape(), written.array(key).shape(), key);
          assertArrayEquals(array.data(), written.array(key).data(), key);
        });
      }
    }
  }

  @Test
  void biasesThatANetDoesNotUseAreRefusedByName() {
    Map<String, NpyArray> arrays = Map.of("W1", W1, "b1", B1, "W2", W2, "b2", B2);
    for (InputFile file : files(arrays)) {
      String message = refusal(file, PLAIN);
      assertTrue(message.contains("b1 (3,)") && message.contains("b2 (1,)"), message);
      assertTrue(message.contains("relu+bias:2-3-1"), message);
    }
  }

  @Test
  void biasesThatAreZeroAreNoneAndAreSaid() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("0.weight", W1);
    arrays.put("0.bias", NpyArray.vector(new double[3]));
    arrays.put("2.weight", W2);
    for (InputFile file : files(arrays)) {
      LoadedParameters loaded = ParameterFile.load(file, PLAIN);
      assertArrayEquals(THETA, loaded.theta());
      assertTrue(loaded.layout().text().contains("all zero, read as no bias: 0.bias"));
      byte[] again = ParameterFile.save("a.npz", loaded.layout(), loaded.theta());
      assertArrayEquals(
          new double[3], NpzArchive.read(Files4Tests.bytes("a", again)).array("0.bias").data());
    }
  }

  @Test
  void aColumnOfBiasesIsReadAsDocumented() {
    NpyArray first = NpyArray.matrix(3, 3, new double[] {1, 2, 10, 3, 4, 20, 5, 6, 30});
    NpyArray second = NpyArray.matrix(1, 4, new double[] {7, 8, 9, 40});
    Map<String, NpyArray> arrays = new LinkedHashMap<>(Map.of("W1", first, "W2", second));
    assertArrayEquals(THETA_BIASED, ParameterFile.read(npz(arrays), BIASED));
    arrays.put("b1", B1);
    assertTrue(refusal(npz(arrays), BIASED).contains("W1 (3, 2), b1 (3,)"));
  }

  @Test
  void aMissingBiasIsNotMadeUp() {
    Map<String, NpyArray> arrays = Map.of("W1", W1, "b1", B1, "W2", W2);
    assertTrue(refusal(npz(arrays), BIASED).contains("none for W2"));
  }

  @Test
  void squareMatricesGoByTheirNamesAndThatIsSaid() {
    Architecture square = Architectures.parse("relu:2-2-1");
    NpyArray first = NpyArray.matrix(2, 2, new double[] {1, 2, 3, 4});
    NpyArray row = NpyArray.matrix(1, 2, new double[] {5, 6});
    NpyArray column = NpyArray.matrix(2, 1, new double[] {5, 6});
    double[] straight = {1, 2, 3, 4, 5, 6};
    double[] across = {1, 3, 2, 4, 5, 6};
    LoadedParameters keras =
        ParameterFile.load(npz(Map.of("a/kernel", first, "a_1/kernel", column)), square);
    assertArrayEquals(across, keras.theta());
    assertTrue(keras.layout().text().contains("a/kernel is square: read in x out"));
    assertArrayEquals(
        straight, ParameterFile.read(npz(Map.of("0.weight", first, "2.weight", row)), square));
    assertArrayEquals(straight, ParameterFile.read(npz(Map.of("W1", first, "W2", column)), square));
    assertArrayEquals(
        across, ParameterFile.read(npz(Map.of("arr_0", first, "arr_1", column)), square));
    assertArrayEquals(
        straight, ParameterFile.read(npz(Map.of("arr_0", first, "arr_1", row)), square));
    LoadedParameters vector =
        ParameterFile.load(
            npz(Map.of("arr_0", first, "arr_1", NpyArray.vector(row.data()))), square);
    assertArrayEquals(straight, vector.theta());
    assertTrue(vector.layout().text().contains("by default"), vector.layout().text());
  }

  @Test
  void aSquareAmongMatricesThatContradictItsNameIsRefused() {
    Architecture net = Architectures.parse("relu:2-3-3-1");
    NpyArray middle = NpyArray.matrix(3, 3, new double[9]);
    Map<String, NpyArray> arrays = Map.of("W1", W1_T, "W2", middle, "W3", W2);
    assertTrue(refusal(npz(arrays), net).contains("array W2"));
    Map<String, NpyArray> transposed = Map.of("W1", W1_T, "W2", W2);
    LoadedParameters loaded = ParameterFile.load(npz(transposed), PLAIN);
    assertArrayEquals(THETA, loaded.theta());
    assertTrue(loaded.layout().text().contains("unlike its name says"), loaded.layout().text());
  }

  @Test
  void arraysWithoutAPlaceAreRefused() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>(Map.of("W1", W1, "W2", W2));
    arrays.put("1.running_mean", B1);
    assertTrue(refusal(npz(arrays), PLAIN).contains("1.running_mean"));
    Map<String, NpyArray> three = Map.of("W1", W1, "W2", W2, "W3", W2);
    assertTrue(refusal(npz(three), PLAIN).contains("W3 (1, 3)"));
    Map<String, NpyArray> beside = new LinkedHashMap<>(Map.of("theta", NpyArray.vector(THETA)));
    beside.put("b1", B1);
    assertTrue(refusal(npz(beside), PLAIN).contains("array b1"));
    Map<String, NpyArray> other = Map.of("theta", NpyArray.vector(THETA), "W2", W1);
    assertTrue(refusal(npz(other), PLAIN).contains("array W2"));
  }

  @Test
  void namesWithoutNumbersInAFormatWithoutOrderAreRefusedWhereShapesDoNotTell() {
    Architecture net = Architectures.parse("relu:3-3-3-1");
    NpyArray middle = NpyArray.matrix(3, 3, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("second.weight", middle);
    arrays.put("first.weight", middle);
    arrays.put("last.weight", W2);
    assertEquals(21, ParameterFile.read(npz(arrays), net).length);
    InputFile tensors = Files4Tests.bytes("p.safetensors", SafetensorsFile.write(arrays));
    assertTrue(refusal(tensors, net).contains("keeps no order"));
  }

  @Test
  void whatThisProgramWritesIsReadBack() {
    byte[] file = ParameterFile.write(PLAIN, THETA, new double[] {1, 2});
    LoadedParameters loaded = ParameterFile.load(Files4Tests.bytes("final.npz", file), PLAIN);
    assertArrayEquals(THETA, loaded.theta());
    assertEquals("theta; no parameters, not read: lambda", loaded.layout().text());
    byte[] standard =
        ParameterFile.save("s.safetensors", ParameterLayout.standard(BIASED), THETA_BIASED);
    assertArrayEquals(
        THETA_BIASED, ParameterFile.read(Files4Tests.bytes("s.safetensors", standard), BIASED));
    assertThrows(
        IllegalArgumentException.class,
        () -> ParameterFile.save("s.pt", ParameterLayout.standard(PLAIN), THETA));
  }

  private static Map<String, NpyArray> toMap(NamedArrays arrays) {
    Map<String, NpyArray> map = new LinkedHashMap<>();
    arrays.names().forEach(name -> map.put(name, arrays.array(name)));
    return map;
  }

  private static String refusal(InputFile file, Architecture net) {
    BadDataException refused =
        assertThrows(BadDataException.class, () -> ParameterFile.load(file, net));
    return refused.getMessage();
  }

  private static InputFile[] files(Map<String, NpyArray> arrays) {
    return new InputFile[] {
      npz(arrays), Files4Tests.bytes("p.safetensors", SafetensorsFile.write(arrays))
    };
  }

  private static InputFile npz(Map<String, NpyArray> arrays) {
    NpzArchive.Builder archive = new NpzArchive.Builder();
    arrays.forEach(archive::add);
    return Files4Tests.bytes("p.npz", archive.toBytes());
  }
}
