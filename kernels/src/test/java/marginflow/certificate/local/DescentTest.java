package marginflow.certificate.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import marginflow.certificate.problem.ExactNet;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.verdict.Witness;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;

/** One linear layer at (1, 1) on the sample (1, 0): its second weight is of no use. */
class DescentTest {

  private static final double[] THETA = {1, 1};

  private static Optional<Witness> along(double speed) {
    return along("linear:2-1", speed);
  }

  private static Optional<Witness> along(String net, double speed) {
    SignedPoints data = new SignedPoints(List.of(new double[] {1, 0}), new double[] {1});
    var descent =
        new Descent(
            new ExactNet(Architectures.parse(net), data),
            new ScaledPoint(THETA, new double[] {1}, Math.sqrt(0.5), 1));
    return descent.check(epsilon -> new double[] {1, 1 - speed * epsilon}, "towards zero");
  }

  @Test
  void aDescentIsAWitness() {
    Witness witness = along(1).orElseThrow();
    assertEquals("towards zero", witness.description());
    assertArrayEquals(new double[] {1e-2, 1e-3, 1e-4}, witness.epsilons());
    assertArrayEquals(THETA, witness.theta());
    for (int e = 0; e < 3; e++) {
      double second = 1 - witness.epsilons()[e];
      assertArrayEquals(new double[] {1, second}, witness.points()[e]);
      assertEquals(1 + second * second, witness.normSquared()[e], 1e-15);
    }
  }

  /** At 300 it is past the other side at ε = 1e-2, at a quarter of that it is not. */
  @Test
  void aPathMayBeTakenSlower() {
    Witness witness = along(300).orElseThrow();
    assertEquals("towards zero, at speed 0.25", witness.description());
    assertEquals(0.25, witness.points()[0][1], 1e-15);
  }

  /** Six quarters at the most, and no smallness is too small for exact arithmetic. */
  @Test
  void whatIsNoDescent() {
    assertTrue(along(-1).isEmpty(), "uphill");
    assertTrue(along(0).isEmpty(), "no better is not better");
    assertTrue(along(1e6).isEmpty(), "too fast by far");
    assertTrue(along(1e-11).isPresent(), "2e-15 of the norm at the last ε");
  }

  /** A net that exact arithmetic does not know has no witnesses. */
  @Test
  void nothingIsProvedWithoutExactArithmetic() {
    assertTrue(along("linear+bias:2-1", 1).isEmpty());
  }
}
