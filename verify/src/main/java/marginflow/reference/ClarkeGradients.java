package marginflow.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.network.Dataset;

/**
 * The Clarke gradients of a fully connected network's margins at one point, by the chain rule in
 * plain doubles: for each sample the gradient with every kink on the side its pre-activation says,
 * and for each kink that lies on its surface to rounding what the gradient gains where its slope
 * goes from α to 1. Nothing of it is any integrator's: margins, sides and surfaces are read off θ.
 *
 * <p>With several kinks of one sample in different layers a gradient is a product of their slopes;
 * the gains are then those at given slopes of the others, {@link #setSlope}.
 */
public final class ClarkeGradients {

  /**
   * A kink on its surface.
   *
   * @param layer layer of its unit, from 1
   * @param unit unit within the layer
   * @param sample the sample
   */
  public record Kink(int layer, int unit, int sample) {}

  private final Dataset data;
  private final double alpha;
  private final int[] widths;
  private final int size;
  private final double[][][] z;
  private final double[][][] output;
  private final double[][][] slope;
  private final double[] q;
  private final List<Kink> kinks = new ArrayList<>();
  private double[] theta;

  /**
   * A network on data.
   *
   * @param alpha slope of {@code φ(z) = max(z, αz)} on the negative side
   * @param widths d, the hidden widths, and 1
   */
  public ClarkeGradients(Dataset data, double alpha, int... widths) {
    this.data = data;
    this.alpha = alpha;
    this.widths = widths.clone();
    int parameters = 0;
    z = new double[widths.length][data.n()][];
    output = new double[widths.length][data.n()][];
    slope = new double[widths.length][data.n()][];
    for (int l = 0; l < widths.length; l++) {
      parameters += l == 0 ? 0 : widths[l] * widths[l - 1];
      for (int i = 0; i < data.n(); i++) {
        z[l][i] = new double[widths[l]];
        output[l][i] = new double[widths[l]];
        slope[l][i] = new double[widths[l]];
      }
    }
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < data.d(); j++) {
        output[0][i][j] = data.x().get(i, j);
      }
    }
    size = parameters;
    q = new double[data.n()];
    theta = new double[size];
  }

  /** Number of parameters P. */
  public int size() {
    return size;
  }

  /** Number of hidden units, of all layers. */
  public int units() {
    return Arrays.stream(widths, 1, widths.length - 1).sum();
  }

  /**
   * Moves to a point.
   *
   * @param at parameters, length P
   * @param first a kink of the first layer lies on its surface if {@code |z|} is at most this share
   *     of the product of its unit's weights and inputs, norms both
   * @param deeper the same for kinks of deeper layers, whose surfaces are curved
   */
  public void evaluate(double[] at, double first, double deeper) {
    theta = at.clone();
    kinks.clear();
    for (int i = 0; i < q.length; i++) {
      q[i] = data.y()[i] * forward(i, first, deeper);
    }
  }

  private double forward(int i, double first, double deeper) {
    int from = 0;
    int last = widths.length - 1;
    for (int l = 1; l <= last; l++) {
      double[] in = output[l - 1][i];
      double inputs = norm(in, 0, in.length);
      for (int o = 0; o < widths[l]; o++) {
        double sum = 0;
        for (int j = 0; j < in.length; j++) {
          sum += theta[from + j] * in[j];
        }
        double on = (l == 1 ? first : deeper) * norm(theta, from, in.length) * inputs;
        from += in.length;
        z[l][i][o] = sum;
        slope[l][i][o] = l == last || sum > 0 ? 1 : alpha;
        if (l < last && Math.abs(sum) <= on) {
          kinks.add(new Kink(l, o, i));
          slope[l][i][o] = alpha;
        }
        output[l][i][o] = l == last || sum > 0 ? sum : alpha * sum;
      }
    }
    return output[last][i][0];
  }

  private static double norm(double[] v, int from, int length) {
    double sum = 0;
    for (int j = from; j < from + length; j++) {
      sum += v[j] * v[j];
    }
    return Math.sqrt(sum);
  }

  /** Margins, length n: a live view. */
  public double[] margins() {
    return q;
  }

  /** The kinks that lie on their surfaces; a gradient has them at slope α unless told otherwise. */
  public List<Kink> kinks() {
    return kinks;
  }

  /** Pre-activations of the hidden units on a sample, layer after layer, appended to an array. */
  public void preActivations(int sample, double[] out) {
    int at = 0;
    for (int l = 1; l < widths.length - 1; l++) {
      System.arraycopy(z[l][sample], 0, out, at, widths[l]);
      at += widths[l];
    }
  }

  /**
   * Puts a kink on one side whatever its pre-activation says.
   *
   * @param pair sample after sample, a sample's hidden units layer after layer: the order of {@link
   *     #preActivations}
   */
  public void hold(int pair, boolean positive) {
    int sample = pair / units();
    int unit = pair % units();
    int layer = 1;
    while (unit >= widths[layer]) {
      unit -= widths[layer];
      layer++;
    }
    Kink kink = new Kink(layer, unit, sample);
    kinks.remove(kink);
    setSlope(kink, positive ? 1 : alpha);
  }

  /** Gives a kink a slope in [α, 1]. */
  public void setSlope(Kink kink, double value) {
    slope[kink.layer()][kink.sample()][kink.unit()] = value;
  }

  /** The gradient of a margin with the slopes in force, length P. */
  public double[] gradient(int sample) {
    double[] out = new double[size];
    double[] delta = {data.y()[sample]};
    int at = size;
    for (int l = widths.length - 1; l >= 1; l--) {
      double[] in = output[l - 1][sample];
      at -= widths[l] * in.length;
      double[] below = new double[in.length];
      for (int o = 0; o < widths[l]; o++) {
        for (int j = 0; j < in.length; j++) {
          out[at + o * in.length + j] = delta[o] * in[j];
          below[j] += delta[o] * theta[at + o * in.length + j];
        }
      }
      for (int j = 0; l > 1 && j < in.length; j++) {
        below[j] *= slope[l - 1][sample][j];
      }
      delta = below;
    }
    return out;
  }

  /** What the gradient of its sample's margin gains from a kink's slope going from α to 1. */
  public double[] gain(Kink kink) {
    double[] slopes = slope[kink.layer()][kink.sample()];
    double before = slopes[kink.unit()];
    slopes[kink.unit()] = 1;
    double[] upper = gradient(kink.sample());
    slopes[kink.unit()] = alpha;
    double[] lower = gradient(kink.sample());
    slopes[kink.unit()] = before;
    for (int j = 0; j < size; j++) {
      upper[j] -= lower[j];
    }
    return upper;
  }
}
