package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.certificate.verdict.MarginBound;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** The unit of the samples is one of margins too, and of nothing else in a certificate. */
class DataUnitTest {

  private static Certificate certificate(double unit) {
    Random random = new Random(2);
    double[][] x = new double[14][];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(3, -unit, unit).toArray();
      y[i] = x[i][0] + 0.3 * x[i][1] > 0 ? 1 : -1;
    }
    Dataset data = new Dataset(Matrix.of(x), y);
    Architecture net = Architectures.parse("relu:3-8-1");
    Kernels kernels = KernelSelector.select("scalar", 1);
    double[] theta =
        Flow.run(
                Models.bind(net, data, kernels),
                Initialisation.gaussian(net, 3, 0.1 / Math.sqrt(unit)),
                new FlowSettings(
                    Loss.EXPONENTIAL,
                    Flow.integrators().getFirst(),
                    1e-6,
                    List.of(StopRule.logLoss(-1e6))),
                FlowObserver.NONE)
            .theta();
    return Certifier.certify(net, data, kernels, theta, CertifyOptions.DEFAULT);
  }

  /** With samples of 1e8 the bound was 18 per cent wide. */
  @Test
  void boundsHaveTheUnitOfTheSamples() {
    MarginBound one = certificate(1).marginBound().orElseThrow();
    for (double unit : new double[] {1e-8, 1e8}) {
      Certificate other = certificate(unit);
      MarginBound bound = other.marginBound().orElseThrow();
      assertEquals(one.lower(), bound.lower() / unit, 1e-9 * one.lower());
      assertEquals(one.upper(), bound.upper() / unit, 1e-9 * one.upper());
    }
  }
}
