package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.Nearby;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TightWindowTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);
  private static final FullyConnected NET = new FullyConnected(Slope.RELU, 2, 2, 1);
  private static final Dataset DATA =
      new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});

  @Test
  void theWindowAlongAFlowIsCapped() {
    assertEquals(1e-3, TightWindow.natural(Math.log(1e-9)));
    assertEquals(1e-3, TightWindow.natural(Math.log(40_000)), 1e-15);
    assertEquals(4e-5, TightWindow.natural(Math.log(1e6)), 1e-16);
    assertEquals(1e-9, TightWindow.natural(1e9));
  }

  private static Certificate certify(double... theta) {
    return Certifier.certify(NET, DATA, KERNELS, theta, CertifyOptions.DEFAULT);
  }

  private static void assertSame(Certificate a, Certificate b, String name) {
    assertEquals(a.verdict(), b.verdict(), name);
    assertEquals(a.evidence(), b.evidence(), name);
    assertEquals(a.kktResidual(), b.kktResidual(), 0, name);
    assertEquals(a.window(), b.window(), 0, name);
    assertEquals(a.complementarity(), b.complementarity(), 0, name);
    assertEquals(a.normalizedMargin(), b.normalizedMargin(), 0, name);
    assertEquals(a.marginBound(), b.marginBound(), name);
    assertEquals(a.layers(), b.layers(), name);
    assertEquals(a.nearby().isPresent(), b.nearby().isPresent(), name);
    if (a.nearby().isPresent()) {
      Nearby one = a.nearby().get();
      Nearby other = b.nearby().get();
      assertEquals(one.relativeDistance(), other.relativeDistance(), 0, name);
      assertSame(one.certificate(), other.certificate(), name);
    }
  }

  /** At the optimum, at a local one, near one, and at no KKT point. */
  @Test
  void everyPowerOfTwoHasTheSameCertificate() {
    List<double[]> points =
        List.of(
            new double[] {0, 1, 0, 0, 1, 0},
            new double[] {0, 3, 0, 2, 3, 2},
            new double[] {0, 1e4, 0, -2, Math.hypot(1e4, 2), 0},
            new double[] {0.3, 1, 0.1, -0.4, 1.2, 0.7});
    for (double[] theta : points) {
      Certificate own = certify(theta);
      for (int power = -200; power <= 200; power += 40) {
        int exponent = power;
        double[] scaled = Arrays.stream(theta).map(v -> Math.scalb(v, exponent)).toArray();
        assertSame(own, certify(scaled), "2^" + power);
      }
    }
  }

  /** Three times a number of few bits is exact, although it is no power of two. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 7, 0.625, 1023})
  void soHasEveryOtherExactMultiple(double factor) {
    double[] theta = {0.375, 1, 0.125, -0.5, 1.25, 0.75};
    double[] scaled = Arrays.stream(theta).map(v -> factor * v).toArray();
    assertSame(certify(theta), certify(scaled), "times " + factor);
  }

  /** The narrowest that explains a point as well as the widest: margins apart by 1e-6 need 1e-6. */
  @Test
  void aVerdictTakesTheNarrowestWindowThatExplainsItsPoint() {
    MarginModel model = Models.bind(NET, DATA, KERNELS);
    for (double spread : new double[] {0, 1e-10, 5e-8, 5e-6, 5e-4}) {
      double[] theta = {spread / 8, 1, 0, 0, 1, 0};
      ScaledPoint point = ScaledPoint.of(model, theta).orElseThrow();
      KktAnalysis found = new KktSearch(NET, model).analyse(point);
      // The margins are (1 + spread/2) to (1 − spread/2).
      assertTrue(found.window() >= spread, found::toString);
      assertTrue(found.window() <= Math.max(1e-9, 10.1 * spread), found::toString);
      assertEquals(2, found.supportRows().length);
    }
    double[] apart = {0.1, 1, 0, 0, 1, 0};
    KktAnalysis one = new KktSearch(NET, model).analyse(ScaledPoint.of(model, apart).orElseThrow());
    assertEquals(1, one.tightCount());
    assertTrue(one.epsilon() > 0.1);
  }
}
