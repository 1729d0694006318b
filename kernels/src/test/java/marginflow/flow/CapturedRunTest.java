package marginflow.flow;

import static marginflow.flow.LongHorizonTest.model;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random labels on gaussian samples, captured and event by event. */
class CapturedRunTest {

  static final String NET = "relu:6-12-1";

  static Dataset data() {
    Random random = new Random(5);
    double[][] x = new double[20][];
    double[] y = new double[20];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[6];
      for (int j = 0; j < 6; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i] = random.nextBoolean() ? 1 : -1;
    }
    return new Dataset(Matrix.of(x), y);
  }

  static double[] theta0() {
    Random random = new Random(9);
    double[] theta = new double[7 * 12];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.2 * random.nextGaussian();
    }
    return theta;
  }

  static FlowSettings settings(String integrator, Loss loss, double tolerance, StopRule stop) {
    return new FlowSettings(loss, integrator, tolerance, List.of(stop, StopRule.steps(50_000)));
  }

  static StopRule log10Loss(double depth) {
    return StopRule.logLoss(depth * Math.log(10));
  }

  private static double distance(double[] a, double[] b) {
    double difference = 0;
    double size = 0;
    for (int j = 0; j < a.length; j++) {
      difference += (a[j] - b[j]) * (a[j] - b[j]);
      size += b[j] * b[j];
    }
    return Math.sqrt(difference / size);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void comesToWhereLocatedEventsDo(Loss loss) {
    FlowResult right =
        Flow.run(
            model(NET, data()),
            theta0(),
            settings(LongHorizon.NAME, loss, 1e-8, log10Loss(-3)),
            FlowObserver.NONE);
    for (double tolerance : new double[] {1e-4, 1e-6}) {
      FlowResult found =
          Flow.run(
              model(NET, data()),
              theta0(),
              settings(Flow.CAPTURED, loss, tolerance, log10Loss(-3)),
              FlowObserver.NONE);
      double off = distance(found.theta(), right.theta());
      assertTrue(off < 30 * tolerance, off + " at " + tolerance);
      assertTrue(found.smoothedMarginMonotone());
      assertEquals(found.statistics().accepted(), found.statistics().capturedSteps());
      assertEquals(right.tau(), found.tau(), 100 * tolerance * right.tau());
      assertEquals(right.logTime(), found.logTime(), 100 * tolerance * 10);
    }
  }

  @Test
  void threadsAndLanesChangeNoBit() {
    double[][] ends = new double[3][];
    for (int i = 0; i < 3; i++) {
      ends[i] =
          Flow.run(
                  Models.bind(
                      Architectures.parse(NET),
                      data(),
                      KernelSelector.select(i == 2 ? "scalar" : "vector", 1 + i % 2)),
                  theta0(),
                  settings(Flow.CAPTURED, Loss.EXPONENTIAL, 1e-4, log10Loss(-2)),
                  FlowObserver.NONE)
              .theta();
    }
    assertArrayEquals(ends[0], ends[1], 0.0);
    assertArrayEquals(ends[0], ends[2], 0.0);
  }
}
