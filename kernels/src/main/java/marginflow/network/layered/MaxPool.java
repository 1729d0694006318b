package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/**
 * Max pooling as a chain of kinks: {@code m_0 = in_0}, {@code m_t = in_t + max(z_t, 0)} with {@code
 * z_t = m_{t-1} − in_t}; the last m is the output. A kink on its positive side keeps what was the
 * largest so far.
 */
final class MaxPool implements Gate {
  private final int inputs;
  private final int[] taps;
  private final int width;
  private final SignPattern pattern;

  /** {@code 1 / (1 − α)}: turns a jump of 1 in slope into the model's jump of 1 − α. */
  private final double jump;

  /**
   * A pooling gate.
   *
   * @param taps inputs of every output
   * @param width inputs per output
   * @param alpha negative slope of the model's kinks, below 1
   */
  MaxPool(int samples, int inputs, int[] taps, int width, double alpha) {
    this.inputs = inputs;
    this.taps = taps;
    this.width = width;
    this.pattern = new SignPattern(samples, taps.length / width * (width - 1));
    this.jump = 1 / (1 - alpha);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return taps.length / width;
  }

  @Override
  public int units() {
    return pattern.units();
  }

  @Override
  public SignPattern pattern() {
    return pattern;
  }

  private int unit(int output, int t) {
    return output * (width - 1) + t - 1;
  }

  /** The tap that is largest among the first {@code count} of an output, by the pattern. */
  private int chosen(int row, int output, int count) {
    int t = count - 1;
    while (t > 0 && pattern.get(row, unit(output, t))) {
      t--;
    }
    return taps[output * width + t];
  }

  @Override
  public void forward(Matrix in, Matrix z, boolean frozen, Matrix out) {
    for (int i = 0; i < in.rows(); i++) {
      for (int o = 0; o < outputs(); o++) {
        double largest = in.data()[in.row(i) + taps[o * width]];
        for (int t = 1; t < width; t++) {
          double next = in.data()[in.row(i) + taps[o * width + t]];
          int unit = unit(o, t);
          z.data()[z.row(i) + unit] = largest - next;
          if (!frozen) {
            pattern.set(i, unit, largest - next > 0);
          }
          largest = pattern.get(i, unit) ? largest : next;
        }
        out.data()[out.row(i) + o] = largest;
      }
    }
  }

  @Override
  public void apply(int firstRow, Matrix in, Matrix out) {
    for (int i = 0; i < in.rows(); i++) {
      for (int o = 0; o < outputs(); o++) {
        out.data()[out.row(i) + o] = in.data()[in.row(i) + chosen(firstRow + i, o, width)];
      }
    }
  }

  @Override
  public void transpose(int firstRow, Matrix delta, Matrix out) {
    Matrices.fill(out, 0);
    for (int i = 0; i < delta.rows(); i++) {
      for (int o = 0; o < outputs(); o++) {
        int to = out.row(i) + chosen(firstRow + i, o, width);
        out.data()[to] += delta.data()[delta.row(i) + o];
      }
    }
  }

  @Override
  public void velocities(Matrix inDot, double[] out, int at) {
    for (int i = 0; i < inDot.rows(); i++) {
      int from = inDot.row(i);
      for (int o = 0; o < outputs(); o++) {
        for (int t = 1; t < width; t++) {
          double largest = inDot.data()[from + chosen(i, o, t)];
          double next = inDot.data()[from + taps[o * width + t]];
          out[at + i * units() + unit(o, t)] = largest - next;
        }
      }
    }
  }

  @Override
  public void sensitivities(int firstRow, Matrix delta, double[] out, int at) {
    Arrays.fill(out, at, at + delta.rows() * units(), 0);
    for (int i = 0; i < delta.rows(); i++) {
      for (int o = 0; o < outputs(); o++) {
        double value = jump * delta.data()[delta.row(i) + o];
        int t = width - 1;
        do {
          out[at + i * units() + unit(o, t)] = value;
        } while (pattern.get(firstRow + i, unit(o, t)) && --t > 0);
      }
    }
  }

  @Override
  public void normal(int row, int unit, double weight, Matrix out) {
    Matrices.fill(out, 0);
    int output = unit / (width - 1);
    int t = unit % (width - 1) + 1;
    out.data()[out.offset() + chosen(row, output, t)] += weight;
    out.data()[out.offset() + taps[output * width + t]] -= weight;
  }

  @Override
  public void settle(int row, Matrix in) {
    for (int o = 0; o < outputs(); o++) {
      double largest = in.data()[in.offset() + taps[o * width]];
      for (int t = 1; t < width; t++) {
        double next = in.data()[in.offset() + taps[o * width + t]];
        if (largest != next) {
          pattern.set(row, unit(o, t), largest > next);
        }
        largest = Math.max(largest, next);
      }
    }
  }
}
