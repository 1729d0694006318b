package marginflow.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The point of a convex hull nearest to the origin, by Wolfe's method (Mathematical Programming 11,
 * 1976) in numbers of 106 bits. Its length is the hard margin of the points, its weights are the
 * multipliers.
 *
 * <p>Where features are of unlike scale, such as areas of thousands of square micrometres beside
 * smoothness of hundredths, a margin is 1e-8 of the length of its samples: a least-squares problem
 * in double precision then does not know its active set. Rescaling features would change the norm
 * that the margin is measured in; twice the digits change nothing.
 */
public final class NearestPoint {

  /** Relative accuracy of the optimality test: half of the digits there are. */
  private static final double CLOSED = 0x1p-50;

  /** A point adds nothing to the affine hull when less than this share of it lies outside. */
  private static final double DEPENDENT = 0x1p-90;

  /** Multiplications that may be spent: one or two seconds. Small problems take thousandths. */
  private static final long WORK = 100_000_000L;

  /**
   * A solution.
   *
   * @param point the nearest point, rounded
   * @param weights one for each point of the hull, not negative, of sum 1 but for rounding
   */
  public record Solution(double[] point, double[] weights) {}

  private final List<double[]> points;
  private final int dimension;
  private final List<Integer> corral = new ArrayList<>();
  private DoubleDouble[] weights = {DoubleDouble.ONE};
  private long workLeft = WORK;

  private NearestPoint(List<double[]> points, int dimension) {
    this.points = points;
    this.dimension = dimension;
  }

  /** Solves the problem; empty if the work is spent before it is solved. */
  public static Optional<Solution> of(List<double[]> points, int dimension) {
    return new NearestPoint(points, dimension).run();
  }

  private Optional<Solution> run() {
    int shortest = 0;
    for (int i = 1; i < points.size(); i++) {
      if (Vectors.norm(points.get(i)) < Vectors.norm(points.get(shortest))) {
        shortest = i;
      }
    }
    corral.add(shortest);
    while (workLeft > 0) {
      StopRequest.check();
      DoubleDouble[] nearest = combination();
      DoubleDouble length = DoubleDouble.dot(nearest, nearest);
      int entering = entering(nearest, length);
      if (entering < 0) {
        return Optional.of(solution(nearest));
      }
      corral.add(entering);
      weights = Arrays.copyOf(weights, weights.length + 1);
      weights[weights.length - 1] = DoubleDouble.ZERO;
      if (!descend()) {
        return Optional.of(solution(nearest));
      }
    }
    return Optional.empty();
  }

  private Solution solution(DoubleDouble[] nearest) {
    double[] all = new double[points.size()];
    for (int k = 0; k < weights.length; k++) {
      all[corral.get(k)] = weights[k].hi();
    }
    return new Solution(Arrays.stream(nearest).mapToDouble(DoubleDouble::hi).toArray(), all);
  }

  private DoubleDouble[] combination() {
    DoubleDouble[] sum = new DoubleDouble[dimension];
    Arrays.fill(sum, DoubleDouble.ZERO);
    for (int k = 0; k < weights.length; k++) {
      DoubleDouble.addScaled(weights[k], wide(points.get(corral.get(k))), sum);
    }
    return sum;
  }

  private static DoubleDouble[] wide(double[] v) {
    return Arrays.stream(v).mapToObj(DoubleDouble::of).toArray(DoubleDouble[]::new);
  }

  /** The point furthest below the plane through the nearest one; −1 if none is. */
  private int entering(DoubleDouble[] nearest, DoubleDouble length) {
    int best = -1;
    double deepest = -CLOSED * length.hi();
    for (int i = 0; i < points.size(); i++) {
      double height = DoubleDouble.dot(nearest, points.get(i)).minus(length).hi();
      if (height < deepest && !corral.contains(i)) {
        deepest = height;
        best = i;
      }
    }
    workLeft -= (long) points.size() * dimension;
    return best;
  }

  /**
   * Moves to the nearest point of the affine hull, leaving points whose weight reaches zero on the
   * way. False if the point that entered adds no dimension.
   */
  private boolean descend() {
    while (true) {
      Optional<DoubleDouble[]> found = affine();
      if (found.isEmpty()) {
        return false;
      }
      DoubleDouble[] target = found.get();
      DoubleDouble step = DoubleDouble.ONE;
      int leaving = -1;
      for (int k = 0; k < target.length; k++) {
        if (target[k].hi() <= 0) {
          DoubleDouble ratio = weights[k].dividedBy(weights[k].minus(target[k]));
          if (leaving < 0 || ratio.minus(step).hi() < 0) {
            step = ratio;
            leaving = k;
          }
        }
      }
      for (int k = 0; k < target.length; k++) {
        weights[k] = weights[k].plus(step.times(target[k].minus(weights[k])));
      }
      if (leaving < 0) {
        return true;
      }
      leave(leaving);
    }
  }

  private void leave(int k) {
    corral.subList(k, k + 1).clear();
    DoubleDouble[] fewer = new DoubleDouble[weights.length - 1];
    System.arraycopy(weights, 0, fewer, 0, k);
    System.arraycopy(weights, k + 1, fewer, k, fewer.length - k);
    weights = fewer;
  }

  /**
   * Weights of the nearest point of the affine hull of the corral: {@code min ‖p_0 + Σ t_k (p_k −
   * p_0)‖}, with {@code 1 − Σ t} for the first.
   */
  private Optional<DoubleDouble[]> affine() {
    int k = corral.size() - 1;
    DoubleDouble[] rest = wide(points.get(corral.getFirst()));
    DoubleDouble[][] q = new DoubleDouble[k][];
    DoubleDouble[][] r = new DoubleDouble[k][];
    DoubleDouble[] t = new DoubleDouble[k];
    workLeft -= (long) k * k * dimension;
    for (int c = 0; c < k; c++) {
      StopRequest.check();
      q[c] = wide(points.get(corral.get(c + 1)));
      DoubleDouble.addScaled(DoubleDouble.of(-1), wide(points.get(corral.getFirst())), q[c]);
      r[c] = new DoubleDouble[c + 1];
      if (!orthogonalize(q, r[c], c)) {
        return Optional.empty();
      }
      DoubleDouble along = DoubleDouble.dot(q[c], rest);
      t[c] = DoubleDouble.ZERO.minus(along);
      DoubleDouble.addScaled(t[c], q[c], rest);
    }
    DoubleDouble first = DoubleDouble.ONE;
    for (int c = k - 1; c >= 0; c--) {
      t[c] = t[c].dividedBy(r[c][c]);
      for (int b = 0; b < c; b++) {
        t[b] = t[b].minus(r[c][b].times(t[c]));
      }
      first = first.minus(t[c]);
    }
    DoubleDouble[] all = new DoubleDouble[k + 1];
    all[0] = first;
    System.arraycopy(t, 0, all, 1, k);
    return Optional.of(all);
  }

  /** Gram–Schmidt of column c against those before it; false if nothing is left of it. */
  private static boolean orthogonalize(DoubleDouble[][] q, DoubleDouble[] r, int c) {
    DoubleDouble before = DoubleDouble.dot(q[c], q[c]).root();
    for (int b = 0; b < c; b++) {
      r[b] = DoubleDouble.dot(q[b], q[c]);
      DoubleDouble.addScaled(DoubleDouble.ZERO.minus(r[b]), q[b], q[c]);
    }
    r[c] = DoubleDouble.dot(q[c], q[c]).root();
    if (!(r[c].hi() > DEPENDENT * before.hi())) {
      return false;
    }
    for (int j = 0; j < q[c].length; j++) {
      q[c][j] = q[c][j].dividedBy(r[c]);
    }
    return true;
  }
}
