package marginflow.flow.kink;

import java.util.Arrays;

/**
 * The flow of one unit's incoming weights next to zero, where all its surfaces meet. There the
 * other parameters stand still, and w descends {@code V(w) = −Σ c_i φ(w·x_i)}, {@code c_i = p_i
 * δ_i}, which is positively homogeneous and piecewise linear. So what happens at zero is decided in
 * the unit's own space, by fixed tiny steps from the ray that w came along:
 *
 * <ul>
 *   <li>V is nowhere negative: they end at zero, chattering, and w stays there;
 *   <li>else they pass zero, to the other side of it by no more than a step, and descend from there
 *       along a ray, on which V is negative.
 * </ul>
 *
 * Steps of another length are at another place when they pass. Where that leads to another ray the
 * flow is not unique. Steps of 1e-4 and 1e-5 of a whole 2-22-1 run leave along the ray that this
 * finds, neither the one that w came along nor its opposite, on both of which V is positive; it was
 * carried on kink by kink before, and was 2 % off at τ = 20 and 30 % at 600.
 */
final class ConeFlow {

  /** Lengths of the steps, over the length of w at their start, at the unit's largest speed. */
  private static final double[] STEPS = {1e-2, 8e-3, 6.5e-3, 5e-3, 3.7e-3};

  /** Length of w over that at the start from where a ray is that of the steps that led to it. */
  private static final double FAR = 1e3;

  /** Steps in all: a ray of a hundredth of the largest speed takes a quarter to zero. */
  private static final int MOST = 100_000;

  /** Length of w, in steps, below which it is at zero. */
  private static final double AT_ZERO = 10;

  /**
   * Steps at zero after which w stays there: along a ray of a hundredth of the largest speed it
   * would have gone a fifth of them.
   */
  private static final int MOST_AT_ZERO = 5_000;

  /** Cosine between two rays that are one. */
  private static final double ONE_RAY = 1 - 1e-3;

  /** What a sum of forces may be off, over their size. */
  private static final double ROUNDING = 1e-12;

  private final double slope;

  /** Normals, one after the other. */
  private double[] x = {};

  private double[] c = {};
  private int count;
  private int length;
  private double speed;
  private final double[][] rays = new double[STEPS.length][];
  private double[] w = {};
  private double[] v = {};
  private double share;

  /**
   * A flow of activations {@code max(z, αz)}.
   *
   * @param slope α
   */
  ConeFlow(double slope) {
    this.slope = slope;
  }

  /** A cone of so many surfaces in so many dimensions, to be filled in by {@link #surface}. */
  void begin(int surfaces, int dimensions) {
    count = surfaces;
    length = dimensions;
    if (c.length < count || w.length != length) {
      x = new double[count * length];
      c = new double[count];
      w = new double[length];
      v = new double[length];
      for (int i = 0; i < rays.length; i++) {
        rays[i] = new double[length];
      }
    }
  }

  /**
   * One surface.
   *
   * @param force c
   * @param normal holds x at some places
   * @param places these, as many as there are dimensions
   */
  void surface(int i, double force, double[] normal, int[] places) {
    c[i] = force;
    for (int j = 0; j < length; j++) {
      x[i * length + j] = normal[places[j]];
    }
  }

  /**
   * Where w goes from zero.
   *
   * @param from any point of the ray it came along
   * @return whether it leaves; else it stays
   */
  boolean leaves(double[] from) {
    findSpeed();
    int left = 0;
    for (int i = 0; i < STEPS.length; i++) {
      left += leaves(from, STEPS[i], rays[left]) ? 1 : 0;
    }
    if (left == 0) {
      share = 1;
      return false;
    }
    int first = 0;
    int most = 0;
    for (int i = 0; i < left; i++) {
      int alike = 0;
      for (int j = 0; j < left; j++) {
        alike += dot(rays[i], rays[j]) > ONE_RAY ? 1 : 0;
      }
      if (alike > most) {
        most = alike;
        first = i;
      }
    }
    share = most / (double) STEPS.length;
    System.arraycopy(rays[first], 0, v, 0, length);
    return true;
  }

  private void findSpeed() {
    speed = 0;
    for (int i = 0; i < count; i++) {
      speed += Math.abs(c[i]) * Math.sqrt(squaredNormal(i * length));
    }
  }

  private boolean leaves(double[] from, double step, double[] ray) {
    double scale = 1 / Math.sqrt(dot(from, from));
    for (int j = 0; j < length; j++) {
      w[j] = scale * from[j];
    }
    double size = 1;
    int atZero = 0;
    for (int i = 0; i < MOST && size < FAR && atZero < MOST_AT_ZERO; i++) {
      descend();
      double eta = step * Math.max(size, 1) / speed;
      for (int j = 0; j < length; j++) {
        w[j] = Math.fma(eta, v[j], w[j]);
      }
      size = Math.sqrt(dot(w, w));
      atZero = size < AT_ZERO * step ? atZero + 1 : 0;
    }
    for (int j = 0; j < length; j++) {
      ray[j] = w[j] / size;
    }
    return size >= FAR;
  }

  /** Leaves {@code −∇V(w)} in v; returns {@code −V(w)}. */
  private double descend() {
    Arrays.fill(v, 0);
    double sum = 0;
    for (int i = 0, at = 0; i < count; i++, at += length) {
      double z = 0;
      for (int j = 0; j < length; j++) {
        z = Math.fma(x[at + j], w[j], z);
      }
      double force = z > 0 ? c[i] : slope * c[i];
      sum += force * z;
      for (int j = 0; j < length; j++) {
        v[j] = Math.fma(force, x[at + j], v[j]);
      }
    }
    return sum;
  }

  /**
   * Whether V has come to be negative somewhere, for a unit that stays at zero. Looked for on the
   * surfaces' normals and their opposites, and on the ways that the velocity leads from there; in
   * the plane on the surfaces as well, between which it is then exact.
   */
  boolean canLeave() {
    findSpeed();
    for (int i = 0; i < count; i++) {
      for (int side = -1; side <= 1; side += 2) {
        if (canLeave(i * length, side) || (length == 2 && canLeaveAlong(i * length, side))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean canLeaveAlong(int normal, int side) {
    w[0] = -side * x[normal + 1];
    w[1] = side * x[normal];
    return rises();
  }

  private boolean canLeave(int normal, int side) {
    for (int j = 0; j < length; j++) {
      w[j] = side * x[normal + j];
    }
    return rises();
  }

  private boolean rises() {
    for (int turn = 0; turn <= count; turn++) {
      double rise = descend();
      double size = Math.sqrt(dot(w, w));
      if (rise > ROUNDING * speed * size) {
        for (int j = 0; j < length; j++) {
          v[j] = w[j] / size;
        }
        share = 1;
        return true;
      }
      System.arraycopy(v, 0, w, 0, length);
    }
    return false;
  }

  /** The ray that w leaves along, of length 1: a live view. */
  double[] ray() {
    return v;
  }

  /** Share of the step lengths tried that leave along it. */
  double share() {
    return share;
  }

  private double squaredNormal(int at) {
    double sum = 0;
    for (int j = at; j < at + length; j++) {
      sum = Math.fma(x[j], x[j], sum);
    }
    return sum;
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < length; j++) {
      sum = Math.fma(a[j], b[j], sum);
    }
    return sum;
  }
}
