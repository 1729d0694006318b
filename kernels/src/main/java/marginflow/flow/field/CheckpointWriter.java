package marginflow.flow.field;

import java.util.Arrays;

/** Lines up an integrator's state, in the order of the calls. */
public final class CheckpointWriter {

  private double[] reals = new double[64];
  private int realCount;
  private long[] integers = new long[64];
  private int integerCount;

  /** Adds a real value. */
  public CheckpointWriter real(double value) {
    if (realCount == reals.length) {
      reals = Arrays.copyOf(reals, 2 * realCount);
    }
    reals[realCount++] = value;
    return this;
  }

  /** Adds all of an array. */
  public CheckpointWriter reals(double[] values) {
    for (double value : values) {
      real(value);
    }
    return this;
  }

  /** Adds an integer. */
  public CheckpointWriter integer(long value) {
    if (integerCount == integers.length) {
      integers = Arrays.copyOf(integers, 2 * integerCount);
    }
    integers[integerCount++] = value;
    return this;
  }

  /** The real values. */
  public double[] reals() {
    return Arrays.copyOf(reals, realCount);
  }

  /** The integers. */
  public long[] integers() {
    return Arrays.copyOf(integers, integerCount);
  }
}
