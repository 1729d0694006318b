package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.field.PolarField;
import marginflow.linalg.Vectors;

/**
 * A net without biases and the exponential loss, written out for reading: what tests compare with.
 * It shares no line with the models of {@code marginflow.network}.
 */
final class TinyNet {

  /** Crossings within one step, at most. */
  private static final int MOST_TURNS = 16;

  private final double slope;
  private final int[] widths;
  private final double[][] x;
  private final double[] labels;

  /**
   * A net on its data.
   *
   * @param slope α of the activations
   * @param widths from the input on, the last 1
   */
  TinyNet(double slope, int[] widths, double[][] x, double... labels) {
    this.slope = slope;
    this.widths = widths;
    this.x = x;
    this.labels = labels;
  }

  int samples() {
    return x.length;
  }

  /** Sides that z is on, by sample, hidden layer and unit. */
  boolean[][][] signs(double[] theta) {
    boolean[][][] on = new boolean[x.length][hidden()][];
    for (int i = 0; i < x.length; i++) {
      for (int l = 0; l < hidden(); l++) {
        on[i][l] = new boolean[widths[l + 1]];
        // Layers before this one are settled.
        double[] z = values(theta, on, i, l)[l];
        for (int k = 0; k < z.length; k++) {
          on[i][l][k] = z[k] > 0;
        }
      }
    }
    return on;
  }

  /** z of a sample with a pattern, by layer and unit; the last is the output. */
  double[][] values(double[] theta, boolean[][][] on, int sample) {
    return values(theta, on, sample, hidden());
  }

  private double[][] values(double[] theta, boolean[][][] on, int sample, int until) {
    double[][] z = new double[hidden() + 1][];
    int at = 0;
    for (int l = 0; l <= until; l++) {
      z[l] = new double[widths[l + 1]];
      for (int k = 0; k < z[l].length; k++) {
        for (int j = 0; j < widths[l]; j++) {
          z[l][k] += theta[at++] * input(z, on, sample, l, j);
        }
      }
    }
    return z;
  }

  /** What a layer reads of its unit j before it. */
  private double input(double[][] z, boolean[][][] on, int sample, int layer, int j) {
    return layer == 0 ? x[sample][j] : factor(on[sample][layer - 1][j]) * z[layer - 1][j];
  }

  private double factor(boolean on) {
    return on ? 1 : slope;
  }

  double margin(double[] theta, boolean[][][] on, int sample) {
    return labels[sample] * values(theta, on, sample)[hidden()][0];
  }

  /** Softmin weights of the margins. */
  double[] weights(double[] theta, boolean[][][] on) {
    double[] p = new double[x.length];
    double total = 0;
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(-margin(theta, on, i));
      total += p[i];
    }
    for (int i = 0; i < p.length; i++) {
      p[i] /= total;
    }
    return p;
  }

  /**
   * {@code dθ/dσ = ρ^{2−L} Σ p_i ∇q_i} with a pattern, in the time of {@link PolarField}: for two
   * layers it is {@code dθ/dτ}.
   */
  double[] velocity(double[] theta, boolean[][][] on) {
    double[] p = weights(theta, on);
    double[] sum = new double[theta.length];
    for (int i = 0; i < p.length; i++) {
      double[] g = gradient(theta, on, i, hidden(), 0);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += p[i] * labels[i] * g[j];
      }
    }
    double pace = Math.pow(Vectors.norm(theta), 1 - hidden());
    for (int j = 0; j < sum.length; j++) {
      sum[j] *= pace;
    }
    return sum;
  }

  /** ∇z of a unit of a layer for a sample; the output is the unit of the last layer. */
  double[] gradient(double[] theta, boolean[][][] on, int sample, int layer, int unit) {
    double[][] z = values(theta, on, sample);
    double[] out = new double[theta.length];
    double[] delta = new double[widths[layer + 1]];
    delta[unit] = 1;
    for (int l = layer; l >= 0; l--) {
      double[] before = new double[widths[l]];
      for (int k = 0; k < delta.length; k++) {
        for (int j = 0; j < before.length; j++) {
          int at = offset(l) + k * widths[l] + j;
          out[at] = delta[k] * input(z, on, sample, l, j);
          double gate = l == 0 ? 0 : factor(on[sample][l - 1][j]);
          before[j] += delta[k] * theta[at] * gate;
        }
      }
      delta = before;
    }
    return out;
  }

  private int offset(int layer) {
    int at = 0;
    for (int l = 0; l < layer; l++) {
      at += widths[l] * widths[l + 1];
    }
    return at;
  }

  private int hidden() {
    return widths.length - 2;
  }

  /** The path of a frozen pattern, by Runge–Kutta steps of order 4. */
  double[] frozen(double[] theta, boolean[][][] on, double time, int steps) {
    double[] at = theta;
    for (int s = 0; s < steps; s++) {
      at = rungeKutta(at, on, time / steps);
    }
    return at;
  }

  /** The path through kinks that are crossed, each located by bisection of its step. */
  double[] path(double[] theta, boolean[][][] start, double time, int steps) {
    boolean[][][] on = copy(start);
    double[] at = theta;
    for (int s = 0; s < steps; s++) {
      double left = time / steps;
      double[] end = rungeKutta(at, on, left);
      for (int turns = 0; differs(end, on); turns++) {
        if (turns == MOST_TURNS) {
          throw new IllegalStateException("the path does not cross, it slides");
        }
        double low = 0;
        double high = left;
        for (int halving = 0; halving < 60; halving++) {
          double middle = 0.5 * (low + high);
          boolean beyond = differs(rungeKutta(at, on, middle), on);
          high = beyond ? middle : high;
          low = beyond ? low : middle;
        }
        at = rungeKutta(at, on, high);
        left -= high;
        on = signs(at);
        end = rungeKutta(at, on, left);
      }
      at = end;
    }
    return at;
  }

  private boolean differs(double[] theta, boolean[][][] on) {
    return !Arrays.deepEquals(signs(theta), on);
  }

  static boolean[][][] copy(boolean[][][] on) {
    boolean[][][] copy = new boolean[on.length][][];
    for (int i = 0; i < on.length; i++) {
      copy[i] = Arrays.stream(on[i]).map(boolean[]::clone).toArray(boolean[][]::new);
    }
    return copy;
  }

  private double[] rungeKutta(double[] at, boolean[][][] on, double h) {
    double[] k1 = velocity(at, on);
    double[] k2 = velocity(moved(at, h / 2, k1), on);
    double[] k3 = velocity(moved(at, h / 2, k2), on);
    double[] k4 = velocity(moved(at, h, k3), on);
    double[] end = at.clone();
    for (int j = 0; j < end.length; j++) {
      end[j] += h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
    }
    return end;
  }

  /** {@code at + h v}. */
  static double[] moved(double[] at, double h, double[] v) {
    double[] to = at.clone();
    for (int j = 0; j < to.length; j++) {
      to[j] += h * v[j];
    }
    return to;
  }
}
