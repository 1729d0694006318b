package marginflow.flow.kink;

import marginflow.network.Kinks;

/** What a pre-activation of a point with norm 1 is measured in. */
final class InputScale {

  /** Sizes of samples, and inverses of sizes, that distances need no scale of their own for. */
  private static final double ORDINARY = 1e6;

  private InputScale() {}

  /**
   * Size of the samples where it is out of the ordinary, a power of two; 1 otherwise. It is the
   * length of the normals of the first unit, which are samples.
   */
  static double of(Kinks kinks, KinkNormal normal) {
    double size = largest(kinks, normal);
    boolean ordinary = size == 0 || (size < ORDINARY && size > 1 / ORDINARY);
    return ordinary ? 1 : Math.scalb(1.0, Math.getExponent(size));
  }

  /** The largest norm of a sample. */
  static double largest(Kinks kinks, KinkNormal normal) {
    double squared = 0;
    for (int j = 0; j < kinks.size(); j++) {
      if (kinks.layer(j) == 0 && kinks.unit(j) == 0) {
        normal.load(j);
        squared = Math.max(squared, normal.fullSquared());
      }
    }
    return Math.sqrt(squared);
  }
}
