package marginflow.reference;

/**
 * The potential {@code V(w) = −a Σ_i p_i y_i φ(w·x_i)} of one unit near w = 0, where its velocity
 * is {@code −∇V}. V is positively homogeneous and linear on every cell of the arrangement of the
 * samples' hyperplanes, so it is negative somewhere exactly if it is negative on one of the rays in
 * which d − 1 of them meet. All rays are tried.
 */
final class ApexPotential {

  private final TwoLayerNet net;

  ApexPotential(TwoLayerNet net) {
    this.net = net;
  }

  /**
   * Where V is least among the rays.
   *
   * @param value V at the ray's unit vector
   * @param ray the unit vector, length d
   * @param samples the d − 1 samples whose hyperplanes meet in it
   */
  record Least(double value, double[] ray, int[] samples) {}

  /** The ray with the least V, for an output weight a and forces {@code p_i y_i}. */
  Least least(double a, double[] force) {
    int[] chosen = new int[net.d() - 1];
    for (int r = 0; r < chosen.length; r++) {
      chosen[r] = r;
    }
    Least least = new Least(Double.POSITIVE_INFINITY, new double[net.d()], chosen.clone());
    do {
      double[] ray = ray(chosen);
      for (int sign = -1; sign <= 1; sign += 2) {
        double value = value(a, force, ray, sign, chosen);
        if (value < least.value()) {
          double[] signed = ray.clone();
          for (int c = 0; c < signed.length; c++) {
            signed[c] *= sign;
          }
          least = new Least(value, signed, chosen.clone());
        }
      }
    } while (next(chosen));
    return least;
  }

  private double value(double a, double[] force, double[] ray, int sign, int[] zeros) {
    double sum = 0;
    for (int i = 0; i < net.n(); i++) {
      double z = contains(zeros, i) ? 0 : sign * net.along(i, ray, 0);
      sum += force[i] * (z > 0 ? z : net.slope() * z);
    }
    return -a * sum;
  }

  /**
   * The unit vector normal to d − 1 samples: what is left of the coordinate vector that they span
   * least.
   */
  private double[] ray(int[] chosen) {
    double[] best = new double[net.d()];
    double longest = 0;
    for (int c = 0; c < net.d(); c++) {
      double[] v = new double[net.d()];
      v[c] = 1;
      net.project(chosen, v, 0);
      double length = 0;
      for (double x : v) {
        length = Math.hypot(length, x);
      }
      if (length > longest) {
        longest = length;
        best = v;
      }
    }
    for (int c = 0; c < best.length; c++) {
      best[c] /= longest;
    }
    return best;
  }

  /** The next choice in lexicographic order. */
  private boolean next(int[] chosen) {
    int r = chosen.length - 1;
    while (r >= 0 && chosen[r] == net.n() - chosen.length + r) {
      r--;
    }
    if (r < 0) {
      return false;
    }
    chosen[r]++;
    for (int t = r + 1; t < chosen.length; t++) {
      chosen[t] = chosen[t - 1] + 1;
    }
    return true;
  }

  private static boolean contains(int[] some, int i) {
    for (int s : some) {
      if (s == i) {
        return true;
      }
    }
    return false;
  }
}
