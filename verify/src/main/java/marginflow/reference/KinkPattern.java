package marginflow.reference;

import java.util.Arrays;

/** On which side of each kink every unit of a two-layer network is, and which kinks slide. */
final class KinkPattern {

  private static final int[] NONE = {};

  private final byte[][] side;
  private final int[][] sliding;
  private final boolean[] held;
  private final double[] sign;

  KinkPattern(int units, int samples) {
    side = new byte[units][samples];
    sliding = new int[units][];
    Arrays.fill(sliding, NONE);
    held = new boolean[units];
    sign = new double[units];
  }

  /** 1 on the positive side, −1 on the negative one, 0 where the kink slides. */
  int side(int unit, int sample) {
    return side[unit][sample];
  }

  /** The slope of a kink, 0 for one that slides: its activation is zero. */
  double slope(int unit, int sample, double alpha) {
    return side[unit][sample] > 0 ? 1 : side[unit][sample] < 0 ? alpha : 0;
  }

  /** The samples on whose surface the unit slides. */
  int[] sliding(int unit) {
    return sliding[unit];
  }

  /** Whether the unit is held at w = 0. */
  boolean held(int unit) {
    return held[unit];
  }

  /** The sign of the output weight with which the unit began to slide. */
  double sign(int unit) {
    return sign[unit];
  }

  /** Puts a kink on a side; it does not slide any more. */
  void put(int unit, int sample, double z) {
    side[unit][sample] = (byte) (z > 0 ? 1 : -1);
    sliding[unit] = Arrays.stream(sliding[unit]).filter(i -> i != sample).toArray();
  }

  /** Lets a kink slide, for a unit whose output weight is a. */
  void slide(int unit, int sample, double a) {
    side[unit][sample] = 0;
    sliding[unit] = Arrays.copyOf(sliding[unit], sliding[unit].length + 1);
    sliding[unit][sliding[unit].length - 1] = sample;
    sign[unit] = Math.signum(a);
  }

  /** Holds a unit at w = 0, where all of its kinks meet. */
  void hold(int unit) {
    held[unit] = true;
    sliding[unit] = NONE;
    Arrays.fill(side[unit], (byte) 0);
  }

  /** Lets a unit go; its kinks must be put on their sides. */
  void letGo(int unit) {
    held[unit] = false;
  }
}
