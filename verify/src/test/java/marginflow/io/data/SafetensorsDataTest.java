package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets as safetensors. */
class SafetensorsDataTest {

  private static final NpyArray X = NpyArray.matrix(3, 2, new double[] {1, 2, 3, 4, -5, 6});
  private static final NpyArray Y = NpyArray.vector(new double[] {0, 1, 1});

  @Test
  void samplesAndLabelsAreFoundUnderTheirUsualNames() {
    LoadedData data = load(Map.of("X", X, "y", Y), DataRequest.Selection.ALL);
    assertEquals("safetensors", data.format());
    assertEquals(3, data.dataset().n());
    assertEquals(-5, data.dataset().x().get(2, 0));
    assertArrayEquals(new double[] {-1, 1, 1}, data.dataset().y());
  }

  @Test
  void keysNameOtherArrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("inputs_2d", X);
    arrays.put("signs", Y);
    arrays.put("extra", Y);
    LoadedData data =
        load(
            arrays,
            new DataRequest.Selection(
                List.of("1"), Optional.of("inputs_2d"), Optional.of("signs")));
    assertEquals(1, data.dataset().d());
    assertTrue(data.notes().toString().contains("arrays not read: extra"), data.notes()::toString);
    String message = refusal(arrays, "no-such");
    assertTrue(message.contains("d.safetensors") && message.contains("no-such"), message);
    assertTrue(message.contains("inputs_2d, signs, extra"), message);
  }

  /** Labels of every kind of number, beside single-precision features. */
  @ParameterizedTest
  @ValueSource(strings = {"I64", "I32", "I8", "U8", "BOOL", "F32"})
  void labelsOfAnyTypeAreRead(String dtype) {
    int width =
        switch (dtype) {
          case "I64" -> 8;
          case "I32", "F32" -> 4;
          default -> 1;
        };
    String header =
        ("{\"y\":{\"dtype\":\"%s\",\"shape\":[2],\"data_offsets\":[0,%d]},"
                + "\"X\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[%d,%d]}}")
            .formatted(dtype, 2 * width, 2 * width, 2 * width + 8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 2 * width + 8);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    int at = bytes.position();
    if (dtype.equals("F32")) {
      bytes.putFloat(at + width, 1);
    } else {
      bytes.put(at + width, (byte) 1);
    }
    bytes.putFloat(at + 2 * width, 0.5f).putFloat(at + 2 * width + 4, -2);
    LoadedData data =
        LoadedData.load(
            DataRequest.of("d.safetensors"), Files4Tests.bytes("d.safetensors", bytes.array()));
    assertArrayEquals(new double[] {-1, 1}, data.dataset().y());
    assertEquals(0.5, data.dataset().x().get(0, 0));
  }

  @Test
  void whatIsWrongIsSaidOfItsArray() {
    Map<String, NpyArray> infinite =
        Map.of("X", NpyArray.matrix(2, 1, new double[] {1, Double.NaN}), "y", pair());
    String message = refusal(infinite, "X");
    assertTrue(message.contains("d.safetensors, array X, row 1"), message);
    String shape = refusal(Map.of("X", X, "y", pair()), "X");
    assertTrue(shape.contains("array y") && shape.contains("(3,)"), shape);
    String none = refusal(Map.of("weights", X), "weights");
    assertTrue(none.contains("an array named"), none);
  }

  private static NpyArray pair() {
    return NpyArray.vector(new double[] {-1, 1});
  }

  private static String refusal(Map<String, NpyArray> arrays, String x) {
    var selection = new DataRequest.Selection(List.of(), Optional.of(x), Optional.empty());
    return assertThrows(BadDataException.class, () -> load(arrays, selection)).getMessage();
  }

  private static LoadedData load(Map<String, NpyArray> arrays, DataRequest.Selection selection) {
    DataRequest request =
        new DataRequest(
            "d.safetensors",
            Optional.empty(),
            DataRequest.HeaderLine.AUTO,
            selection,
            LabelChoice.NONE,
            Preparation.NONE);
    return LoadedData.load(
        request, Files4Tests.bytes("d.safetensors", SafetensorsFile.write(arrays)));
  }
}
