package marginflow.flow.captured;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.kernel.Kernels;
import marginflow.network.Kinks;

/**
 * The kinks whose slopes a step may have changed: those that slide, and those whose value changed
 * sign while all sides were held. They are listed block by block: kinks that are {@link
 * Kinks#separate} meet only those of their own unit, otherwise all are one block.
 */
final class Candidates {

  private final SlidingSet sliding;
  private final Kinks kinks;
  private final Kernels kernels;

  /** Values at the start of the step, and the multipliers of what slid there. */
  private final double[] startValues;

  private double[] startMultipliers = new double[16];
  private double startNorm;

  /** The end of the step with all sides held. */
  private Evaluation end;

  /** What changed sign, and where in the step. */
  private final int[] crossed;

  private final double[] fractions;

  /** Unsorted candidates: the kink, its place in the sliding set or −1, its fraction. */
  private int[] found = new int[16];

  private int[] foundPlace = new int[16];
  private double[] foundFraction = new double[16];

  private int count;
  private int[] kink = new int[16];
  private int[] place = new int[16];
  private double[] fraction = new double[16];
  private int[] begins = new int[17];
  private int blocks;

  Candidates(PolarField field) {
    this.sliding = field.sliding();
    this.end = field.nowhere();
    this.kinks = field.model().kinks();
    this.kernels = field.model().kernels();
    int size = kinks.size();
    this.startValues = new double[size];
    this.crossed = new int[size];
    this.fractions = new double[size];
  }

  /** Notes the start of a step. */
  void begin(Evaluation start) {
    System.arraycopy(start.kinks().values(), 0, startValues, 0, startValues.length);
    startNorm = start.norm();
    if (startMultipliers.length < sliding.count()) {
      startMultipliers = new double[2 * sliding.count()];
    }
    for (int i = 0; i < sliding.count(); i++) {
      startMultipliers[i] = start.multipliers()[i];
    }
  }

  /** Finds them at the end of the step with all sides held. */
  void find(Evaluation held) {
    end = held;
    int size = startValues.length;
    int changed = kernels.crossings(startValues, end.kinks().values(), size, crossed, fractions);
    ensure(changed + sliding.count());
    count = 0;
    double shrunk = startNorm / end.norm();
    for (int c = 0; c < changed; c++) {
      if (!sliding.contains(crossed[c])) {
        double from = Math.abs(startValues[crossed[c]]);
        double to = Math.abs(kinks.values()[crossed[c]]) * shrunk;
        add(crossed[c], -1, from + to > 0 ? from / (from + to) : 0);
      }
    }
    for (int i = 0; i < sliding.count(); i++) {
      add(sliding.kink(i), i, 0);
    }
    arrange();
  }

  private void add(int candidate, int at, double when) {
    found[count] = candidate;
    foundPlace[count] = at;
    foundFraction[count++] = when;
  }

  /** Sorts them into blocks by counting, in which what was found first stays first. */
  private void arrange() {
    boolean separate = true;
    int units = 1;
    for (int i = 0; i < count; i++) {
      separate &= kinks.separate(found[i]);
      units = Math.max(units, kinks.unit(found[i]) + 1);
    }
    if (begins.length < units + 2) {
      begins = new int[units + 2];
    }
    Arrays.fill(begins, 0);
    blocks = separate ? units : 1;
    for (int i = 0; i < count; i++) {
      begins[(separate ? kinks.unit(found[i]) : 0) + 2]++;
    }
    for (int b = 2; b <= blocks + 1; b++) {
      begins[b] += begins[b - 1];
    }
    for (int i = 0; i < count; i++) {
      int at = begins[(separate ? kinks.unit(found[i]) : 0) + 1]++;
      kink[at] = found[i];
      place[at] = foundPlace[i];
      fraction[at] = foundFraction[i];
    }
  }

  private void ensure(int size) {
    if (kink.length < size) {
      int larger = 2 * size;
      found = new int[larger];
      foundPlace = new int[larger];
      foundFraction = new double[larger];
      kink = new int[larger];
      place = new int[larger];
      fraction = new double[larger];
    }
  }

  /** How many there are. */
  int count() {
    return count;
  }

  /** Number of blocks, some of them empty. */
  int blocks() {
    return blocks;
  }

  /** Index of the first candidate of a block; that of the number of blocks is the count. */
  int begin(int block) {
    return begins[block];
  }

  /** The kinks, block by block: a live view. */
  int[] kinks() {
    return kink;
  }

  /** The kink at an index. */
  int kink(int index) {
    return kink[index];
  }

  /** Whether it slid when the step began. */
  boolean slid(int index) {
    return place[index] >= 0;
  }

  /** Fraction of the step at which it comes to its surface, 0 for one that slid. */
  double fraction(int index) {
    return fraction[index];
  }

  /** Length of the normal of one that slid. */
  double length(int index) {
    return sliding.normalLength(place[index]);
  }

  /** {@code z/ρ} at the end with all sides held. */
  double value(int index, double rho) {
    return kinks.values()[kink[index]] / rho;
  }

  /**
   * The mean slope that a kink had in the step, between 0 for the lower side and 1 for the upper
   * one: that of its side, or where it slid what its multipliers at both ends ask for.
   *
   * @param forceless whether its slope moves nothing, so that none can be told
   * @param jumps at both ends
   */
  double slope(int index, boolean forceless, SlopeJumps jumps) {
    int k = kink[index];
    double side = kinks.positive(k) ? 1 : 0;
    if (!slid(index) || forceless) {
      return side;
    }
    double held = 0.5 * (startMultipliers[place[index]] + end.multipliers()[place[index]]);
    return side - held / jumps.meanFrom(0, k);
  }
}
