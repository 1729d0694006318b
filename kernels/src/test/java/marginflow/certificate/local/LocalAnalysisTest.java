package marginflow.certificate.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.TightCone;
import marginflow.certificate.problem.Neurons;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.certificate.verdict.Finding;
import marginflow.certificate.verdict.Verdict;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** What stands between an exact KKT point and a proof: each doubt alone, and none. */
final class LocalAnalysisTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);
  private static final FullyConnected NET = new FullyConnected(Slope.RELU, 2, 2, 1);
  private static final Dataset DATA =
      new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});

  /** A local optimum that is not global, V7. */
  private static final double[] LOCAL = {0, 3, 0, 2, 3, 2};

  private static KktAnalysis analysed(double... theta) {
    MarginModel model = Models.bind(NET, DATA, KERNELS);
    return KktAnalysis.of(model, ScaledPoint.of(model, theta).orElseThrow(), 1e-9);
  }

  /** The analysis of the local optimum, as if its first row lay on one kink. */
  private static KktAnalysis onKink(double slope, double sensitivity) {
    KktAnalysis kkt = analysed(LOCAL);
    TightCone.Row row = kkt.rows().getFirst();
    var jump = new TightCone.Jump(0, new double[] {1, 0.25, 0, 0, 0, 0}, sensitivity);
    var kinked = new TightCone.Row(row.row(), row.base(), List.of(jump));
    double[][] mu = {{slope * kkt.lambda()[0]}, {}};
    return with(kkt, List.of(kinked, kkt.rows().get(1)), mu, kkt.residual());
  }

  private static KktAnalysis with(
      KktAnalysis kkt, List<TightCone.Row> rows, double[][] mu, double[] residual) {
    return new KktAnalysis(
        kkt.point(),
        kkt.from(),
        kkt.to(),
        kkt.window(),
        kkt.distance(),
        rows,
        kkt.lambda(),
        mu,
        residual,
        kkt.epsilon());
  }

  private static String doubt(KktAnalysis kkt) {
    var net = new Structure.TwoLayer(2, 2, 0);
    var analysis =
        new LocalAnalysis(
            NET,
            SignedPoints.of(DATA),
            Models.bind(NET, DATA, KERNELS),
            CertifyOptions.DEFAULT.boundNodes(),
            kkt);
    return analysis.doubt(net, Neurons.of(kkt.point().theta(), net), new RepellingKinkCases(kkt));
  }

  @Test
  void aPointWithoutKinksWhoseNeuronsAreSettledHasNone() {
    assertEquals("", doubt(analysed(LOCAL)));
  }

  @Test
  void anAttractingKinkMustBeStrictlyHeld() {
    assertEquals("", doubt(onKink(0.5, -1)));
    assertEquals("", doubt(onKink(1e-8, -1)));
    assertEquals("", doubt(onKink(1 - 1e-8, -1)));
    for (double slope : new double[] {0, 1e-10, 1 - 1e-10, 1}) {
      assertTrue(doubt(onKink(slope, -1)).contains("not strictly between its ends"), "" + slope);
    }
  }

  @Test
  void aRepellingKinkLeavesNoProof() {
    assertTrue(doubt(onKink(0.5, 1)).contains("repelling"));
  }

  /** Its residual is compared with its own size, in weights in and out alike. */
  @Test
  void everyNeuronMustBeSettled() {
    KktAnalysis kkt = analysed(LOCAL);
    double[] theta = kkt.point().theta();
    for (int neuron = 0; neuron < 2; neuron++) {
      double size =
          Math.hypot(Math.hypot(theta[2 * neuron], theta[2 * neuron + 1]), theta[4 + neuron]);
      for (int at : new int[] {2 * neuron, 2 * neuron + 1, 4 + neuron}) {
        double[] residual = new double[6];
        residual[at] = 2e-6 * size;
        String found = doubt(with(kkt, kkt.rows(), kkt.mu(), residual));
        assertEquals("neuron %d is not settled".formatted(neuron), found, "weight " + at);
        residual[at] = 0.5e-6 * size;
        assertEquals("", doubt(with(kkt, kkt.rows(), kkt.mu(), residual)), "weight " + at);
      }
    }
  }

  /** A neuron of size 1e-13 does not show in the residual, lies on every kink, and would grow. */
  @Test
  void aTraceOfANeuronIsNoLocalOptimum() {
    Certificate c =
        Certifier.certify(
            NET, DATA, KERNELS, new double[] {0, 1, 0, -1e-13, 1, 1e-13}, CertifyOptions.DEFAULT);
    assertTrue(c.kktResidual() < 1e-12);
    assertEquals(Verdict.KKT, c.verdict());
    assertTrue(c.evidence().contains("repelling kinks leave no proof"), c.evidence());
  }

  /** In a wide window a residual of zero says nothing: no proof begins there. */
  @Test
  void aPointThatIsExactOnlyByItsWindowIsNotJudged() {
    Dataset data =
        new Dataset(Matrix.of(new double[][] {{1, 0}, {0, 1.0005}}), new double[] {1, 1});
    FullyConnected net = new FullyConnected(Slope.RELU, 2, 1, 1);
    double side = Math.sqrt(0.5);
    Certificate c =
        Certifier.certify(net, data, KERNELS, new double[] {side, side, 1}, CertifyOptions.DEFAULT);
    assertTrue(c.kktResidual() < 1e-3, c.evidence());
    assertEquals(Verdict.KKT, c.verdict(), c.evidence());
  }

  /**
   * A zero neuron beside one for each label. What it could add to one sample it takes from the
   * other, so that r is 1; were both labels alike, it would be √2, in the middle between them.
   */
  @Test
  void aZeroNeuronIsJudgedByTheLabels() {
    double[][] x = {{1, -0.01}, {-0.01, 1}};
    FullyConnected net = new FullyConnected(Slope.RELU, 2, 3, 1);
    for (double label : new double[] {-1, 1}) {
      Dataset data = new Dataset(Matrix.of(x), new double[] {1, label});
      MarginModel model = Models.bind(net, data, KERNELS);
      double[] theta = {1, -0.01, -0.01, 1, 0, 0, Math.sqrt(1.0001), label * Math.sqrt(1.0001), 0};
      KktAnalysis kkt = KktAnalysis.of(model, ScaledPoint.of(model, theta).orElseThrow(), 1e-9);
      Finding finding =
          new LocalAnalysis(
                  net, SignedPoints.of(data), model, CertifyOptions.DEFAULT.boundNodes(), kkt)
              .judge();
      if (label < 0) {
        assertEquals(Verdict.KKT, finding.verdict(), finding.evidence());
        assertTrue(finding.evidence().contains("a zero neuron with r in [1.0"), finding.evidence());
      } else {
        assertEquals(Verdict.NOT_LOCAL_OPTIMUM, finding.verdict(), finding.evidence());
      }
    }
  }
}
