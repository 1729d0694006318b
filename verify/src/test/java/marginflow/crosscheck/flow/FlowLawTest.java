package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import marginflow.reference.NaiveNet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws hold for the naive field: the image of the velocity is the velocity of the image. */
class FlowLawTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 10})
  void theFieldCommutesWithEveryLaw(long seed) {
    FlowProblem problem = FlowProblem.of(seed);
    double[] velocity = new double[problem.theta0().length];
    double logLoss = naive(problem).velocity(problem.theta0(), velocity);
    for (FlowLaw law : FlowLaw.of(problem, seed)) {
      FlowProblem changed = law.problem();
      boolean exact = law.name().equals(FlowLaw.SCALE);
      double[] found = new double[changed.theta0().length];
      assertArrayEquals(law.image().apply(problem.theta0()), changed.theta0(), law.name());
      double same = naive(changed).velocity(changed.theta0(), found);
      assertEquals(logLoss, same, exact ? 0 : 1e-12, law.name());
      // θ shrinks by 4 and τ by 16, so velocities grow by 4: sixteen times the image.
      double pace = exact ? 16 : 1;
      double[] right = Arrays.stream(law.image().apply(velocity)).map(v -> pace * v).toArray();
      assertArrayEquals(right, found, exact ? 0 : 1e-12, law.name());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 15})
  void lawsChangeTheProblem(long seed) {
    FlowProblem problem = FlowProblem.of(seed);
    assertEquals(FlowLaw.NAMES, FlowLaw.of(problem, seed).stream().map(FlowLaw::name).toList());
    for (FlowLaw law : FlowLaw.of(problem, seed)) {
      boolean sameStart = Arrays.equals(law.problem().theta0(), problem.theta0());
      boolean sameData = law.problem().data().equals(problem.data());
      assertTrue(!sameStart || !sameData, law.name());
    }
  }

  private static NaiveNet naive(FlowProblem problem) {
    return new NaiveNet(
        problem.data(), problem.net().slope().alpha(), problem.loss(), problem.widths());
  }
}
