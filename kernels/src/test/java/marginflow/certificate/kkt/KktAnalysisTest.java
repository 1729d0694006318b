package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Residual, multipliers and complementarity worked out by hand. */
final class KktAnalysisTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);

  /** Margins w·x of one linear layer: gradients are the samples themselves. */
  private static KktAnalysis linear(double[][] x, double[] theta, double window) {
    double[] y = new double[x.length];
    java.util.Arrays.fill(y, 1);
    FullyConnected net = new FullyConnected(Slope.LINEAR, 2, 1);
    MarginModel model = Models.bind(net, new Dataset(Matrix.of(x), y), KERNELS);
    return KktAnalysis.of(model, ScaledPoint.of(model, theta).orElseThrow(), window);
  }

  /** θ = (1, 1), margins 1, 1.25 and 9, of which the first two explain it with λ = (1, 0.8). */
  @Test
  void complementarityIsTheMeanExcessOfTheMargins() {
    KktAnalysis kkt = linear(new double[][] {{1, 0}, {0, 1.25}, {4, 5}}, new double[] {3, 3}, 0.5);
    assertArrayEquals(new double[] {1, 0.8, 0}, kkt.lambdaOfAllRows(), 1e-15);
    assertEquals(1.8, kkt.lambdaSum(), 1e-15);
    assertEquals(0.8 * 0.25 / 1.8, kkt.complementarity(), 1e-15);
    assertEquals(kkt.complementarity(), kkt.merit(), 0);
    assertTrue(kkt.epsilon() < 1e-15);
    assertArrayEquals(new int[] {0, 1}, kkt.supportRows());
    assertEquals(2, kkt.tightCount());
    assertFalse(kkt.layered());
  }

  /** In a narrow window the second coordinate has no multiplier. */
  @Test
  void whatNoTightRowExplainsIsTheResidual() {
    KktAnalysis kkt = linear(new double[][] {{1, 0}, {0, 1.25}, {4, 5}}, new double[] {3, 3}, 1e-3);
    assertArrayEquals(new double[] {0, 1}, kkt.residual(), 1e-15);
    assertEquals(Math.sqrt(0.5), kkt.epsilon(), 1e-15);
    assertEquals(kkt.epsilon(), kkt.merit(), 0);
    assertEquals(0, kkt.complementarity(), 1e-15);
    assertEquals(1, kkt.tightCount());
    assertArrayEquals(new double[] {1, 0, 0}, kkt.lambdaOfAllRows(), 1e-15);
    assertArrayEquals(kkt.point().theta(), kkt.coordinates(), 0);
  }

  /** Without a row that helps there are no multipliers, and nothing to average. */
  @Test
  void noMultipliersNoComplementarity() {
    KktAnalysis kkt = linear(new double[][] {{1, 0.5}, {1, 0.5}}, new double[] {1, 1}, 1e-3);
    assertTrue(kkt.lambdaSum() > 0);
    FullyConnected relu = new FullyConnected(Slope.RELU, 2, 1, 1);
    MarginModel model =
        Models.bind(
            relu, new Dataset(Matrix.of(new double[][] {{1, 0}}), new double[] {1}), KERNELS);
    ScaledPoint point = ScaledPoint.of(model, new double[] {1, 1, 1}).orElseThrow();
    KktAnalysis none = KktAnalysis.of(model, point, 1e-9, 1e-9, 1, 2);
    assertEquals(0, none.lambdaSum());
    assertEquals(0, none.complementarity());
    assertEquals(1, none.epsilon(), 1e-15);
    assertEquals(0, none.supportIndices().length);
  }

  /** x₁ lies on the kink of the second neuron, V10's point: one kink, its slope 1/√3. */
  @Test
  void kinksCountOnceAndKeepTheirSlope() {
    double a = 1 / Math.sqrt(Math.sqrt(3) / 2);
    FullyConnected relu = new FullyConnected(Slope.RELU, 2, 2, 1);
    MarginModel model =
        Models.bind(
            relu,
            new Dataset(
                Matrix.of(new double[][] {{-0.5, Math.sqrt(3) / 2}, {1, 0}}), new double[] {1, 1}),
            KERNELS);
    KktAnalysis kkt =
        KktAnalysis.of(
            model, ScaledPoint.of(model, new double[] {0, a, 1, 0, a, 1}).orElseThrow(), 1e-9);
    assertEquals(1, kkt.kinkCount());
    assertEquals(1 / Math.sqrt(3), kkt.mu()[1][0] / kkt.lambda()[1], 1e-12);
    kkt.holdPattern(model);
    assertFalse(model.kinks().positive(kkt.rows().get(1).kinks().getFirst().kink()));
  }

  /** x₂ is on the positive side of its kink by 1e-13, which the gradients leave out. */
  @Test
  void theModelIsMovedBackToTheNegativeSideOfItsKinks() {
    FullyConnected relu = new FullyConnected(Slope.RELU, 2, 2, 1);
    double[][] x = {{-0.5, 1}, {1, 1e-13}};
    MarginModel model = Models.bind(relu, new Dataset(Matrix.of(x), new double[] {1, 1}), KERNELS);
    ScaledPoint point = ScaledPoint.of(model, new double[] {0, 1, 1, 0, 1, 1}).orElseThrow();
    KktAnalysis kkt = KktAnalysis.of(model, point, 1e-9, 1e-9);
    int kink = kkt.rows().getLast().kinks().getFirst().kink();
    model.evaluate(new double[] {1, 2, 3, 4, 5, 6});
    assertTrue(model.kinks().positive(kink));
    kkt.holdPattern(model);
    assertFalse(model.kinks().positive(kink));
    double[] theta = point.theta();
    assertEquals(theta[2] * theta[4 + 1], model.margins()[1], 1e-15);
    assertTrue(point.q()[1] - model.margins()[1] > 5e-14, "and not on the side it is on");
  }

  /** A row with kinks in two layers has a face for each side of the other layer's kinks. */
  @Test
  void kinksOfEveryLayerCountOnceHoweverManyFacesARowHas() {
    KktAnalysis kkt = linear(new double[][] {{1, 0}, {0, 1.25}, {4, 5}}, new double[] {3, 3}, 0.5);
    var jump = new TightCone.Jump(0, new double[] {1, 0}, -1);
    double[] base = {1, 0};
    var one = new TightCone.Row(0, base, List.of(jump));
    var face = new TightCone.Row(1, base, List.of(jump, jump));
    assertEquals(1 + 2 + 1, withRows(kkt, List.of(one, face, face)).kinkCount());
    assertEquals(2, withRows(kkt, List.of(one, face, face)).tightCount());
    assertTrue(withRows(kkt, List.of(one, face, face)).layered());
    assertEquals(1 + 2 + 2, withRows(kkt, List.of(one, face, face, face, face)).kinkCount());
    assertEquals(2 + 1 + 1, withRows(kkt, List.of(face, face, one)).kinkCount());
  }

  private static KktAnalysis withRows(KktAnalysis kkt, List<TightCone.Row> rows) {
    return new KktAnalysis(
        kkt.point(),
        kkt.from(),
        kkt.to(),
        kkt.window(),
        kkt.distance(),
        rows,
        kkt.lambda(),
        kkt.mu(),
        kkt.residual(),
        kkt.epsilon());
  }

  /** The second coordinate alone: its own length, and nothing to explain where it is zero. */
  @Test
  void aPartOfTheCoordinatesIsAnalysedAlone() {
    FullyConnected net = new FullyConnected(Slope.LINEAR, 2, 1);
    Dataset data = new Dataset(Matrix.of(new double[][] {{1, 1}, {1, -0.5}}), new double[] {1, 1});
    MarginModel model = Models.bind(net, data, KERNELS);
    ScaledPoint point = ScaledPoint.of(model, new double[] {1, 1}).orElseThrow();
    KktAnalysis second = KktAnalysis.of(model, point, 1e-3, 1e-9, 1, 2);
    assertEquals(1, second.residual().length);
    assertArrayEquals(new double[] {point.theta()[1]}, second.coordinates(), 0);
    ScaledPoint flat = ScaledPoint.of(model, new double[] {1, 0}).orElseThrow();
    assertEquals(0, KktAnalysis.of(model, flat, 1e-3, 1e-9, 1, 2).epsilon(), 0);
  }
}
