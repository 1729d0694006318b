package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.kernel.KernelSelector;
import marginflow.network.layered.Models;
import marginflow.reference.BruteForceFlow;
import marginflow.reference.FlowEnd;
import marginflow.reference.LocatedFlow;
import marginflow.reference.NaiveNet;
import marginflow.reference.TwoLayerNet;
import org.junit.jupiter.api.Test;

/**
 * Captured steps against references that share nothing with them, on random labels of both losses:
 * every crossing located in nets of depth two, tiny steps in nets of depth three.
 */
class CapturedFlowTest {

  private static final double TOLERANCE = 1e-4;

  /**
   * Tolerances by which the end of a path may be off: each of some hundred steps errs by one at
   * most. Of these problems the worst is off by two, at a tolerance of 1e-5 by eight.
   */
  private static final double SEVERAL = 10;

  /** Seeds of problems that have one solution, which gets to its loss in a few thousand steps. */
  private static final long[] SHALLOW = {
    2, 3, 6, 11, 14, 17, 18, 26, 32, 36, 41, 49, 51, 52, 54, 56, 57, 63, 68, 69, 71, 76, 77, 81, 88,
    93
  };

  private static final long[] DEEP = {15, 20, 25, 30, 35, 45};

  private final StringBuilder far = new StringBuilder();

  @Test
  void depthTwo() {
    for (long seed : SHALLOW) {
      FlowProblem problem = FlowProblem.of(seed);
      TwoLayerNet net =
          new TwoLayerNet(
              problem.data(), problem.net().slope().alpha(), problem.loss(), problem.widths()[1]);
      LocatedFlow.Result right =
          LocatedFlow.run(net, problem.theta0(), problem.logLoss(), 1e-8, 60, 4_000);
      assertTrue(right.end().reached() && !right.counts().ambiguous(), "seed " + seed);
      compare(seed, problem, right.end(), 0);
    }
    assertTrue(far.isEmpty(), far.toString());
  }

  @Test
  void depthThree() {
    for (long seed : DEEP) {
      FlowProblem problem = FlowProblem.of(seed);
      NaiveNet net =
          new NaiveNet(
              problem.data(), problem.net().slope().alpha(), problem.loss(), problem.widths());
      BruteForceFlow.Estimate right =
          BruteForceFlow.estimate(net, problem.theta0(), problem.logLoss(), 30, 10_000);
      assertTrue(right.error() < 0.01, "seed " + seed);
      compare(seed, problem, right.end(), right.error());
    }
    assertTrue(far.isEmpty(), far.toString());
  }

  private void compare(long seed, FlowProblem problem, FlowEnd right, double error) {
    FlowSettings settings =
        new FlowSettings(
            problem.loss(),
            Flow.CAPTURED,
            TOLERANCE,
            List.of(StopRule.logLoss(problem.logLoss()), StopRule.steps(20_000)));
    FlowResult found =
        Flow.run(
            Models.bind(problem.net(), problem.data(), KernelSelector.select("scalar", 1)),
            problem.theta0(),
            settings,
            FlowObserver.NONE);
    double off = right.distance(found.theta());
    if (found.termination() != Termination.HORIZON_REACHED || off > SEVERAL * TOLERANCE + error) {
      far.append(" seed ").append(seed).append(" off by ").append(off);
    }
  }
}
