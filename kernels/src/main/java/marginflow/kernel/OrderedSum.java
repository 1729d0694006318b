package marginflow.kernel;

/**
 * The fixed order in which long sums are taken: eight chains, index modulo 8, then a tree. Eight
 * chains fill one 512-bit register or several narrower ones alike, so that the order, and with it
 * every bit, is the same for all lane widths and for scalar code.
 */
public final class OrderedSum {

  /** Number of chains. */
  public static final int COUNT = 8;

  private OrderedSum() {}

  /** Joins eight chains: {@code ((0+4)+(2+6)) + ((1+5)+(3+7))}. */
  public static double join(double[] s, int at) {
    return ((s[at] + s[at + 4]) + (s[at + 2] + s[at + 6]))
        + ((s[at + 1] + s[at + 5]) + (s[at + 3] + s[at + 7]));
  }
}
