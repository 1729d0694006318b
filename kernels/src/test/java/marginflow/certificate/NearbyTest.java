package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.verdict.Verdict;
import org.junit.jupiter.api.Test;

class NearbyTest {

  private static final Certificate PROVED =
      new Certificate(
          1,
          0,
          0,
          0,
          0,
          new int[0],
          new double[0],
          Optional.empty(),
          OptionalDouble.empty(),
          Verdict.LOCAL_OPTIMUM,
          "",
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** At an angle, and with margins in 9 to 10; lengths do not count. */
  private static Nearby at(double angle) {
    ScaledPoint from =
        new ScaledPoint(
            new double[] {7 * Math.cos(angle), 7 * Math.sin(angle)}, new double[0], 9, 2);
    ScaledPoint exact = new ScaledPoint(new double[] {3, 0}, new double[0], 10, 2);
    return Nearby.of(from, exact, PROVED);
  }

  @Test
  void distanceOfDirections() {
    Nearby found = at(Math.PI / 3);
    assertEquals(1, found.relativeDistance(), 1e-15, "the chord of 60 degrees");
    assertEquals(0.9, found.marginRatio(), 1e-15);
    assertEquals(3, found.theta()[0]);
    assertEquals(Verdict.LOCAL_OPTIMUM, found.verdict());
  }

  @Test
  void nearIsAHundredth() {
    assertTrue(at(0.0099).isNear());
    assertFalse(at(0.0101).isNear());
  }
}
