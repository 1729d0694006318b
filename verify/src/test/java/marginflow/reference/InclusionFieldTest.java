package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Right velocities off and on surfaces, against the naive field and cases worked by hand. */
class InclusionFieldTest {

  private static Dataset data(int n, int d, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[n][d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      y[i] = random.nextBoolean() ? 1 : -1;
      for (int j = 0; j < d; j++) {
        x[i][j] = random.nextGaussian();
      }
    }
    return new Dataset(Matrix.of(x), y);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void offSurfacesItIsTheNaiveField(Loss loss) {
    Dataset data = data(9, 3, 5);
    int[] widths = {3, 6, 4, 1};
    NaiveNet naive = new NaiveNet(data, 0.1, loss, widths);
    ClarkeGradients gradients = new ClarkeGradients(data, 0.1, widths);
    InclusionField field = new InclusionField(gradients, 0.1, loss);
    double[] theta = new Random(8).doubles(naive.size(), -1, 1).toArray();
    double[] right = new double[naive.size()];
    naive.velocity(theta, right);
    gradients.evaluate(theta, 1e-12, 1e-12);
    assertTrue(gradients.kinks().isEmpty());
    double[] found = field.minimumNorm();
    assertArrayEquals(right, found, 1e-14);
    double[] nearest = field.nearest(found, 1e3);
    assertArrayEquals(found, nearest, 1e-9);
  }

  /** One unit on (1, 0), label 1, and (−1, ½), label −1: where w is on (0, 1) what happens? */
  @Test
  void onASurfaceThatAttractsTheUnitStays() {
    Dataset data =
        new Dataset(Matrix.of(new double[][] {{1, 0}, {-1, 0.5}}), new double[] {-1, -1});
    ClarkeGradients gradients = new ClarkeGradients(data, 0, 2, 1, 1);
    InclusionField field = new InclusionField(gradients, 0, Loss.EXPONENTIAL);
    // w = (0, 1): the second sample, of label −1, has z = ½ > 0 and pushes w along (1, −½); the
    // first, on its surface, pushes back along (−1, 0) as much as its slope says.
    gradients.evaluate(new double[] {0, 1, 1}, 1e-12, 1e-12);
    assertEquals(List.of(new ClarkeGradients.Kink(1, 0, 0)), gradients.kinks());
    double[] v = field.minimumNorm();
    // p = (1, e^½)/(1 + e^½): the push 0.622 is more than the first's whole 0.378, so it crosses.
    double p = Math.exp(0.5) / (1 + Math.exp(0.5));
    assertArrayEquals(new double[] {p - (1 - p), -0.5 * p, -0.5 * p}, v, 1e-14);
    // Held there it would go straight down.
    gradients.evaluate(new double[] {0, 1, 1}, 1e-12, 1e-12);
    assertArrayEquals(new double[] {0, -0.5 * p, -0.5 * p}, field.onSurfaces(), 1e-12);
    // Where the first pushes more, a slope between holds it.
    Dataset strong = new Dataset(Matrix.of(new double[][] {{4, 0}, {-1, 0.5}}), data.y());
    ClarkeGradients held = new ClarkeGradients(strong, 0, 2, 1, 1);
    held.evaluate(new double[] {0, 1, 1}, 1e-12, 1e-12);
    double[] slide = new InclusionField(held, 0, Loss.EXPONENTIAL).minimumNorm();
    assertArrayEquals(new double[] {0, -0.5 * p, -0.5 * p}, slide, 1e-14);
  }

  @Test
  void theConeHasWhatItsRowsGenerate() {
    double[] a = {1, 0, 0};
    double[] gain = {0, 1, 0};
    List<GradientCone.Row> rows = List.of(new GradientCone.Row(a, List.of(gain)));
    assertArrayEquals(
        new double[] {2, 1, 0}, GradientCone.nearest(rows, new double[] {2, 1, 0.5}), 1e-12);
    // A slope is at most 1: (1, 3) is nearest to 2·(1, 1).
    assertArrayEquals(
        new double[] {2, 2, 0}, GradientCone.nearest(rows, new double[] {1, 3, 0}), 1e-12);
    assertArrayEquals(new double[3], GradientCone.nearest(rows, new double[] {-1, -1, 0}), 1e-12);
  }

  @Test
  void theBoxIsKept() {
    List<double[]> columns = List.of(new double[] {1, 0}, new double[] {1, 1});
    assertArrayEquals(
        new double[] {1, 1}, BoxMinimum.of(new double[] {-5, -2}, columns, 0, 1), 1e-12);
    assertArrayEquals(
        new double[] {0.25, 0.5}, BoxMinimum.of(new double[] {-0.75, -0.5}, columns, 0, 1), 1e-12);
    double inf = Double.POSITIVE_INFINITY;
    assertArrayEquals(
        new double[] {3, 2}, BoxMinimum.of(new double[] {-5, -2}, columns, -inf, inf), 1e-9);
  }
}
