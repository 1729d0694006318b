package marginflow.certificate.bound;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import marginflow.linalg.BoxLeastSquares;
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

  private record Node(byte[] signs, double bound, double[] argument) {}

  private final DualFunction f;
  private final double[] sizes;

  /** Of a concave term, the column of its ζ; of another, {@code −x}, that of ν where s = 1. */
  private final double[][] columns;

  /** x itself, the column of ν where s = −1. */
  private final double[][] opposite;

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
    this.columns = new double[n][];
    this.opposite = new double[n][];
    for (int i = 0; i < n; i++) {
      double c = f.coefficients()[i];
      double[] x = f.points().get(i);
      sizes[i] = Vectors.norm(x);
      columns[i] = Vectors.scaled(c < 0 ? -c * (1 - f.alpha()) : -1, x);
      opposite[i] = x;
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
      for (int sign = -1; sign <= 1; sign += 2) {
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
      nodes++;
      return known;
    }
    double[] found = relax(signs, false).argument();
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
    return relax(signs, true).argument();
  }

  /** Lowers the upper bound until it is within tolerance of the lower one or of {@code floor}. */
  void run(double floor, double tolerance, long limit) {
    PriorityQueue<Node> open = new PriorityQueue<>((a, b) -> Double.compare(b.bound(), a.bound()));
    open.add(relax(new byte[sizes.length], true));
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
        open.add(relax(signs, true));
      }
    }
  }

  /** The unfixed term whose chord overstates it most at the relaxed optimum. */
  private int branch(Node node) {
    double norm = Vectors.norm(node.argument());
    int best = -1;
    double gap = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (f.coefficients()[i] > 0 && node.signs()[i] == 0) {
        double z = norm > 0 ? Vectors.dot(node.argument(), f.points().get(i)) / norm : 0;
        double over = f.coefficients()[i] * (sizes[i] - Math.abs(z));
        if (over > gap) {
          gap = over;
          best = i;
        }
      }
    }
    return best;
  }

  private Node relax(byte[] signs, boolean insideCone) {
    nodes++;
    double alpha = f.alpha();
    double[] h = new double[f.dimension()];
    double constant = 0;
    List<double[]> used = new ArrayList<>(signs.length);
    double[] limits = new double[signs.length];
    for (int i = 0; i < signs.length; i++) {
      double c = f.coefficients()[i];
      double[] x = f.points().get(i);
      if (c < 0) {
        Vectors.addScaled(c * alpha, x, h);
        limits[used.size()] = 1;
        used.add(columns[i]);
      } else if (signs[i] == 0) {
        Vectors.addScaled(c * (1 + alpha) / 2, x, h);
        constant += c * (1 - alpha) / 2 * sizes[i];
      } else {
        Vectors.addScaled(signs[i] > 0 ? c : c * alpha, x, h);
        if (insideCone) {
          limits[used.size()] = Double.POSITIVE_INFINITY;
          used.add(signs[i] > 0 ? columns[i] : opposite[i]);
        }
      }
    }
    double[] v = BoxLeastSquares.solve(used, Arrays.copyOf(limits, used.size()), h).residual();
    double norm = Vectors.norm(v);
    if (norm > 0) {
      double[] unit = Vectors.scaled(1 / norm, v);
      improve(unit, f.value(unit));
    }
    return new Node(signs, norm + constant, v);
  }
}
