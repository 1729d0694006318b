package marginflow.flow;

import java.util.Locale;

/** Reads a {@link Checkpoint} in the order a {@link CheckpointWriter} wrote it. */
final class CheckpointReader {

  private final Checkpoint checkpoint;
  private int realAt;
  private int integerAt;

  /**
   * Checks the sizes.
   *
   * @param reals number of real values there must be
   * @param integers number of integers there must be at least
   * @throws IllegalArgumentException if the checkpoint belongs to another network or data set
   */
  CheckpointReader(Checkpoint checkpoint, int reals, int integers) {
    if (checkpoint.reals().length != reals || checkpoint.integers().length < integers) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "checkpoint: expected %d real values and at least %d integers, found %d and %d",
              reals,
              integers,
              checkpoint.reals().length,
              checkpoint.integers().length));
    }
    this.checkpoint = checkpoint;
  }

  double real() {
    return checkpoint.reals()[realAt++];
  }

  void reals(double[] out) {
    System.arraycopy(checkpoint.reals(), realAt, out, 0, out.length);
    realAt += out.length;
  }

  long integer() {
    return checkpoint.integers()[integerAt++];
  }

  boolean hasIntegers() {
    return integerAt < checkpoint.integers().length;
  }

  void statistics(FlowStatistics s) {
    s.accepted = integer();
    s.rejected = integer();
    s.evaluations = integer();
    s.factorizations = integer();
    s.crossings = integer();
    s.slides = integer();
    s.releases = integer();
    s.ambiguous = integer();
    s.firstAmbiguousTau = Double.longBitsToDouble(integer());
  }
}
