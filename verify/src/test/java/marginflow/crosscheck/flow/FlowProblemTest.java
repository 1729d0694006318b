package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowProblemTest {

  @Test
  void seedsMakeProblemsOfAllKinds() {
    Set<String> kinds = new HashSet<>();
    for (long seed = 1; seed <= 200; seed++) {
      FlowProblem problem = FlowProblem.of(seed);
      int[] widths = problem.widths();
      boolean deep = widths.length == 4;
      assertEquals(seed % 5 == 0, deep, "seed " + seed);
      assertTrue(problem.data().n() >= 12 && problem.data().n() <= 40, "seed " + seed);
      assertTrue(widths[0] >= 2 && widths[0] <= 6, "seed " + seed);
      assertTrue(deep || (widths[1] >= 5 && widths[1] <= 50), "seed " + seed);
      assertEquals(problem.net().parameters(), problem.theta0().length);
      kinds.add(problem.net().slope().name() + problem.loss() + deep);
    }
    assertEquals(8, kinds.size(), kinds::toString);
  }

  @Test
  void aSeedMakesTheSameProblemAgain() {
    assertArrayEquals(FlowProblem.of(7).theta0(), FlowProblem.of(7).theta0());
    assertArrayEquals(FlowProblem.of(7).data().x().data(), FlowProblem.of(7).data().x().data());
  }
}
