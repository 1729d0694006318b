package marginflow.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.network.Dataset;

/**
 * The faces of the arrangement of hyperplanes {@code v·x_i = 0} of a few samples, all of them. On
 * the cells of a face the output {@code F(v) = Σ_i c_i φ(v·x_i)} is linear, {@code g·v}, so its
 * greatest value over unit vectors is attained along the projection of some g on the face's span.
 */
final class SampleFaces {

  /** A side that is missed by less than this is rounding, in the search in double precision. */
  private static final double SIDE = 1e-12;

  /**
   * A direction and the sign of a neuron along it.
   *
   * @param v of length about 1
   * @param sign 1 or −1
   * @param gain {@code sign F(v)}
   */
  record Direction(double[] v, int sign, double gain) {}

  private final Dataset data;
  private final double alpha;

  SampleFaces(Dataset data, double alpha) {
    this.data = data;
    this.alpha = alpha;
  }

  /** The margins {@code sign y_i φ(v·x_i)} that a neuron gives, exactly. */
  Rational[] outputs(Direction direction) {
    Rational[] v = rationals(direction.v());
    Rational[] out = new Rational[data.n()];
    for (int i = 0; i < out.length; i++) {
      Rational z = Rational.dot(v, rationals(sample(data, i)));
      Rational h = z.signum() < 0 ? z.times(Rational.of(alpha)) : z;
      out[i] = h.times(Rational.of(direction.sign() * data.y()[i]));
    }
    return out;
  }

  /** Directions whose gain exceeds a limit, one for each face and sign that has one. */
  List<Direction> above(double[] lambda, double limit) {
    List<Direction> found = new ArrayList<>();
    for (int sign = -1; sign <= 1; sign += 2) {
      for (int[] onFace : subsets(data.n(), data.d() - 1)) {
        for (int sides = 0; sides < 1 << data.n(); sides++) {
          if (!touches(sides, onFace)) {
            double[] v = projected(gradient(lambda, sign, sides), onFace);
            double length = Math.sqrt(dot(v, v));
            if (length > limit && keepsSides(v, sides, onFace, SIDE * length)) {
              found.add(
                  new Direction(Arrays.stream(v).map(a -> a / length).toArray(), sign, length));
            }
          }
        }
      }
    }
    found.sort((a, b) -> Double.compare(b.gain(), a.gain()));
    return List.copyOf(found.subList(0, Math.min(4, found.size())));
  }

  /** {@code max_{‖v‖=1} F(v)²} over both signs, exactly, F with {@code c_i = λ_i y_i}. */
  Rational squaredMaximum(double[] lambda) {
    Rational best = Rational.ZERO;
    for (int[] onFace : subsets(data.n(), data.d() - 1)) {
      for (int sides = 0; sides < 1 << data.n(); sides++) {
        if (!touches(sides, onFace)) {
          Rational[] v = exactlyProjected(exactGradient(lambda, sides), onFace);
          for (int sign = -1; sign <= 1; sign += 2) {
            Rational squared = Rational.dot(v, v);
            if (squared.compareTo(best) > 0 && keepsSides(v, sign, sides, onFace)) {
              best = squared;
            }
          }
        }
      }
    }
    return best;
  }

  /**
   * The square of {@code max_{‖w‖=1} min_i y_i w·x_i}, exactly, 0 if it is not positive: of the
   * shortest vectors with margin 1 on some samples, the one that has it on all.
   */
  static Rational squaredHardMargin(Dataset data) {
    Rational best = Rational.ZERO;
    for (int[] support : subsets(data.n(), data.d())) {
      Rational[] w = shortest(data, support);
      boolean feasible = w.length > 0 && support.length > 0;
      for (int i = 0; i < data.n() && feasible; i++) {
        Rational q = Rational.dot(w, rationals(sample(data, i))).times(Rational.of(data.y()[i]));
        feasible = q.compareTo(Rational.ONE) >= 0;
      }
      if (feasible) {
        Rational squared = Rational.ONE.over(Rational.dot(w, w));
        best = squared.compareTo(best) > 0 ? squared : best;
      }
    }
    return best;
  }

  /** The shortest w with margin 1 on the samples; empty if they depend on each other. */
  private static Rational[] shortest(Dataset data, int[] support) {
    List<Rational[]> basis = new ArrayList<>();
    Rational[] w = zeros(data.d());
    for (int i : support) {
      Rational[] x = rationals(sample(data, i));
      Rational[] rest = without(x, basis);
      if (Rational.dot(rest, rest).signum() == 0) {
        return new Rational[0];
      }
      Rational missing = Rational.of(data.y()[i]).minus(Rational.dot(w, x));
      add(missing.over(Rational.dot(rest, rest)), rest, w);
      basis.add(rest);
    }
    return w;
  }

  /** Subsets of at most so many of {@code 0..n-1}, the empty one included. */
  static List<int[]> subsets(int n, int most) {
    List<int[]> found = new ArrayList<>();
    for (int mask = 0; mask < 1 << n; mask++) {
      if (Integer.bitCount(mask) <= most) {
        int chosen = mask;
        found.add(
            java.util.stream.IntStream.range(0, n).filter(i -> (chosen >> i & 1) == 1).toArray());
      }
    }
    return found;
  }

  /** Samples on the face have no side: patterns that differ there only are one. */
  private static boolean touches(int sides, int[] onFace) {
    return Arrays.stream(onFace).anyMatch(i -> (sides >> i & 1) == 1);
  }

  private double slope(int sides, int i) {
    return (sides >> i & 1) == 1 ? 1 : alpha;
  }

  private double[] gradient(double[] lambda, int sign, int sides) {
    double[] g = new double[data.d()];
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < g.length; j++) {
        g[j] += sign * lambda[i] * data.y()[i] * slope(sides, i) * data.x().get(i, j);
      }
    }
    return g;
  }

  private double[] projected(double[] g, int[] onFace) {
    List<double[]> basis = new ArrayList<>();
    for (int i : onFace) {
      double[] rest = sample(data, i);
      for (double[] b : basis) {
        subtract(rest, b);
      }
      basis.add(rest);
    }
    double[] v = g.clone();
    for (double[] b : basis) {
      subtract(v, b);
    }
    return v;
  }

  private static void subtract(double[] v, double[] b) {
    double size = dot(b, b);
    double share = size > SIDE ? dot(v, b) / size : 0;
    for (int j = 0; j < v.length; j++) {
      v[j] -= share * b[j];
    }
  }

  private boolean keepsSides(double[] v, int sides, int[] onFace, double slack) {
    for (int i = 0; i < data.n(); i++) {
      double z = dot(v, sample(data, i)) * ((sides >> i & 1) == 1 ? 1 : -1);
      int row = i;
      if (z < -slack && Arrays.stream(onFace).noneMatch(k -> k == row)) {
        return false;
      }
    }
    return true;
  }

  private Rational[] exactGradient(double[] lambda, int sides) {
    Rational[] g = zeros(data.d());
    for (int i = 0; i < data.n(); i++) {
      Rational factor = Rational.of(lambda[i]).times(Rational.of(data.y()[i] * slope(sides, i)));
      add(factor, rationals(sample(data, i)), g);
    }
    return g;
  }

  private Rational[] exactlyProjected(Rational[] g, int[] onFace) {
    List<Rational[]> basis = new ArrayList<>();
    for (int i : onFace) {
      Rational[] rest = without(rationals(sample(data, i)), basis);
      if (Rational.dot(rest, rest).signum() != 0) {
        basis.add(rest);
      }
    }
    return without(g, basis);
  }

  private boolean keepsSides(Rational[] v, int sign, int sides, int[] onFace) {
    for (int i = 0; i < data.n(); i++) {
      int row = i;
      if (Arrays.stream(onFace).noneMatch(k -> k == row)) {
        int side = sign * Rational.dot(v, rationals(sample(data, i))).signum();
        if ((sides >> i & 1) == 1 ? side < 0 : side > 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static Rational[] without(Rational[] v, List<Rational[]> basis) {
    Rational[] rest = v.clone();
    for (Rational[] b : basis) {
      add(Rational.dot(rest, b).over(Rational.dot(b, b)).negated(), b, rest);
    }
    return rest;
  }

  private static void add(Rational factor, Rational[] x, Rational[] y) {
    for (int j = 0; j < y.length; j++) {
      y[j] = y[j].plus(factor.times(x[j]));
    }
  }

  private static Rational[] zeros(int length) {
    Rational[] zeros = new Rational[length];
    Arrays.fill(zeros, Rational.ZERO);
    return zeros;
  }

  private static Rational[] rationals(double[] values) {
    return Arrays.stream(values).mapToObj(Rational::of).toArray(Rational[]::new);
  }

  private static double[] sample(Dataset data, int i) {
    double[] x = new double[data.d()];
    Arrays.setAll(x, j -> data.x().get(i, j));
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
