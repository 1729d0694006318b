package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.flow.field.SlidingSet;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * The normal of one pair's surface, projected on what the sliding pairs leave. Where nothing that
 * slides touches its parameters the projection is the identity, and a first-layer normal, a sample
 * in the place of one unit's weights, is never written out: with 18,000 kinks and 3,250 parameters
 * dense normals took more than half of a run.
 */
final class PairNormal {

  private final Kinks kinks;
  private final SlidingSet sliding;
  private final double[] dense;
  private final int[] pair = {-1};
  private final double[] one = {1};
  private final double[] number = new double[1];
  private final Matrix square = Matrix.zeros(1, 1);

  private boolean alone;
  private double fullSquared;

  PairNormal(Kinks kinks, SlidingSet sliding, int parameters) {
    this.kinks = kinks;
    this.sliding = sliding;
    this.dense = new double[parameters];
  }

  /** Turns to a pair at the model's last evaluation; the squared length of its projection. */
  double load(int of) {
    pair[0] = of;
    alone = alone(of);
    if (alone) {
      kinks.normalGram(pair, 1, square);
      fullSquared = square.data()[square.row(0)];
      return fullSquared;
    }
    Arrays.fill(dense, 0);
    kinks.addNormals(pair, one, 1, dense);
    fullSquared = Vectors.dot(dense, dense);
    sliding.projectOnly(dense);
    return Vectors.dot(dense, dense);
  }

  private boolean alone(int of) {
    if (!kinks.separate(of)) {
      return false;
    }
    for (int i = 0; i < sliding.count(); i++) {
      int other = sliding.pair(i);
      if (!kinks.separate(other) || kinks.unit(other) == kinks.unit(of)) {
        return false;
      }
    }
    return true;
  }

  /** Squared length before the projection. */
  double fullSquared() {
    return fullSquared;
  }

  /** Component of a vector, of length P or more, times the length of the normal. */
  double along(double[] v) {
    if (!alone) {
      return Vectors.dot(dense, v);
    }
    kinks.velocities(pair, 1, v, number);
    return number[0];
  }

  /** Adds a multiple of the normal. */
  void add(double weight, double[] to) {
    if (alone) {
      number[0] = weight;
      kinks.addNormals(pair, number, 1, to);
    } else {
      for (int j = 0; j < dense.length; j++) {
        to[j] = Math.fma(weight, dense[j], to[j]);
      }
    }
  }
}
