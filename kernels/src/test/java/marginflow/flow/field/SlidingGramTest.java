package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.array.Matrix;
import marginflow.flow.kink.KinkScene;
import marginflow.linalg.Cholesky;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Block by block it has the bits of the whole matrix. */
class SlidingGramTest {

  private static final double[][] X = {
    {1, 0.5, 0.2}, {-0.3, 1, 0.7}, {0.2, -0.7, 0.1}, {0.9, 0.3, -0.4}
  };

  /** Two layers: kink {@code 3 i + k} of unit k; three layers: all of one block. */
  @ParameterizedTest
  @ValueSource(strings = {"relu:3-3-1", "relu:3-3-2-1"})
  void theBitsOfTheWholeMatrix(String net) {
    KinkScene scene = new KinkScene(net, X, 1, -1, 1, -1);
    double[] theta = new double[scene.model.parameters()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = Math.sin(1 + 3 * j);
    }
    scene.at(theta);
    int[] pairs = {7, 0, 4, 3, 10, 2, 6};
    int count = pairs.length;
    SlidingGram gram = new SlidingGram(scene.model.kinks());
    double[] lengths = new double[count];
    double largest = gram.fill(pairs, count, lengths);
    Matrix whole = Matrix.zeros(count, count);
    scene.model.kinks().normalGram(pairs, count, whole);
    double most = 0;
    for (int i = 0; i < count; i++) {
      assertEquals(Math.sqrt(whole.get(i, i)), lengths[i]);
      most = Math.max(most, whole.get(i, i));
      whole.set(i, i, whole.get(i, i) + 1e-3);
    }
    assertEquals(most, largest);
    assertTrue(gram.factor(1e-3));
    assertTrue(Cholesky.factor(whole, count));
    double[] b = {1, -2, 0.5, 3, -0.25, 0.75, 2};
    double[] expected = b.clone();
    gram.solve(b);
    Cholesky.solve(whole, count, expected);
    assertArrayEquals(expected, b, 0.0);
  }
}
