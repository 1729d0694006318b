package marginflow.flow.field;

import java.util.Arrays;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * The kinks that slide on their surface {@code z = 0}, and the orthogonal projection {@code P = I −
 * Nᵀ(NNᵀ)⁻¹N} onto what is tangent to all of them, N holding their normals. The projected velocity
 * is the minimum-norm element of the Clarke subdifferential among the slopes it selects; the
 * multipliers {@code c = (NNᵀ)⁻¹ N v} say which slopes those are. Of kinks that have one surface,
 * {@link Kinks#coincident(int)}, the first is here for all.
 *
 * <p>Normals may depend on one another (more kinks on a neuron than inputs). A ridge at the
 * rounding level of the Gram matrix then selects the least multipliers, and one step of refinement
 * removes its effect on the projection.
 */
public final class SlidingSet {

  /**
   * Distance from a surface, in units of the direction u and of the unit's own share of it, at
   * which a kink has arrived: a thousand roundings of the unit's weights, what an inner product of
   * as many terms may err by.
   */
  public static final double ON_SURFACE = 1e-13;

  /** Ridge relative to the largest squared normal: a hundred times the rounding of one product. */
  public static final double RIDGE = 100 * Math.ulp(1.0);

  /**
   * Longest way back to the surfaces. Drift off curved ones is of the size of a step's error; what
   * nearly dependent normals ask for beyond that is not drift, and following it blew up the norm of
   * ReLU runs of depth three and four.
   */
  private static final double LONGEST_RETURN = 1e-3;

  private final Kinks kinks;
  private int[] members = new int[16];
  private int count;
  private int[] kept = new int[16];
  private int keptCount;
  private boolean factored;
  private boolean deep;
  private final boolean[] member;

  private final SlidingGram gram;
  private double[] correction = new double[16];
  private double[] removed = new double[16];
  private double[] lengths = new double[16];
  private final double[] shift;

  public SlidingSet(Kinks kinks, int parameters) {
    this.kinks = kinks;
    this.gram = new SlidingGram(kinks);
    this.shift = new double[parameters];
    this.member = new boolean[kinks.size()];
  }

  /** Number of sliding kinks. */
  public int count() {
    return count;
  }

  /** The kink at a place of the set. */
  public int kink(int index) {
    return members[index];
  }

  /** Whether a kink slides. */
  public boolean contains(int kink) {
    return member[kink];
  }

  /** Adds a kink that begins to slide. */
  public void add(int kink) {
    if (count == members.length) {
      int larger = 2 * count;
      members = Arrays.copyOf(members, larger);
      correction = new double[larger];
      removed = new double[larger];
      lengths = new double[larger];
    }
    members[count++] = kink;
    member[kink] = true;
    deep |= kinks.layer(kink) > 0;
    factored = false;
  }

  /** Takes out a kink that no longer slides. */
  public void remove(int kink) {
    int kept = 0;
    deep = false;
    for (int i = 0; i < count; i++) {
      if (members[i] != kink) {
        deep |= kinks.layer(members[i]) > 0;
        members[kept++] = members[i];
      }
    }
    count = kept;
    member[kink] = false;
    factored = false;
  }

  /** Remembers the set, for {@link #rollBack}. */
  public void mark() {
    if (kept.length < count) {
      kept = new int[members.length];
    }
    System.arraycopy(members, 0, kept, 0, count);
    keptCount = count;
  }

  /** Takes all out. */
  public void clear() {
    for (int i = 0; i < count; i++) {
      member[members[i]] = false;
    }
    count = 0;
    deep = false;
    factored = false;
  }

  /** Goes back to the set of the last {@link #mark}, in its order. */
  public void rollBack() {
    clear();
    for (int i = 0; i < keptCount; i++) {
      add(kept[i]);
    }
  }

  /** Notes that the model has moved: normals of deeper layers move with it. */
  public void moved() {
    for (int i = 0; i < count && factored; i++) {
      factored = kinks.layer(members[i]) == 0;
    }
  }

  /**
   * Factors {@code NNᵀ} at the model's current point. Normals of deep layers may depend on one
   * another to fewer digits than the first ridge; it grows until the matrix is positive definite.
   * Where that takes a ridge of the size of the matrix itself, its entries are not numbers, and
   * what comes of the projection is not either: the step is refused.
   */
  private void factor() {
    double ridge = RIDGE * count;
    boolean done = false;
    while (!done && ridge < 1) {
      double largest = gram.fill(members, count, lengths);
      // A set of zero normals alone, behind units that are off, constrains nothing.
      done = gram.factor(largest > 0 ? ridge * largest : 1);
      ridge *= 16;
    }
    if (!done) {
      gram.spoil();
    }
    factored = true;
  }

  /**
   * Replaces v by its projection.
   *
   * @param v length P
   * @param c multipliers of what was removed, at least {@link #count} long, overwritten
   */
  public void project(double[] v, double[] c) {
    if (count == 0) {
      return;
    }
    if (!factored) {
      factor();
    }
    removeNormal(v, c);
    removeNormal(v, correction);
    for (int i = 0; i < count; i++) {
      c[i] += correction[i];
    }
  }

  /** As {@link #project}, where nobody asks for the multipliers but {@link #removed}. */
  public void projectOnly(double[] v) {
    if (count > 0) {
      if (!factored) {
        factor();
      }
      removeNormal(v, removed);
      removeNormal(v, correction);
      for (int i = 0; i < count; i++) {
        removed[i] += correction[i];
      }
    }
  }

  /** Multipliers {@code (NNᵀ)⁻¹ N v} of a vector, in the order of the set; v stays as it is. */
  public void multipliers(double[] v, double[] out) {
    if (count > 0) {
      if (!factored) {
        factor();
      }
      kinks.velocities(members, count, v, out);
      gram.solve(out);
    }
  }

  /** Multiplier of the kink at an index in what the last {@link #projectOnly} took away. */
  double removed(int index) {
    return removed[index];
  }

  /**
   * What the sliding kinks behind a kink add to the derivative of the force along its unit's
   * output: their own slopes are those of their multipliers, not those of the frozen pattern.
   *
   * @param multipliers of the sliding kinks, in the order of the set
   * @param weight multiple of {@link #removed} by which the multipliers change
   */
  public double coupling(int kink, double[] multipliers, double weight) {
    double sum = 0;
    for (int i = 0; i < count && deep; i++) {
      if (behind(kink, i)) {
        double c = multipliers[i] + (weight == 0 ? 0 : weight * removed[i]);
        sum -= c * kinks.influence(kink, members[i]);
      }
    }
    return sum;
  }

  /** Whether the sliding kink at an index is of a kink's row and lies behind its unit. */
  public boolean behind(int kink, int index) {
    int other = members[index];
    return kinks.layer(other) > kinks.layer(kink) && kinks.row(other) == kinks.row(kink);
  }

  /** Whether a kink of a deeper layer slides. */
  public boolean deep() {
    return deep;
  }

  /**
   * Moves θ onto the surfaces by one Newton step, exact for the first layer: {@code θ −= Nᵀ(NNᵀ)⁻¹
   * z}. Where that would be a long way nothing moves.
   *
   * @param u direction, updated
   * @param rho norm by which the model's point exceeds u
   * @return whether the way was short enough to go
   */
  public boolean restore(double[] u, double rho) {
    Arrays.fill(shift, 0);
    if (count == 0) {
      return true;
    }
    if (!factored) {
      factor();
    }
    for (int i = 0; i < count; i++) {
      correction[i] = -kinks.values()[members[i]] / rho;
    }
    gram.solve(correction);
    kinks.addNormals(members, correction, count, shift);
    if (!(Vectors.norm(shift) <= LONGEST_RETURN)) {
      Arrays.fill(shift, 0);
      return false;
    }
    for (int j = 0; j < shift.length; j++) {
      u[j] += shift[j];
    }
    return true;
  }

  /**
   * The kink of a deeper layer that is farthest off its surface, −1 if all are within the limit.
   * Those of the first layer stay on theirs, which are flat.
   *
   * @param rho norm of the model's point
   * @param limit largest distance, in units of the direction, that counts as on the surface
   */
  public int farthest(double rho, double limit) {
    int farthest = -1;
    double most = limit;
    for (int i = 0; i < count && deep; i++) {
      if (kinks.layer(members[i]) > 0) {
        double z = Math.abs(kinks.values()[members[i]]) / (rho * lengths[i]);
        if (z > most) {
          most = z;
          farthest = members[i];
        }
      }
    }
    return farthest;
  }

  /**
   * The largest distance of a kink of the first layer from its surface.
   *
   * @param rho norm of the model's point
   */
  public double flatDistance(double rho) {
    double most = 0;
    for (int i = 0; i < count; i++) {
      if (kinks.layer(members[i]) == 0 && lengths[i] > 0) {
        most = Math.max(most, Math.abs(kinks.values()[members[i]]) / (rho * lengths[i]));
      }
    }
    return most;
  }

  /** A kink of a deeper layer whose normal vanished, behind units that are off; −1 if none. */
  public int idle() {
    for (int i = 0; i < count && deep; i++) {
      if (kinks.layer(members[i]) > 0 && lengths[i] == 0) {
        return members[i];
      }
    }
    return -1;
  }

  /** The way of the last {@link #restore}: a live view. */
  public double[] shift() {
    return shift;
  }

  /** Length of the normal of the kink at an index. */
  public double normalLength(int index) {
    return lengths[index];
  }

  private void removeNormal(double[] v, double[] c) {
    kinks.velocities(members, count, v, c);
    gram.solve(c);
    for (int i = 0; i < count; i++) {
      c[i] = -c[i];
    }
    kinks.addNormals(members, c, count, v);
    for (int i = 0; i < count; i++) {
      c[i] = -c[i];
    }
  }
}
