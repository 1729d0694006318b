package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import marginflow.array.Matrix;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.linalg.Vectors;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Clarke gradients at kinks in several layers at once. */
final class ActiveConstraintsTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);

  private static final double[] X = {1, 0.5};

  /** A 2-4-3-1 net: units 0 and 1 of the first layer and unit 0 of the second have z = 0 at X. */
  private static double[] kinked(double alpha, Random random) {
    FullyConnected net = net(alpha);
    double[] theta = random.doubles(net.parameters(), 0.1, 1).toArray();
    for (int unit = 0; unit < 2; unit++) {
      theta[2 * unit] = -0.5 * theta[2 * unit + 1];
    }
    // Units 2 and 3 are positive: h = (0, 0, h2, h3), and row 0 of W_2 is made orthogonal to it.
    double h2 = theta[4] * X[0] + theta[5] * X[1];
    double h3 = theta[6] * X[0] + theta[7] * X[1];
    theta[8 + 2] = 1;
    theta[8 + 3] = -h2 / h3;
    return theta;
  }

  private static FullyConnected net(double alpha) {
    return new FullyConnected(new Slope(alpha), 2, 4, 3, 1);
  }

  @Test
  void theHullIsThatOfTheGradientsNearby() {
    for (int seed = 0; seed < 6; seed++) {
      double alpha = 0.3 * (seed % 2);
      Random random = new Random(seed);
      Dataset data = new Dataset(Matrix.of(new double[][] {X}), new double[] {1});
      MarginModel model = Models.bind(net(alpha), data, KERNELS);
      ScaledPoint point = ScaledPoint.of(model, kinked(alpha, random)).orElseThrow();
      int parameters = model.parameters();
      List<TightCone.Row> faces = ActiveConstraints.of(model, point, 0, 1e-12, 0, parameters);
      // Two kinks in the layer that has most, one outside: two faces, eight corners.
      assertEquals(2, faces.size(), "seed " + seed);
      List<double[]> corners = new ArrayList<>();
      for (TightCone.Row face : faces) {
        for (int sides = 0; sides < 4; sides++) {
          double[] corner = face.base().clone();
          for (int k = 0; k < 2; k++) {
            Vectors.addScaled(sides >> k & 1, face.kinks().get(k).normal(), corner);
          }
          corners.add(corner);
        }
      }
      Set<Integer> seen = new TreeSet<>();
      for (int sample = 0; sample < 400; sample++) {
        double[] near = point.theta().clone();
        for (int j = 0; j < parameters; j++) {
          near[j] += 1e-9 * random.nextGaussian();
        }
        model.evaluate(near);
        double[] gradient = new double[parameters];
        model.rowGradient(0, gradient);
        int nearest = nearest(corners, gradient);
        seen.add(nearest);
        double[] apart = Vectors.minus(corners.get(nearest), gradient);
        assertTrue(Vectors.norm(apart) < 1e-7, "seed " + seed);
      }
      assertEquals(8, seen.size(), "seed " + seed);
    }
  }

  private static int nearest(List<double[]> corners, double[] gradient) {
    int best = 0;
    for (int c = 1; c < corners.size(); c++) {
      double apart = Vectors.norm(Vectors.minus(corners.get(c), gradient));
      if (apart < Vectors.norm(Vectors.minus(corners.get(best), gradient))) {
        best = c;
      }
    }
    return best;
  }
}
