package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.Counters;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.method.ExplicitStepper;
import marginflow.flow.method.ExplicitTableau;
import marginflow.flow.method.RosenbrockStepper;
import marginflow.flow.method.RosenbrockTableau;
import marginflow.flow.stiff.StiffSystem;
import org.junit.jupiter.api.Test;

/** Verdicts on steps of one ReLU unit (w₁, 1), a = 1, whose speeds are given by the test. */
class KinkJudgeTest {

  private static final double TOLERANCE = 1e-6;
  private static final double[][] X = {{1, 0}, {0, 1}};
  private static final double RHO = Math.sqrt(2.01);

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

  private final Run run = new Run(-1);

  /** A judge with what it asks, on data whose first sample has a label. */
  private static final class Run {
    private final KinkScene scene;
    private final KinkJudge judge;
    private double[] speed = {};

    Run(double label) {
      scene = new KinkScene(X, label, 1);
      StiffSystem system =
          new StiffSystem(scene.field, scene.sliding, StiffSystem.Limits.of(scene.model));
      var explicit = new ExplicitStepper(ExplicitTableau.dormandPrince(), scene.field, false);
      var implicit = new RosenbrockStepper(RosenbrockTableau.w4(), scene.field, system);
      EventDetector detector = scene.detector(TOLERANCE);
      CrossingCorrection correction = scene.correction(detector);
      ActiveSet activeSet =
          new ActiveSet(
              scene.field, detector, scene.jumps, correction, implicit, new Counters(), SILENT);
      ReturnDetector returns =
          new ReturnDetector(scene.field, scene.sliding, scene.jumps, TOLERANCE);
      judge =
          new KinkJudge(TOLERANCE, explicit, implicit, detector, returns, correction, activeSet);
    }

    /** Judges a step of h that brings w₁ from one value to another along a line. */
    private TrialVerdict step(double from, double to, double h, boolean stiff) {
      scene.at(from, 1, 1);
      speed = new double[] {(to - from) / RHO / h, 0, 0, 0};
      scene.moving(speed);
      judge.beginStep(scene.at);
      return again(to, h, stiff);
    }

    private TrialVerdict again(double to, double h, boolean stiff) {
      scene.frozenAt(to, 1, 1);
      scene.moving(speed);
      return judge.judge(scene.start, scene.at, h, stiff, false);
    }
  }

  @Test
  void aStepWithoutKinksIsKept() {
    assertEquals(TrialVerdict.ACCEPT, run.step(0.2, 0.1, 0.1, false));
    assertFalse(run.judge.locator().active());
  }

  /** A pass whose push and margin are within the tolerance is kept, and corrected later. */
  @Test
  void aPassThatDoesNotMatterIsKept() {
    assertEquals(TrialVerdict.ACCEPT, run.step(1e-9, -1e-9, 1e-9, false));
  }

  /**
   * A kink that comes to an attracting surface slides: the step ends at the crossing, a half, where
   * it has arrived.
   */
  @Test
  void aSlideIsLocated() {
    TrialVerdict.Shorten shorter =
        assertInstanceOf(TrialVerdict.Shorten.class, run.step(0.1, -0.1, 10, false));
    assertEquals(5, shorter.h(), 0.05);
    assertEquals(0, run.judge.locator().target());
    assertEquals(10, run.judge.locator().natural());
    // Too short by 1e-3, it is lengthened within the bracket.
    TrialVerdict.Shorten longer =
        assertInstanceOf(TrialVerdict.Shorten.class, run.again(1e-3, 4.95, false));
    assertTrue(longer.h() > 4.95 && longer.h() < 10, "" + longer.h());
    assertFalse(run.judge.arrived(run.scene.at));
    assertEquals(TrialVerdict.ACCEPT, run.again(0.5 * SlidingSet.ON_SURFACE, 5, false));
    assertTrue(run.judge.arrived(run.scene.at));
  }

  /**
   * A repelling one is passed: the end lies behind its crossing, by 0.85 over the root of its
   * effect, 100 of the margin, of what is left; in a stiff step over the effect itself, that of its
   * push.
   */
  @Test
  void aPassIsEndedBehindItsCrossing() {
    Run other = new Run(1);
    assertEquals(0.05 * (1 + 0.085), shortened(other.step(0.1, -0.1, 0.1, false)), 1e-12);
    double push = 0.05 / (1 + Math.exp(-0.1 - 1)) / RHO / TOLERANCE;
    double stiff = shortened(other.step(0.1, -0.1, 0.1, true));
    assertEquals(0.85 / push, stiff / 0.05 - 1, 0.01 * 0.85 / push);
  }

  private static double shortened(TrialVerdict verdict) {
    return assertInstanceOf(TrialVerdict.Shorten.class, verdict).h();
  }

  /** A kink on its surface at the start, sent down, that ends above: the step begins anew. */
  @Test
  void aSideThatItsStartExcludedIsRevised() {
    run.scene.at(0, 1, 1);
    run.speed = new double[] {0.1 / RHO / 10, 0, 0, 0};
    run.scene.moving(run.speed);
    run.judge.beginStep(run.scene.at);
    TrialVerdict.Revise revised =
        assertInstanceOf(TrialVerdict.Revise.class, run.again(0.1, 10, false));
    assertEquals(0, revised.kink());
    assertFalse(run.judge.awaited());
  }

  /** The share of what is left that a shortened step takes is 0.85 of that asked for. */
  @Test
  void shortening() {
    run.scene.at(0.1, 1, 1).moving(new double[4]);
    run.judge.beginStep(run.scene.at);
    assertEquals(2 * (0.5 + 0.85 * 0.5 * 0.1), run.judge.shortened(2, 0.5, 0.1).h(), 1e-15);
    assertEquals(-1, run.judge.locator().target());
  }

  /** Out of trials, half the step is taken as one of its own. */
  @Test
  void aSearchEnds() {
    TrialVerdict verdict = run.step(0.1, -0.1, 10, false);
    int trials = 0;
    while (verdict instanceof TrialVerdict.Shorten && trials < 100) {
      verdict = run.again(-0.1, 10, false);
      trials++;
    }
    assertEquals(5, assertInstanceOf(TrialVerdict.Reject.class, verdict).h());
    assertEquals(24, trials);
  }
}
