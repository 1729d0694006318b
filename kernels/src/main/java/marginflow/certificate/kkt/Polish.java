package marginflow.certificate.kkt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.certificate.problem.Units;
import marginflow.linalg.Gemv;
import marginflow.linalg.Minres;
import marginflow.linalg.Vectors;
import marginflow.network.Architecture;
import marginflow.network.MarginModel;

/**
 * From the end of a flow to the exact KKT point it heads for: units that stay inert are set to
 * zero, then Newton's method solves
 *
 * <pre>  θ = Σ λ_i g_i,   q_i = 1 on the support,   z = 0 on the kinks</pre>
 *
 * with the active set of the bounded least-squares problem taken anew at every iterate. The linear
 * system is symmetric and singular where KKT points form a manifold (parallel neurons can trade
 * their weight), so it is solved by {@link Minres}, which takes the shortest step.
 */
public final class Polish {

  /**
   * The merit at which a point counts as polished: rounding of a few thousand products, and no
   * more.
   */
  static final double EXACT = 1e-12;

  /**
   * Only points whose residual and complementarity are rounding are judged beyond KKT: ten times
   * what a polish leaves. A larger one leaves room for better points next to them, whatever the
   * second order says.
   */
  public static final double EXACT_ENOUGH = 10 * EXACT;

  /**
   * Distances, relative to ‖θ‖, at which a kink is tried as lying on its surface. The first is
   * where a flow leaves its sliding kinks; the others catch kinks that reach their surface only in
   * the limit.
   */
  private static final double[] KINK_DISTANCES = {KktAnalysis.KINK_DISTANCE, 1e-7, 1e-5, 1e-3};

  /**
   * Windows tried, 0 for the one at hand; a wider one is tried where it explains the point better.
   * Those beyond what a verdict may use are for points at the beginning of their way, whose support
   * is still spread: what is found from there is judged for itself.
   */
  private static final double[] WINDOWS = {0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

  /**
   * Relative accuracy of the Newton system: each step then gains three digits. Solving further
   * would resolve directions along which KKT points trade weight, where the right side is of second
   * order and the answer noise.
   */
  private static final double FORCING = 1e-3;

  /**
   * Windows for a settled network, whose multipliers say which rows are tight: its directions, and
   * with them its margins, are right to the root of its program's accuracy.
   */
  private static final double[] SETTLED_WINDOWS = {1e-3, 1e-2};

  /**
   * With a larger residual than this, Newton's method from the point itself has nothing to find.
   */
  private static final double NEAR = 0.2;

  /**
   * An exact point within this multiple of the residual is the one at hand. Further away, neurons
   * were still on their way between two points, and where they settle is asked first.
   */
  private static final double NEIGHBOUR = 3;

  /** Units below this share of ‖θ‖ are traces of withered ones. */
  private static final double TRACE = 1e-6;

  /** Setting traces to zero moves margins by their square, and some. */
  private static final double CLEANED_WINDOW = 1e-9;

  /** A unit whose own residual exceeds this share of its size is not held up by any multiplier. */
  private static final double INERT = 0.5;

  /**
   * Multiply-adds that Newton's method may spend on its least-squares problems, some one or two
   * seconds, each time it is started. Small networks never do; where a few thousand parameters lie
   * on hundreds of kinks and have no KKT point near, the search would take half a minute. Counted
   * in work, not in time, so that the answer is the same everywhere.
   */
  private static final long WORK = 300_000_000L;

  private final Architecture architecture;
  private final SignedPoints data;
  private final MarginModel model;
  private long workLeft;
  private boolean tooLarge;

  public Polish(Architecture architecture, SignedPoints data, MarginModel model) {
    this.architecture = architecture;
    this.data = data;
    this.model = model;
  }

  /** The exact KKT point near {@code kkt}, if Newton's method finds one. */
  public Optional<KktAnalysis> from(KktAnalysis kkt) {
    workLeft = WORK;
    if (!(Structure.of(architecture) instanceof Structure.TwoLayer net)) {
      return continued(kkt);
    }
    Optional<KktAnalysis> own = kkt.epsilon() <= NEAR ? continued(kkt) : Optional.empty();
    return own.filter(exact -> distance(kkt, exact) <= NEIGHBOUR * kkt.epsilon())
        .map(this::withoutTraces)
        .or(() -> settled(kkt, net))
        .or(() -> own);
  }

  /** Whether a single step of Newton's method would have cost more than all of them may. */
  public boolean isTooLarge() {
    return tooLarge;
  }

  /** Distance of the two points, both scaled to margins of 1, as a share of the first. */
  private static double distance(KktAnalysis from, KktAnalysis to) {
    double[] a = from.point().theta();
    return Vectors.norm(Vectors.minus(a, to.point().theta())) / Vectors.norm(a);
  }

  /** The same point with units that are nothing but rounding set to zero, if it stays exact. */
  private KktAnalysis withoutTraces(KktAnalysis exact) {
    double[] theta = exact.point().theta().clone();
    double least = TRACE * Vectors.norm(theta);
    for (int[] unit : Units.of(architecture)) {
      double size = 0;
      for (int j : unit) {
        size = Math.hypot(size, theta[j]);
      }
      for (int j : unit) {
        theta[j] = size < least ? 0 : theta[j];
      }
    }
    return ScaledPoint.of(model, theta)
        .flatMap(point -> iterate(point, CLEANED_WINDOW, KINK_DISTANCES[0]))
        .orElse(exact);
  }

  /** From the point itself, its inert units set to zero. */
  private Optional<KktAnalysis> continued(KktAnalysis kkt) {
    for (double window : WINDOWS) {
      if (workLeft <= 0 || (window > 0 && window <= kkt.window())) {
        continue;
      }
      KktAnalysis start = window > 0 ? KktAnalysis.of(model, kkt.point(), window) : kkt;
      if (window > 0 && !(start.epsilon() < kkt.epsilon() / 2)) {
        continue;
      }
      for (int d = 0; d < KINK_DISTANCES.length && workLeft > 0; d++) {
        double distance = KINK_DISTANCES[d];
        Optional<KktAnalysis> exact =
            withoutInert(start).flatMap(point -> iterate(point, start.window(), distance));
        if (exact.isPresent()) {
          return exact;
        }
      }
    }
    return Optional.empty();
  }

  /** From where the neurons of a two-layer network would settle. */
  private Optional<KktAnalysis> settled(KktAnalysis kkt, Structure.TwoLayer net) {
    Optional<ScaledPoint> point =
        FixedPatternProgram.settle(data, net, kkt.point().theta(), model.kernels().threads())
            .flatMap(theta -> ScaledPoint.of(model, theta));
    workLeft = WORK;
    for (double window : SETTLED_WINDOWS) {
      for (double distance : KINK_DISTANCES) {
        Optional<KktAnalysis> exact = point.flatMap(p -> iterate(p, window, distance));
        if (exact.isPresent()) {
          return exact;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<ScaledPoint> withoutInert(KktAnalysis kkt) {
    double[] theta = kkt.point().theta().clone();
    for (int[] unit : Units.of(architecture)) {
      double size = 0;
      double residual = 0;
      for (int j : unit) {
        size += theta[j] * theta[j];
        residual += kkt.residual()[j] * kkt.residual()[j];
      }
      if (residual > INERT * INERT * size) {
        for (int j : unit) {
          theta[j] = 0;
        }
      }
    }
    return ScaledPoint.of(model, theta);
  }

  private Optional<KktAnalysis> iterate(ScaledPoint start, double window, double distance) {
    KktAnalysis best = KktAnalysis.of(model, start, window, distance);
    while (best.merit() > EXACT / 10 && workLeft > 0) {
      Optional<KktAnalysis> next = damped(best, distance);
      if (next.isEmpty()) {
        break;
      }
      best = next.get();
    }
    return best.merit() <= EXACT ? Optional.of(best) : Optional.empty();
  }

  /** The Newton step, halved until it helps; empty when it no longer does. */
  private Optional<KktAnalysis> damped(KktAnalysis at, double distance) {
    if (work(at) > WORK) {
      tooLarge = true;
      return Optional.empty();
    }
    double[] step = step(at);
    double before = at.merit();
    workLeft -= work(at);
    Retraction retraction = new Retraction(model, at, true);
    for (double share = 1; share >= 1.0 / 16; share /= 2) {
      double[] theta = at.point().theta().clone();
      Vectors.addScaled(share, step, theta);
      Optional<ScaledPoint> point = ScaledPoint.of(model, retraction.apply(theta));
      if (point.isPresent()) {
        // Wide enough for what is left of the support's spread, so that no step can lose a row of
        // it.
        double spread = Math.min(spread(at, point.get()), before);
        double window = Math.max(1e-10, Math.max(before * before, spread));
        KktAnalysis next = KktAnalysis.of(model, point.get(), window, distance);
        workLeft -= work(next);
        if (next.merit() < before * (1 - share / 4)) {
          return Optional.of(next);
        }
      }
    }
    return Optional.empty();
  }

  /** About what its least-squares problem took, and its retraction takes: a factorization each. */
  private long work(KktAnalysis kkt) {
    long active = 0;
    for (int t : kkt.supportIndices()) {
      active += 1 + kkt.rows().get(t).kinks().size();
    }
    return active * active * model.parameters();
  }

  /** Largest excess over the least margin, at a point, among the support rows of another. */
  private static double spread(KktAnalysis kkt, ScaledPoint point) {
    double least = Vectors.min(point.q());
    double spread = 0;
    for (int t : kkt.supportIndices()) {
      spread = Math.max(spread, point.q()[kkt.rows().get(t).row()] / least - 1);
    }
    return spread;
  }

  private double[] step(KktAnalysis at) {
    List<double[]> normals = new ArrayList<>();
    List<Double> wanted = new ArrayList<>();
    constraints(at, normals, wanted);
    at.holdPattern(model);
    int parameters = model.parameters();
    double[] right = new double[parameters + normals.size()];
    for (int j = 0; j < parameters; j++) {
      right[j] = -at.residual()[j];
    }
    for (int c = 0; c < normals.size(); c++) {
      right[parameters + c] = -wanted.get(c);
    }
    double[] lambda = at.lambdaOfAllRows();
    int[][] ranges = normals.stream().map(TightCone::range).toArray(int[][]::new);
    double[] solution = Minres.solve(v -> kktProduct(v, lambda, normals, ranges), right, FORCING);
    return java.util.Arrays.copyOf(solution, parameters);
  }

  /** Normals of length 1 of the constraints to meet, and how far each is from being met. */
  private void constraints(KktAnalysis at, List<double[]> normals, List<Double> wanted) {
    model.evaluate(at.point().theta());
    double[] z = model.kinks().values().clone();
    for (int t : at.supportIndices()) {
      TightCone.Row row = at.rows().get(t);
      double[] gradient = row.base().clone();
      for (int k = 0; k < row.kinks().size(); k++) {
        TightCone.Jump kink = row.kinks().get(k);
        double size = Vectors.norm(kink.normal());
        normals.add(Vectors.scaled(1 / size, kink.normal()));
        wanted.add(-z[kink.kink()] * kink.sensitivity() / size);
        Vectors.addScaled(at.mu()[t][k] / at.lambda()[t], kink.normal(), gradient);
      }
      double size = Vectors.norm(gradient);
      normals.add(Vectors.scaled(1 / size, gradient));
      wanted.add((1 - at.point().q()[row.row()]) / size);
    }
  }

  /** The product with {@code [[I − Σ λ_i ∇²q_i, −Cᵀ], [−C, 0]]}. */
  private double[] kktProduct(double[] v, double[] lambda, List<double[]> normals, int[][] ranges) {
    int parameters = model.parameters();
    double[] head = java.util.Arrays.copyOf(v, parameters);
    double[] curved = new double[parameters];
    model.hessianVector(lambda, head, curved);
    double[] out = new double[v.length];
    for (int j = 0; j < parameters; j++) {
      out[j] = head[j] - curved[j];
    }
    for (int c = 0; c < ranges.length; c++) {
      double[] normal = normals.get(c);
      double weight = v[parameters + c];
      int from = ranges[c][0];
      int length = ranges[c][1] - from;
      Gemv.axpy(-weight, normal, from, out, from, length);
      out[parameters + c] = -Vectors.dot(normal, from, head, from, length);
    }
    return out;
  }
}
