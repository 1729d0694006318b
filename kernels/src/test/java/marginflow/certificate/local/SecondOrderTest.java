package marginflow.certificate.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import marginflow.array.Matrix;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.Retraction;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.SymmetricEigen;
import marginflow.linalg.Vectors;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Hessians {@code I − Σ λ_i ∇²q_i} of nets of two layers, written out by hand. */
class SecondOrderTest {

  private record Scene(MarginModel model, KktAnalysis kkt) {
    SymmetricEigen spectrum(int... positive) {
      return new SecondOrder(model, kkt)
          .spectrum(new Retraction(model, kkt, false).normals(), positive);
    }
  }

  private static Scene scene(String net, double[][] x, double... theta) {
    double[] y = new double[x.length];
    java.util.Arrays.fill(y, 1);
    MarginModel model =
        Models.bind(
            Architectures.parse(net),
            new Dataset(Matrix.of(x), y),
            KernelSelector.select("scalar", 1));
    ScaledPoint point = ScaledPoint.of(model, theta).orElseThrow();
    return new Scene(model, KktAnalysis.of(model, point, 1e-9));
  }

  /** q = w₁ a at (1, 0, 1), λ = 1: 1 along w₂, and 1 + 1 along (1, 0, −1), which leaves q alone. */
  @Test
  void oneNeuron() {
    SymmetricEigen found = scene("relu:2-1-1", new double[][] {{1, 0}}, 1, 0, 1).spectrum();
    assertArrayEquals(new double[] {1, 2}, found.values(), 1e-14);
    double[] last = found.vectors()[1];
    double side = Math.sqrt(0.5);
    assertEquals(side, Math.abs(last[0]), 1e-14);
    assertEquals(0, last[1], 1e-14);
    assertEquals(-1, last[0] * last[2] / (side * side), 1e-14);
  }

  /**
   * A second neuron of a linear net at zero: with {@code q = w₁a + v₁b} its block of H is [1, −1;
   * −1, 1], so that H has eigenvalues 0 and 2 there too.
   */
  @Test
  void aNeuronAtZeroIsNeutral() {
    SymmetricEigen found =
        scene("linear:2-2-1", new double[][] {{1, 0}}, 1, 0, 0, 0, 1, 0).spectrum();
    assertArrayEquals(new double[] {0, 1, 1, 2, 2}, found.values(), 1e-14);
    for (double[] v : found.vectors()) {
      assertEquals(1, Vectors.norm(v), 1e-14);
      assertEquals(0, v[0] + v[4], 1e-14, "to first order no margin changes");
    }
  }

  /** On the kinks of a neuron at zero the same holds on the positive side, and 1 on the other. */
  @Test
  void kinksAreTakenOnTheirLowerSideUnlessNamed() {
    Scene scene = scene("relu:2-2-1", new double[][] {{1, 0}}, 1, 0, 0, 0, 1, 0);
    assertArrayEquals(new double[] {1, 1, 1, 1, 2}, scene.spectrum().values(), 1e-14);
    assertArrayEquals(new double[] {0, 1, 1, 2, 2}, scene.spectrum(1).values(), 1e-14);
  }
}
