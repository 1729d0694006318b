package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.Nearby;
import marginflow.certificate.verdict.Verdict;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Dataset;
import marginflow.network.Diagonal;
import marginflow.network.FullyConnected;
import marginflow.network.Initialisation;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** From the ends of real flows to exact KKT points. */
final class PolishTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);

  @Test
  void randomLabelsWithDozensOfSlidingPairs() {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      double[][] x = new double[20][3];
      double[] y = new double[20];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < 3; j++) {
          x[i][j] = random.nextGaussian();
        }
        y[i] = random.nextBoolean() ? 1 : -1;
      }
      Dataset data = new Dataset(Matrix.of(x), y);
      FullyConnected net = new FullyConnected(Slope.RELU, 3, 30, 1);
      FlowSettings settings =
          new FlowSettings(
              Loss.EXPONENTIAL,
              Flow.integrators().getFirst(),
              1e-6,
              List.of(StopRule.logLoss(-1e6 * Math.log(10))));
      double[] start = Initialisation.gaussian(net, seed, 0.3);
      FlowResult end =
          Flow.run(Models.bind(net, data, KERNELS), start, settings, FlowObserver.NONE);
      Certificate c = Certifier.certify(net, data, KERNELS, end.theta(), CertifyOptions.DEFAULT);
      int number = seed;
      Certificate exact =
          c.nearby()
              .map(Nearby::certificate)
              .orElseThrow(() -> new AssertionError("seed " + number));
      assertTrue(exact.kktResidual() <= 1e-12, "seed " + seed);
      assertTrue(exact.normalizedMargin() >= c.normalizedMargin() * (1 - 1e-3), "seed " + seed);
      assertTrue(
          exact.normalizedMargin() <= exact.marginBound().orElseThrow().upper(), "seed " + seed);
    }
  }

  @Test
  void diagonalPointsOfTheClaims() {
    Dataset v3 = new Dataset(Matrix.of(new double[][] {{1, 2}}), new double[] {1});
    Certificate zeros =
        Certifier.certify(
            new Diagonal(2, 2), v3, KERNELS, new double[] {1, 0, 1, 0}, CertifyOptions.DEFAULT);
    assertEquals(0.5, zeros.normalizedMargin(), 1e-15);
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, zeros.verdict());
    Dataset v5 = new Dataset(Matrix.of(new double[][] {{1, 1}}), new double[] {1});
    Certificate ones =
        Certifier.certify(
            new Diagonal(2, 3),
            v5,
            KERNELS,
            new double[] {1, 1, 1, 1, 1, 1},
            CertifyOptions.DEFAULT);
    assertEquals(2 * Math.pow(6, -1.5), ones.normalizedMargin(), 1e-15);
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, ones.verdict());
  }
}
