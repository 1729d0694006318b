package marginflow.crosscheck.certificates;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeMap;
import marginflow.array.Matrix;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few problems, and that the attacks find what there is to find. */
class CertificateTrialTest {

  private static final double[][] TWO_POINTS = {{1, 0.25}, {-1, 0.25}};

  private static SmallProblem twoPoints() {
    return new SmallProblem(
        Architectures.parse("relu:2-2-1", 2),
        new Dataset(Matrix.of(TWO_POINTS), new double[] {1, 1}),
        new double[6]);
  }

  @Test
  void everyVerdictOfAFewProblemsSurvives() {
    TreeMap<String, Integer> verdicts = new TreeMap<>();
    for (long seed = 1; seed <= 4; seed++) {
      SmallProblem problem = SmallProblem.of(seed, SmallNets.TWO_LAYER);
      CertificateCase found = CertificateTrial.of(seed, problem);
      assertEquals(List.of(), found.faults(), "seed " + seed);
      found.verdicts().forEach((verdict, count) -> verdicts.merge(verdict, count, Integer::sum));
    }
    assertTrue(verdicts.size() >= 3, verdicts::toString);
  }

  /**
   * Deep nets and filters. Where a flow keeps a unit at zero (the second seeds of DEEP and LOCAL),
   * a certificate once proved its limit a local optimum, against which these attacks found better
   * points at every distance.
   */
  @ParameterizedTest
  @CsvSource({
    "DEEP, 5, not-local-optimum",
    "DEEP, 29, not-local-optimum",
    "DEEP, 36, local-optimum",
    "SHARED, 18, local-optimum",
    "SHARED, 42, not-local-optimum",
    "LOCAL, 11, not-local-optimum",
    "LOCAL, 21, local-optimum",
    "DIAGONAL, 16, global-optimum",
    "LINEAR, 18, global-optimum"
  })
  void everyVerdictOfOtherKindsSurvives(SmallNets kind, long seed, String verdict) {
    CertificateCase found = CertificateTrial.of(seed, SmallProblem.of(seed, kind));
    assertEquals(List.of(), found.faults());
    assertTrue(found.verdicts().containsKey(verdict), () -> "" + found.verdicts());
  }

  @Test
  void aSeedMakesItsProblemAgain() {
    SmallProblem one = SmallProblem.of(7);
    SmallProblem again = SmallProblem.of(7);
    assertEquals(one.net().spec(), again.net().spec());
    assertArrayEquals(one.theta0(), again.theta0());
    assertArrayEquals(one.data().y(), again.data().y());
  }

  /** V2's limit: the dead neuron wakes, at every distance; V7's does not move. */
  @Test
  void attacksTellALocalOptimumFromNone() {
    LocalAttack attack = new LocalAttack(twoPoints(), 1);
    for (double radius : new double[] {1e-2, 1e-3, 1e-4}) {
      double against = attack.gain(new double[] {0, 1, 0, 0, 1, 0}, radius, 20);
      assertTrue(against > 1e-3 * radius * radius, radius + ": " + against);
      double none = attack.gain(new double[] {0, 3, 0, 2, 3, 2}, radius, 20);
      assertTrue(none < 1e-6 * radius * radius, radius + ": " + none);
    }
    assertEquals(0.125, attack.margin(new double[] {0, 3, 0, 2, 3, 2}).doubleValue(), 1e-15);
  }

  /** The best of the two points is found from far away. */
  @Test
  void attacksReachTheGlobalOptimum() {
    LocalAttack attack = new LocalAttack(twoPoints(), 2);
    double gain = attack.gain(new double[] {0.5, 1, -0.5, 1, 1, 1}, 2, 20);
    double margin = attack.margin(new double[] {0.5, 1, -0.5, 1, 1, 1}).doubleValue();
    assertEquals(Math.sqrt(17) / 16, margin * (1 + gain), 0.01);
    assertTrue(margin * (1 + gain) < Math.sqrt(17) / 16 * (1 + 1e-14));
  }

  /** min ½‖d + (1, 1)‖² subject to d₁ ≥ 0: (0, −1). */
  @Test
  void aStepOfTheClimbWorkedByHand() {
    double[] d = Climb.step(new double[] {1, 1}, List.of(new double[] {2, 0}), new double[] {0}, 0);
    assertArrayEquals(new double[] {0, -1}, d, 1e-12);
    double[] careful =
        Climb.step(new double[] {1, 1}, List.of(new double[] {2, 0}), new double[] {-9}, 1);
    assertArrayEquals(new double[] {-0.5, -0.5}, careful, 1e-12);
  }
}
