package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import org.junit.jupiter.api.Test;

/** Where neurons settle in programs of two samples, solved by hand. */
class FixedPatternProgramTest {

  /**
   * The gain of a cell is closed to 1e-11, so that its direction may be off by the root of that.
   */
  private static final double NEAR = 3e-5;

  private static Optional<double[]> settle(SignedPoints data, double... theta) {
    Structure.TwoLayer net = new Structure.TwoLayer(2, theta.length / 3, 0);
    Optional<double[]> settled = FixedPatternProgram.settle(data, net, theta, 1);
    Optional<double[]> shared = FixedPatternProgram.settle(data, net, theta, 3);
    assertArrayEquals(settled.orElse(theta), shared.orElse(theta), 0);
    return settled;
  }

  private static SignedPoints points(double[][] x, double... y) {
    return new SignedPoints(List.of(x), y);
  }

  /** (±1, ¼): a neuron on for both settles at (0, 1) with t = 4, |w| = |a| = 2. */
  @Test
  void aNeuronTurnsToTheBestOfItsCell() {
    SignedPoints data = points(new double[][] {{1, 0.25}, {-1, 0.25}}, 1, 1);
    double[] theta = settle(data, 0.02, 3, 1).orElseThrow();
    assertArrayEquals(new double[] {0, 2, 2}, theta, NEAR);
  }

  /** Within a cell weight is shared as it was, 3 to 1; a neuron of the other sign withers. */
  @Test
  void weightIsSharedAndWithers() {
    SignedPoints data = points(new double[][] {{1, 0.25}, {-1, 0.25}}, 1, 1);
    double[] theta = settle(data, 0.02, 3, 0.01, 1, 0, 2, 1, 1, -0.1).orElseThrow();
    double large = Math.sqrt(3);
    assertArrayEquals(new double[] {0, large, 0, 1, 0, 0, large, 1, 0}, theta, NEAR);
  }

  /** Cells of one sample each, whose edges push nothing: (1, 0) and (0, 1) stay apart. */
  @Test
  void neuronsKeepTheirCells() {
    SignedPoints data = points(new double[][] {{1, 0}, {0, 1}}, 1, 1);
    double[] theta = settle(data, 1, -0.1, -0.1, 1, 1, 1).orElseThrow();
    assertArrayEquals(new double[] {1, 0, 0, 1, 1, 1}, theta, NEAR);
  }

  /**
   * (1, 0.2) and (0.2, 1) push such neurons over their edges: both end in the cell between, at (1,
   * 1)/√2, with Σt = √2/1.2 and halves of it.
   */
  @Test
  void neuronsCrossWherePushed() {
    SignedPoints data = points(new double[][] {{1, 0.2}, {0.2, 1}}, 1, 1);
    double[] theta = settle(data, 1, -0.5, -0.5, 1, 1, 1).orElseThrow();
    double total = 0;
    for (int k = 0; k < 2; k++) {
      total += theta[4 + k] * Math.hypot(theta[2 * k], theta[2 * k + 1]);
      assertEquals(theta[2 * k], theta[2 * k + 1], NEAR);
    }
    assertEquals(Math.sqrt(2) / 1.2, total, 1e-8);
  }

  /** A sample that no neuron sees is covered by none. */
  @Test
  void whatIsNotCoveredDoesNotSettle() {
    SignedPoints data = points(new double[][] {{1, 0}, {0, 1}}, 1, 1);
    assertTrue(settle(data, 1, -0.1, 1).isEmpty());
    assertTrue(settle(data, 0, 0, 0).isEmpty());
  }

  /** Labels of two signs need neurons of two. */
  @Test
  void negativeNeurons() {
    SignedPoints data = points(new double[][] {{2, 0}, {0, 0.5}}, 1, -1);
    double[] theta = settle(data, 1, -0.1, -0.1, 1, 1, -1).orElseThrow();
    double small = Math.sqrt(0.5);
    double large = Math.sqrt(2);
    assertArrayEquals(new double[] {small, 0, 0, large, small, -large}, theta, NEAR);
  }
}
