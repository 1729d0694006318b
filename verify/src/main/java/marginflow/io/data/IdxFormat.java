package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.InputFile;

/**
 * Reads the pair of files that MNIST made known: one IDX array of images, one of labels. Values are
 * taken as stored (pixels 0 to 255); an image becomes one row of features.
 */
final class IdxFormat {

  private static final int UNSIGNED_BYTE = 0x08;
  private static final int SIGNED_BYTE = 0x09;
  private static final int SHORT = 0x0b;
  private static final int INT = 0x0c;
  private static final int FLOAT = 0x0d;
  private static final int DOUBLE = 0x0e;

  /** An array as an IDX file holds it. */
  private record Idx(int[] shape, double[] data) {}

  private IdxFormat() {}

  /** Whether some bytes begin like an IDX file. */
  static boolean looksLike(byte[] content) {
    return content.length >= 4
        && content[0] == 0
        && content[1] == 0
        && width(content[2]) > 0
        && content[3] >= 1
        && content[3] <= 4;
  }

  /**
   * Reads a pair.
   *
   * @param labels the labels file; by default found beside the images, with {@code labels} for
   *     {@code images} and {@code idx1} for {@code idx3} in its name
   */
  static RawData read(InputFile images, Optional<String> labels) {
    Idx x = parse(images);
    InputFile labelFile = InputFile.read(labels.orElseGet(() -> sibling(images)));
    Idx y = parse(labelFile);
    int n = x.shape()[0];
    if (y.shape().length != 1 || y.shape()[0] != n) {
      throw BadDataException.in(
          labelFile.name(), "%d labels".formatted(n), "shape " + Arrays.toString(y.shape()));
    }
    int d = n == 0 ? 0 : x.data().length / n;
    List<String> names = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      names.add(Numbers.text(y.data()[i]));
      places.add("image %d".formatted(i));
    }
    for (double value : x.data()) {
      if (!Double.isFinite(value)) {
        throw BadDataException.in(images.name(), "finite numbers", Double.toString(value));
      }
    }
    return new RawData(
        images.name(),
        "idx",
        x.data(),
        d,
        names,
        false,
        RawData.unnamed(d),
        places,
        Optional.empty());
  }

  private static String sibling(InputFile images) {
    Path path = Path.of(images.name());
    String name = String.valueOf(path.getFileName());
    String other = name.replace("images", "labels").replace("idx3", "idx1");
    if (other.equals(name)) {
      throw BadDataException.in(
          images.name(),
          "a labels file beside it (…images… and …labels…), or named by --label FILE",
          "a name without \"images\"");
    }
    return path.resolveSibling(other).toString();
  }

  private static Idx parse(InputFile input) {
    byte[] content = input.content();
    if (!looksLike(content)) {
      throw BadDataException.in(input.name(), "an IDX array", "other bytes");
    }
    int axes = content[3];
    int start = 4 + 4 * axes;
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.BIG_ENDIAN);
    int[] shape = new int[axes];
    long size = 1;
    for (int a = 0; a < axes && start <= content.length; a++) {
      shape[a] = bytes.getInt(4 + 4 * a);
      size = shape[a] < 0 ? Integer.MAX_VALUE : Math.min(size * shape[a], Integer.MAX_VALUE);
    }
    int width = width(content[2]);
    if (start + size * width != content.length) {
      throw BadDataException.in(
          input.name(),
          "%d bytes for shape %s".formatted(start + size * width, Arrays.toString(shape)),
          content.length + " bytes");
    }
    Heap.require(input.name(), size + " numbers", size * Double.BYTES, content.length);
    double[] data = new double[(int) size];
    for (int k = 0; k < data.length; k++) {
      data[k] = value(bytes, content[2], start + k * width);
    }
    return new Idx(shape, data);
  }

  private static int width(byte type) {
    return switch (type) {
      case UNSIGNED_BYTE, SIGNED_BYTE -> 1;
      case SHORT -> 2;
      case INT, FLOAT -> 4;
      case DOUBLE -> 8;
      default -> 0;
    };
  }

  private static double value(ByteBuffer bytes, byte type, int at) {
    return switch (type) {
      case UNSIGNED_BYTE -> Byte.toUnsignedInt(bytes.get(at));
      case SIGNED_BYTE -> bytes.get(at);
      case SHORT -> bytes.getShort(at);
      case INT -> bytes.getInt(at);
      case FLOAT -> bytes.getFloat(at);
      default -> bytes.getDouble(at);
    };
  }
}
