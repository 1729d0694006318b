package marginflow.flow.captured;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.flow.event.Branch;
import marginflow.flow.field.PolarField;
import marginflow.linalg.BoxQuadraticProgram;
import marginflow.network.Kinks;

/**
 * The slopes of all candidates of a step together. With all sides held the step leads to values
 * {@code z}; a change of slope of candidate a from S to ξ for what is left of the step moves the
 * direction by {@code w_a (ξ_a − S_a) N_a}, N the normal, {@code w_a = h (1 − f_a) δ_a}, δ the
 * {@link SlopeJumps jump} and f the fraction at which it comes to its surface. So
 *
 * <pre>  z_end = z + N Nᵀ (w ∘ (ξ − S)),   ξ_a = 1 where z_end,a &gt; 0, 0 below, in [0, 1] on it.
 * </pre>
 *
 * <p>Where the surface attracts, w &lt; 0, this is {@code min ½ vᵀGv − bᵀv} over {@code 0 ≤ v ≤
 * −w}, {@code v = −w ∘ ξ}, {@code G = N Nᵀ}: one that ends inside the box slides, at its ends it
 * has crossed or left. Where the surface repels, the kink crosses; one that slid on it and comes to
 * be repelled leaves to the side its slope is nearer to, or as the {@link Branch} says: there the
 * flow is not unique.
 */
final class ComplementarityProblem {

  /** A slope nearer to 0 or 1 than this is that of the side. */
  private static final double ON_SIDE = 1e-9;

  /**
   * Distance from its surface, over the direction, at which a sliding kink need not be moved: the
   * rounding of many steps, far below any tolerance.
   */
  private static final double ON_SURFACE = 1e-11;

  private final Kinks kinks;
  private final Candidates candidates;
  private final SlopeJumps jumps;
  private final Branch branch;
  private final BoxQuadraticProgram program = new BoxQuadraticProgram();

  private double[] weight = new double[16];
  private double[] old = new double[16];
  private double[] slope = new double[16];
  private boolean[] slides = new boolean[16];
  private double unsolved;
  private boolean changed;

  /** One block's problem. */
  private int[] members = new int[16];

  private Matrix gram = Matrix.zeros(16, 16);
  private Matrix attracting = Matrix.zeros(16, 16);
  private int[] active = new int[16];
  private double[] b = new double[16];
  private double[] upper = new double[16];
  private double[] v = new double[16];

  ComplementarityProblem(PolarField field, Candidates candidates, SlopeJumps jumps, Branch branch) {
    this.kinks = field.model().kinks();
    this.candidates = candidates;
    this.jumps = jumps;
    this.branch = branch;
  }

  /**
   * Decides all candidates of a step of length h, at its end with all sides held.
   *
   * @param logNorm log ρ there
   */
  void decide(double h, double logNorm) {
    ensure(candidates.count());
    unsolved = 0;
    changed = false;
    double rho = StrictMath.exp(logNorm);
    for (int i = 0; i < candidates.count(); i++) {
      double f = candidates.fraction(i);
      weight[i] = h * (1 - f) * jumps.meanFrom(f, candidates.kink(i));
      old[i] = candidates.slope(i, weight[i] == 0, jumps);
    }
    for (int block = 0; block < candidates.blocks(); block++) {
      int from = candidates.begin(block);
      int to = candidates.begin(block + 1);
      if (settled(from, to, rho)) {
        for (int i = from; i < to; i++) {
          slope[i] = old[i];
          slides[i] = true;
        }
      } else {
        changed = true;
        solve(from, to, rho);
      }
    }
  }

  /**
   * Whether all of a block slid, on their surfaces, with slopes inside: nothing is to be decided.
   */
  private boolean settled(int from, int to, double rho) {
    for (int i = from; i < to; i++) {
      boolean inside = weight[i] < 0 && old[i] > ON_SIDE && old[i] < 1 - ON_SIDE;
      if (!(inside
          && candidates.slid(i)
          && Math.abs(candidates.value(i, rho)) <= ON_SURFACE * candidates.length(i))) {
        return false;
      }
    }
    return true;
  }

  private void solve(int from, int to, double rho) {
    int size = to - from;
    System.arraycopy(candidates.kinks(), from, members, 0, size);
    kinks.normalGram(members, size, gram);
    int count = 0;
    for (int i = 0; i < size; i++) {
      int at = from + i;
      slides[at] = false;
      if (weight[at] < 0 && gram.data()[gram.row(i) + i] > 0) {
        active[count++] = i;
      } else {
        slope[at] = repelled(at);
      }
    }
    for (int a = 0; a < count; a++) {
      int i = active[a];
      int row = gram.row(i);
      double z = candidates.value(from + i, rho);
      for (int j = 0; j < size; j++) {
        int at = from + j;
        // What is taken back of attracting ones, v being all of theirs, and added of the others.
        boolean attracts = weight[at] < 0 && gram.data()[gram.row(j) + j] > 0;
        double push = weight[at] * (attracts ? -old[at] : slope[at] - old[at]);
        z = Math.fma(gram.data()[row + j], push, z);
      }
      b[a] = z;
      upper[a] = -weight[from + i];
      v[a] = upper[a] * Math.clamp(old[from + i], 0, 1);
      for (int c = 0; c < count; c++) {
        attracting.data()[attracting.row(a) + c] = gram.data()[row + active[c]];
      }
    }
    unsolved = Math.max(unsolved, program.solve(attracting, count, b, upper, v));
    for (int a = 0; a < count; a++) {
      int at = from + active[a];
      slope[at] = v[a] / upper[a];
      slides[at] = slope[at] > ON_SIDE && slope[at] < 1 - ON_SIDE;
    }
  }

  /** The side of a kink whose surface repels or has no force. */
  private double repelled(int at) {
    boolean up =
        candidates.slid(at) ? branch.upward(old[at]) : !kinks.positive(candidates.kink(at));
    return up ? 1 : 0;
  }

  private void ensure(int size) {
    if (weight.length < size) {
      int larger = 2 * size;
      weight = new double[larger];
      old = new double[larger];
      slope = new double[larger];
      slides = new boolean[larger];
    }
    int most = 0;
    for (int block = 0; block < candidates.blocks(); block++) {
      most = Math.max(most, candidates.begin(block + 1) - candidates.begin(block));
    }
    if (members.length < most) {
      int larger = 2 * most;
      members = new int[larger];
      active = new int[larger];
      b = new double[larger];
      upper = new double[larger];
      v = new double[larger];
      gram = Matrix.zeros(larger, larger);
      attracting = Matrix.zeros(larger, larger);
    }
    Arrays.fill(slides, false);
  }

  /** Whether any slope was decided anew by the last {@link #decide}. */
  boolean changed() {
    return changed;
  }

  /** What was left of the conditions, see {@link BoxQuadraticProgram#solve}. */
  double unsolved() {
    return unsolved;
  }

  /** Whether a candidate slides at the end of the step. */
  boolean slides(int index) {
    return slides[index];
  }

  /** By how much a candidate's slope changed. */
  double change(int index) {
    return slope[index] - old[index];
  }

  /** The mean slope a candidate had with all sides held. */
  double old(int index) {
    return old[index];
  }

  /** What a change of its slope moves the direction by, in its normals. */
  double weight(int index) {
    return weight[index];
  }

  /** Whether a candidate slid and is now repelled, where the flow is not unique. */
  boolean ambiguous(int index) {
    return candidates.slid(index) && weight[index] > 0;
  }
}
