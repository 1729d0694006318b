package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import marginflow.array.Matrix;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.verdict.Cut;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.certificate.verdict.Witness;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.linalg.Vectors;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Points whose certificate is known by hand, and many starts against the upper bound. */
final class CertifierTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);
  private static final FullyConnected RELU = new FullyConnected(Slope.RELU, 2, 2, 1);
  private static final Dataset TWO_POINTS =
      new Dataset(Matrix.of(new double[][] {{1, 0.25}, {-1, 0.25}}), new double[] {1, 1});

  private static Certificate certify(Architecture net, Dataset data, double... theta) {
    return Certifier.certify(net, data, KERNELS, theta, CertifyOptions.DEFAULT);
  }

  @Test
  void aVanishedNeuronThatWouldGrow() {
    Certificate c = certify(RELU, TWO_POINTS, 0, 1, 0, 0, 1, 0);
    assertEquals(0.125, c.normalizedMargin(), 1e-15);
    assertTrue(c.kktResidual() < 1e-14);
    assertArrayEquals(new double[] {2, 2}, c.lambda(), 1e-13);
    assertEquals(Math.sqrt(17) / 2, c.escapeRate().orElseThrow(), 1e-13);
    assertEquals(Math.sqrt(17) / 16, c.marginBound().orElseThrow().upper(), 1e-13);
    assertEquals(Math.sqrt(17) / 16, c.marginBound().orElseThrow().lower(), 1e-13);
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, c.verdict());
    assertEquals(List.of(Verdict.LOCAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM), c.perLayer());
    Witness witness = c.witness().orElseThrow();
    for (int e = 0; e < witness.epsilons().length; e++) {
      assertTrue(witness.normSquared()[e] < 8, () -> c.evidence());
    }
  }

  @Test
  void theEndOfAFlowIsPolished() {
    double rho = 1e4;
    Certificate c = certify(RELU, TWO_POINTS, 0, rho, 0, -2, Math.hypot(rho, 2), 0);
    assertEquals(2 / Math.sqrt(2) / rho, c.kktResidual(), 1e-2 / rho);
    assertEquals(Verdict.KKT, c.verdict());
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, c.nearby().orElseThrow().verdict());
    assertEquals(c.kktResidual(), c.nearby().orElseThrow().relativeDistance(), 1e-2 / rho);
    Certificate exact = c.nearby().orElseThrow().certificate();
    assertTrue(exact.kktResidual() <= 1e-12);
    assertEquals(0.125, exact.normalizedMargin(), 1e-14);
  }

  /**
   * Ended after any number of questions, a certificate says nothing but what the whole one says,
   * and names what it left out; with enough of them it is the whole one.
   */
  @Test
  void anEndedCertificateSaysWhatItLeftUndecided() {
    double[] theta = {0, 1e4, 0, -2, Math.hypot(1e4, 2), 0};
    Certificate whole = certify(RELU, TWO_POINTS, theta);
    assertTrue(whole.whole());
    Set<String> seen = new TreeSet<>();
    Certificate c = whole;
    int asked = 0;
    do {
      int limit = asked;
      int[] count = {0};
      c =
          Certifier.certify(
              RELU,
              TWO_POINTS,
              KERNELS,
              theta,
              CertifyOptions.DEFAULT,
              () -> count[0]++ < limit ? Optional.empty() : Optional.of("test"));
      assertEquals(whole.normalizedMargin(), c.normalizedMargin());
      Optional<Cut> cut = c.cut();
      cut.ifPresent(found -> seen.add(found.parts()));
      boolean undecided = c.verdict() == Verdict.UNDECIDED;
      assertEquals(undecided, cut.map(Cut::parts).orElse("").startsWith("kkt-residual"));
      assertEquals(undecided, Double.isNaN(c.kktResidual()));
      assertTrue(undecided || c.verdict() == whole.verdict(), c::evidence);
      boolean exact = cut.map(Cut::undecided).orElse(List.of()).contains(Cut.Part.EXACT_POINT);
      assertTrue(undecided || exact != c.nearby().isPresent());
      assertEquals(!c.whole(), Ruling.of(c).sentence().contains("Left undecided (test)"));
      asked++;
    } while (!c.whole());
    assertEquals(whole.evidence(), c.evidence());
    assertEquals(whole.nearby().orElseThrow().verdict(), c.nearby().orElseThrow().verdict());
    assertTrue(seen.size() >= 3, seen::toString);
  }

  @Test
  void aLocalOptimumThatIsNotGlobal() {
    Certificate c = certify(RELU, TWO_POINTS, 0, 3, 0, 2, 3, 2);
    assertEquals(0.125, c.normalizedMargin(), 1e-15);
    assertEquals(Verdict.LOCAL_OPTIMUM, c.verdict());
    assertEquals(List.of(Verdict.LOCAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM), c.perLayer());
    assertTrue(c.marginBound().orElseThrow().lower() > 2 * c.normalizedMargin());
  }

  @Test
  void aRepellingKinkHidesADescent() {
    double a = 1 / Math.sqrt(Math.sqrt(3) / 2);
    Dataset data =
        new Dataset(
            Matrix.of(new double[][] {{-0.5, Math.sqrt(3) / 2}, {1, 0}}), new double[] {1, 1});
    Certificate c = certify(RELU, data, 0, a, 1, 0, a, 1);
    assertTrue(c.kktResidual() < 1e-14);
    assertEquals(4.3094, Math.pow(Vectors.norm(new double[] {a, 1, a, 1}), 2), 1e-4);
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, c.verdict());
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, c.perLayer().getFirst());
    MarginModel model = Models.bind(RELU, data, KERNELS);
    KktAnalysis kkt =
        KktAnalysis.of(
            model,
            ScaledPoint.of(model, new double[] {0, a, 1, 0, a, 1}).orElseThrow(),
            1e-9,
            KktAnalysis.KINK_DISTANCE);
    assertEquals(1 / Math.sqrt(3), kkt.mu()[1][0] / kkt.lambda()[1], 1e-12);
  }

  @Test
  void theBestTwoLayerNetIsRecognised() {
    double h = Math.sqrt(17) / 4;
    double scale = Math.sqrt(1 / h);
    double[] theta = {scale / h, scale / h / 4, -scale / h, scale / h / 4, scale, scale};
    Certificate c = certify(RELU, TWO_POINTS, theta);
    assertEquals(Verdict.GLOBAL_OPTIMUM, c.verdict());
    assertEquals(1, c.escapeRate().orElseThrow(), 1e-12);
  }

  @Test
  void linearNetsAreGlobal() {
    FullyConnected net = new FullyConnected(Slope.LINEAR, 2, 1, 1, 1);
    Certificate c = certify(net, TWO_POINTS, 0, 2, 2, 2);
    assertEquals(Math.pow(3, -1.5) / 4, c.normalizedMargin(), 1e-15);
    assertEquals(Verdict.GLOBAL_OPTIMUM, c.verdict());
    assertEquals(
        List.of(Verdict.GLOBAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM),
        c.perLayer());
  }

  @Test
  void nothingIsClaimedWithoutSeparation() {
    Certificate c = certify(RELU, TWO_POINTS, 0, 1, 0, 0, -1, 0);
    assertTrue(Double.isNaN(c.normalizedMargin()));
    assertEquals(Verdict.NOT_KKT, c.verdict());
    assertTrue(c.marginBound().isEmpty());
    assertEquals(
        "the direction does not separate the data: no margin is claimed; of 2 samples 2 have no"
            + " positive margin, sample 0 the least: -0.125000 at norm 1",
        c.evidence());
  }

  @Test
  void hugeParametersDoNotOverflow() {
    Certificate c = certify(RELU, TWO_POINTS, 0, 1e200, 0, 0, 1e200, 0);
    assertEquals(0.125, c.normalizedMargin(), 1e-14);
    assertEquals(1e-9, c.window());
  }

  @Test
  void badParametersAreNamed() {
    var length =
        assertThrows(
            IllegalArgumentException.class, () -> certify(RELU, TWO_POINTS, new double[5]));
    assertTrue(length.toString().contains("expected 6"), length.toString());
    assertThrows(
        IllegalArgumentException.class, () -> certify(RELU, TWO_POINTS, 0, 1, Double.NaN, 0, 1, 0));
  }

  /** Brute force: the best of many starts of a plain ascent never exceeds the upper bound. */
  @Test
  void noStartBeatsTheUpperBound() {
    for (long seed = 0; seed < 6; seed++) {
      Random random = new Random(seed);
      double alpha = 0.2 * (seed % 3);
      double[][] x = new double[4][];
      double[] y = new double[4];
      for (int i = 0; i < 4; i++) {
        x[i] = random.doubles(2, -1, 1).toArray();
        y[i] = random.nextBoolean() ? 1 : -1;
      }
      Dataset data = new Dataset(Matrix.of(x), y);
      FullyConnected net = new FullyConnected(new Slope(alpha), 2, 6, 1);
      double best = 0;
      double[] bestTheta = {};
      for (int start = 0; start < 30; start++) {
        double[] theta = ascend(net, data, random);
        double margin = margin(net, data, theta);
        if (margin > best) {
          best = margin;
          bestTheta = theta;
        }
      }
      if (best > 0) {
        double found = best;
        Certificate c = certify(net, data, bestTheta);
        MarginBound bound = c.marginBound().orElseThrow();
        assertTrue(bound.upper() >= best, "seed " + seed);
        assertTrue(bound.lower() >= best, "seed " + seed);
        assertTrue(
            bound.upper() <= bound.lower() * (1 + 1e-8),
            () -> "bound %s around %s".formatted(bound, found));
      }
    }
  }

  private static double margin(FullyConnected net, Dataset data, double[] theta) {
    MarginModel model = Models.bind(net, data, KERNELS);
    return ScaledPoint.of(model, theta).map(ScaledPoint::normalizedMargin).orElse(0.0);
  }

  /** Explicit steps in τ-time: crude, and independent of everything tested here. */
  private static double[] ascend(FullyConnected net, Dataset data, Random random) {
    MarginModel model = Models.bind(net, data, KERNELS);
    double[] theta = random.doubles(net.parameters(), -1, 1).toArray();
    double[] gradient = new double[theta.length];
    for (int step = 0; step < 3000; step++) {
      model.evaluate(theta);
      double[] q = java.util.Arrays.copyOf(model.margins(), data.n());
      double least = Vectors.min(q);
      double[] p = java.util.Arrays.stream(q).map(v -> Math.exp(least - v)).toArray();
      model.vjp(Vectors.scaled(1 / Vectors.sum(p), p), gradient);
      Vectors.addScaled(Math.min(0.02, 0.2 / Vectors.dot(theta, theta)), gradient, theta);
    }
    return theta;
  }

  /** n = 360, d = 64, 50 neurons, 24 tight samples: the KKT part within a tenth of a second. */
  @Test
  void theKktPartIsQuick() {
    Random random = new Random(1);
    FullyConnected net = new FullyConnected(Slope.RELU, 64, 50, 1);
    double[] theta = random.doubles(net.parameters(), -1, 1).toArray();
    double[][] x = new double[360][];
    double[] ones = new double[360];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(64, -1, 1).toArray();
      ones[i] = 1;
    }
    MarginModel raw = Models.bind(net, new Dataset(Matrix.of(x), ones), KERNELS);
    raw.evaluate(theta);
    double[] y = new double[360];
    for (int i = 0; i < x.length; i++) {
      double output = raw.margins()[i];
      y[i] = Math.signum(output);
      x[i] = Vectors.scaled((i < 24 ? 1 : 2) / Math.abs(output), x[i]);
    }
    Dataset data = new Dataset(Matrix.of(x), y);
    CertifyOptions options = CertifyOptions.KKT_ONLY.withWindow(1e-9);
    long quickest = Long.MAX_VALUE;
    for (int run = 0; run < 12; run++) {
      long start = System.nanoTime();
      Certificate c = Certifier.certify(net, data, KERNELS, theta, options);
      quickest = Math.min(quickest, System.nanoTime() - start);
      assertTrue(c.support().length >= 8);
    }
    assertTrue(quickest < 100_000_000, "nanoseconds: " + quickest);
  }
}
