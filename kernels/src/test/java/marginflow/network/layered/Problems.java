package marginflow.network.layered;

import java.util.Random;
import java.util.stream.Stream;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;

/** Random problems for model tests. */
public final class Problems {

  private Problems() {}

  /** Networks of every kind. */
  public static Stream<Architecture> architectures() {
    return Stream.of(
            "linear:3-1",
            "linear:3-5-1",
            "relu:3-8-1",
            "leaky-relu(0.25):3-17-1",
            "linear:4-3-5-1",
            "relu:4-7-5-1",
            "leaky-relu(0.5):2-6-5-4-3-1",
            "relu+bias:3-7-1",
            "leaky-relu(0.5)+bias:3-5-4-1",
            "relu+skip:3-3-1",
            "leaky-relu(0.25)+skip:4-6-6-1",
            "diagonal:5x1",
            "diagonal:5x2",
            "diagonal:4x3",
            "conv-linear:4-c1k2s2-1",
            "conv-relu:4-c1k2s2-1",
            "conv-relu:8-c3k3s2-max3-4-1",
            "conv-leaky-relu(0.25):5x4x2-c2k2x2s1x2-max2x1-1",
            "conv-linear:6-l2k3s1-avg2-max2-1",
            "conv-relu:6-l2k2s2-avg3-5-1")
        .map(Architectures::parse);
  }

  /** All kernels on every network. */
  static Stream<org.junit.jupiter.params.provider.Arguments> cases() {
    return architectures()
        .flatMap(a ->
            KernelSelector.names().stream()
                .map(k -> org.junit.jupiter.params.provider.Arguments.of(a, k)));
  }

  static Kernels kernels(String name) {
    return KernelSelector.select(name, 1);
  }

  static Dataset data(int n, int d, long seed) {
    Random random = new Random(seed);
    Matrix x = Matrix.zeros(n, d);
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < d; j++) {
        x.set(i, j, random.nextGaussian());
      }
    }
    return new Dataset(x, y);
  }

  static double[] vector(int length, long seed) {
    Random random = new Random(seed);
    return random.doubles(length, -1, 1).toArray();
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  /** {@code a + t b}. */
  static double[] plus(double[] a, double t, double[] b) {
    double[] sum = a.clone();
    for (int j = 0; j < a.length; j++) {
      sum[j] += t * b[j];
    }
    return sum;
  }
}
