package marginflow.certificate.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.verdict.Finding;
import marginflow.certificate.verdict.Verdict;
import marginflow.kernel.KernelSelector;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

class LayerAnalysisTest {

  private static List<Finding> judge(String net, double[][] x, double... theta) {
    Architecture architecture = Architectures.parse(net);
    double[] y = new double[x.length];
    java.util.Arrays.fill(y, 1);
    Dataset data = new Dataset(Matrix.of(x), y);
    MarginModel model = Models.bind(architecture, data, KernelSelector.select("scalar", 1));
    ScaledPoint point = ScaledPoint.of(model, theta).orElseThrow();
    return new LayerAnalysis(architecture, SignedPoints.of(data), model, 1e-2, 1e-6)
        .judge(KktAnalysis.of(model, point, 1e-9));
  }

  private static List<Verdict> verdicts(List<Finding> findings) {
    return findings.stream().map(Finding::verdict).toList();
  }

  /** V7's local optimum: its output layer is a convex problem, its first one a piecewise one. */
  @Test
  void aLayerBehindAllKinksIsConvex() {
    List<Finding> found =
        judge("relu:2-2-1", new double[][] {{1, 0.25}, {-1, 0.25}}, 0, 3, 0, 2, 3, 2);
    assertEquals(List.of(Verdict.LOCAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM), verdicts(found));
  }

  /** Both layers of a linear net are, and each may be the best one or not. */
  @Test
  void layersOfALinearNet() {
    double[][] x = {{2, 1}, {1, 2}};
    assertEquals(
        List.of(Verdict.GLOBAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM),
        verdicts(judge("linear:2-1-1", x, 1, 1, 3)),
        "of any sizes");
    assertEquals(
        List.of(Verdict.NOT_KKT, Verdict.GLOBAL_OPTIMUM),
        verdicts(judge("linear:2-1-1", x, 2, 1, 1)));
    // Off by 0.005 it is a KKT point to the tolerance, and not the best to another.
    List<Finding> near = judge("linear:2-1-1", new double[][] {{1, 0}}, 1, 5e-3, 1);
    assertEquals(List.of(Verdict.KKT, Verdict.GLOBAL_OPTIMUM), verdicts(near));
    assertTrue(near.getFirst().evidence().contains("residual 5.000e-03"), near.toString());
  }

  /**
   * Units (1, 0) and (0, 1), one for each sample, lie on the kinks of the other's. Turned up, each
   * margin is shared by both: a descent of the first layer alone.
   */
  @Test
  void aDescentOfOneLayerIsAWitness() {
    double[][] x = {{1, 0}, {0, 1}};
    List<Finding> found = judge("relu:2-2-1", x, 1, 0, 0, 1, 1, 1);
    assertEquals(2, found.size());
    Finding first = found.getFirst();
    assertEquals(Verdict.NOT_LOCAL_OPTIMUM, first.verdict(), first.evidence());
    assertTrue(first.evidence().contains("layer 1 alone"), first.evidence());
    assertTrue(first.witness().isPresent());
  }
}
