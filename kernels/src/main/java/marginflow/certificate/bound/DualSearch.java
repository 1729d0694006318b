package marginflow.certificate.bound;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import marginflow.linalg.ShortestCombination;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;

/**
 * Branch and bound for {@code max_{‖v‖≤1} F(v)}, {@code F(v) = Σ c_i φ(v·x_i)} (derived).
 *
 * <p>Terms with {@code c_i < 0} are concave, so only the signs of the others are branched on. With
 * some of those fixed, {@code s_i v·x_i ≥ 0}, the rest is bounded by its chord over {@code |z| ≤
 * ‖x_i‖},
 *
 * <pre>  φ(z) ≤ ((1+α) z + (1−α) ‖x_i‖) / 2,</pre>
 *
 * and what is left is a concave problem whose dual is a bounded least-squares problem: the bound is
 * {@code min ‖h − Σ ζ_i |c_i| (1−α) x_i + Σ ν_j s_j x_j‖ + const} over {@code 0 ≤ ζ ≤ 1}, {@code ν
 * ≥ 0}. Every such (ζ, ν) proves its value, whether or not it is the minimum. With all signs fixed
 * the bound is attained, so the search ends with c(λ) itself when it is let run.
 */
final class DualSearch {

  /**
   * What local searches of one function may cost: all of them, of up to some two hundred points.
   */
  private static final long LOCAL_COST = 25_000;

  /** Points times dimensions of a relaxation that counts as one; larger ones count for more. */
  private static final long UNIT = 64 * 64;

  /**
   * A relaxation.
   *
   * @param signs the sides that are fixed
   * @param bound what it proves of them
   * @param weights of the points in its solution
   */
  private record Node(byte[] signs, double bound, double[] weights) {}

  private final DualFunction f;
  private final double[] sizes;

  private final ShortestCombination combination;
  private final long cost;
  private final double[] least;
  private final double[] most;

  /** Local relaxations by the sides that they are of, which several ways up come by. */
  private final Map<ByteBuffer, double[]> climbed = new HashMap<>();

  private double lower;
  private double upper;
  private double[] argument;
  private long nodes;
  private boolean complete = true;

  DualSearch(DualFunction f) {
    this.f = f;
    int n = f.points().size();
    this.sizes = new double[n];
    this.combination = new ShortestCombination(f.points(), f.dimension());
    this.cost = Math.max(1, (long) n * f.dimension() / UNIT);
    this.least = new double[n];
    this.most = new double[n];
    for (int i = 0; i < n; i++) {
      sizes[i] = Vectors.norm(f.points().get(i));
    }
    this.argument = new double[f.dimension()];
  }

  double lower() {
    return lower;
  }

  /** A proven upper bound; below {@code floor} of {@link #run} it may be overstated up to there. */
  double upper() {
    return upper;
  }

  double[] argument() {
    return argument;
  }

  long nodes() {
    return nodes;
  }

  boolean complete() {
    return complete;
  }

  /**
   * Raises the lower bound from the points themselves: fixing the convex terms' signs as they are
   * gives a concave minorant, whose maximum never lies lower.
   */
  void localSearch() {
    for (int i = 0; i < sizes.length; i++) {
      for (int sign = -1; sign <= 1 && nodes < LOCAL_COST; sign += 2) {
        climb(Vectors.scaled(sign, f.points().get(i)));
      }
    }
  }

  private void climb(double[] start) {
    double[] v = start;
    double value = Double.NEGATIVE_INFINITY;
    while (true) {
      StopRequest.check();
      double norm = Vectors.norm(v);
      if (!(norm > 0)) {
        return;
      }
      v = Vectors.scaled(1 / norm, v);
      double next = f.value(v);
      improve(v, next);
      if (!(next > value + f.rounding())) {
        return;
      }
      value = next;
      v = minorant(signsAt(v));
    }
  }

  /** The maximizer of the minorant of these sides; one that was found before counts again. */
  private double[] minorant(byte[] signs) {
    double[] known = climbed.get(ByteBuffer.wrap(signs));
    if (known != null) {
      nodes += cost;
      return known;
    }
    double[] found = relax(signs, false, f.coefficients()).argument();
    climbed.put(ByteBuffer.wrap(signs), found);
    return found;
  }

  private byte[] signsAt(double[] v) {
    byte[] signs = new byte[sizes.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] =
          (byte) (f.coefficients()[i] <= 0 ? 0 : Vectors.dot(v, f.points().get(i)) > 0 ? 1 : -1);
    }
    return signs;
  }

  private void improve(double[] v, double value) {
    if (value > lower) {
      lower = value;
      argument = v;
    }
  }

  /**
   * The maximum over the cone in which every convex term keeps the given side: a vector of the
   * direction that attains it, its norm the value; zero where the maximum is not positive.
   */
  double[] maximizer(byte[] signs) {
    return relax(signs, true, f.coefficients()).argument();
  }

  /** Lowers the upper bound until it is within tolerance of the lower one or of {@code floor}. */
  void run(double floor, double tolerance, long limit) {
    PriorityQueue<Node> open = new PriorityQueue<>((a, b) -> Double.compare(b.bound(), a.bound()));
    Relaxed first = relax(new byte[sizes.length], true, f.coefficients());
    open.add(first.node());
    upper = 0;
    while (!open.isEmpty()) {
      Node node = open.poll();
      double target = Math.max(floor, lower);
      if (node.bound() <= target * (1 + tolerance)) {
        upper = Math.max(upper, node.bound());
        return;
      }
      int branch = branch(node);
      if (branch < 0) {
        upper = Math.max(upper, node.bound());
        continue;
      }
      if (nodes >= limit) {
        upper = Math.max(upper, node.bound());
        complete = false;
        return;
      }
      for (int sign = -1; sign <= 1; sign += 2) {
        byte[] signs = node.signs().clone();
        signs[branch] = (byte) sign;
        open.add(relax(signs, true, node.weights()).node());
      }
    }
  }

  /** The unfixed term whose chord overstates it most at the relaxed optimum. */
  private int branch(Node node) {
    double[] v = combination.vector(node.weights());
    double norm = Vectors.norm(v);
    int best = -1;
    double gap = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (f.coefficients()[i] > 0 && node.signs()[i] == 0) {
        double z = norm > 0 ? Vectors.dot(v, f.points().get(i)) / norm : 0;
        double over = f.coefficients()[i] * (sizes[i] - Math.abs(z));
        if (over > gap) {
          gap = over;
          best = i;
        }
      }
    }
    return best;
  }

  /** A relaxation with the vector it leads to, the sum of the points by weights. */
  private record Relaxed(Node node, double[] argument) {}

  /**
   * Solves a relaxation.
   *
   * @param start weights to begin with, such as those of a relaxation with a side less
   */
  private Relaxed relax(byte[] signs, boolean insideCone, double[] start) {
    nodes += cost;
    double alpha = f.alpha();
    double constant = 0;
    for (int i = 0; i < signs.length; i++) {
      double c = f.coefficients()[i];
      if (c < 0) {
        least[i] = c;
        most[i] = c * alpha;
      } else if (signs[i] == 0) {
        least[i] = c * (1 + alpha) / 2;
        most[i] = least[i];
        constant += c * (1 - alpha) / 2 * sizes[i];
      } else {
        double slope = signs[i] > 0 ? c : c * alpha;
        least[i] = insideCone && signs[i] < 0 ? Double.NEGATIVE_INFINITY : slope;
        most[i] = insideCone && signs[i] > 0 ? Double.POSITIVE_INFINITY : slope;
      }
    }
    var solution = combination.solve(least, most, start);
    double norm = Vectors.norm(solution.vector());
    if (norm > 0) {
      double[] unit = Vectors.scaled(1 / norm, solution.vector());
      improve(unit, f.value(unit));
    }
    return new Relaxed(new Node(signs, norm + constant, solution.weights()), solution.vector());
  }
}
