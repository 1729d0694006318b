package marginflow.crosscheck.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.Verdict;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.LayerShape;

/** The same limit in other guises, whose certificates must agree with its own. */
final class Symmetries {

  /** Scales whose products are exact. */
  private static final double[] SCALES = {0x1p-200, 0x1p-37, 0.5, 3, 0x1p53, 0x1p200};

  /** Relative sizes of the errors put on a limit. */
  private static final double[] ERRORS = {1e-9, 1e-6, 1e-3};

  /** Figures of guises that differ by rounding agree to this. */
  private static final double SAME = 1e-9;

  private final SmallProblem problem;
  private final double[] theta;
  private final Certificate own;
  private final BiFunction<SmallProblem, double[], Certificate> certify;
  private final Random random;
  private final List<String> faults;

  /**
   * Guises of one point.
   *
   * @param own its certificate
   * @param certify certifies others
   * @param faults what disagrees is added here
   */
  Symmetries(
      SmallProblem problem,
      double[] theta,
      Certificate own,
      BiFunction<SmallProblem, double[], Certificate> certify,
      long seed,
      List<String> faults) {
    this.problem = problem;
    this.theta = theta;
    this.own = own;
    this.certify = certify;
    this.random = new Random(seed);
    this.faults = faults;
  }

  /** A direction has one certificate, bit for bit, at every scale. */
  void scaled() {
    // Of a few bits, so that three times as much is exact too.
    double[] coarse = Arrays.stream(theta).map(v -> (double) (float) v).toArray();
    Certificate base = certify.apply(problem, coarse);
    for (double scale : SCALES) {
      double[] other = Arrays.stream(coarse).map(v -> scale * v).toArray();
      Certificate c = certify.apply(problem, other);
      require(
          c.verdict() == base.verdict()
              && Double.compare(c.kktResidual(), base.kktResidual()) == 0
              && Double.compare(c.normalizedMargin(), base.normalizedMargin()) == 0
              && c.evidence().equals(base.evidence())
              && c.perLayer().equals(base.perLayer()),
          "times {}: {}, residual {}; it was {}, {}",
          scale,
          c.verdict(),
          c.kktResidual(),
          base.verdict(),
          base.kktResidual());
    }
  }

  /**
   * Rotated by a Pythagorean angle, or for diagonal nets by a right one, and five times as long.
   */
  void rotated() {
    boolean diagonal = problem.net().spec().startsWith("diagonal");
    double c = diagonal ? 0 : 3;
    double s = diagonal ? 5 : 4;
    Dataset data = problem.data();
    double[][] x = rows(data);
    for (double[] row : x) {
      rotate(row, 0, c, s);
      for (int j = 2; j < row.length; j++) {
        row[j] *= 5;
      }
    }
    double[] other = theta.clone();
    for (LayerShape layer : problem.net().layers()) {
      for (int k = 0; k < layer.rows(); k++) {
        if (layer.offset() == 0 && !diagonal) {
          rotate(other, layer.offset() + k * layer.cols(), c / 5, s / 5);
        }
      }
      if (diagonal) {
        double first = other[layer.offset()];
        other[layer.offset()] = -other[layer.offset() + 1];
        other[layer.offset() + 1] = first;
      }
    }
    if (diagonal) {
      // The minus sign once only: the product of the layers turns round with the data.
      int last = problem.net().layers().getLast().offset();
      other[last] = -other[last];
    }
    same("rotated", problem.with(new Dataset(Matrix.of(x), data.y().clone())), other, 5);
  }

  private static void rotate(double[] v, int at, double c, double s) {
    double first = v[at];
    double second = v[at + 1];
    v[at] = c * first - s * second;
    v[at + 1] = s * first + c * second;
  }

  /** Samples in reverse order. */
  void permuted() {
    Dataset data = problem.data();
    double[][] x = rows(data);
    double[][] reversed = new double[x.length][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      reversed[i] = x[x.length - 1 - i];
      y[i] = data.y()[x.length - 1 - i];
    }
    same("permuted", problem.with(new Dataset(Matrix.of(reversed), y)), theta, 1);
  }

  /**
   * One unit split into three and four fifths of itself: a KKT point still, of the same bound. A
   * split optimum may be none, for there are more directions; what is no optimum stays none.
   */
  void split() {
    if (!problem.twoLayer()) {
      return;
    }
    int d = problem.data().d();
    int width = theta.length / (d + 1);
    String spec = problem.net().spec().replaceFirst("-\\d+-1$", "-" + (width + 1) + "-1");
    double[] other = new double[(width + 1) * (d + 1)];
    for (int k = 0; k <= width; k++) {
      int from = Math.min(k, width - 1);
      double share = k < width - 1 ? 1 : k == width ? 0.8 : 0.6;
      for (int j = 0; j < d; j++) {
        other[k * d + j] = share * theta[from * d + j];
      }
      other[(width + 1) * d + k] = share * theta[width * d + from];
    }
    SmallProblem wider =
        new SmallProblem(Architectures.parse(spec, d), problem.data(), problem.theta0());
    Certificate c = certify.apply(wider, other);
    boolean optimum = c.verdict() == Verdict.GLOBAL_OPTIMUM || c.verdict() == Verdict.LOCAL_OPTIMUM;
    require(
        c.kktResidual() <= own.kktResidual() + SAME && near(c, own, 1),
        "split: residual {}, margin {}; it was {}, {}",
        c.kktResidual(),
        c.normalizedMargin(),
        own.kktResidual(),
        own.normalizedMargin());
    require(
        !(optimum && own.verdict() == Verdict.NOT_LOCAL_OPTIMUM)
            && (own.verdict() != Verdict.GLOBAL_OPTIMUM || c.verdict() == own.verdict()),
        "split: {}; it was {}",
        c.verdict(),
        own.verdict());
  }

  /**
   * The limit with random errors. A point that is no KKT point to rounding is no proved local
   * optimum, and the exact point found from it has the verdict of the limit where it is the limit.
   */
  List<double[]> perturbed() {
    List<double[]> points = new ArrayList<>();
    double size = Math.sqrt(Climb.dot(theta, theta));
    for (double error : ERRORS) {
      double[] other = theta.clone();
      for (int j = 0; j < other.length; j++) {
        other[j] += other[j] == 0 ? 0 : error * size * random.nextGaussian();
      }
      points.add(other);
      Certificate c = certify.apply(problem, other);
      require(
          c.verdict() != Verdict.LOCAL_OPTIMUM || c.kktResidual() < 1e-10,
          "with errors of {}: local-optimum with residual {}",
          error,
          c.kktResidual());
      c.nearby()
          .filter(nearby -> isLimit(nearby, error))
          .ifPresent(nearby ->
              require(
                  agree(nearby.verdict(), own.verdict()),
                  "with errors of {}: the limit is {}; it was {}",
                  error,
                  nearby.verdict(),
                  own.verdict()));
    }
    return points;
  }

  private boolean isLimit(Nearby nearby, double error) {
    double size = Math.sqrt(Climb.dot(theta, theta));
    double apart = 0;
    for (int j = 0; j < theta.length; j++) {
      apart = Math.hypot(apart, nearby.theta()[j] - theta[j]);
    }
    return near(nearby.certificate(), own, 1) && apart <= 10 * error * size;
  }

  /** Verdicts of one point may differ in what was found, not in what is true. */
  private static boolean agree(Verdict a, Verdict b) {
    boolean optimum = a == Verdict.GLOBAL_OPTIMUM || a == Verdict.LOCAL_OPTIMUM;
    boolean other = b == Verdict.GLOBAL_OPTIMUM || b == Verdict.LOCAL_OPTIMUM;
    return !(optimum && b == Verdict.NOT_LOCAL_OPTIMUM)
        && !(other && a == Verdict.NOT_LOCAL_OPTIMUM);
  }

  private void same(String guise, SmallProblem of, double[] point, double factor) {
    Certificate c = certify.apply(of, point);
    require(
        c.verdict() == own.verdict() && near(c, own, factor),
        "{}: {}, margin {}; it was {}, {}",
        guise,
        c.verdict(),
        c.normalizedMargin(),
        own.verdict(),
        own.normalizedMargin());
  }

  private static boolean near(Certificate a, Certificate b, double factor) {
    double expected = factor * b.normalizedMargin();
    return Math.abs(a.normalizedMargin() - expected) <= SAME * expected;
  }

  private static double[][] rows(Dataset data) {
    double[][] x = new double[data.n()][data.d()];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < data.d(); j++) {
        x[i][j] = data.x().get(i, j);
      }
    }
    return x;
  }

  private void require(boolean holds, String text, Object... figures) {
    if (!holds) {
      faults.add("limit " + Fault.of(text, figures));
    }
  }
}
