package marginflow.array;

/**
 * Which side of its surface every kink is on, one bit each: bit {@code k & 7} of byte {@code row *
 * stride + (k >> 3)} is set when unit k is on its positive side for that row. Rows start on whole
 * bytes so that eight lanes of a comparison make one byte; the padding bits of a row carry no
 * meaning.
 */
public final class SignPattern {

  /** Bytes behind the last row. */
  public static final int SPARE = 3;

  private final byte[] bits;
  private final int rows;
  private final int units;
  private final int stride;

  /** A pattern of {@code rows × units} kinks, all on the negative side. */
  public SignPattern(int rows, int units) {
    this.rows = rows;
    this.units = units;
    this.stride = (units + 7) >> 3;
    this.bits = new byte[Math.addExact(Math.multiplyExact(rows, stride), SPARE)];
  }

  /**
   * The backing bytes, a live view; there are {@link #SPARE} more than the rows need, so that four
   * can be read from the last.
   */
  public byte[] bits() {
    return bits;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of units per row. */
  public int units() {
    return units;
  }

  /** Bytes per row. */
  public int stride() {
    return stride;
  }

  /** Whether a kink is on its positive side. */
  public boolean get(int row, int unit) {
    return (bits[row * stride + (unit >> 3)] >> (unit & 7) & 1) != 0;
  }

  /** Puts a kink on one side. */
  public void set(int row, int unit, boolean positive) {
    int at = row * stride + (unit >> 3);
    int bit = 1 << (unit & 7);
    bits[at] = (byte) (positive ? bits[at] | bit : bits[at] & ~bit);
  }

  /**
   * Writes the pattern densely, row by row, into {@code words} from bit {@code firstBit} on; bits
   * outside the range keep their values.
   */
  public void save(long[] words, int firstBit) {
    for (int row = 0; row < rows; row++) {
      for (int byteIndex = 0; byteIndex < stride; byteIndex++) {
        int width = Math.min(8, units - 8 * byteIndex);
        long value = bits[row * stride + byteIndex] & ((1L << width) - 1);
        put(words, firstBit + row * units + 8 * byteIndex, width, value);
      }
    }
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(long[] words, int firstBit) {
    for (int row = 0; row < rows; row++) {
      for (int byteIndex = 0; byteIndex < stride; byteIndex++) {
        int width = Math.min(8, units - 8 * byteIndex);
        int at = firstBit + row * units + 8 * byteIndex;
        bits[row * stride + byteIndex] = (byte) take(words, at, width);
      }
    }
  }

  private static void put(long[] words, int at, int width, long value) {
    int word = at >> 6;
    int shift = at & 63;
    long mask = (1L << width) - 1;
    words[word] = (words[word] & ~(mask << shift)) | (value << shift);
    if (shift + width > 64) {
      int done = 64 - shift;
      words[word + 1] = (words[word + 1] & ~(mask >>> done)) | (value >>> done);
    }
  }

  private static long take(long[] words, int at, int width) {
    int word = at >> 6;
    int shift = at & 63;
    long value = words[word] >>> shift;
    if (shift + width > 64) {
      value |= words[word + 1] << (64 - shift);
    }
    return value & ((1L << width) - 1);
  }
}
