package marginflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.network.Dataset;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import marginflow.report.Mark.Point;

/**
 * A run seen in one {@link Plane}: where the network is positive for a given θ, and where the
 * neurons of its first layer point. Coordinates are those of the plane.
 */
final class PlaneScene {

  /**
   * A neuron of the first layer, {@code x ↦ φ(w·x)}, seen in the plane.
   *
   * @param unit its number in the layer
   * @param angle direction of w in the plane, radians
   * @param size {@code √(‖a‖ ‖w‖) / ρ}, a the weights that leave it
   * @param sign of its {@link Outgoing} weights
   * @param offset distance of its kink line from the plane's origin, along the direction
   * @param inPlane share of w that lies in the plane, 0 to 1
   */
  record Neuron(int unit, double angle, double size, int sign, double offset, double inPlane) {}

  /** Work allowed for one series of frames, in products of a weight and an input: some seconds. */
  private static final double BUDGET = 4e9;

  private static final int COARSEST = 24;

  /** Directions in which a network without biases is asked for its sign. */
  private static final int DIRECTIONS = 1440;

  /** Sectors are drawn out of the view by this many of its sides. */
  private static final double REACH = 4;

  /** Relative rounding error allowed when homogeneity is tested. */
  private static final double SAME = 1e-9;

  /** Room around the samples, as a share of their extent. */
  private static final double ROOM = 0.12;

  private final RunData run;
  private final Plane plane;
  private final double[] centre;
  private final double half;
  private final int points;
  private final boolean rays;
  private final MarginModel model;

  /**
   * Sets up the evaluation grid.
   *
   * @param run the run
   * @param plane the plane
   * @param finest cells along a side where time allows
   * @param frames how many times the region will be asked for
   */
  PlaneScene(RunData run, Plane plane, int finest, int frames) {
    this.run = run;
    this.plane = plane;
    double[] x = extent(run.data(), true);
    double[] y = extent(run.data(), false);
    centre = new double[] {(x[0] + x[1]) / 2, (y[0] + y[1]) / 2};
    double extent = Math.max(x[1] - x[0], y[1] - y[0]);
    half = extent > 0 ? (0.5 + ROOM) * extent : 1;
    double affordable = Math.sqrt(BUDGET / ((double) frames * run.architecture().parameters()));
    points = Math.clamp((long) affordable, COARSEST, finest) + 1;
    rays = isHomogeneousInPlane();
    model = bind(rays ? circle(DIRECTIONS, 1) : grid());
  }

  /** Left side of the view. */
  double left() {
    return centre[0] - half;
  }

  /** Lower side of the view. */
  double foot() {
    return centre[1] - half;
  }

  /** Width and height of the view. */
  double side() {
    return 2 * half;
  }

  /** Whether the network has kinks. */
  boolean kinked() {
    return model.kinks().size() > 0;
  }

  /** The region where Φ(θ; ·) is positive, as closed rings. */
  List<List<Point>> region(double[] theta) {
    double[] values = values(model, theta);
    if (rays) {
      return Sectors.rings(values, REACH * side());
    }
    double step = step();
    return Contours.rings(values, points, points).stream()
        .map(ring ->
            ring.stream()
                .map(p -> new Point(gridLeft() + p.x() * step, gridFoot() + p.y() * step))
                .toList())
        .toList();
  }

  /** The neurons of the first layer, the largest first; empty where layers are not dense ones. */
  List<Neuron> neurons(double[] theta) {
    LayerShape first = run.architecture().layers().getFirst();
    List<Neuron> neurons = new ArrayList<>();
    if (first.cols() == run.data().d()) {
      Outgoing.of(run.architecture(), theta)
          .ifPresent(out -> {
            double norm = norm(theta, 0, theta.length);
            for (int k = 0; k < first.rows(); k++) {
              neurons.add(neuron(theta, norm, first, out, k));
            }
          });
    }
    neurons.sort(Comparator.comparingDouble(Neuron::size).reversed());
    return neurons;
  }

  private Neuron neuron(double[] theta, double norm, LayerShape in, Outgoing out, int k) {
    int start = in.offset() + k * in.cols();
    double s = dot(theta, start, plane.e1());
    double t = dot(theta, start, plane.e2());
    double w = norm(theta, start, in.cols());
    double seen = Math.hypot(s, t);
    double offset = seen > 0 ? -dot(theta, start, plane.origin()) / seen : 0;
    return new Neuron(
        k,
        Math.atan2(t, s),
        norm > 0 ? Math.sqrt(out.sizes()[k] * w) / norm : 0,
        out.signs()[k],
        offset,
        w > 0 ? Math.min(1, seen / w) : 0);
  }

  /** Whether Φ(θ; 2x) = 2 Φ(θ; x) for x in the plane, tried on two circles. */
  private boolean isHomogeneousInPlane() {
    if (norm(plane.origin(), 0, plane.origin().length) > 0) {
      return false;
    }
    double[] near = values(bind(circle(DIRECTIONS / 10, 1)), run.theta());
    double[] far = values(bind(circle(DIRECTIONS / 10, 2)), run.theta());
    double largest = Arrays.stream(near).map(Math::abs).max().orElse(0);
    for (int i = 0; i < near.length; i++) {
      if (!(Math.abs(far[i] - 2 * near[i]) <= SAME * largest)) {
        return false;
      }
    }
    return true;
  }

  private MarginModel bind(Dataset data) {
    return Models.bind(run.architecture(), data, run.kernels());
  }

  /** Values of the network; where only signs count and scale is free, at θ/ρ. */
  private double[] values(MarginModel bound, double[] theta) {
    bound.evaluate(run.architecture().degree().isPresent() ? direction(theta) : theta);
    return Arrays.copyOf(bound.margins(), bound.rows());
  }

  private Dataset circle(int count, double radius) {
    Matrix x = Matrix.zeros(count, run.data().d());
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      plane.put(x, i, radius * Math.cos(angle), radius * Math.sin(angle));
    }
    return positive(x);
  }

  private static Dataset positive(Matrix x) {
    double[] y = new double[x.rows()];
    Arrays.fill(y, 1);
    return new Dataset(x, y);
  }

  private Dataset grid() {
    Matrix x = Matrix.zeros(points * points, run.data().d());
    for (int j = 0; j < points; j++) {
      for (int i = 0; i < points; i++) {
        plane.put(x, j * points + i, gridLeft() + i * step(), gridFoot() + j * step());
      }
    }
    return positive(x);
  }

  /** Grid spacing: one cell outside the view on every side hides where the rings are closed. */
  private double step() {
    return side() / (points - 3);
  }

  private double gridLeft() {
    return left() - step();
  }

  private double gridFoot() {
    return foot() - step();
  }

  /** Range of a coordinate over the samples, and 0. */
  private double[] extent(Dataset data, boolean first) {
    double low = 0;
    double high = 0;
    for (int i = 0; i < data.n(); i++) {
      double v = first ? plane.s(data, i) : plane.t(data, i);
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    return new double[] {low, high};
  }

  private static double[] direction(double[] theta) {
    double norm = norm(theta, 0, theta.length);
    return norm > 0 ? Arrays.stream(theta).map(v -> v / norm).toArray() : theta;
  }

  private static double dot(double[] theta, int start, double[] e) {
    double sum = 0;
    for (int j = 0; j < e.length; j++) {
      sum += theta[start + j] * e[j];
    }
    return sum;
  }

  private static double norm(double[] v, int start, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double value = v[start + i];
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
