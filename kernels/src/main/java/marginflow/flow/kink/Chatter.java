package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * What tiny steps do where several kinks of one row are on their surfaces, deeper ones behind
 * earlier ones. With a kink on its upper side the deeper ones are pushed by other forces, so that
 * their sides go together in a way that no slope tells; whether the kink stays hangs on how ({@link
 * ForceRange} bounds it). Steps of a fixed size chatter across all surfaces at once, and how the
 * sides go together there no step size changes: near the surfaces velocities are constant for each
 * pattern, so that smaller steps do the same on a smaller scale.
 *
 * <p>This follows the chatter by itself, in the values z of the sliding kinks alone: {@code z ← z +
 * v(D)}, D the signs of z and v the velocities with that pattern. In a 3-8-8-1 run with three kinks
 * of one row on their surfaces, Euler steps of 1e-3, 1e-4 and 2e-5 let one of them go at τ = 9.26,
 * 9.166 and 9.154; its slope had left [0, 1] at 8.64, where it was on its upper side in a third of
 * the steps.
 */
final class Chatter {

  /** Kinks that slide, at most, and of one row: its patterns are all tried. */
  private static final int MOST = 32;

  private static final int MOST_OF_ROW = 5;

  private static final int PATTERNS = 1 << MOST_OF_ROW;

  /** Steps of the chatter. A kink that has not come back in the second half of them is gone. */
  private static final int STEPS = 1 << 14;

  private Evaluation at;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final long[] pattern;
  private final double[] base;
  private final double[] gradient;
  private final double[] row;

  /** Members row by row and in a row from the input on; where each row's begin. */
  private final int[] members = new int[MOST];

  private final int[] from = new int[MOST + 1];
  private int rows;

  /** Velocity of a member, all of its row on their lower sides, by what slides nowhere. */
  private final double[] steady = new double[MOST];

  /** What the rows of the members add to it, by member, row and pattern of the row. */
  private final double[] added = new double[MOST * MOST * PATTERNS];

  /** What a member takes from the activations of the earlier ones of its row. */
  private final double[] influences = new double[MOST * MOST_OF_ROW];

  private final int[] bits = new int[MOST];
  private final double[] z = new double[MOST];

  /** z if the earlier members of the row were on their lower sides. */
  private final double[] lower = new double[MOST];

  private final double[] speeds = new double[MOST];

  Chatter(PolarField field, SlidingSet sliding) {
    this.sliding = sliding;
    this.at = field.nowhere();
    this.kinks = field.model().kinks();
    this.pattern = new long[(kinks.size() + 63) / 64];
    this.base = new double[field.model().parameters()];
    this.gradient = new double[base.length];
    this.row = new double[base.length];
  }

  /**
   * Whether a sliding kink comes back for ever; false where more kinks slide than can be looked at.
   */
  boolean holds(int kink, Evaluation evaluation) {
    at = evaluation;
    if (!collect()) {
      return false;
    }
    kinks.savePattern(pattern);
    findSpeeds();
    kinks.restorePattern(pattern);
    int of = 0;
    while (members[of] != kink) {
      of++;
    }
    return comesBack(of);
  }

  /** Lists what slides row by row; false if it is too much. */
  private boolean collect() {
    if (sliding.count() > MOST) {
      return false;
    }
    rows = 0;
    int count = 0;
    for (int i = 0; i < sliding.count(); i++) {
      int row = kinks.row(sliding.kink(i));
      if (kinks.coincident(sliding.kink(i)) > 1) {
        return false;
      }
      if (!listed(row, count)) {
        from[rows++] = count;
        for (int j = i; j < sliding.count(); j++) {
          if (kinks.row(sliding.kink(j)) == row) {
            members[count++] = sliding.kink(j);
          }
        }
        // Kinks are numbered from the input on.
        Arrays.sort(members, from[rows - 1], count);
        if (count - from[rows - 1] > MOST_OF_ROW) {
          return false;
        }
      }
    }
    from[rows] = count;
    return true;
  }

  private boolean listed(int row, int count) {
    for (int j = 0; j < count; j++) {
      if (kinks.row(members[j]) == row) {
        return true;
      }
    }
    return false;
  }

  private void findSpeeds() {
    int count = from[rows];
    System.arraycopy(at.force(), 0, base, 0, base.length);
    for (int r = 0; r < rows; r++) {
      add(r, -weight(r), base);
    }
    for (int r = 0; r < rows; r++) {
      set(r, 0);
    }
    kinks.velocities(members, count, base, steady);
    for (int r = 0; r < rows; r++) {
      for (int of = 0; of < 1 << size(r); of++) {
        set(r, of);
        Arrays.fill(gradient, 0);
        add(r, weight(r), gradient);
        set(r, 0);
        kinks.velocities(members, count, gradient, speeds);
        for (int j = 0; j < count; j++) {
          added[(j * MOST + r) * PATTERNS + of] = speeds[j];
        }
      }
      findInfluences(r);
    }
  }

  private void findInfluences(int r) {
    for (int j = from[r]; j < from[r + 1]; j++) {
      for (int k = from[r]; k < j; k++) {
        influences[j * MOST_OF_ROW + k - from[r]] =
            (1 - kinks.negativeSlope()) * kinks.influence(members[k], members[j]);
      }
    }
  }

  /** Adds the force of a row with the pattern in force to a vector. */
  private void add(int r, double weight, double[] out) {
    at.model().rowGradient(row(r), row);
    for (int j = 0; j < out.length; j++) {
      out[j] = Math.fma(weight, row[j], out[j]);
    }
  }

  private int row(int r) {
    return kinks.row(members[from[r]]);
  }

  private double weight(int r) {
    return at.pressures()[row(r)] * at.forceScale();
  }

  private int size(int r) {
    return from[r + 1] - from[r];
  }

  private void set(int r, int of) {
    for (int j = from[r]; j < from[r + 1]; j++) {
      kinks.setPositive(members[j], (of >>> (j - from[r]) & 1) != 0);
    }
  }

  private boolean comesBack(int of) {
    Arrays.fill(lower, 0);
    int last = 0;
    boolean up = false;
    for (int step = 1; step <= STEPS; step++) {
      for (int r = 0; r < rows; r++) {
        readSides(r);
      }
      if (z[of] > 0 != up) {
        up = !up;
        last = step;
      }
      for (int j = 0; j < from[rows]; j++) {
        lower[j] += speed(j);
      }
    }
    return last > STEPS / 2;
  }

  private void readSides(int r) {
    bits[r] = 0;
    for (int j = from[r]; j < from[r + 1]; j++) {
      double sum = lower[j];
      for (int k = from[r]; k < j; k++) {
        sum = Math.fma(influences[j * MOST_OF_ROW + k - from[r]], Math.max(z[k], 0), sum);
      }
      z[j] = sum;
      bits[r] |= sum > 0 ? 1 << (j - from[r]) : 0;
    }
  }

  private double speed(int member) {
    double sum = steady[member];
    for (int r = 0; r < rows; r++) {
      sum += added[(member * MOST + r) * PATTERNS + bits[r]];
    }
    return sum;
  }
}
