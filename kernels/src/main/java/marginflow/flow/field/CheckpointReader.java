package marginflow.flow.field;

import java.util.Locale;

/** Reads the state of an integrator in the order a {@link CheckpointWriter} wrote it. */
public final class CheckpointReader {

  private final double[] reals;
  private final long[] integers;
  private int realAt;
  private int integerAt;

  /**
   * Checks the sizes.
   *
   * @param reals the real values
   * @param integers the integers
   * @param realCount number of real values there must be
   * @param leastIntegers number of integers there must be at least
   * @throws IllegalArgumentException if the checkpoint belongs to another network or data set
   */
  public CheckpointReader(double[] reals, long[] integers, int realCount, int leastIntegers) {
    if (reals.length != realCount || integers.length < leastIntegers) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "checkpoint: expected %d real values and at least %d integers, found %d and %d",
              realCount,
              leastIntegers,
              reals.length,
              integers.length));
    }
    this.reals = reals;
    this.integers = integers;
  }

  /** The next real value. */
  public double real() {
    return reals[realAt++];
  }

  /** The next real values, as many as fit. */
  public void reals(double[] out) {
    System.arraycopy(reals, realAt, out, 0, out.length);
    realAt += out.length;
  }

  /** The next integer. */
  public long integer() {
    return integers[integerAt++];
  }

  /** Whether integers are left. */
  public boolean hasIntegers() {
    return integerAt < integers.length;
  }
}
