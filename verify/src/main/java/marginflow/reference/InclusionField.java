package marginflow.reference;

import java.util.ArrayList;
import java.util.List;
import marginflow.loss.Loss;
import marginflow.reference.ClarkeGradients.Kink;

/**
 * Velocities that gradient flow allows at a point, {@code Σ_i p_i g_i} with {@code g_i} a Clarke
 * gradient of margin i, found from θ alone with the sides and slopes that are right there:
 *
 * <ul>
 *   <li>the one of minimum norm, with the softmin weights p of the margins, which is the flow's;
 *   <li>the one nearest to a given velocity with any weights {@code p ≥ 0} of rows near the
 *       smallest margin. Where ρ^L is large θ does not tell the weights: they are {@code exp(−ρ^L
 *       q)}, and q is known to the tolerance. What is left to judge is whether the velocity is in
 *       the cone of the gradients.
 * </ul>
 */
public final class InclusionField {

  /** Sweeps over the slopes of kinks in several layers, which multiply each other. */
  private static final int SWEEPS = 3;

  private final ClarkeGradients gradients;
  private final double alpha;
  private final Loss loss;
  private final double[] p;

  /**
   * A field.
   *
   * @param gradients of the network, moved to a point before each question
   * @param alpha slope on the negative side
   */
  public InclusionField(ClarkeGradients gradients, double alpha, Loss loss) {
    this.gradients = gradients;
    this.alpha = alpha;
    this.loss = loss;
    this.p = new double[gradients.margins().length];
  }

  /** The velocity of minimum norm, length P. */
  public double[] minimumNorm() {
    return minimumNorm(0, 1);
  }

  /** The velocity of minimum norm among those that keep every kink on its surface, length P. */
  public double[] onSurfaces() {
    return minimumNorm(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private double[] minimumNorm(double low, double high) {
    loss.weights(gradients.margins(), p.length, p);
    List<Kink> kinks = gradients.kinks();
    int sweeps = kinks.stream().anyMatch(kink -> kink.layer() > 1) ? SWEEPS : 1;
    for (int sweep = 0; sweep < sweeps && !kinks.isEmpty(); sweep++) {
      List<double[]> gains = new ArrayList<>();
      for (Kink kink : kinks) {
        double[] gain = gradients.gain(kink);
        scale(p[kink.sample()], gain);
        gains.add(gain);
      }
      kinks.forEach(kink -> gradients.setSlope(kink, alpha));
      double[] slopes = BoxMinimum.of(sum(), gains, low, high);
      for (int k = 0; k < slopes.length; k++) {
        gradients.setSlope(kinks.get(k), alpha + (1 - alpha) * slopes[k]);
      }
    }
    return sum();
  }

  /**
   * An upper bound on how fast what is stiff decays here, {@code Σ p_i ‖g_i‖² − ‖Σ p_i g_i‖²}: the
   * sum of the eigenvalues of {@code Gᵀ (diag p − p pᵀ) G}.
   */
  public double stiffness() {
    loss.weights(gradients.margins(), p.length, p);
    double[] mean = new double[gradients.size()];
    double squares = 0;
    for (int i = 0; i < p.length; i++) {
      double[] gradient = gradients.gradient(i);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += p[i] * gradient[j];
        squares += p[i] * gradient[j] * gradient[j];
      }
    }
    for (double component : mean) {
      squares -= component * component;
    }
    return squares;
  }

  private double[] sum() {
    double[] sum = new double[gradients.size()];
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) {
        double[] gradient = gradients.gradient(i);
        for (int j = 0; j < sum.length; j++) {
          sum[j] += p[i] * gradient[j];
        }
      }
    }
    return sum;
  }

  private static void scale(double factor, double[] v) {
    for (int j = 0; j < v.length; j++) {
      v[j] *= factor;
    }
  }

  /**
   * The velocity nearest to a given one with any weights of rows near the smallest margin.
   *
   * @param velocity length P
   * @param window rows whose margin is above the smallest by more have no weight
   */
  public double[] nearest(double[] velocity, double window) {
    double[] q = gradients.margins();
    double least = Double.POSITIVE_INFINITY;
    for (double margin : q) {
      least = Math.min(least, margin);
    }
    List<GradientCone.Row> rows = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      if (q[i] - least <= window) {
        int sample = i;
        List<double[]> gains =
            gradients.kinks().stream()
                .filter(kink -> kink.sample() == sample)
                .map(gradients::gain)
                .toList();
        rows.add(new GradientCone.Row(gradients.gradient(i), gains));
      }
    }
    return GradientCone.nearest(rows, velocity);
  }
}
