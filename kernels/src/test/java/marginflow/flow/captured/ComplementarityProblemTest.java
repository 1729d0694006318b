package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.event.Branch;
import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;

/**
 * One unit in the plane on the first axis: with w₁ from above to below and a output of either sign
 * the kink of sample 0 crosses, slides or is let go, by numbers that are known.
 */
class ComplementarityProblemTest {

  private static final double[][] AXES = {{1, 0}, {0, 1}};

  private final KinkScene scene = CapturedScene.plane(AXES, -1, 1);
  private final Candidates candidates = new Candidates(scene.field);
  private final SlopeJumps jumps = new SlopeJumps(scene.field);

  private ComplementarityProblem decide(Branch branch, double h, double from, double to, double a) {
    double other = Math.sqrt(4 - from * from);
    scene.at(from, other, a);
    if (from == 0) {
      scene.slide(0);
    }
    candidates.begin(scene.at);
    jumps.begin(scene.at);
    scene.field.place(new double[] {to, Math.sqrt(4 - to * to), a}, scene.y());
    scene.field.evaluate(scene.at);
    candidates.find(scene.at);
    jumps.end(scene.at);
    ComplementarityProblem problem =
        new ComplementarityProblem(scene.field, candidates, jumps, branch);
    problem.decide(h, scene.y()[3]);
    return problem;
  }

  /**
   * Attracted from below (label −1, a > 0 pushes down on the upper side): not far enough to stay.
   */
  @Test
  void crossesDownThroughWhatPushesDown() {
    ComplementarityProblem problem = decide(Branch.SLOPE, 0.01, 0.1, -1, 1);
    assertTrue(problem.changed());
    assertFalse(problem.slides(0));
    assertEquals(-1, problem.change(0), 1e-12, "from slope 1 to 0");
    assertTrue(problem.weight(0) < 0);
  }

  /** The same for a step that all but the push of the upper side brings back: it slides. */
  @Test
  void slidesWhereItIsPushedBack() {
    ComplementarityProblem problem = decide(Branch.SLOPE, 1, 0.1, -0.05, 1);
    assertTrue(problem.slides(0));
    double rho = Math.sqrt(5);
    // z/ρ + w (ξ − 1) = 0, the normal being of length one.
    assertEquals(-0.05 / rho, -problem.weight(0) * problem.change(0), 1e-12);
    assertTrue(problem.unsolved() <= 1e-11);
  }

  /** With a < 0 the surface repels: it crosses, however long the step. */
  @Test
  void crossesWhereTheSurfaceRepels() {
    ComplementarityProblem problem = decide(Branch.SLOPE, 10, 0.1, -0.05, -1);
    assertTrue(problem.weight(0) > 0);
    assertFalse(problem.slides(0));
    assertEquals(-1, problem.change(0), 1e-15);
    assertFalse(problem.ambiguous(0));
  }

  /** A sliding kink that is repelled leaves as the branch says, and the flow is not unique. */
  @Test
  void leavesByTheBranch() {
    ComplementarityProblem up = decide(Branch.POSITIVE, 0.1, 0, 0, -1);
    assertTrue(up.ambiguous(0));
    assertEquals(1, up.old(0) + up.change(0), 1e-15);
    ComplementarityProblem down = decide(Branch.NEGATIVE, 0.1, 0, 0, -1);
    assertEquals(0, down.old(0) + down.change(0), 1e-15);
  }
}
