package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.VL;

/** Reads sign bits in groups of lanes out of a pattern's bytes. */
final class SignBits {

  private SignBits() {}

  /**
   * The bits of one tile (two vectors of units) and possibly more above, from the byte that holds
   * its first unit: 16 units in two bytes for 512-bit vectors, at most 8 in one byte for narrower.
   */
  static long tile(byte[] bits, int at) {
    return VL == 8 ? (bits[at] & 0xFFL) | (bits[at + 1] & 0xFFL) << 8 : bits[at] & 0xFFL;
  }

  /** The bits of one vector of units, unit a multiple of the lanes. */
  static long vector(byte[] bits, int rowAt, int unit) {
    return (bits[rowAt + (unit >> 3)] & 0xFFL) >>> (unit & 7);
  }

  /** Stores the bits of one vector of units, unit a multiple of the lanes. */
  static void put(byte[] bits, int rowAt, int unit, long value) {
    int at = rowAt + (unit >> 3);
    if (VL == 8) {
      bits[at] = (byte) value;
    } else {
      int mask = ((1 << VL) - 1) << (unit & 7);
      bits[at] = (byte) ((bits[at] & ~mask) | ((int) value << (unit & 7)));
    }
  }

  /** Stores one bit. */
  static void putOne(byte[] bits, int rowAt, int unit, boolean value) {
    int at = rowAt + (unit >> 3);
    int bit = 1 << (unit & 7);
    bits[at] = (byte) (value ? bits[at] | bit : bits[at] & ~bit);
  }

  /** Reads one bit. */
  static boolean one(byte[] bits, int rowAt, int unit) {
    return ((bits[rowAt + (unit >> 3)] >> (unit & 7)) & 1) != 0;
  }
}
