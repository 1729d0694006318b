package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Best margins {@code 1/(2 min Σ t)} of programs solved by hand. */
class TwoLayerMarginsTest {

  private static SignedPoints points(double[][] x, double... y) {
    return new SignedPoints(List.of(x), y);
  }

  /** From equal multipliers and the samples' own directions, which cover all of them. */
  private static BestMargin of(SignedPoints data, int width, double alpha, long nodes) {
    double[] lambda = new double[data.n()];
    Arrays.fill(lambda, 1);
    List<double[]> neurons =
        data.x().stream().map(x -> Vectors.scaled(1 / Vectors.norm(x), x)).toList();
    return TwoLayerMargins.of(
        data, new Structure.TwoLayer(data.d(), width, alpha), lambda, neurons, 0, nodes);
  }

  private static void assertBoth(double expected, BestMargin found) {
    assertTrue(found.upper() >= expected * (1 - 1e-15), found.reason());
    assertEquals(expected, found.upper(), 1e-9 * expected, found.reason());
    assertEquals(expected, found.attained(), 1e-9 * expected, found.reason());
  }

  /** One neuron along x: t = 1/|x|. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e8, 1e-8})
  void oneSampleOfAnySize(double size) {
    SignedPoints data = points(new double[][] {{3 * size, 4 * size}}, -1);
    assertBoth(2.5 * size, of(data, 1, 0, 1000));
  }

  /** (1, 0) and (0, 1): one neuron between them has t = √2, one for each had 2. */
  @Test
  void oneNeuronForTwoSamples() {
    SignedPoints data = points(new double[][] {{1, 0}, {0, 1}}, 1, 1);
    assertBoth(1 / (2 * Math.sqrt(2)), of(data, 1, 0, 1000));
  }

  /** With two labels each sample needs its own, t = 1 + 1: more than width 1 has. */
  @Test
  void attainedIsByThisWidth() {
    SignedPoints data = points(new double[][] {{1, 0}, {0, 1}}, 1, -1);
    assertBoth(0.25, of(data, 2, 0, 1000));
    BestMargin narrow = of(data, 1, 0, 1000);
    assertEquals(0.25, narrow.upper(), 1e-9);
    assertEquals(0, narrow.attained());
  }

  /** Any λ proves a bound, with no node left for more. */
  @Test
  void boundsHoldWithoutASearch() {
    SignedPoints data = points(new double[][] {{1, 0}, {0, 1}, {-1, 0.2}}, 1, 1, -1);
    double best = of(data, 8, 0, 100_000).upper();
    BestMargin quick = of(data, 8, 0, 0);
    assertTrue(quick.upper() >= best * (1 - 1e-15));
    assertTrue(quick.nodes() < of(data, 8, 0, 100_000).nodes());
  }

  /** The closed form of symmetric data agrees with the search, {@code (1+α)/4 γ_svm}. */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void symmetricData(double alpha) {
    SignedPoints data = points(new double[][] {{2, 1}, {1, 2}, {-2, -1}, {-1, -2}}, 1, 1, -1, -1);
    double expected = (1 + alpha) / 4 * Math.sqrt(4.5);
    assertBoth(expected, TwoLayerMargins.symmetric(data, alpha));
    assertBoth(expected, of(data, 16, alpha, 100_000));
  }

  /** A point that is as good as the bound ends the search. */
  @Test
  void nothingIsSearchedBeyondThePointsOwnMargin() {
    SignedPoints data = points(new double[][] {{1, 0}, {0, 1}}, 1, 1);
    BestMargin found =
        TwoLayerMargins.of(
            data,
            new Structure.TwoLayer(2, 1, 0),
            new double[] {1, 1},
            List.of(),
            1 / (2 * Math.sqrt(2)),
            1000);
    assertEquals(1 / (2 * Math.sqrt(2)), found.upper(), 1e-11);
    assertEquals(0, found.attained(), "none was constructed");
    assertEquals(Math.sqrt(2), found.escapeRate().orElseThrow(), 1e-11, "c(λ), attained");
  }
}
