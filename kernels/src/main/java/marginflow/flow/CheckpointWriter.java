package marginflow.flow;

import java.util.Arrays;

/** Lines up an integrator's state for a {@link Checkpoint}, in the order of the calls. */
final class CheckpointWriter {

  private final String integrator;
  private double[] reals = new double[64];
  private int realCount;
  private long[] integers = new long[64];
  private int integerCount;

  CheckpointWriter(String integrator) {
    this.integrator = integrator;
  }

  CheckpointWriter real(double value) {
    if (realCount == reals.length) {
      reals = Arrays.copyOf(reals, 2 * realCount);
    }
    reals[realCount++] = value;
    return this;
  }

  CheckpointWriter reals(double[] values) {
    for (double value : values) {
      real(value);
    }
    return this;
  }

  CheckpointWriter integer(long value) {
    if (integerCount == integers.length) {
      integers = Arrays.copyOf(integers, 2 * integerCount);
    }
    integers[integerCount++] = value;
    return this;
  }

  void statistics(FlowStatistics s) {
    integer(s.accepted).integer(s.rejected).integer(s.evaluations).integer(s.factorizations);
    integer(s.crossings).integer(s.slides).integer(s.releases);
    integer(s.ambiguous).integer(Double.doubleToRawLongBits(s.firstAmbiguousTau));
  }

  Checkpoint checkpoint() {
    return new Checkpoint(
        integrator, Arrays.copyOf(reals, realCount), Arrays.copyOf(integers, integerCount));
  }
}
