package marginflow.crosscheck.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.Verdict;
import marginflow.network.Block;
import marginflow.network.Convolutional;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
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
   * Rotated by a Pythagorean angle, every window of two for itself, or for diagonal nets by a right
   * one, and five times as long. Windows that overlap or that are one input wide keep no angle.
   */
  void rotated() {
    boolean diagonal = problem.net() instanceof Diagonal;
    boolean windows = problem.net() instanceof Convolutional;
    if (problem.net() instanceof Convolutional net && !readsDisjointPairs(net)) {
      return;
    }
    double c = diagonal ? 0 : 3;
    double s = diagonal ? 5 : 4;
    Dataset data = problem.data();
    double[][] x = rows(data);
    for (double[] row : x) {
      for (int at = 0; at < (windows ? row.length : 2); at += 2) {
        rotate(row, at, c, s);
      }
      for (int j = 2; j < row.length && !windows; j++) {
        row[j] *= 5;
      }
    }
    double[] other = theta.clone();
    if (diagonal) {
      turn(other);
    } else {
      LayerShape first = problem.net().layers().getFirst();
      for (int k = 0; k < first.rows(); k++) {
        rotate(other, k * first.cols(), c / 5, s / 5);
      }
    }
    same("rotated", problem.with(new Dataset(Matrix.of(x), data.y().clone())), other, 5);
  }

  private static boolean readsDisjointPairs(Convolutional net) {
    return net.placements().getFirst().block() instanceof Block.Filters filters
        && filters.width() == 2
        && filters.strideAcross() == 2;
  }

  /** A right angle in every layer of a diagonal net, its sign once in all. */
  private void turn(double[] other) {
    for (LayerShape layer : problem.net().layers()) {
      double first = other[layer.offset()];
      other[layer.offset()] = -other[layer.offset() + 1];
      other[layer.offset() + 1] = first;
    }
    if (problem.net().layers().size() % 2 == 0) {
      int last = problem.net().layers().getLast().offset();
      other[last] = -other[last];
    }
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

  /** Units and filters in reverse order, layer by layer. */
  void renamed() {
    for (int layer = 0; layer < Channels.hiddenLayers(problem.net()); layer++) {
      Channels channels = new Channels(problem.net(), layer);
      same("layer %d reversed".formatted(layer + 1), problem, channels.reversed(theta), 1);
    }
  }

  /**
   * One unit or filter split into three and four fifths of itself: a KKT point still, of the same
   * bound. A split optimum may be none, for there are more directions; what is no optimum stays
   * none.
   */
  void split() {
    for (int layer = 0; layer < Channels.hiddenLayers(problem.net()); layer++) {
      Channels channels = new Channels(problem.net(), layer);
      split(
          new SmallProblem(channels.wider(), problem.data(), problem.theta0()),
          channels.split(theta));
    }
  }

  private void split(SmallProblem wider, double[] other) {
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
