package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.field.Evaluation;
import marginflow.flow.kink.KinkScene;
import marginflow.flow.stiff.StiffSystem;
import org.junit.jupiter.api.Test;

/** A ReLU unit at w = (30, 30), a = 30: margins 900, 900 and 900.9, β = 2700. */
class MarginProjectionTest {

  private static final double[][] X = {{1, 0}, {0, 1}, {1, 1e-3}};

  private final KinkScene scene = new KinkScene(X, 1, 1, 1).at(30, 30, 30);
  private final Evaluation end = scene.field.newEvaluation();
  private final double[] out = end.y();
  private double before;
  private double left;
  private int evaluations;

  /** Ends a step at a way from the start, which the slacks know nothing of. */
  private double missing(double... way) {
    double beta = scene.field.beta(scene.y());
    assertTrue(scene.field.slacks().settle(scene.at, beta, true));
    StiffSystem system =
        new StiffSystem(scene.field, scene.sliding, StiffSystem.Limits.of(scene.model));
    system.linearize(scene.at, new double[scene.model.kinks().size()], 1);
    system.factor(1, 0.4, 1e-9, 1e-9);
    for (int j = 0; j < 4; j++) {
      out[j] = scene.y()[j] + way[j];
    }
    scene.field.evaluateAfter(way, scene.field.normalize(out), end);
    before = difference();
    MarginProjection marginProjection = new MarginProjection(scene.field, system);
    left = marginProjection.settle(scene.y(), way, end);
    evaluations = marginProjection.evaluations();
    return difference();
  }

  private double difference() {
    double[] missing = new double[3];
    scene.field.slacks().missing(end, scene.field.beta(out), missing);
    return Math.abs(missing[0] - missing[1]);
  }

  @Test
  void aPointOnItsSurfacesStays() {
    assertTrue(missing(0, 0, 0, 0) < 1e-15);
    assertEquals(0, left);
    assertEquals(0, evaluations);
  }

  @Test
  void whatTheLinearSystemMissesIsPutBack() {
    double off = missing(1e-3, -1e-3, 0, 0);
    assertTrue(before > 1e-3, "share of the margins: " + before);
    assertTrue(off < 1e-11, "Newton's method: " + off);
    assertEquals(0, left);
    assertTrue(evaluations > 1 && evaluations <= 8, "steps " + evaluations);
    double[] slope = end.velocity().clone();
    scene.field.evaluate(end);
    assertArrayEquals(end.velocity(), slope, 1e-9, "evaluated where it ends");
  }
}
