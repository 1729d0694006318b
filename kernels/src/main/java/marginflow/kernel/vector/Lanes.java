package marginflow.kernel.vector;

import java.util.Locale;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lane width, one per JVM: the property {@code marginflow.lanes.bits} (128, 256 or 512), or
 * what the JVM prefers on this machine. A wider one than that would be emulated about a hundred
 * times slower, without a word from the JVM; {@link #problem()} says so instead, unless the
 * property {@code marginflow.lanes.emulated} is {@code true}: code for wide vectors can then be
 * checked where there are none.
 */
final class Lanes {

  /** Property that chooses the width. */
  static final String PROPERTY = "marginflow.lanes.bits";

  /** Property that allows a width that the machine has not. */
  static final String EMULATED = "marginflow.lanes.emulated";

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
    return problem(REQUEST, PREFERRED_BITS, Boolean.getBoolean(EMULATED));
  }

  /**
   * Why a width cannot be had; empty if it can.
   *
   * @param request bits asked for, as written; empty if none
   * @param preferredBits the widest that machine and JVM have
   * @param emulated whether a wider one will do
   */
  static String problem(String request, int preferredBits, boolean emulated) {
    if (request.isEmpty()) {
      return preferredBits < 128 ? "this JVM offers no vectors of two doubles" : "";
    }
    if (!request.equals("128") && !request.equals("256") && !request.equals("512")) {
      return String.format(
          Locale.ROOT, "%s: expected 128, 256 or 512, found %s", PROPERTY, request);
    }
    int bits = Integer.parseInt(request);
    return bits <= preferredBits || emulated
        ? ""
        : String.format(
            Locale.ROOT,
            "%s=%d: this machine and JVM have %d bits; wider vectors would be emulated",
            PROPERTY,
            bits,
            preferredBits);
  }
}
