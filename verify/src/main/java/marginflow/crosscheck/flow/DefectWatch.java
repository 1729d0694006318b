package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.flow.DenseOutput;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.io.run.AuditFile;
import marginflow.io.run.FlowState;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.reference.ClarkeGradients;
import marginflow.reference.InclusionField;

/**
 * Judges every step of a flow by the velocity that is right along its dense output: that of minimum
 * norm with the sides and slopes read off θ there, {@link InclusionField}, and none of the
 * integrator's. The defect of a step is how far the two have parted at its end,
 *
 * <pre>  ‖∫ (dθ/dτ − v) dτ‖ / ‖θ‖  over the step,</pre>
 *
 * which is what the step has done wrong, in the terms of the tolerance: a kink that the step took
 * on its wrong side shows by what that moved θ, and one that it absorbed rightly does not. (The
 * defect of a moment does not tell these apart: between two kinks that a step absorbs the dense
 * output is wrong by their jumps.)
 *
 * <p>The integral is taken piece by piece between the places where the path crosses a surface or
 * comes nearest to one, by Gauss's rule on each. Dense output is of first order around a kink that
 * a step absorbed; the path is therefore bent there by what the right velocity jumps by, with both
 * ends of the step kept. Where the flow is stiff θ does not tell the weights, and any will do,
 * {@link InclusionField#nearest}.
 */
final class DefectWatch implements FlowObserver {

  /** Where in a step the path crosses a kink's surface, with the jump of {@code dθ/dx} there. */
  private record Bend(double x, int kink, double[] jump) {}

  /** On its surface to rounding: sliding first-layer kinks are, by linear projection. */
  private static final double ROUNDING = 1e-12;

  /** Curved surfaces of deeper layers are kept to some tolerances. */
  private static final double CURVED = 10;

  /** Places of a step at which the sides of all kinks are looked at. */
  private static final int LOOKS = 16;

  /** Halvings of a sixteenth of a step down to a crossing. */
  private static final int HALVINGS = 30;

  /** Gauss's rule on three points of [0, 1]. */
  private static final double[] POINTS = {0.5 - Math.sqrt(0.15), 0.5, 0.5 + Math.sqrt(0.15)};

  private static final double[] WEIGHTS = {5.0 / 18, 8.0 / 18, 5.0 / 18};

  /**
   * A step this long, in the sum of the stiff rates, is an implicit one, which knows its weights to
   * 3 %: five of Dormand–Prince's stability intervals, since the sum is of several rates.
   */
  private static final double STIFF = 16;

  /** Share of a step over which a kink's velocity is taken. */
  private static final double ASIDE = 1e-3;

  /** Moves of a kink's place: each leaves a share of the error that is a jump times a step. */
  private static final int ROUNDS = 2;

  /** Weights below e^-40 play no part. */
  private static final double WEIGHTLESS = 40;

  /** Evaluations of one sample's gradient that an audit may take: a minute at most. */
  private static final double WORK = 2e10;

  private static final double[][] LOOK = new double[LOOKS + 1][];

  static {
    for (int k = 0; k <= LOOKS; k++) {
      LOOK[k] = StepPolynomial.values((double) k / LOOKS);
    }
  }

  private final double tolerance;
  private final ClarkeGradients gradients;
  private final InclusionField field;
  private final int samples;
  private final int firstLayer;
  private final double degree;
  private final double[][] theta;
  private final double[] tau = new double[StepPolynomial.NODES.length];
  private final double[][] z;
  private final List<AuditFile.Point> points = new ArrayList<>();
  private boolean stiff;
  private double work;
  private long every = 1;

  DefectWatch(FullyConnected net, Dataset data, Loss loss, double tolerance) {
    this.tolerance = tolerance;
    int[] widths = new int[net.layers().size() + 1];
    widths[0] = net.inputs();
    for (int l = 1; l < widths.length; l++) {
      widths[l] = net.layers().get(l - 1).rows();
    }
    this.gradients = new ClarkeGradients(data, net.slope().alpha(), widths);
    this.field = new InclusionField(gradients, net.slope().alpha(), loss);
    this.samples = data.n();
    this.firstLayer = widths[1];
    this.degree = net.degree().orElse(2);
    this.theta = new double[StepPolynomial.NODES.length][gradients.size()];
    this.z = new double[StepPolynomial.NODES.length][samples * gradients.units()];
  }

  /** The defects of the steps looked at, in order. */
  List<AuditFile.Point> points() {
    return points;
  }

  @Override
  public void accepted(FlowView view) {
    if (view.dense().length() > 0 && view.step() % every == 0) {
      double defect = defect(view.dense());
      points.add(
          new AuditFile.Point(AuditFile.Kind.DEFECT, FlowState.of(view, AuditFile.PLACE), defect));
      // Long runs of large networks are looked at every second step, fourth, and so on.
      every = work > WORK ? 2 * every : every;
      work = work > WORK ? WORK / 2 : work;
    }
  }

  /** The defect of a step, relative to ‖θ‖ at its end. */
  double defect(DenseOutput path) {
    double[] hidden = new double[gradients.units()];
    for (int k = 0; k < theta.length; k++) {
      double x = StepPolynomial.NODES[k];
      path.theta(x, theta[k]);
      tau[k] = path.tau(x) - path.tau(0);
      gradients.evaluate(theta[k], ROUNDING, CURVED * tolerance);
      for (int i = 0; i < samples; i++) {
        gradients.preActivations(i, hidden);
        System.arraycopy(hidden, 0, z[k], i * hidden.length, hidden.length);
      }
    }
    double[] apart = new double[gradients.size()];
    boolean vague = vague(path);
    List<Bend> bends = vague ? List.of() : bends(path);
    double[] breaks = vague ? places(crossings()) : places(bends);
    for (int b = 0; b + 1 < breaks.length; b++) {
      double length = breaks[b + 1] - breaks[b];
      for (int g = 0; g < POINTS.length; g++) {
        double x = breaks[b] + POINTS[g] * length;
        double[] moved = moved(x);
        double[] right = vague ? nearest(path, x, moved) : right(path, x, bends);
        for (int j = 0; j < apart.length; j++) {
          apart[j] += WEIGHTS[g] * length * (moved[j] - right[j]);
        }
      }
    }
    return norm(apart) / norm(theta[theta.length - 1]);
  }

  /**
   * Whether θ does not tell the weights at the end of a step: where the step is stiff, and from
   * there on once the data is fitted, however short steps are made by kinks.
   */
  private boolean vague(DenseOutput path) {
    boolean now = tau[tau.length - 1] * field.stiffness() > STIFF;
    stiff |= now && path.logLoss(1) < 0;
    return now || stiff;
  }

  /** {@code dθ/dx} of the path. */
  private double[] moved(double x) {
    double[] slopes = StepPolynomial.slopes(x);
    double[] moved = new double[gradients.size()];
    for (int k = 0; k < slopes.length; k++) {
      for (int j = 0; j < moved.length; j++) {
        moved[j] += slopes[k] * theta[k][j];
      }
    }
    return moved;
  }

  /** The right {@code dθ/dx} of minimum norm. */
  private double[] right(DenseOutput path, double x, List<Bend> bends) {
    move(at(path, x, bends));
    return scaled(field.minimumNorm(), pace(x));
  }

  /** θ on the bent path. */
  private double[] at(DenseOutput path, double x, List<Bend> bends) {
    double[] at = new double[gradients.size()];
    path.theta(x, at);
    for (Bend bend : bends) {
      double share = Math.max(0, x - bend.x) - x * (1 - bend.x);
      for (int j = 0; j < at.length; j++) {
        at[j] += share * bend.jump[j];
      }
    }
    return at;
  }

  /** The right {@code dθ/dx} nearest to one. */
  private double[] nearest(DenseOutput path, double x, double[] moved) {
    move(at(path, x, List.of()));
    double window = WEIGHTLESS + CURVED * tolerance * Math.exp(degree * path.logNorm(x));
    return field.nearest(moved, window);
  }

  private void move(double[] at) {
    gradients.evaluate(at, ROUNDING, CURVED * tolerance);
    work += (double) (samples + gradients.kinks().size()) * at.length;
  }

  /** {@code dτ/dx}. */
  private double pace(double x) {
    return StepPolynomial.sum(StepPolynomial.slopes(x), tau);
  }

  private static double[] scaled(double[] v, double factor) {
    for (int j = 0; j < v.length; j++) {
      v[j] *= factor;
    }
    return v;
  }

  /**
   * The bends of a step. Dense output has spread their changes over the step, so that kinks are
   * crossed a little aside of where it has them: each place is moved by Newton's method on the path
   * that the bends found before make.
   */
  private List<Bend> bends(DenseOutput path) {
    List<Bend> bends = List.of();
    List<Bend> found = crossings();
    for (int round = 0; round <= ROUNDS && !found.isEmpty(); round++) {
      List<Bend> moved = new ArrayList<>();
      for (Bend bend : round == 0 ? found : bends) {
        double low = Math.max(0, bend.x - ASIDE);
        double high = Math.min(1, bend.x + ASIDE);
        double rise = z(path, high, bend, bends) - z(path, low, bend, bends);
        double to = bend.x - z(path, bend.x, bend, bends) / rise * (high - low);
        moved.add(bent(path, to > 0 && to < 1 ? to : bend.x, bend.kink, rise > 0, bends));
      }
      bends = moved;
    }
    return bends;
  }

  /** z of a bend's kink on the bent path. */
  private double z(DenseOutput path, double x, Bend bend, List<Bend> bends) {
    move(at(path, x, bends));
    double[] hidden = new double[gradients.units()];
    gradients.preActivations(bend.kink / hidden.length, hidden);
    return hidden[bend.kink % hidden.length];
  }

  /**
   * A place with what the right velocity jumps by there, kinks that slide kept on their surfaces:
   * if they leave they do so after it, by the right velocity, and not before.
   */
  private Bend bent(DenseOutput path, double x, int kink, boolean up, List<Bend> bends) {
    double pace = pace(x);
    move(at(path, x, bends));
    gradients.hold(kink, up);
    double[] jump = scaled(field.onSurfaces(), pace);
    move(at(path, x, bends));
    gradients.hold(kink, !up);
    double[] before = scaled(field.onSurfaces(), pace);
    for (int j = 0; j < jump.length; j++) {
      jump[j] -= before[j];
    }
    return new Bend(x, kink, jump);
  }

  /** Both ends of a step and the places between. */
  private static double[] places(List<Bend> bends) {
    return java.util.stream.DoubleStream.concat(
            java.util.stream.DoubleStream.of(0, 1), bends.stream().mapToDouble(Bend::x))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Where the step crosses a surface or comes nearest to one; jumps are not known yet. */
  private List<Bend> crossings() {
    List<Bend> places = new ArrayList<>();
    double[] values = new double[LOOKS + 1];
    double[] nodes = new double[z.length];
    double largest = 0;
    for (double[] at : z) {
      for (double value : at) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int kink = 0; kink < z[0].length; kink++) {
      for (int k = 0; k < nodes.length; k++) {
        nodes[k] = z[k][kink];
      }
      for (int k = 0; k <= LOOKS; k++) {
        values[k] = StepPolynomial.sum(LOOK[k], nodes);
      }
      addCrossings(kink, values, nodes, surface(kink) * largest, places);
    }
    return places;
  }

  /** How near to zero z of a kink counts as on its surface. */
  private double surface(int kink) {
    return kink % gradients.units() < firstLayer ? ROUNDING : CURVED * tolerance;
  }

  private static void addCrossings(
      int kink, double[] values, double[] nodes, double rounding, List<Bend> places) {
    for (int k = 0; k < LOOKS; k++) {
      if (Math.abs(values[k]) > rounding && Math.abs(values[k + 1]) > rounding) {
        if (values[k] > 0 != values[k + 1] > 0) {
          double x = root(nodes, (double) k / LOOKS, (k + 1.0) / LOOKS);
          places.add(new Bend(x, kink, new double[0]));
        } else if (k > 0 && values[k - 1] > 0 == values[k] > 0) {
          addReturn(kink, k, values, nodes, places);
        }
      }
    }
  }

  /** A kink that crosses and comes back between two looks. */
  private static void addReturn(
      int kink, int k, double[] values, double[] nodes, List<Bend> places) {
    double bend = values[k - 1] - 2 * values[k] + values[k + 1];
    double turn = (k + 0.5 * (values[k - 1] - values[k + 1]) / bend) / LOOKS;
    boolean between = Math.abs(turn - (double) k / LOOKS) < 1.0 / LOOKS;
    double there = between ? StepPolynomial.sum(StepPolynomial.values(turn), nodes) : values[k];
    if (there > 0 != values[k] > 0) {
      places.add(new Bend(root(nodes, (k - 1.0) / LOOKS, turn), kink, new double[0]));
      places.add(new Bend(root(nodes, turn, (k + 1.0) / LOOKS), kink, new double[0]));
    }
  }

  private static double root(double[] nodes, double from, double to) {
    boolean positive = StepPolynomial.sum(StepPolynomial.values(from), nodes) > 0;
    double left = from;
    double right = to;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = 0.5 * (left + right);
      if (StepPolynomial.sum(StepPolynomial.values(middle), nodes) > 0 == positive) {
        left = middle;
      } else {
        right = middle;
      }
    }
    return right;
  }

  private static double norm(double[] v) {
    return Math.sqrt(Arrays.stream(v).map(x -> x * x).sum());
  }
}
