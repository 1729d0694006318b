package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFormatTest {

  @TempDir private Path folder = Path.of("");

  private static byte[] idx(int type, int[] shape, byte[] data) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
    bytes.put(new byte[] {0, 0, (byte) type, (byte) shape.length});
    for (int length : shape) {
      bytes.putInt(length);
    }
    return bytes.put(data).array();
  }

  private RawData read(byte[] images, byte[] labels) throws IOException {
    Path file = Files.write(folder.resolve("labels"), labels);
    return IdxFormat.read(InputFile.of("images", "", images), Optional.of(file.toString()));
  }

  private String refusal(byte[] images, byte[] labels) {
    return assertThrows(BadDataException.class, () -> read(images, labels)).getMessage();
  }

  @Test
  void theFirstBytesTell() {
    for (int type : new int[] {8, 9, 11, 12, 13, 14}) {
      for (int axes = 0; axes <= 5; axes++) {
        byte[] start = {0, 0, (byte) type, (byte) axes};
        assertEquals(axes >= 1 && axes <= 4, IdxFormat.looksLike(start), type + " " + axes);
      }
    }
    for (byte[] other : new byte[][] {{0, 0, 8}, {1, 0, 8, 1}, {0, 1, 8, 1}, {0, 0, 10, 1}}) {
      assertFalse(IdxFormat.looksLike(other));
    }
  }

  @Test
  void everyTypeIsReadRight() throws IOException {
    byte[] labels = idx(8, new int[] {2}, new byte[] {0, 1});
    byte[] signed = {-1, 2, 3, -4};
    assertArrayEquals(
        new double[] {-1, 2, 3, -4}, read(idx(9, new int[] {2, 2}, signed), labels).x());
    assertArrayEquals(
        new double[] {255, 2, 3, 252}, read(idx(8, new int[] {2, 2}, signed), labels).x());
    byte[] shorts = ByteBuffer.allocate(4).putShort((short) -300).putShort((short) 5).array();
    RawData read = read(idx(11, new int[] {2, 1}, shorts), labels);
    assertArrayEquals(new double[] {-300, 5}, read.x());
    assertEquals(List.of("image 0", "image 1"), read.places());
    assertEquals(List.of("x1"), read.features());
    assertEquals(List.of("0", "1"), read.labels());
    byte[] ints = ByteBuffer.allocate(8).putInt(-70000).putInt(5).array();
    assertArrayEquals(new double[] {-70000, 5}, read(idx(12, new int[] {2, 1}, ints), labels).x());
    byte[] floats = ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-2).array();
    assertArrayEquals(
        new double[] {0.5, -2}, read(idx(13, new int[] {2, 1, 1, 1}, floats), labels).x());
    byte[] doubles = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-2).array();
    assertArrayEquals(new double[] {0.1, -2}, read(idx(14, new int[] {2, 1}, doubles), labels).x());
    byte[] infinite = ByteBuffer.allocate(16).putDouble(0.1).putDouble(1 / 0.0).array();
    assertTrue(refusal(idx(14, new int[] {2, 1}, infinite), labels).contains("finite numbers"));
  }

  @Test
  void shapesMustFillTheFile() {
    byte[] labels = idx(8, new int[] {2}, new byte[] {0, 1});
    String more = refusal(idx(8, new int[] {2, 3}, new byte[5]), labels);
    assertTrue(more.contains("expected 18 bytes for shape [2, 3], found 17 bytes"), more);
    assertTrue(refusal(idx(11, new int[] {2, 2}, new byte[9]), labels).contains("20 bytes"));
    assertTrue(refusal(idx(8, new int[] {-1, 1}, new byte[1]), labels).contains("[-1, 1]"));
    assertTrue(
        refusal(idx(8, new int[] {1 << 20, 1 << 20, 1 << 20}, new byte[4]), labels)
            .contains("1048576"));
    assertTrue(refusal(new byte[] {0, 0, 8, 4, 0, 0}, labels).contains("found 6 bytes"));
    byte[] images = idx(8, new int[] {2, 2}, new byte[4]);
    assertTrue(refusal(images, idx(8, new int[] {3}, new byte[3])).contains("2 labels"));
    assertTrue(refusal(images, idx(8, new int[] {2, 1}, new byte[2])).contains("[2, 1]"));
    assertTrue(refusal(images, new byte[] {1, 2, 3}).contains("an IDX array"));
    assertTrue(
        refusal(idx(8, new int[] {0, 2}, new byte[0]), idx(8, new int[] {0}, new byte[0]))
            .contains("0 samples"));
    BadDataException alone =
        assertThrows(
            BadDataException.class,
            () -> IdxFormat.read(InputFile.of("pixels", "", images), Optional.empty()));
    assertTrue(String.valueOf(alone.getMessage()).contains("without \"images\""));
  }
}
