package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;

class ApexPotentialTest {

  /**
   * x₁ = (1, 0), y = +1 and x₂ = (0, 1), y = −1, ReLU, a = 1, p = ½ each: {@code V(w) = (w₂⁺ −
   * w₁⁺)/2}. On the rays ±(0, 1), ±(1, 0) that is ½, 0, −½, 0.
   */
  @Test
  void theLeastRayOfTwoAxes() {
    TwoLayerNet net = net(new double[][] {{1, 0}, {0, 1}}, new double[] {1, -1});
    ApexPotential.Least least = new ApexPotential(net).least(1, new double[] {0.5, -0.5});
    assertEquals(-0.5, least.value());
    assertArrayEquals(new double[] {1, 0}, least.ray(), 1e-15);
    assertArrayEquals(new int[] {1}, least.samples());
  }

  /** No direction of a fine random search is below zero where no ray is, and else some is. */
  @Test
  void theSignOfTheLeastRayIsTheSignOfTheMinimum() {
    int negative = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int n = 12;
      double[][] x = new double[n][3];
      double[] force = new double[n];
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        // One sample that pulls, weakly, against many that push: both signs occur.
        y[i] = i == 0 ? 1 : -1;
        force[i] = y[i] * (i == 0 ? 0.5 : 1) * random.nextDouble();
        for (int c = 0; c < 3; c++) {
          x[i][c] = random.nextGaussian();
        }
      }
      double least = new ApexPotential(net(x, y)).least(1, force).value();
      double searched = search(x, force, random);
      assertTrue(least >= -1e-12 ? searched >= -1e-12 : searched < 0, "seed " + seed);
      negative += least < 0 ? 1 : 0;
    }
    assertTrue(negative > 5 && negative < 35, "only one sign was tried: " + negative);
  }

  private static double search(double[][] x, double[] force, Random random) {
    double least = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < 20_000; trial++) {
      double[] w = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double value = 0;
      for (int i = 0; i < x.length; i++) {
        double z = w[0] * x[i][0] + w[1] * x[i][1] + w[2] * x[i][2];
        value -= force[i] * Math.max(z, 0);
      }
      least = Math.min(least, value / Math.sqrt(w[0] * w[0] + w[1] * w[1] + w[2] * w[2]));
    }
    return least;
  }

  private static TwoLayerNet net(double[][] x, double[] y) {
    return new TwoLayerNet(new Dataset(Matrix.of(x), y), 0, Loss.EXPONENTIAL, 1);
  }
}
