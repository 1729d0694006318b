package marginflow.kernel.vector;

import java.util.Locale;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lane width, one per JVM: the property {@code marginflow.lanes.bits} (128, 256 or 512), or
 * what the JVM prefers on this machine. A wider one than that would be emulated about a hundred
 * times slower, without a word from the JVM; {@link #problem()} says so instead.
 */
final class Lanes {

  /** Property that chooses the width. */
  static final String PROPERTY = "marginflow.lanes.bits";

  private static final String REQUEST = System.getProperty(PROPERTY, "");

  private static final int PREFERRED_BITS = DoubleVector.SPECIES_PREFERRED.vectorBitSize();

  /** The species of every vector in this package. */
  static final VectorSpecies<Double> S =
      problem().isEmpty() && !REQUEST.isEmpty()
          ? VectorSpecies.of(double.class, VectorShape.forBitSize(Integer.parseInt(REQUEST)))
          : DoubleVector.SPECIES_PREFERRED;

  /** Doubles per vector. */
  static final int VL = S.length();

  /** Units per tile: two vectors. */
  static final int WIDTH = 2 * VL;

  /** Whether vectors have 16 registers and not 32: those of x86 narrower than AVX-512. */
  static final boolean FEW_REGISTERS =
      S.vectorBitSize() < 512 && System.getProperty("os.arch", "").equals("amd64");

  private Lanes() {}

  /** Why the width asked for cannot be had; empty if it can. */
  static String problem() {
    if (REQUEST.isEmpty()) {
      return PREFERRED_BITS < 128 ? "this JVM offers no vectors of two doubles" : "";
    }
    if (!REQUEST.equals("128") && !REQUEST.equals("256") && !REQUEST.equals("512")) {
      return String.format(
          Locale.ROOT, "%s: expected 128, 256 or 512, found %s", PROPERTY, REQUEST);
    }
    int bits = Integer.parseInt(REQUEST);
    return bits <= PREFERRED_BITS
        ? ""
        : String.format(
            Locale.ROOT,
            "%s=%d: this machine and JVM have %d bits; wider vectors would be emulated",
            PROPERTY,
            bits,
            PREFERRED_BITS);
  }
}
