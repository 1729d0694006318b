package marginflow.crosscheck;

import java.util.SplittableRandom;

/**
 * Kernels on one shape. What they pack, bind and keep stays from one use to the next, so that
 * results which depend on what went before show.
 */
interface Work {

  /** The whole shape. */
  double WHOLE = 1;

  /**
   * Runs everything once on new inputs.
   *
   * @param fill of the inputs
   * @param part share of the shape's rows that are used where a call says how many, above 0 and at
   *     most {@link #WHOLE}
   * @param random where the inputs come from
   * @param digests takes the results, kernel by kernel
   */
  void run(Fill fill, double part, SplittableRandom random, Digests digests);

  /** How many of {@code all} rows a share is: rounded up, so that none is left only of none. */
  static int share(double part, int all) {
    return (int) Math.ceil(part * all);
  }
}
