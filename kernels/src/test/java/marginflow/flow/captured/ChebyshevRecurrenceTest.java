package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stability polynomial, by the recurrence itself on y' = λy. */
class ChebyshevRecurrenceTest {

  private static double polynomial(int stages, double z) {
    ChebyshevRecurrence recurrence = new ChebyshevRecurrence();
    recurrence.prepare(stages);
    double before = 1;
    double now = 1 + recurrence.m(1) * z;
    for (int j = 2; j <= stages; j++) {
      double mu = recurrence.mu(j);
      double nu = recurrence.nu(j);
      double next =
          1 - mu - nu + mu * now + nu * before + recurrence.m(j) * z * (now - recurrence.a(j - 1));
      before = now;
      now = next;
    }
    return now;
  }

  /** {@code R(z) = 1 + z + z²/2 + O(z³)}: what is left falls by eight when z is halved. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 20, 100, 500})
  void orderTwo(int stages) {
    double at = rest(stages, 0.02);
    double half = rest(stages, 0.01);
    assertTrue(Math.abs(at) < 2e-6 && Math.abs(half) < 2.6e-7, at + " and " + half);
  }

  private static double rest(int stages, double z) {
    return polynomial(stages, z) - (1 + z + 0.5 * z * z);
  }

  /** Damped all over the interval, and of size one at its far end. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 20, 100, 500})
  void stableAsFarAsItSays(int stages) {
    double reach = ChebyshevRecurrence.reach(stages);
    for (int i = 1; i <= 2000; i++) {
      assertTrue(Math.abs(polynomial(stages, -reach * i / 2000)) <= 1 + 1e-9);
    }
    assertTrue(Math.abs(polynomial(stages, -1.3 * reach)) > 1, "and not much farther");
  }

  @Test
  void asManyStagesAsTheScaleAsksFor() {
    assertEquals(2, ChebyshevRecurrence.stagesFor(0));
    for (double scale = 0.5; scale < 1e5; scale *= 1.7) {
      int stages = ChebyshevRecurrence.stagesFor(scale);
      assertTrue(ChebyshevRecurrence.reach(stages) >= scale);
      assertTrue(stages == 2 || ChebyshevRecurrence.reach(stages - 1) < scale);
    }
    assertEquals(ChebyshevRecurrence.MOST_STAGES, ChebyshevRecurrence.stagesFor(1e9));
  }
}
