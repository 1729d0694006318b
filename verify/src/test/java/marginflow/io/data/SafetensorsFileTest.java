package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of safetensors byte by byte, as the format's description has them. */
class SafetensorsFileTest {

  private static final double[] VALUES = {1, -0.5, 3, 0.25};

  @ParameterizedTest
  @CsvSource({"F64,8", "F32,4", "F16,2", "BF16,2"})
  void everyTypeIsRead(String dtype, int width) {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\""
            + dtype
            + "\",\"shape\":[2,2],\"data_offsets\":[0,"
            + 4 * width
            + "]}}";
    byte[] file = file(header, numbers(dtype, width));
    SafetensorsFile tensors = SafetensorsFile.read(Files4Tests.bytes("f", file));
    assertEquals(List.of("w"), tensors.names());
    assertArrayEquals(new int[] {2, 2}, tensors.array("w").shape());
    assertArrayEquals(VALUES, tensors.array("w").data());
  }

  @Test
  void whatIsWrittenIsReadBackAndAligned() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("fc.weight \"é\"", NpyArray.matrix(2, 2, VALUES));
    arrays.put("scalar", new NpyArray(new int[0], new double[] {Math.PI}));
    arrays.put("none", new NpyArray(new int[] {0, 3}, new double[0]));
    byte[] file = SafetensorsFile.write(arrays);
    assertEquals(0, ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    assertTrue(SafetensorsFile.looksLike(file));
    SafetensorsFile tensors = SafetensorsFile.read(Files4Tests.bytes("f", file));
    assertEquals(List.copyOf(arrays.keySet()), tensors.names());
    arrays.forEach((name, array) -> {
      assertArrayEquals(array.shape(), tensors.array(name).shape());
      assertArrayEquals(array.data(), tensors.array(name).data());
    });
  }

  /** A header, and what the message says of it. The data are sixteen bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,24]}}|of at most 16",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}|up to the end",
        "{'a':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}|offset 0",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},"
            + "'b':{'dtype':'F64','shape':[1],'data_offsets':[8,16]}}|behind the array before",
        "{'a':{'dtype':'F64','shape':[3],'data_offsets':[0,16]}}|24 bytes",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[16,0]}}|in order",
        "{'a':{'dtype':'F64','shape':[-2],'data_offsets':[0,16]}}|at least 0",
        "{'a':{'dtype':'F64','shape':[4294967296,4294967296],'data_offsets':[0,16]}}|bytes for",
        "{'a':{'dtype':'F8_E4M3','shape':[16],'data_offsets':[0,16]}}|F8_E4M3",
        "{'a':{'dtype':'F64','shape':'2','data_offsets':[0,16]}}|a list",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]},"
            + "'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}}|uplicate",
        "{'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}} x|JSON",
        "{'a':[]}|a list",
        "{'a'|JSON"
      },
      quoteCharacter = '`')
  void headersThatSayTooMuchOrTooLittleAreRefused(String header, String said) {
    byte[] file = file(header.replace('\'', '"'), new byte[16]);
    BadDataException refused =
        assertThrows(
            BadDataException.class, () -> SafetensorsFile.read(Files4Tests.bytes("f", file)));
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }

  @Test
  void aHeaderLongerThanTheFileIsRefused() {
    byte[] file = file("{}", new byte[0]);
    file[0] = 100;
    BadDataException refused =
        assertThrows(
            BadDataException.class, () -> SafetensorsFile.read(Files4Tests.bytes("f", file)));
    assertTrue(refused.getMessage().contains("2 to 2 bytes"), refused.getMessage());
  }

  /** There is no checksum: a right result is any whose arrays fill the file. */
  @Test
  void damagedFilesAreReadOrRefused() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("0.weight", NpyArray.matrix(2, 2, VALUES));
    arrays.put("2.weight", NpyArray.matrix(1, 2, new double[] {1, 2}));
    byte[] whole = SafetensorsFile.write(arrays);
    SplittableRandom random = new SplittableRandom(5);
    int read = 0;
    for (int trial = 0; trial < 20_000; trial++) {
      byte[] damaged = FuzzTest.damage(whole, random);
      try {
        SafetensorsFile tensors = SafetensorsFile.read(Files4Tests.bytes("f", damaged));
        long bytes = 0;
        for (String name : tensors.names()) {
          bytes += tensors.array(name).data().length;
        }
        assertTrue(bytes <= damaged.length);
        read++;
      } catch (BadDataException refused) {
        assertTrue(refused.getMessage().startsWith("f"), refused.getMessage());
      }
    }
    assertTrue(read > 0 && read < 20_000, "read " + read);
  }

  private static byte[] numbers(String dtype, int width) {
    ByteBuffer out = ByteBuffer.allocate(4 * width).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : VALUES) {
      switch (dtype) {
        case "F64" -> out.putDouble(value);
        case "F32" -> out.putFloat((float) value);
        case "F16" -> out.putShort(Float.floatToFloat16((float) value));
        default -> out.putShort((short) (Float.floatToIntBits((float) value) >> 16));
      }
    }
    return out.array();
  }

  private static byte[] file(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] file = Arrays.copyOf(new byte[0], 8 + text.length + data.length);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text).put(data);
    return file;
  }
}
