package marginflow.reference;

import java.util.Arrays;

/**
 * A point of a two-layer network's flow and the field there, with the sides of all kinks given.
 *
 * <p>A unit that slides on the surfaces of some samples moves with the projection of its velocity
 * onto them; the slopes that make it so are {@code s = −M^{-1} C} in {@code dz_S/dτ = a_k (C + M
 * s_S)}: the output weight cancels.
 */
final class PatternState {

  final double[] theta;
  final double[] velocity;

  /** Pre-activations, units × samples. */
  final double[][] z;

  /** Slopes of the kinks that slide, in the order of the pattern. */
  final double[][] slopes;

  /** {@code p_i y_i}. */
  final double[] force;

  double logLoss;

  private final TwoLayerNet net;
  private final double[] q;

  PatternState(TwoLayerNet net) {
    this.net = net;
    theta = new double[net.size()];
    velocity = new double[net.size()];
    z = new double[net.units()][net.n()];
    slopes = new double[net.units()][];
    force = new double[net.n()];
    q = new double[net.n()];
  }

  /** Evaluates margins, slopes and the velocity at {@link #theta}. */
  void evaluate(KinkPattern pattern) {
    margins(pattern);
    Arrays.fill(velocity, 0);
    for (int k = 0; k < net.units(); k++) {
      slopes[k] = new double[pattern.sliding(k).length];
      if (!pattern.held(k)) {
        move(pattern, k);
      }
    }
  }

  private void margins(KinkPattern pattern) {
    Arrays.fill(q, 0);
    for (int k = 0; k < net.units(); k++) {
      double a = theta[net.output(k)];
      for (int i = 0; i < net.n(); i++) {
        z[k][i] = net.along(i, theta, k * net.d());
        q[i] += net.y(i) * a * pattern.slope(k, i, net.slope()) * z[k][i];
      }
    }
    logLoss = net.loss().weights(q, q.length, force);
    for (int i = 0; i < net.n(); i++) {
      force[i] *= net.y(i);
    }
  }

  private void move(KinkPattern pattern, int k) {
    int from = k * net.d();
    for (int i = 0; i < net.n(); i++) {
      double pull = pattern.slope(k, i, net.slope()) * force[i];
      velocity[net.output(k)] += pull * z[k][i];
      net.add(i, pull, velocity, from);
    }
    int[] sliding = pattern.sliding(k);
    if (sliding.length > 0) {
      double[] multiples = net.project(sliding, velocity, from);
      for (int r = 0; r < sliding.length; r++) {
        slopes[k][r] = -multiples[r] / force[sliding[r]];
      }
    }
    for (int c = 0; c < net.d(); c++) {
      velocity[from + c] *= theta[net.output(k)];
    }
  }

  /** Puts the weights of units that slide back onto their surfaces, which rounding leaves. */
  void settle(KinkPattern pattern) {
    for (int k = 0; k < net.units(); k++) {
      if (pattern.sliding(k).length > 0) {
        net.project(pattern.sliding(k), theta, k * net.d());
      }
    }
  }

  /** {@code ‖w_k‖}. */
  double norm(int unit) {
    return norm(theta, unit * net.d(), net.d());
  }

  /** {@code ‖θ‖}. */
  double norm() {
    return norm(theta, 0, theta.length);
  }

  /** {@code ‖dθ/dτ‖}. */
  double speed() {
    return norm(velocity, 0, velocity.length);
  }

  private static double norm(double[] v, int from, int length) {
    double sum = 0;
    for (int j = from; j < from + length; j++) {
      sum += v[j] * v[j];
    }
    return Math.sqrt(sum);
  }
}
