package marginflow.network;

/**
 * On which side of its surface the pattern in force has each kink. A change takes effect at the
 * next frozen evaluation.
 */
public interface KinkPattern {

  /** Whether the pattern in force has the kink on its positive side. */
  boolean positive(int kink);

  /** Sets the pattern of one kink; takes effect at the next frozen evaluation. */
  void setPositive(int kink, boolean positive);

  /**
   * Copies the pattern out, {@code (size + 63) / 64} words, bit {@code kink & 63} of word {@code
   * kink >> 6}.
   */
  void savePattern(long[] words);

  /** Puts a pattern saved by {@link #savePattern} back in force. */
  void restorePattern(long[] words);

  /**
   * Gives deeper kinks of a kink's row the sides they take when its unit alone is turned on; to be
   * called before it is. Does nothing unless all units of its layer are off for the row.
   */
  default void wake(int kink) {}
}
