package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import marginflow.io.BadDataException;
import marginflow.io.Heap;

/** Reads and writes single arrays in NumPy's NPY format. */
final class NpyFormat {

  /** NumPy aligns the data to this many bytes. */
  private static final int ALIGNMENT = 64;

  private NpyFormat() {}

  /**
   * Reads an array.
   *
   * @param place what a message calls the array
   * @param bytes the whole NPY file
   */
  static NpyArray read(String place, byte[] bytes) {
    NpyHeader header = NpyHeader.read(place, bytes);
    NpyElement element = NpyElement.of(place, header.descr());
    int[] shape = new int[header.shape().length];
    long size = size(place, header, (bytes.length - header.end()) / element.size(), shape);
    long end = header.end() + size * element.size();
    if (end != bytes.length) {
      throw BadDataException.in(
          place,
          "%d bytes for shape %s of '%s'".formatted(end, header.shapeText(), header.descr()),
          "%d bytes".formatted(bytes.length));
    }
    Heap.require(place, size + " numbers", size * Double.BYTES, bytes.length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(element.order());
    double[] data = new double[(int) size];
    int at = header.end();
    for (int k = 0; k < data.length; k++, at += element.size()) {
      data[k] = element.read(place, buffer, at);
    }
    return new NpyArray(shape, header.fortranOrder() ? toRowMajor(shape, data) : data);
  }

  /** Writes an array as little-endian doubles in C order. */
  static byte[] write(NpyArray array) {
    byte[] header = header("<f8", array.shapeText());
    ByteBuffer out =
        ByteBuffer.allocate(
                Math.addExact(header.length, Math.multiplyExact(8, array.data().length)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    out.asDoubleBuffer().put(array.data());
    return out.array();
  }

  /** Writes a vector of 64-bit integers, exact whatever their size. */
  static byte[] write(long[] integers) {
    byte[] header = header("<i8", "(%d,)".formatted(integers.length));
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(8, integers.length)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    out.asLongBuffer().put(integers);
    return out.array();
  }

  /**
   * Reads a vector of 64-bit integers as {@link #write(long[])} wrote it.
   *
   * @param place what a message calls the array
   */
  static long[] readLongs(String place, byte[] bytes) {
    NpyHeader header = NpyHeader.read(place, bytes);
    int count = (bytes.length - header.end()) / 8;
    boolean ours =
        header.descr().equals("<i8")
            && header.shape().length == 1
            && header.shape()[0] == count
            && header.end() + 8L * count == bytes.length;
    if (!ours) {
      throw BadDataException.in(
          place,
          "a vector of 64-bit integers",
          "'%s' of shape %s".formatted(header.descr(), header.shapeText()));
    }
    long[] integers = new long[count];
    ByteBuffer.wrap(bytes, header.end(), 8 * count)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(integers);
    return integers;
  }

  private static byte[] header(String descr, String shape) {
    String text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
    int length = text.length() + 1;
    int padded = (10 + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer out = ByteBuffer.allocate(padded).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    out.putShort((short) (padded - 10));
    out.put((text + " ".repeat(padded - 10 - length) + "\n").getBytes(StandardCharsets.US_ASCII));
    return out.array();
  }

  /** The number of elements; refuses before it allocates more than the file has bytes for. */
  private static long size(String place, NpyHeader header, int available, int[] shape) {
    long size = 1;
    long longest = 0;
    for (int a = 0; a < shape.length; a++) {
      long length = header.shape()[a];
      longest = Math.max(longest, length);
      shape[a] = (int) Math.min(length, Integer.MAX_VALUE);
      size = Math.min(size * shape[a], Integer.MAX_VALUE);
    }
    if (size > available || longest > Integer.MAX_VALUE) {
      throw BadDataException.in(
          place,
          "bytes for all elements of shape %s".formatted(header.shapeText()),
          "bytes for %d elements".formatted(available));
    }
    return size;
  }

  /** Reorders elements whose first axis varies fastest. */
  private static double[] toRowMajor(int[] shape, double[] fortran) {
    double[] out = new double[fortran.length];
    int[] index = new int[shape.length];
    for (double value : fortran) {
      int at = 0;
      for (int a = 0; a < shape.length; a++) {
        at = at * shape[a] + index[a];
      }
      out[at] = value;
      for (int a = 0; a < shape.length && ++index[a] == shape[a]; a++) {
        index[a] = 0;
      }
    }
    return out;
  }
}
