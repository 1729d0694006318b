package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFormatTest {

  private static final byte[] NONE = {};

  @Test
  void writesWhatItReads() {
    double[] data = {0, -0.0, 1e-320, Double.NaN, Double.POSITIVE_INFINITY, Math.PI};
    NpyArray back = NpyFormat.read("a", NpyFormat.write(NpyArray.matrix(2, 3, data)));
    assertArrayEquals(new int[] {2, 3}, back.shape());
    assertArrayEquals(data, back.data());
  }

  @Test
  void dataStartsAtAMultipleOf64() {
    assertEquals(0, (NpyFormat.write(NpyArray.vector(new double[3])).length - 24) % 64);
  }

  @Test
  void longsAreExact() {
    long[] integers = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE};
    assertArrayEquals(integers, NpyFormat.readLongs("a", NpyFormat.write(integers)));
  }

  @Test
  void fortranOrderIsTurnedRound() {
    ByteBuffer data = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : new double[] {11, 21, 12, 22, 13, 23}) {
      data.putDouble(value);
    }
    NpyArray array = NpyFormat.read("a", Files4Tests.npy("<f8", true, "(2, 3)", data.array()));
    assertArrayEquals(new double[] {11, 12, 13, 21, 22, 23}, array.data());
  }

  @Test
  void everyNumberTypeIsReadRight() {
    assertEquals(1.5, one(">f8", ByteBuffer.allocate(8).putDouble(1.5)));
    assertEquals(1.5, one(">f4", ByteBuffer.allocate(4).putFloat(1.5f)));
    assertEquals(1.5, one(">f2", ByteBuffer.allocate(2).putShort(Float.floatToFloat16(1.5f))));
    assertEquals(-3, one(">i8", ByteBuffer.allocate(8).putLong(-3)));
    assertEquals(-3, one(">i4", ByteBuffer.allocate(4).putInt(-3)));
    assertEquals(-3, one(">i2", ByteBuffer.allocate(2).putShort((short) -3)));
    assertEquals(-3, one("|i1", ByteBuffer.allocate(1).put((byte) -3)));
    assertEquals(253, one("|u1", ByteBuffer.allocate(1).put((byte) -3)));
    assertEquals(65533, one(">u2", ByteBuffer.allocate(2).putShort((short) -3)));
    assertEquals(4294967293.0, one(">u4", ByteBuffer.allocate(4).putInt(-3)));
    assertEquals(1, one("|b1", ByteBuffer.allocate(1).put((byte) 1)));
    assertEquals(
        1e-3, one("<f8", ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(1e-3)));
  }

  @ParameterizedTest
  @CsvSource({
    "|O, Python objects",
    "<U6, text",
    "|S3, text",
    "<c16, complex",
    "<M8, dates",
    "<f16, dtype",
    "|f8, dtype",
    "?, a type such as",
    "|b2, dtype"
  })
  void otherTypesAreRefusedWithTheReason(String descr, String reason) {
    refused(Files4Tests.npy(descr, false, "(1,)", new byte[16]), reason);
  }

  @Test
  void integersThatNoDoubleHoldsAreRefused() {
    byte[] big = ByteBuffer.allocate(8).putLong((1L << 53) + 1).array();
    refused(Files4Tests.npy(">i8", false, "(1,)", big), "2^53");
    refused(
        Files4Tests.npy(">u8", false, "(1,)", ByteBuffer.allocate(8).putLong(-1).array()), "2^53");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(99999999999,)",
        "(4000000000,)",
        "(2000000000, 2000000000, 2000000000)",
        "(65536, 65536)",
        "(0, 9999999999)",
        "(3,)"
      })
  void absurdShapesAreRefusedBeforeAnythingIsAllocated(String shape) {
    refused(Files4Tests.npy("<f8", false, shape, new byte[16]), "expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{'descr': '<f8', 'fortran_order': False}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0,), 'more': 1}",
        "{'descr': '<f8', 'descr': '<f8', 'fortran_order': False, 'shape': (0,)}",
        "{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (0,)}",
        "{'descr': '<f8', 'fortran_order': 'True', 'shape': (0,)}",
        "{'descr': True, 'fortran_order': True, 'shape': (0,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0,)} trailing",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0 0)}",
        "{'descr': '<f8', 'fortran_order': False 'shape': (0,)}",
        "{'descr': '<f8\", 'fortran_order': False, 'shape': (0,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0,),,}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': 0}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (0,",
        "'descr': '<f8'"
      })
  void brokenHeadersAreRefused(String header) {
    refused(Files4Tests.npy(header, NONE), "expected");
  }

  @Test
  void aHeaderMayBeWrittenInAnyOrder() {
    NpyArray scalar =
        NpyFormat.read(
            "a", Files4Tests.npy("{'shape': (), 'descr':'<f8','fortran_order':True}", new byte[8]));
    assertEquals("()", scalar.shapeText());
    assertArrayEquals(new double[] {0}, scalar.data());
  }

  @Test
  void otherWritersQuoteTwiceAndPythonTwoWroteLongs() {
    byte[] file =
        Files4Tests.npy(
            "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (1L, 2L)}", new byte[16]);
    assertEquals("(1, 2)", NpyFormat.read("a", file).shapeText());
  }

  @Test
  void thousandsOfAxesAreRefusedInOnePass() {
    String axes = "1,".repeat(4_500);
    refused(Files4Tests.npy("<f8", false, "(" + axes + ")", new byte[8]), "fits in memory");
    refused(Files4Tests.npy("<f8", false, "(" + axes + "x)", new byte[8]), "fits in memory");
  }

  @Test
  void aHeaderLongerThanNumPyReadsIsRefused() {
    refused(Files4Tests.npy("{" + " ".repeat(20_000) + "}", NONE), "at most 10000 bytes");
  }

  private static double one(String descr, ByteBuffer data) {
    byte[] bytes = new byte[data.capacity()];
    data.get(0, bytes);
    byte[] file = Files4Tests.npy(descr, false, "(1,)", bytes);
    return NpyFormat.read("a", file).data()[0];
  }

  private static void refused(byte[] file, String reason) {
    var refusal =
        assertThrows(BadDataException.class, () -> NpyFormat.read("f.npz, array a", file));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    assertTrue(refusal.getMessage().startsWith("f.npz, array a"), refusal::getMessage);
  }

  @Test
  void shapesAreWrittenAsPythonDoes() {
    for (String shape : List.of("()", "(3,)", "(3, 4)", "(3, 4, 5)")) {
      byte[] file = Files4Tests.npy("<f8", false, shape, new byte[480]);
      assertEquals(shape, NpyHeader.read("a", file).shapeText());
    }
  }

  @Test
  void versionsAndLengthsHaveTheirBounds() {
    byte[] file = Files4Tests.npy("<f8", false, "(1,)", new byte[8]);
    for (int version = 0; version <= 4; version++) {
      byte[] other = file.clone();
      other[6] = (byte) version;
      if (version == 1) {
        assertEquals(1, NpyHeader.read("a", other).shape().length);
      } else if (version < 1 || version > 3) {
        refused(other, "NPY version");
      } else {
        refused(other, ""); // its header begins two bytes later
      }
    }
    byte[] minor = file.clone();
    minor[7] = 1;
    refused(minor, "NPY version");
    refused(Arrays.copyOf(file, 6), "only 6 bytes");
    refused(Arrays.copyOf(file, 9), "only 9 bytes");
    refused(Arrays.copyOf(file, 5), "other bytes");
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (0,), }";
    String longest = header + " ".repeat(10_000 - 1 - header.length());
    assertEquals(10_010, NpyHeader.read("a", Files4Tests.npy(longest, new byte[0])).end());
    refused(Files4Tests.npy(longest + " ", new byte[0]), "a longer one");
    byte[] cut = Files4Tests.npy(longest, new byte[0]);
    refused(Arrays.copyOf(cut, cut.length - 1), "ends at byte 10010");
  }

  @Test
  void theLargestIntegersThatADoubleHolds() {
    long most = 1L << 53;
    for (long value : new long[] {most, -most, most + 1, -most - 1}) {
      byte[] data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      byte[] signed = Files4Tests.npy("<i8", false, "(1,)", data);
      if (Math.abs(value) <= most) {
        assertEquals((double) value, NpyFormat.read("a", signed).data()[0]);
      } else {
        refused(signed, "found " + value);
      }
    }
    byte[] large = new byte[8];
    Arrays.fill(large, (byte) 0xff);
    refused(Files4Tests.npy("<u8", false, "(1,)", large), "found 18446744073709551615");
    refused(Files4Tests.npy("<\u00e98", false, "(1,)", large), "a type such as");
    refused(Files4Tests.npy("<f0000000008", false, "(1,)", large), "a type such as");
    assertEquals(
        1,
        NpyFormat.read("a", Files4Tests.npy("<f000000008", false, "(1,)", new byte[8]))
            .data()
            .length);
    refused(Files4Tests.npy("<f", false, "(1,)", large), "floats of 16, 32 or 64");
    refused(Files4Tests.npy("|f8", false, "(1,)", large), "floats of 16, 32 or 64");
    refused(Files4Tests.npy("f8", false, "(1,)", large), "a type such as");
    refused(Files4Tests.npy("<", false, "(1,)", large), "a type such as");
  }
}
