package marginflow.flow.captured;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import marginflow.flow.kink.KinkScene;
import org.junit.jupiter.api.Test;

/** Two units on three samples: kink {@code 2 i + k}. */
class CandidatesTest {

  private static final double[][] X = {{1, 0}, {0, 1}, {1, 1}};

  private final KinkScene scene = new KinkScene("relu:2-2-1", X, 1, -1, 1);
  private final Candidates candidates = new Candidates(scene.field);

  /** From θ to another of the same norm, held; unit 0 crosses on samples 0 and 2, unit 1 on 1. */
  private void move() {
    candidates.begin(scene.at);
    scene.field.place(new double[] {-3, 1, -1, -1, 1, 1}, scene.y());
    scene.field.evaluate(scene.at);
    candidates.find(scene.at);
  }

  @Test
  void blocksByUnit() {
    scene.at(1, 3, -1, 1, 1, 1);
    move();
    assertEquals(3, candidates.count());
    assertEquals(2, candidates.blocks());
    assertArrayEquals(
        new int[] {0, 2, 3},
        new int[] {candidates.begin(0), candidates.begin(1), candidates.begin(2)});
    assertArrayEquals(new int[] {0, 4, 3}, Arrays.copyOf(candidates.kinks(), 3));
    assertEquals(0.25, candidates.fraction(0), 1e-15, "from 1 to -3");
    assertEquals(2.0 / 3, candidates.fraction(1), 1e-15, "from 4 to -2");
    assertEquals(0.5, candidates.fraction(2), 1e-15, "from 1 to -1");
    assertFalse(candidates.slid(0));
    assertEquals(-2, candidates.value(1, 1), 1e-14);
    assertEquals(4, candidates.kink(1));
  }

  /** One that slides is there from the start of the step on, with the slope of its multipliers. */
  @Test
  void slidingOnes() {
    scene.at(0, Math.sqrt(10), -1, 1, 1, 1);
    scene.slide(0);
    SlopeJumps jumps = new SlopeJumps(scene.field);
    jumps.begin(scene.at);
    jumps.end(scene.at);
    candidates.begin(scene.at);
    candidates.find(scene.at);
    assertEquals(1, candidates.count());
    assertTrue(candidates.slid(0));
    assertEquals(0, candidates.fraction(0));
    assertEquals(1, candidates.length(0), 1e-15);
    double side = scene.model.kinks().positive(0) ? 1 : 0;
    double slope = side - scene.at.multipliers()[0] / jumps.start(0);
    assertEquals(slope, candidates.slope(0, false, jumps), 1e-15);
    assertEquals(side, candidates.slope(0, true, jumps));
  }

  /** Normals of deeper kinks meet everybody's. */
  @Test
  void oneBlockOfDeeperKinks() {
    KinkScene deep = new KinkScene("relu:2-2-2-1", X, 1, -1, 1);
    double[] theta = {1, 0.5, 0.5, 1, 1, -0.5, -0.5, 1, 1, 1};
    deep.at(theta);
    Candidates of = new Candidates(deep.field);
    of.begin(deep.at);
    for (int j = 0; j < 4; j++) {
      theta[j] = -theta[j];
    }
    deep.field.place(theta, deep.y());
    deep.field.evaluate(deep.at);
    of.find(deep.at);
    assertTrue(of.count() > 6);
    assertEquals(1, of.blocks());
    assertEquals(of.count(), of.begin(1));
  }
}
