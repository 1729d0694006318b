package marginflow.flow.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Order conditions of one-step methods through rooted trees (Hairer, Nørsett, Wanner, <i>Solving
 * Ordinary Differential Equations I</i>, theorem II.2.13): a method with stage matrix A and weights
 * b has order p when {@code Σ_i b_i Φ_i(t) = 1/γ(t)} for every tree t of at most p vertices. The
 * elementary weight of a leaf is one, and a vertex multiplies {@code Σ_j A_ij Φ_j} over its
 * children.
 *
 * <p>For W-methods, whose Jacobian is arbitrary, a vertex with a single child may carry it through
 * either of two matrices, the one of the stages and the one of the linear part, and the right side
 * is zero when the linear part is used (Hairer, Wanner, <i>Solving Ordinary Differential Equations
 * II</i>, theorem IV.7.7).
 */
final class OrderConditions {

  /** A tree with the weights of a method on it: one per stage, the number of vertices, and γ(t). */
  private record Weighted(double[] phi, int size, double density, boolean linear) {}

  /** Stage matrix A, and Γ of a W-method (all zeros for a Runge–Kutta method). */
  record Stages(double[][] a, double[][] gamma) {}

  private OrderConditions() {}

  static Stages explicit(double[][] a) {
    int n = a.length;
    double[][] full = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(a[i], 0, full[i], 0, a[i].length);
    }
    return new Stages(full, new double[n][n]);
  }

  /**
   * Throws if a condition up to the order is violated.
   *
   * @throws IllegalArgumentException names the method, the order and the deviation
   */
  static void require(String name, Stages stages, double[] b, int order, double rounding) {
    double worst = deviation(stages, b, order);
    if (!(worst <= rounding)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: expected order %d, an order condition deviates by %.3e",
              name,
              order,
              worst));
    }
  }

  /** Largest deviation of a condition on trees of at most {@code order} vertices. */
  static double deviation(Stages stages, double[] b, int order) {
    double worst = 0;
    for (List<Weighted> trees : trees(stages, order)) {
      for (Weighted tree : trees) {
        double sum = tree.linear ? 0 : -1 / tree.density;
        for (int i = 0; i < b.length; i++) {
          sum += b[i] * tree.phi[i];
        }
        worst = Math.max(worst, Math.abs(sum));
      }
    }
    return worst;
  }

  /** All trees by number of vertices, as products of branches in a canonical (ascending) order. */
  private static List<List<Weighted>> trees(Stages stages, int order) {
    int n = stages.a.length;
    boolean isW = hasLinearPart(stages.gamma);
    List<List<Weighted>> bySize = new ArrayList<>();
    List<Weighted> branches = new ArrayList<>();
    for (int size = 1; size <= order; size++) {
      List<Weighted> trees = new ArrayList<>();
      double[] ones = new double[n];
      java.util.Arrays.fill(ones, 1);
      grow(branches, 0, size - 1, new Weighted(ones, 1, 1, false), trees);
      List<Weighted> made = new ArrayList<>();
      for (Weighted t : trees) {
        made.add(new Weighted(t.phi, size, t.density * size, t.linear));
      }
      if (isW && size > 1) {
        for (Weighted child : bySize.get(size - 2)) {
          made.add(new Weighted(apply(stages.gamma, child.phi), size, 1, true));
        }
      }
      bySize.add(made);
      for (Weighted t : made) {
        branches.add(new Weighted(apply(stages.a, t.phi), t.size, t.density, t.linear));
      }
    }
    return bySize;
  }

  /** Multiplies branches numbered {@code from} or later onto a root until no vertices are left. */
  private static void grow(
      List<Weighted> branches, int from, int left, Weighted root, List<Weighted> out) {
    if (left == 0) {
      out.add(root);
      return;
    }
    for (int i = from; i < branches.size(); i++) {
      Weighted branch = branches.get(i);
      if (branch.size <= left) {
        double[] phi = root.phi.clone();
        for (int s = 0; s < phi.length; s++) {
          phi[s] *= branch.phi[s];
        }
        grow(
            branches,
            i,
            left - branch.size,
            new Weighted(phi, 0, root.density * branch.density, root.linear || branch.linear),
            out);
      }
    }
  }

  private static double[] apply(double[][] matrix, double[] phi) {
    double[] out = new double[phi.length];
    for (int i = 0; i < out.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[i] += matrix[i][j] * phi[j];
      }
    }
    return out;
  }

  private static boolean hasLinearPart(double[][] gamma) {
    for (double[] row : gamma) {
      for (double g : row) {
        if (g != 0) {
          return true;
        }
      }
    }
    return false;
  }
}
