package marginflow.crosscheck;

import java.util.SplittableRandom;

/** What the inputs of a case are filled with. */
enum Fill {
  /** Standard normal numbers. */
  NORMAL,
  /** Magnitudes spread over 2^±40, so that sums cancel badly. */
  WIDE,
  /** Near 2^90: products of up to eleven factors stay finite. */
  HUGE,
  /** Near 2^-350: products of two are far below 1, of three subnormal or zero. */
  TINY,
  /** Subnormal numbers. */
  SUBNORMAL,
  /** A third each of 0, −0 and normal numbers. */
  ZEROS,
  /** Normal numbers with an eighth of NaN. */
  NAN,
  /** Normal numbers with an eighth of infinities of both signs. */
  INFINITE;

  /** Whether every number is finite. */
  boolean finite() {
    return this != NAN && this != INFINITE;
  }

  /** The next number. */
  double next(SplittableRandom random) {
    double x = random.nextGaussian();
    return switch (this) {
      case NORMAL -> x;
      case WIDE -> Math.scalb(x, random.nextInt(-40, 41));
      case HUGE -> Math.scalb(x, 90);
      case TINY -> Math.scalb(x, -350);
      case SUBNORMAL -> Math.scalb(x, -1060);
      case ZEROS ->
          switch (random.nextInt(3)) {
            case 0 -> 0.0;
            case 1 -> -0.0;
            default -> x;
          };
      case NAN -> random.nextInt(8) == 0 ? Double.NaN : x;
      case INFINITE -> random.nextInt(8) == 0 ? Math.copySign(Double.POSITIVE_INFINITY, x) : x;
    };
  }

  /** A new array of such numbers. */
  double[] array(int length, SplittableRandom random) {
    double[] values = new double[length];
    for (int k = 0; k < length; k++) {
      values[k] = next(random);
    }
    return values;
  }
}
