package marginflow.profile.codegen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds packed fused multiply-adds of doubles in x86-64 machine code, and the innermost loop that
 * holds most of them.
 *
 * <p>The instructions are {@code vfmadd{132,213,231}pd} and their negated forms: a VEX prefix
 * ({@code C4 RXB.00010 W1.vvvv.L.01}) or an EVEX prefix ({@code 62 …010 W1.vvvv.1.01 z.LL…}) and an
 * opcode of 98, A8, B8 or 9C, AC, BC (Intel SDM, vol. 2). A loop is the stretch a backward jump
 * leads over. Bytes of instructions already recognized by a prefix are not read as jumps.
 */
final class FmaScan {

  private static final int BYTES_PER_EVEX = 6;
  private static final int BYTES_PER_VEX = 5;

  /**
   * The densest loop.
   *
   * @param fmas packed fused multiply-adds of the width in it; 0 if there is no such loop
   * @param bytes its length
   */
  record Loop(int fmas, int bytes) {}

  private final byte[] code;
  private final int bits;

  /** For every byte whether it belongs to an instruction with a vector prefix. */
  private final boolean[] taken;

  /** For every byte whether such an instruction begins there. */
  private final boolean[] starts;

  private final List<Integer> fmas = new ArrayList<>();

  private FmaScan(byte[] code, int bits) {
    this.code = code;
    this.bits = bits;
    taken = new boolean[code.length];
    starts = new boolean[code.length];
  }

  /**
   * Looks for the loop with most multiply-adds per byte.
   *
   * @param code machine code
   * @param bits width of the vectors to look for: 128, 256 or 512
   */
  static Loop densestLoop(byte[] code, int bits) {
    FmaScan scan = new FmaScan(code, bits);
    scan.mark();
    return scan.densest();
  }

  private void mark() {
    for (int i = 0; i + BYTES_PER_EVEX <= code.length; i++) {
      int length = evex(i) ? BYTES_PER_EVEX : vex(i) ? BYTES_PER_VEX : 0;
      if (length > 0) {
        if (isFma(i, length) && width(i, length) == bits) {
          fmas.add(i);
        }
        starts[i] = true;
        Arrays.fill(taken, i, i + length, true);
        i += length - 1;
      }
    }
  }

  private Loop densest() {
    Loop best = new Loop(0, 0);
    for (int i = 0; i + BYTES_PER_EVEX <= code.length; i++) {
      int target = taken[i] ? Integer.MAX_VALUE : jumpTarget(i);
      if (target >= 0 && target < i && (starts[target] || !taken[target])) {
        Loop loop = new Loop(countFrom(target, i), i - target);
        if ((long) loop.fmas() * Math.max(1, best.bytes()) > (long) best.fmas() * loop.bytes()) {
          best = loop;
        }
      }
    }
    return best;
  }

  private int countFrom(int from, int to) {
    return (int) fmas.stream().filter(at -> at >= from && at < to).count();
  }

  /** Where a jump at a place leads, or the largest integer if there is none. */
  private int jumpTarget(int i) {
    int first = at(i);
    if (first == 0x0F && (at(i + 1) & 0xF0) == 0x80) {
      return i + 6 + relative(i + 2);
    }
    if (first == 0xE9) {
      return i + 5 + relative(i + 1);
    }
    if ((first & 0xF0) == 0x70 || first == 0xEB) {
      return i + 2 + code[i + 1];
    }
    return Integer.MAX_VALUE;
  }

  private int relative(int i) {
    return at(i) | at(i + 1) << 8 | at(i + 2) << 16 | at(i + 3) << 24;
  }

  private boolean evex(int i) {
    return at(i) == 0x62 && (at(i + 1) & 0x08) == 0 && (at(i + 2) & 0x04) != 0;
  }

  private boolean vex(int i) {
    int map = at(i + 1) & 0x1F;
    return at(i) == 0xC4 && map >= 1 && map <= 3;
  }

  private boolean isFma(int i, int length) {
    boolean evex = length == BYTES_PER_EVEX;
    int map = at(i + 1) & (evex ? 0x07 : 0x1F);
    boolean doubles = (at(i + 2) & 0x83) == 0x81;
    int opcode = at(evex ? i + 4 : i + 3);
    boolean form = (opcode & 0x0F) == 0x08 || (opcode & 0x0F) == 0x0C;
    int order = opcode & 0xF0;
    return map == 2 && doubles && form && (order == 0x90 || order == 0xA0 || order == 0xB0);
  }

  private int width(int i, int length) {
    if (length == BYTES_PER_EVEX) {
      return 128 << ((at(i + 3) >> 5) & 3);
    }
    return (at(i + 2) & 0x04) != 0 ? 256 : 128;
  }

  private int at(int i) {
    return code[i] & 0xFF;
  }
}
