package marginflow.flow.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.field.Evaluation;
import marginflow.flow.kink.KinkScene;
import marginflow.flow.stiff.StiffSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A linear net (w, a) = (ρ, 0), ρ = 100, on the sample 1 with both labels: in balance at a = 0,
 * where it is pulled to at the rate ρ². Off by d in the direction it has the velocity −tanh(ρ² d).
 */
class RelaxationTest {

  private static final double STEP = 0.1;
  private static final double BETA = 1e4;

  private final KinkScene scene =
      new KinkScene("linear:1-1-1", new double[][] {{1}, {1}}, 1, -1).at(100, 0);
  private final StiffSystem system =
      new StiffSystem(scene.field, scene.sliding, StiffSystem.Limits.of(scene.model));
  private final Relaxation relaxation = new Relaxation(scene.field, system);
  private final Evaluation to = scene.field.newEvaluation();
  private final double[] out = to.y();

  @BeforeEach
  void factor() {
    system.linearize(scene.at, new double[scene.model.kinks().size()], STEP);
    system.factor(STEP, 0.4, 1e-9, 1e-9);
  }

  private void settle(double... end) {
    System.arraycopy(end, 0, out, 0, 3);
    scene.field.normalize(out);
    scene.field.evaluate(to);
    relaxation.settle(scene.y(), STEP, to);
  }

  /** Of an imbalance a hundred times the mean of the step is left next to nothing. */
  @Test
  void anImbalanceIsRelaxed() {
    double imbalance = 1e-5;
    settle(1, imbalance, Math.log(100));
    assertTrue(Math.abs(out[1]) < 1e-2 * imbalance, "" + out[1]);
    assertEquals(1, Math.hypot(out[0], out[1]), 1e-15);
    assertEquals(-Math.tanh(BETA * out[1]), to.velocity()[1], 1e-12, "evaluated where it ends");
    assertTrue(relaxation.evaluations() >= 1 && relaxation.evaluations() <= 3);
  }

  /** What is three times the mean of the step, or less, is left to the method. */
  @Test
  void aSmallOneIsNot() {
    // A step that moved s by m/h on the way has ds/dσ = 0 at its end: r² = tanh² + (m/h)², nine
    // times (m/h)²
    // where tanh is 2.8 times m/h.
    double d = 1e-5;
    double mean = Math.tanh(BETA * d) / 2.6;
    settle(1, d, Math.log(100) + STEP * mean);
    assertEquals(0, relaxation.evaluations());
    assertEquals(d, out[1], 1e-14);
    settle(1, d, Math.log(100) + STEP * mean / 2);
    assertTrue(relaxation.evaluations() > 0);
  }

  @Test
  void aPointInBalanceStays() {
    settle(scene.y().clone());
    assertEquals(0, relaxation.evaluations());
    assertArrayEquals(scene.y(), out, 0);
  }
}
