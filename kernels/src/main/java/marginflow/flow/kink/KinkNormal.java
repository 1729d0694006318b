package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Cholesky;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * The normal of one kink's surface, projected on what the sliding kinks leave. A first-layer
 * normal, a sample in the place of one unit's weights, is never written out: only kinks of its own
 * unit take from it, so that its projection is a combination of their normals and its own. With
 * 18,000 kinks and 3,250 parameters dense normals took more than half of a run, and with 39,250
 * parameters those beside a kink that slid.
 */
final class KinkNormal {

  /**
   * Share of its squared length below which what is left of a normal is written out: the sum over
   * the Gram matrix is known to 1e-16 of the whole.
   */
  private static final double CANCELLED = 1e-8;

  private final Kinks kinks;
  private final SlidingSet sliding;
  private final double[] dense;

  /** The kink, and those of its unit that slide; their weights in its projection. */
  private int[] kink = new int[8];

  private double[] weight = new double[8];
  private double[] number = new double[8];
  private double[] residual = new double[8];
  private Matrix gram = Matrix.zeros(8, 8);
  private Matrix factor = Matrix.zeros(8, 8);
  private int count;

  private double fullSquared;

  KinkNormal(Kinks kinks, SlidingSet sliding, int parameters) {
    this.kinks = kinks;
    this.sliding = sliding;
    this.dense = new double[parameters];
  }

  /** Turns to a kink at the model's last evaluation; the squared length of its projection. */
  double load(int of) {
    count = 0;
    add(of);
    weight[0] = 1;
    if (gather(of)) {
      kinks.normalGram(kink, count, gram);
      fullSquared = gram.data()[gram.row(0)];
      double squared = count == 1 ? fullSquared : combine();
      if (count == 1 || squared > CANCELLED * fullSquared) {
        return squared;
      }
    }
    count = 0;
    weight[0] = 1;
    Arrays.fill(dense, 0);
    kinks.addNormals(kink, weight, 1, dense);
    fullSquared = Vectors.dot(dense, dense);
    sliding.projectOnly(dense);
    return Vectors.dot(dense, dense);
  }

  /** Adds the sliding kinks of the same unit; false if others may take from the normal as well. */
  private boolean gather(int of) {
    if (!kinks.separate(of)) {
      return false;
    }
    for (int i = 0; i < sliding.count(); i++) {
      int other = sliding.kink(i);
      if (!kinks.separate(other)) {
        return false;
      }
      if (kinks.unit(other) == kinks.unit(of)) {
        add(other);
      }
    }
    return true;
  }

  private void add(int of) {
    if (count == kink.length) {
      int room = 2 * count;
      kink = Arrays.copyOf(kink, room);
      weight = Arrays.copyOf(weight, room);
      number = new double[room];
      residual = new double[room];
      gram = Matrix.zeros(room, room);
      factor = Matrix.zeros(room, room);
    }
    kink[count++] = of;
  }

  /**
   * Weights of the projection {@code n − Σ c_k n_k} with {@code c = (NNᵀ)⁻¹ N n}, refined once as
   * {@link SlidingSet} does; returns its squared length.
   */
  private double combine() {
    int others = count - 1;
    double largest = 0;
    for (int k = 1; k < count; k++) {
      largest = Math.max(largest, gram.get(k, k));
    }
    for (int k = 0; k < others; k++) {
      for (int l = 0; l < others; l++) {
        factor.data()[factor.row(k) + l] = gram.get(k + 1, l + 1);
      }
      factor.data()[factor.row(k) + k] += SlidingSet.RIDGE * others * largest;
      weight[k + 1] = 0;
    }
    if (!Cholesky.factor(factor, others)) {
      return Double.NaN;
    }
    for (int round = 0; round < 2; round++) {
      for (int k = 0; k < others; k++) {
        residual[k] = -Vectors.dot(gram.data(), gram.row(k + 1), weight, 0, count);
      }
      Cholesky.solve(factor, others, residual);
      for (int k = 0; k < others; k++) {
        weight[k + 1] += residual[k];
      }
    }
    double squared = 0;
    for (int k = 0; k < count; k++) {
      double along = Vectors.dot(gram.data(), gram.row(k), weight, 0, count);
      squared = Math.fma(weight[k], along, squared);
    }
    return Math.max(squared, 0);
  }

  /** Squared length before the projection. */
  double fullSquared() {
    return fullSquared;
  }

  /** Component of a vector, of length P or more, times the length of the normal. */
  double along(double[] v) {
    if (count == 0) {
      return Vectors.dot(dense, v);
    }
    kinks.velocities(kink, count, v, number);
    return Vectors.dot(number, 0, weight, 0, count);
  }

  /** Adds a multiple of the normal. */
  void add(double multiple, double[] to) {
    if (count == 0) {
      for (int j = 0; j < dense.length; j++) {
        to[j] = Math.fma(multiple, dense[j], to[j]);
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      number[k] = multiple * weight[k];
    }
    kinks.addNormals(kink, number, count, to);
  }
}
