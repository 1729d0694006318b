package marginflow.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import marginflow.array.Matrix;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NaiveNetTest {

  private static Dataset data(Random random, int n, int d) {
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
  void velocityIsThatOfTheTwinWithBounds(Loss loss) {
    int[][] shapes = {{3, 1}, {3, 5, 1}, {2, 4, 3, 1}};
    for (int[] widths : shapes) {
      Random random = new Random(widths.length);
      Dataset data = data(random, 6, widths[0]);
      NaiveNet net = new NaiveNet(data, 0.1, loss, widths);
      double[] theta = random.doubles(net.size(), -1, 1).toArray();
      double[] found = new double[net.size()];
      double logLoss = net.velocity(theta, found);
      ReferenceEvaluation twin =
          new ReferenceModel(Wiring.fullyConnected(widths, true), data, 0.1).evaluate(theta);
      double[] q = new double[data.n()];
      for (int i = 0; i < q.length; i++) {
        q[i] = twin.margins()[i].doubleValue();
      }
      double[] p = new double[q.length];
      assertEquals(loss.weights(q, q.length, p), logLoss, 1e-14);
      Bounded[] right = twin.vjp(p);
      for (int j = 0; j < found.length; j++) {
        assertEquals(right[j].doubleValue(), found[j], 1e-14, "component " + j);
      }
    }
  }

  @Test
  void aNetworkThatDoesNotFitTheDataIsRefused() {
    Dataset data = data(new Random(1), 2, 3);
    assertThrows(
        IllegalArgumentException.class, () -> new NaiveNet(data, 0, Loss.EXPONENTIAL, 2, 1));
  }
}
