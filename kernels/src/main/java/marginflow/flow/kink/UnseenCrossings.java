package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.SlidingSet;
import marginflow.network.Kinks;

/**
 * Kinks that the correction of a step sends to the other side than its frozen path: over their
 * surface, unseen by a scan of that path, or back from it.
 */
public final class UnseenCrossings {

  private final Kinks kinks;
  private final SlidingSet sliding;
  private final EventDetector detector;
  private final GradientJumps jumps;
  private final KinkNormal normal;

  /** z of all kinks, for the direction u, at the frozen end of the step and the corrected one. */
  private final double[] frozen;

  private final double[] ends;
  private int[] unseen = new int[16];
  private int unseenCount;
  private double missed;
  private double missedSince;

  UnseenCrossings(
      Kinks kinks,
      SlidingSet sliding,
      EventDetector detector,
      GradientJumps jumps,
      KinkNormal normal) {
    this.kinks = kinks;
    this.sliding = sliding;
    this.detector = detector;
    this.jumps = jumps;
    this.normal = normal;
    this.frozen = new double[kinks.size()];
    this.ends = new double[kinks.size()];
  }

  /** No kink was sent over its surface unseen. */
  void none() {
    missed = 0;
  }

  /** The list is empty. */
  void clear() {
    unseenCount = 0;
  }

  /**
   * Looks for the kink that the correction of first order sends over its surface unseen whose force
   * would have pushed u farthest since.
   *
   * @param correction of first order, length P
   * @param h length of the step
   * @param end of the step with its kinks held
   */
  void find(double[] correction, double h, double tolerance, Evaluation end) {
    missed = 0;
    double inverse = StrictMath.exp(-end.logNorm());
    for (int j = 0; j < frozen.length; j++) {
      frozen[j] = end.kinks().values()[j] * inverse;
    }
    predict(correction);
    for (int i = 0; i < unseenCount; i++) {
      int kink = unseen[i];
      double since =
          arrival(detector.paths().startValue(kink), frozen[kink], ends[kink] - frozen[kink]);
      double length = Math.sqrt(normal.load(kink));
      double push = h * (1 - since) * Math.abs(jumps.of(kink)) * length;
      if (push > missed) {
        missed = push;
        missedSince = since;
      }
    }
    missed /= tolerance;
  }

  /** Finds the kinks that the correction sends to the other side than the frozen path. */
  void predict(double[] correction) {
    kinks.velocities(correction, ends);
    unseenCount = 0;
    for (int j = 0; j < ends.length; j++) {
      ends[j] += frozen[j];
      boolean turned = ends[j] > 0 != frozen[j] > 0;
      if (turned && jumps.leads(j) && onItsSide(j) && kinks.separate(j) && !sliding.contains(j)) {
        if (unseenCount == unseen.length) {
          unseen = Arrays.copyOf(unseen, 2 * unseenCount);
        }
        unseen[unseenCount++] = j;
      }
    }
  }

  /** Whether the frozen path ends on the side of a kink that it was frozen on. */
  private boolean onItsSide(int kink) {
    return frozen[kink] > 0 == kinks.positive(kink);
  }

  /**
   * Root in [0, 1] of {@code z0 + (z1 − z0) x + move x²}: when a kink came to its surface whose
   * frozen path is a line and that passes moved in proportion to the square of the time.
   */
  private static double arrival(double z0, double z1, double move) {
    double rise = z1 - z0;
    double root = Math.sqrt(Math.max(0, rise * rise - 4 * move * z0));
    // Of −2 z0/(rise ± root), the one that is positive.
    double x = -2 * z0 / (rise + Math.copySign(root, -z0));
    return Double.isNaN(x) ? 0 : Math.clamp(x, 0, 1);
  }

  /** Push over the tolerance of the kink that was sent over its surface unseen, 0 if none was. */
  public double missed() {
    return missed;
  }

  /** Share of the step at which it came to its surface. */
  public double missedSince() {
    return missedSince;
  }

  /**
   * How far the correction moves a kink towards its surface or off it, in units of the direction u;
   * 0 where its normal turns during the step, or depends on those of what slides.
   */
  double displacement(int kink) {
    double squared = kinks.separate(kink) ? normal.load(kink) : 0;
    boolean dependent = squared <= EventDetector.DEPENDENT * normal.fullSquared();
    return squared == 0 || dependent ? 0 : Math.abs(ends[kink] - frozen[kink]) / Math.sqrt(squared);
  }

  /** Whether a kink that a scan has found is on the far side at the corrected end of the step. */
  boolean passed(int kink) {
    return !kinks.separate(kink) || ends[kink] > 0 != kinks.positive(kink);
  }

  /** How many kinks it has there that the scan did not find. */
  int count() {
    return unseenCount;
  }

  /** One of them. */
  int kink(int index) {
    return unseen[index];
  }
}
