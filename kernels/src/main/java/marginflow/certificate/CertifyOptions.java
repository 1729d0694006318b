package marginflow.certificate;

import java.util.Locale;

/**
 * What a certificate should cover and how hard it may try. Everything is counted in work, never in
 * seconds, so that the same question has the same answer on every machine.
 *
 * @param window δ, or 0 to choose it by the direction alone, between 1e-9 and 1e-3: see {@code
 *     TightWindow}
 * @param kktTolerance ε up to which a point counts as a KKT point, in (0, 1)
 * @param globalTolerance relative distance from the upper bound within which a margin counts as the
 *     best, in (0, 1)
 * @param boundNodes relaxations that the bound on the best margin may solve in all; 0 asks for no
 *     bound that needs a search
 * @param polish whether to look for the exact KKT point nearby and certify that as well
 * @param perLayer whether to judge each layer with the others held
 */
public record CertifyOptions(
    double window,
    double kktTolerance,
    double globalTolerance,
    long boundNodes,
    boolean polish,
    boolean perLayer) {

  /**
   * Everything asked. A raw flow's ε falls like 1/ρ and rarely far below 1e-3, while its margin
   * error is of order ε²: hence a hundredth for one and a millionth for the other. The 100,000
   * relaxations are four seconds for thirty support samples in 64 dimensions.
   */
  public static final CertifyOptions DEFAULT =
      new CertifyOptions(0, 1e-2, 1e-6, 100_000, true, true);

  /** The KKT part alone: cheap enough to ask along a flow. */
  public static final CertifyOptions KKT_ONLY = new CertifyOptions(0, 1e-2, 1e-6, 0, false, false);

  /** Checks the ranges. */
  public CertifyOptions {
    if (!(window >= 0)
        || !(kktTolerance > 0 && kktTolerance < 1)
        || !(globalTolerance > 0 && globalTolerance < 1)
        || boundNodes < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "window %s, tolerances %s and %s, nodes %d: expected >= 0, in (0, 1), in (0, 1), >="
                  + " 0",
              window,
              kktTolerance,
              globalTolerance,
              boundNodes));
    }
  }

  /** The same with another window. */
  public CertifyOptions withWindow(double delta) {
    return new CertifyOptions(delta, kktTolerance, globalTolerance, boundNodes, polish, perLayer);
  }

  /** The same with or without a polish. */
  public CertifyOptions withPolish(boolean wanted) {
    return new CertifyOptions(window, kktTolerance, globalTolerance, boundNodes, wanted, perLayer);
  }
}
