package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.Counters;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.flow.method.RosenbrockTableau;
import marginflow.flow.stiff.StiffSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A leaky unit (w, ½), output weight a, on one sample (ℓ, 0) of weight 1: {@code F = s (ℓ a, 0, ℓ
 * w)/ρ}, linear on each side. Past the surface for a time t the correction is {@code e = t (1 − α)
 * ℓ a/ρ} along w, and of it the far side's Jacobian makes {@code (1 − α) ℓ e} more than the near
 * one's: the push is {@code ½ t² (1 − α)² ℓ² a/ρ}, to first order of t.
 */
class FarSideTest {

  private static final int STEPS = 50;

  private static double push(double length, double alpha, double h) {
    double[][] x = {{length, 0}};
    double[] label = {1};
    TinyNet net = new TinyNet(alpha, new int[] {2, 1, 1}, x, label);
    double[] middle = {0, 0.5, 1};
    boolean[][][] before = net.signs(middle);
    double[] start = net.frozen(middle, before, -0.5 * h, STEPS);
    String spec = "leaky-relu(" + alpha + "):2-1-1";
    KinkScene scene = new KinkScene(spec, x, label).at(start);
    EventDetector detector = scene.detector(1e-12);
    CrossingCorrection correction = scene.correction(detector);
    ActiveSet activeSet = sides(scene, detector, correction);
    FarSide far = new FarSide(scene.field, scene.sliding);
    detector.begin(scene.at);
    activeSet.begin(scene.at);
    scene.frozenAt(net.frozen(start, before, h, STEPS));
    detector.judge(scene.start, scene.at, h, false);
    correction.weigh(h, 1e-12, 1, scene.at);
    activeSet.overdue(scene.at, false, h);
    far.begin(scene.at);
    double logLoss = scene.at.logLoss();
    double[] end = scene.y().clone();
    activeSet.mark();
    assertTrue(activeSet.settle(false, -1, -1, h, scene.at));
    scene.field.normalize(scene.y());
    scene.field.evaluate(scene.at);
    assertTrue(scene.model.kinks().positive(0), "it has crossed");
    assertEquals(logLoss, far.logLoss());
    assertEquals(Arrays.toString(end), Arrays.toString(far.end()));
    return far.push(scene.at, correction, activeSet);
  }

  private static final KinkLog SILENT =
      new KinkLog() {
        @Override
        public Branch branch() {
          return Branch.SLOPE;
        }

        @Override
        public void event(FlowEvent.Kind kind, int unit, int row) {}

        @Override
        public void ambiguous(int unit, int row, double slope) {}
      };

  private static ActiveSet sides(
      KinkScene scene, EventDetector detector, CrossingCorrection correction) {
    StiffSystem system =
        new StiffSystem(scene.field, scene.sliding, StiffSystem.Limits.of(scene.model));
    return new ActiveSet(
        scene.field,
        detector,
        scene.jumps,
        correction,
        new RosenbrockStepper(RosenbrockTableau.w4(), scene.field, system),
        new Counters(),
        SILENT);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "1, 0.01", "30, 0.5", "30, 0.01"})
  void whatTheFarSideMakesOfACrossing(double length, double alpha) {
    double h = 1e-3 / length;
    double t = 0.5 * h;
    double expected = 0.5 * t * t * Math.pow((1 - alpha) * length, 2) / Math.sqrt(1.25);
    assertEquals(expected, push(length, alpha, h), 0.01 * expected);
  }

  /** It falls with the square of the step, so that shortening serves. */
  @Test
  void aShorterStepIsPushedLess() {
    double one = push(30, 0.01, 1e-3);
    assertEquals(0.25, push(30, 0.01, 5e-4) / one, 0.01);
  }

  /** Where the far side is all but the near one there is nothing to see. */
  @Test
  void sidesThatAreAlike() {
    assertTrue(push(1, 0.9999, 1e-2) < 1e-5 * push(1, 0.5, 1e-2));
  }
}
