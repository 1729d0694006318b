package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import marginflow.array.Matrix;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;

/**
 * A change of a problem that commutes with its flow ({@code docs/theory.md}, section 10): the flow
 * of the changed problem is the image of the flow.
 *
 * @param name what is done
 * @param problem the changed problem
 * @param image where a θ of the problem goes
 */
public record FlowLaw(String name, FlowProblem problem, UnaryOperator<double[]> image) {

  /** The law that arithmetic can keep bit for bit. */
  public static final String SCALE = "scale";

  /** Names of all laws, in order. */
  public static final List<String> NAMES =
      List.of("rotation", "sample_order", "unit_order", "split", SCALE);

  /** Spreads neighbouring seeds, as for problems. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** The split unit's copies: {@code Σ c_i² = 1}. */
  private static final double[] COPIES = {0.6, 0.48, 0.64};

  /** All laws, on choices made from a seed. */
  public static List<FlowLaw> of(FlowProblem problem, long seed) {
    Random random = new Random(~seed * SPREAD);
    return List.of(
        rotation(problem, random),
        sampleOrder(problem, random),
        unitOrder(problem, random),
        split(problem, random),
        scale(problem));
  }

  /** Samples and the first layer's rows turned by one orthogonal matrix. */
  static FlowLaw rotation(FlowProblem problem, Random random) {
    int d = problem.data().d();
    double[][] axes = new double[d][d];
    for (int r = 0; r < d; r++) {
      for (int c = 0; c < d; c++) {
        axes[r][c] = random.nextGaussian();
      }
      // Gram and Schmidt, twice for orthogonality to rounding.
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < r; before++) {
          add(axes[r], -dot(axes[r], axes[before]), axes[before]);
        }
        double norm = Math.sqrt(dot(axes[r], axes[r]));
        for (int c = 0; c < d; c++) {
          axes[r][c] /= norm;
        }
      }
    }
    int rows = problem.widths()[1];
    UnaryOperator<double[]> image =
        theta -> {
          double[] turned = theta.clone();
          turn(axes, turned, rows);
          return turned;
        };
    double[][] x = rows(problem.data());
    for (double[] row : x) {
      turn(axes, row, 1);
    }
    return new FlowLaw(
        "rotation",
        with(problem, problem.net(), new Dataset(Matrix.of(x), problem.data().y()), image),
        image);
  }

  private static void turn(double[][] axes, double[] rows, int count) {
    int d = axes.length;
    for (int k = 0; k < count; k++) {
      double[] turned = new double[d];
      for (int r = 0; r < d; r++) {
        for (int c = 0; c < d; c++) {
          turned[r] += axes[r][c] * rows[k * d + c];
        }
      }
      System.arraycopy(turned, 0, rows, k * d, d);
    }
  }

  /** Samples in another order. */
  static FlowLaw sampleOrder(FlowProblem problem, Random random) {
    int[] order = order(problem.data().n(), random);
    double[][] x = rows(problem.data());
    double[][] mixed = new double[x.length][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      mixed[i] = x[order[i]];
      y[i] = problem.data().y()[order[i]];
    }
    UnaryOperator<double[]> same = double[]::clone;
    return new FlowLaw(
        "sample_order", with(problem, problem.net(), new Dataset(Matrix.of(mixed), y), same), same);
  }

  /** Units of the first hidden layer in another order. */
  static FlowLaw unitOrder(FlowProblem problem, Random random) {
    int[] order = order(problem.widths()[1], random);
    double[] ones = new double[order.length];
    Arrays.fill(ones, 1);
    UnaryOperator<double[]> image = units(problem, order, ones);
    return new FlowLaw("unit_order", with(problem, problem.net(), problem.data(), image), image);
  }

  /** One unit of the first hidden layer in copies {@code c_i (w, a)}. */
  static FlowLaw split(FlowProblem problem, Random random) {
    int[] widths = problem.widths();
    int chosen = random.nextInt(widths[1]);
    int[] from = new int[widths[1] + COPIES.length - 1];
    double[] factors = new double[from.length];
    for (int k = 0; k < from.length; k++) {
      boolean copy = k >= widths[1];
      from[k] = copy ? chosen : k;
      factors[k] = copy ? COPIES[k - widths[1] + 1] : k == chosen ? COPIES[0] : 1;
    }
    widths[1] = from.length;
    UnaryOperator<double[]> image = units(problem, from, factors);
    FullyConnected net = new FullyConnected(problem.net().slope(), widths);
    return new FlowLaw("split", with(problem, net, problem.data(), image), image);
  }

  /**
   * Samples times {@code 4^L}, L layers, and θ times ¼: the function and, with τ in another unit,
   * the flow are the same. Powers of two are exact, so the field commutes with it bit for bit, and
   * an integrator whose state is θ itself would.
   */
  static FlowLaw scale(FlowProblem problem) {
    double factor = Math.scalb(1.0, 2 * problem.net().depth());
    UnaryOperator<double[]> image =
        theta -> {
          double[] smaller = theta.clone();
          for (int j = 0; j < smaller.length; j++) {
            smaller[j] /= 4;
          }
          return smaller;
        };
    double[][] x = rows(problem.data());
    for (double[] row : x) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    }
    return new FlowLaw(
        SCALE,
        with(problem, problem.net(), new Dataset(Matrix.of(x), problem.data().y()), image),
        image);
  }

  /**
   * The map of θ whose first hidden layer has unit {@code from[k]} times {@code factors[k]} as unit
   * k, rows in and columns out.
   */
  private static UnaryOperator<double[]> units(FlowProblem problem, int[] from, double[] factors) {
    int d = problem.widths()[0];
    int before = problem.widths()[1];
    int outputs = problem.widths()[2];
    return theta -> {
      List<Double> image = new ArrayList<>();
      for (int k = 0; k < from.length; k++) {
        for (int j = 0; j < d; j++) {
          image.add(factors[k] * theta[from[k] * d + j]);
        }
      }
      int second = before * d;
      for (int o = 0; o < outputs; o++) {
        for (int k = 0; k < from.length; k++) {
          image.add(factors[k] * theta[second + o * before + from[k]]);
        }
      }
      for (int j = second + outputs * before; j < theta.length; j++) {
        image.add(theta[j]);
      }
      return image.stream().mapToDouble(Double::doubleValue).toArray();
    };
  }

  private static FlowProblem with(
      FlowProblem problem, FullyConnected net, Dataset data, UnaryOperator<double[]> image) {
    return new FlowProblem(
        net,
        problem.loss(),
        problem.scale(),
        data,
        image.apply(problem.theta0()),
        problem.log10Loss());
  }

  private static int[] order(int size, Random random) {
    int[] order = new int[size];
    for (int k = 0; k < size; k++) {
      order[k] = k;
    }
    for (int k = size - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = order[k];
      order[k] = order[other];
      order[other] = kept;
    }
    return order;
  }

  private static double[][] rows(Dataset data) {
    double[][] x = new double[data.n()][data.d()];
    for (int i = 0; i < data.n(); i++) {
      for (int j = 0; j < data.d(); j++) {
        x[i][j] = data.x().get(i, j);
      }
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] v, double factor, double[] w) {
    for (int j = 0; j < v.length; j++) {
      v[j] += factor * w[j];
    }
  }
}
