package marginflow.report;

import java.util.List;
import java.util.OptionalInt;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Kinks;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;

/**
 * A two-layer leaky ReLU network written for reading, with just what pictures need: values and
 * gradients. The tests of this package depend on no other part of the program through it.
 */
final class ToyModel implements MarginModel {

  private static final double SLOPE = 0.1;

  private final Dataset data;
  private final Kernels kernels;
  private final int width;
  private final double[] theta;
  private final double[] q;

  private ToyModel(Dataset data, int width, Kernels kernels) {
    this.data = data;
    this.kernels = kernels;
    this.width = width;
    theta = new double[width * (data.d() + 1)];
    q = new double[data.n()];
  }

  /** The architecture of such networks. */
  static Architecture architecture(int d, int width) {
    return new Toy(d, width);
  }

  private record Toy(int inputs, int width) implements Architecture {
    @Override
    public String spec() {
      return "leaky-relu(0.1):%d-%d-1".formatted(inputs, width);
    }

    @Override
    public int parameters() {
      return width * (inputs + 1);
    }

    @Override
    public OptionalInt degree() {
      return OptionalInt.of(2);
    }

    @Override
    public List<LayerShape> layers() {
      return List.of(
          new LayerShape("W1", 0, width, inputs), new LayerShape("W2", width * inputs, 1, width));
    }

    @Override
    public MarginModel bind(Dataset data, Kernels kernels) {
      return new ToyModel(data, width, kernels);
    }
  }

  @Override
  public int parameters() {
    return theta.length;
  }

  @Override
  public int rows() {
    return data.n();
  }

  @Override
  public OptionalInt degree() {
    return OptionalInt.of(2);
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public void evaluate(double[] at) {
    System.arraycopy(at, 0, theta, 0, theta.length);
    for (int i = 0; i < q.length; i++) {
      q[i] = 0;
      for (int k = 0; k < width; k++) {
        q[i] += data.y()[i] * outgoing(k) * activation(preActivation(i, k));
      }
    }
  }

  @Override
  public double[] margins() {
    return q;
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    java.util.Arrays.fill(gradient, 0);
    int d = data.d();
    for (int i = 0; i < q.length; i++) {
      for (int k = 0; k < width; k++) {
        double z = preActivation(i, k);
        double weight = weights[i] * data.y()[i];
        gradient[width * d + k] += weight * activation(z);
        for (int j = 0; j < d; j++) {
          gradient[k * d + j] += weight * outgoing(k) * (z > 0 ? 1 : SLOPE) * data.x().get(i, j);
        }
      }
    }
  }

  @Override
  public Kinks kinks() {
    return (Kinks)
        java.lang.reflect.Proxy.newProxyInstance(
            Kinks.class.getClassLoader(),
            new Class<?>[] {Kinks.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("size")) {
                return width * data.n();
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public void evaluateFrozen(double[] at) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void difference(double[] step, double[] out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void rowGradient(int row, double[] out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    throw new UnsupportedOperationException();
  }

  private double outgoing(int k) {
    return theta[width * data.d() + k];
  }

  private double preActivation(int i, int k) {
    double z = 0;
    for (int j = 0; j < data.d(); j++) {
      z += theta[k * data.d() + j] * data.x().get(i, j);
    }
    return z;
  }

  private static double activation(double z) {
    return Math.max(z, SLOPE * z);
  }
}
