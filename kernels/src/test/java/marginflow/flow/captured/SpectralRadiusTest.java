package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.field.Evaluations;
import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;

/** Against the Jacobian by differences, its powers applied until they settle. */
class SpectralRadiusTest {

  private static final double[][] X = {{1, 0.5}, {-0.3, 1}, {0.2, -0.7}};

  private static KinkScene scene(double scale) {
    double[] theta = {0.3, -0.2, 0.5, 0.4, 0.6, -0.1};
    for (int j = 0; j < theta.length; j++) {
      theta[j] *= scale;
    }
    return new KinkScene("linear:2-2-1", X, 1, -1, 1).at(theta);
  }

  /** The largest eigenvalue in size, by 2000 powers of the matrix of central differences. */
  private static double exact(KinkScene scene) {
    int n = scene.y().length;
    double[][] jacobian = new double[n][n];
    for (int j = 0; j < n; j++) {
      double[] at = scene.y().clone();
      at[j] += 1e-6;
      double[] up = Evaluations.frozen(scene.field, at).velocity();
      at[j] -= 2e-6;
      double[] down = Evaluations.frozen(scene.field, at).velocity();
      for (int i = 0; i < n; i++) {
        jacobian[i][j] = (up[i] - down[i]) / 2e-6;
      }
    }
    double[] v = new double[n];
    java.util.Arrays.fill(v, 1);
    double size = 0;
    for (int power = 0; power < 2000; power++) {
      double[] next = new double[n];
      double squared = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[i] += jacobian[i][j] * v[j];
        }
        squared += next[i] * next[i];
      }
      size = Math.sqrt(squared);
      for (int i = 0; i < n; i++) {
        v[i] = next[i] / size;
      }
    }
    return size;
  }

  @Test
  void ofAStiffField() {
    KinkScene scene = scene(6);
    double exact = exact(scene);
    assertTrue(exact > 0.1, "of a size that a difference shows: " + exact);
    SpectralRadius radius = new SpectralRadius(scene.field);
    radius.estimate(scene.at, 15, 3);
    assertTrue(radius.evaluations() <= 15);
    double norm = scene.y()[scene.y().length - 1];
    assertEquals(1.1 * exact, radius.value(norm), 0.1 * exact);
    radius.estimate(scene.at, 15, 3);
    assertTrue(radius.evaluations() <= 3, "later estimates are short");
  }

  /** The stiff part grows like ρ^L; one that goes back to a smaller norm is not believed less. */
  @Test
  void growsWithTheNorm() {
    KinkScene scene = scene(6);
    SpectralRadius radius = new SpectralRadius(scene.field);
    radius.estimate(scene.at, 15, 3);
    double norm = scene.y()[scene.y().length - 1];
    double now = radius.value(norm);
    assertEquals(4 * now, radius.value(norm + Math.log(2)), 1e-12 * now);
    assertEquals(now, radius.value(norm - 1));
  }

  @Test
  void savedAndRestored() {
    KinkScene scene = scene(6);
    SpectralRadius radius = new SpectralRadius(scene.field);
    radius.estimate(scene.at, 15, 3);
    CheckpointWriter out = new CheckpointWriter();
    radius.save(out);
    SpectralRadius again = new SpectralRadius(scene.field);
    again.restore(new CheckpointReader(out.reals(), out.integers(), scene.y().length + 2, 1));
    radius.estimate(scene.at, 15, 3);
    again.estimate(scene.at, 15, 3);
    assertEquals(radius.evaluations(), again.evaluations());
    assertEquals(radius.value(3), again.value(3));
  }
}
