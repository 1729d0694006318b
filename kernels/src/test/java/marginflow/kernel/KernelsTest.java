package marginflow.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every implementation against the scalar loops, bit for bit, as the order of sums promises. */
class KernelsTest {
  private static final Kernels SCALAR = KernelSelector.select("scalar", 1);
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 16, 17, 31, 33, 50};

  static Stream<Arguments> shapes() {
    Random random = new Random(1);
    Stream<int[]> fixed =
        Stream.of(
            new int[] {13, 17, 129},
            new int[] {205, 40, 260},
            new int[] {12, 16, 128},
            new int[] {20, 50, 2},
            new int[] {131, 77, 3},
            new int[] {1001, 261, 2});
    Stream<int[]> drawn =
        Stream.generate(() -> random.ints(3, 0, SIZES.length).map(i -> SIZES[i]).toArray())
            .limit(80);
    return Stream.concat(fixed, drawn)
        .flatMap(
            s -> Stream.of(1, 2, 3, 7).map(threads -> Arguments.of(threads, s[0], s[1], s[2])));
  }

  private static Matrix random(Random random, int rows, int cols) {
    int stride = cols + random.nextInt(3);
    int offset = random.nextInt(5);
    double[] data = random.doubles(offset + (long) rows * stride, -1, 1).toArray();
    return new Matrix(data, offset, rows, cols, stride);
  }

  private static void assertSame(Matrix expected, Matrix actual) {
    for (int i = 0; i < expected.rows(); i++) {
      for (int j = 0; j < expected.cols(); j++) {
        assertEquals(expected.get(i, j), actual.get(i, j), 0, "element " + i + ", " + j);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void productsAgree(int threads, int r, int s, int k) {
    Random random = new Random(r * 31 + s * 7 + k);
    Kernels kernels = KernelSelector.select("vector", threads);
    Matrix a = random(random, r, k);
    Matrix at = random(random, k, r);
    Matrix b = random(random, k, s);
    Matrix bt = random(random, s, k);
    Matrix expected = random(random, r, s);
    Matrix actual = random(random, r, s);
    SCALAR.abt(a, bt, expected);
    kernels.abt(a, bt, actual);
    assertSame(expected, actual);
    SCALAR.ab(a, b, expected);
    kernels.ab(a, b, actual);
    assertSame(expected, actual);
    SCALAR.atb(at, b, expected);
    kernels.atb(at, b, actual);
    assertSame(expected, actual);
    expected = random(random, r, r);
    actual = random(random, r, r);
    SCALAR.aat(a, expected);
    kernels.aat(a, actual);
    assertSame(expected, actual);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void twoLayerNetworksAgree(int threads, int n, int m, int d) {
    Random random = new Random(n * 31 + m * 7 + d);
    TwoLayerState expectedState = state(random, n, m, d);
    TwoLayerState actualState =
        new TwoLayerState(
            expectedState.x(),
            expectedState.y(),
            0.25,
            Matrix.zeros(n, m),
            new SignPattern(n, m),
            new double[n]);
    TwoLayerKernel expected = SCALAR.twoLayer(expectedState);
    TwoLayerKernel actual = KernelSelector.select("vector", threads).twoLayer(actualState);
    int p = expectedState.parameters();
    double[] theta = random.doubles(p, -1, 1).toArray();
    double[] weights = random.doubles(n, -1, 1).toArray();
    for (boolean frozen : new boolean[] {false, true}) {
      expected.forward(theta, frozen);
      actual.forward(theta, frozen);
      assertArrayEquals(expectedState.q(), actualState.q(), 0);
      assertSame(expectedState.z(), actualState.z());
      double[] out = new double[p];
      double[] wanted = new double[p];
      expected.vjp(weights, wanted);
      actual.vjp(weights, out);
      assertArrayEquals(wanted, out, 0);
      double[] direction = random.doubles(p, -1, 1).toArray();
      expected.hessianVector(weights, direction, wanted);
      actual.hessianVector(weights, direction, out);
      assertArrayEquals(wanted, out, 0);
      out = new double[n];
      wanted = new double[n];
      expected.jvp(direction, wanted);
      actual.jvp(direction, out);
      assertArrayEquals(wanted, out, 0);
      out = new double[n * m];
      wanted = new double[n * m];
      expected.velocities(direction, wanted);
      actual.velocities(direction, out);
      assertArrayEquals(wanted, out, 0);
      int[] rows = random.ints(n / 2 + (n > 0 ? 1 : 0), 0, Math.max(1, n)).toArray();
      Matrix wantedGram = Matrix.zeros(n + 1, n + 1);
      Matrix gram = Matrix.zeros(n + 1, n + 1);
      expected.gram(rows, rows.length, wantedGram);
      actual.gram(rows, rows.length, gram);
      assertSame(wantedGram, gram);
      theta = random.doubles(p, -1, 1).toArray();
    }
  }

  private static TwoLayerState state(Random random, int n, int m, int d) {
    double[] y = random.ints(n, 0, 2).mapToDouble(b -> 2 * b - 1).toArray();
    return new TwoLayerState(
        random(random, n, d), y, 0.25, Matrix.zeros(n, m), new SignPattern(n, m), new double[n]);
  }

  private static final double[] SPECIAL = {
    0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e-300,
    709.7,
    709.8,
    -745,
    -745.2,
    -708,
    -720,
    1,
    -1,
    0.5,
    0.3,
    0.41421356237309503,
    0.4142135623730951
  };

  private static double[] values(Random random, int n) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] =
          random.nextInt(3) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : 200 * random.nextGaussian();
    }
    return values;
  }

  @Test
  void elementwiseKernelsAgree() {
    Kernels kernels = KernelSelector.select("vector", 1);
    Random random = new Random(3);
    for (int n : SIZES) {
      double[] x = values(random, n);
      double[] expected = new double[n];
      double[] actual = new double[n];
      SCALAR.exp(x, n, expected);
      kernels.exp(x, n, actual);
      assertArrayEquals(expected, actual, 0);
      double[] unit = random.doubles(n, 0, 1).toArray();
      SCALAR.log1p(unit, n, expected);
      kernels.log1p(unit, n, actual);
      assertArrayEquals(expected, actual, 0);
      double[] q = random.doubles(n, -5, 40).toArray();
      assertEquals(SCALAR.softmin(q, n, expected), kernels.softmin(q, n, actual), 0);
      assertArrayEquals(expected, actual, 0);
      double[] after = values(random, n);
      int[] pairs = new int[n];
      int[] expectedPairs = new int[n];
      Arrays.fill(expected, 0);
      Arrays.fill(actual, 0);
      int count = SCALAR.crossings(x, after, n, expectedPairs, expected);
      assertEquals(count, kernels.crossings(x, after, n, pairs, actual));
      assertArrayEquals(expectedPairs, pairs);
      assertArrayEquals(expected, actual, 0);
    }
  }

  @Test
  void stageCombinationsAgree() {
    Kernels kernels = KernelSelector.select("vector", 1);
    Random random = new Random(4);
    for (int n : SIZES) {
      double[] y = random.doubles(n).toArray();
      double[][] k =
          Stream.generate(() -> random.doubles(n).toArray()).limit(4).toArray(double[][]::new);
      double[] b = random.doubles(4).toArray();
      double[] e = random.doubles(4).toArray();
      double[] expected = new double[n];
      double[] actual = y.clone();
      double error = SCALAR.combine(y, k, b, e, 4, expected);
      assertEquals(error, kernels.combine(actual, k, b, e, 4, actual), 0);
      assertEquals(SCALAR.dot(y, k[0], n), kernels.dot(y, k[0], n), 0);
      assertArrayEquals(expected, actual, 0);
    }
  }

  @Test
  void patternsAgreeOnSpecialValues() {
    Kernels kernels = KernelSelector.select("vector", 1);
    Random random = new Random(5);
    for (int m : SIZES) {
      Matrix z = new Matrix(values(random, 3 * m), 0, 3, m, m);
      SignPattern expected = new SignPattern(3, m);
      SignPattern actual = new SignPattern(3, m);
      SCALAR.signs(z, expected);
      kernels.signs(z, actual);
      Matrix expectedOut = Matrix.zeros(3, m);
      Matrix out = Matrix.zeros(3, m);
      SCALAR.gate(z, expected, 0.5, expectedOut);
      kernels.gate(z, actual, 0.5, out);
      for (int i = 0; i < 3; i++) {
        for (int k = 0; k < m; k++) {
          assertEquals(expected.get(i, k), actual.get(i, k));
        }
      }
      assertSame(expectedOut, out);
    }
  }

  @Test
  void unknownKernelsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> KernelSelector.select("gpu", 1));
    assertThrows(IllegalArgumentException.class, () -> KernelSelector.select("scalar", 0));
  }
}
