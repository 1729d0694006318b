package marginflow.flow.field;

import java.util.Arrays;
import java.util.Locale;
import marginflow.linalg.Vectors;
import marginflow.loss.Loss;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * Rows that are off: no active path leads from the sample to the output, so that the margin is zero
 * and so is its gradient. While the other rows are fitted such a row keeps its loss ℓ(0), all of
 * the loss in the end, and in the flow's own time, which is scaled by the loss, the others come to
 * a stand: a plateau of which no step count sees the end. Yet the path is that of the other rows
 * alone, as long as no kink of the row turns on. So once the others have but a {@link #SHARE} of
 * the loss, weights, force and time are those of their own flow, and the horizon is reached as in
 * any other: of 24 random-label starts of 3-8-1 the four that end so took 1,497 to 5,801 steps and
 * were then at no more than 10^-158.
 *
 * <p>What a kink of such a row would do is decided with a weight of its own, {@link #press}, which
 * exceeds all others.
 */
public final class IdleRows {

  /** Share of the loss below which the rows that are not off are followed by themselves. */
  private static final double SHARE = 1e-2;

  /**
   * Largest weight of a row that is off, over all others together: what its kinks do is decided by
   * it, and larger ones would decide alike.
   */
  private static final double LARGEST = 1e6;

  /** Below this share of the largest a margin may be what rounding leaves of none. */
  private static final double ZERO = 1e-9;

  /** Samples that a sentence names. */
  private static final int NAMED = 5;

  /** A margin of no weight at all. */
  private static final double NEVER = 1e300;

  private final MarginModel model;
  private final Kinks kinks;
  private final SlidingSet sliding;
  private final boolean homogeneous;
  private final double lossAtZero;
  private final double slopeAtZero;
  private final boolean[] idle;
  private final boolean[] found;
  private final double[] masked;
  private final double[] gradient;
  private final long[] pattern;
  private int count;

  IdleRows(MarginModel model, Loss loss, SlidingSet sliding) {
    this.model = model;
    this.kinks = model.kinks();
    this.sliding = sliding;
    this.homogeneous = model.degree().isPresent() && kinks.negativeSlope() == 0;
    this.lossAtZero = loss.atZero();
    double[] weight = new double[1];
    loss.weights(new double[1], 1, weight);
    this.slopeAtZero = weight[0] * lossAtZero;
    this.idle = new boolean[model.rows()];
    this.found = new boolean[idle.length];
    this.masked = new double[idle.length];
    this.gradient = new double[model.parameters()];
    this.pattern = new long[(kinks.size() + 63) / 64];
  }

  /** Whether any sample is left to itself. */
  public boolean any() {
    return count > 0;
  }

  int count() {
    return count;
  }

  /** Whether a sample is left to itself. */
  public boolean contains(int row) {
    return idle[row];
  }

  /** The margins, with ones beyond any for the rows that are off. */
  double[] mask(double[] margins) {
    if (count == 0) {
      return margins;
    }
    for (int i = 0; i < idle.length; i++) {
      masked[i] = idle[i] ? NEVER : margins[i];
    }
    return masked;
  }

  /** Logarithm of what these rows add to the loss, −∞ if there are none. */
  public double logLoss() {
    return StrictMath.log(count * lossAtZero);
  }

  /** Logarithm of the whole loss, by that of the other rows. */
  public double total(double others) {
    return count == 0 ? others : FlowClock.logSum(others, logLoss());
  }

  /**
   * The weights by which kinks are judged: those of the other rows, and the one that a row which is
   * off would come on with.
   *
   * @param others logarithm of the loss of the other rows
   * @param out overwritten
   */
  void press(double[] weights, double others, double[] out) {
    double own = Math.min(slopeAtZero * StrictMath.exp(-others), LARGEST);
    for (int i = 0; i < idle.length; i++) {
      out[i] = idle[i] ? own : weights[i];
    }
  }

  /** Whether a row is on again: a kink of it that does not slide is on its upper side. */
  public boolean wake() {
    if (count == 0 || !awake()) {
      return false;
    }
    Arrays.fill(idle, false);
    count = 0;
    return true;
  }

  /** Whether a sample that is left to itself has come to be active in a unit. */
  public boolean awake() {
    for (int i = 0; i < idle.length && count > 0; i++) {
      if (idle[i] && length(i) > 0) {
        return true;
      }
    }
    return false;
  }

  private double length(int row) {
    model.rowGradient(row, gradient);
    return Vectors.norm(gradient);
  }

  /**
   * Looks for rows that have come to be off, where the others have too small a share of the loss.
   *
   * @param weights of all rows at the model's point
   * @return whether any was found: weights have to be taken anew
   */
  public boolean find(double[] weights) {
    if (!homogeneous) {
      return false;
    }
    double[] q = model.margins();
    double most = 0;
    for (double margin : q) {
      most = Math.max(most, ZERO * Math.abs(margin));
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = idle[i] || Math.abs(q[i]) <= most;
    }
    if (othersMatter(weights)) {
      return false;
    }
    boolean more = false;
    for (int i = 0; i < found.length; i++) {
      found[i] = idle[i] || (found[i] && off(i));
      more |= found[i] && !idle[i];
    }
    return more && !othersMatter(weights) && take();
  }

  /** Whether the rows not found have more than a share of the loss, or there are none. */
  private boolean othersMatter(double[] weights) {
    double others = 0;
    double all = 0;
    int left = 0;
    for (int i = 0; i < found.length; i++) {
      others += found[i] ? 0 : weights[i];
      all += weights[i];
      left += found[i] ? 0 : 1;
    }
    return left == 0 || others > SHARE * all;
  }

  /** Takes what was found, its sliding kinks on their lower sides, where they slide as well. */
  private boolean take() {
    count = 0;
    for (int i = 0; i < idle.length; i++) {
      idle[i] = found[i];
      count += idle[i] ? 1 : 0;
    }
    for (int i = 0; i < idle.length; i++) {
      if (idle[i]) {
        lower(i);
      }
    }
    return true;
  }

  /** Puts the kinks of a row that slide on their lower sides, those of one surface together. */
  private void lower(int row) {
    for (int i = 0; i < sliding.count(); i++) {
      int kink = sliding.kink(i);
      for (int k = 0; k < kinks.coincident(kink); k++) {
        if (kinks.row(kinks.coincident(kink, k)) == row) {
          kinks.setPositive(kinks.coincident(kink, k), false);
        }
      }
    }
  }

  /**
   * Whether a row is off with the kinks that slide on their lower sides; leaves these as they are.
   */
  private boolean off(int row) {
    double before = length(row);
    kinks.savePattern(pattern);
    lower(row);
    // What sliding units put out by rounding still stands in the gradient until it is evaluated.
    boolean off = length(row) <= ZERO * before;
    kinks.restorePattern(pattern);
    return off;
  }

  /** What the rows that are off wait for, in a sentence. */
  public String sentence() {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int kink = 0; kink < kinks.size(); kink++) {
      if (idle[kinks.row(kink)] && kinks.separate(kink) && !held(kink)) {
        double angle = angle(kink);
        if (angle < least) {
          least = angle;
          nearest = kink;
        }
      }
    }
    String rows = names();
    return nearest < 0
        ? rows
        : String.format(
            Locale.ROOT,
            "%s; the nearest to turning on is unit %d for sample %d, %.3g of its weights away",
            rows,
            kinks.unit(nearest),
            kinks.row(nearest),
            least);
  }

  /** Whether a kink slides, or one of its surface does for it. */
  private boolean held(int kink) {
    for (int k = 0; k < kinks.coincident(kink); k++) {
      if (sliding.contains(kinks.coincident(kink, k))) {
        return true;
      }
    }
    return false;
  }

  /** Which they are, the first few by number. */
  private String names() {
    StringBuilder names = new StringBuilder();
    int named = 0;
    for (int i = 0; i < idle.length && named < NAMED; i++) {
      if (idle[i]) {
        names.append(named == 0 ? "" : ", ").append(i);
        named++;
      }
    }
    String more = count > named ? String.format(Locale.ROOT, " and %d more", count - named) : "";
    return String.format(
        Locale.ROOT,
        "%s %s%s off in every unit",
        count == 1 ? "sample" : "samples",
        names,
        count == 1 ? " is" : more + " are");
  }

  /** Sine of the angle by which a unit's weights have to turn to reach a surface. */
  private double angle(int kink) {
    Arrays.fill(gradient, 0);
    kinks.addNormals(new int[] {kink}, new double[] {1}, 1, gradient);
    double lengths = Vectors.norm(gradient) * kinks.unitNorm(kink);
    return lengths > 0 ? Math.abs(kinks.values()[kink]) / lengths : Double.POSITIVE_INFINITY;
  }

  /** Saves which samples are left to themselves. */
  public void save(CheckpointWriter out) {
    for (int i = 0; i < idle.length; i++) {
      out.integer(idle[i] ? 1 : 0);
    }
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    count = 0;
    for (int i = 0; i < idle.length; i++) {
      idle[i] = in.integer() == 1;
      count += idle[i] ? 1 : 0;
    }
  }
}
