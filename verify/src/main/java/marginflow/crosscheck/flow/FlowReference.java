package marginflow.crosscheck.flow;

import marginflow.reference.BruteForceFlow;
import marginflow.reference.FlowEnd;
import marginflow.reference.LocatedFlow;
import marginflow.reference.NaiveNet;
import marginflow.reference.TwoLayerNet;

/**
 * What a problem's flow must come to.
 *
 * @param end where it is at the loss asked for
 * @param error how far that may be from the truth, relative to ‖θ‖, by its own estimate
 * @param ambiguous whether the flow is one of several
 */
public record FlowReference(FlowEnd end, double error, boolean ambiguous) {

  /** Tolerance of a step with located events, and a coarser one to tell the error from. */
  private static final double TOLERANCE = 1e-11;

  private static final double COARSE = 1e-9;

  /** Limits of a flow with located events: those with small starts take the longest. */
  private static final double TAU_LIMIT = 400;

  private static final long STEP_LIMIT = 20_000;

  /** Limits of brute force, which takes steps of one size. */
  private static final double BRUTE_TAU_LIMIT = 100;

  private static final int BRUTE_STEPS = 100_000;

  /** Of a problem: two layers with located events, more by brute force. */
  public static FlowReference of(FlowProblem problem) {
    return problem.widths().length == 3 ? located(problem) : brute(problem);
  }

  private static FlowReference located(FlowProblem problem) {
    LocatedFlow.Result fine = located(problem, TOLERANCE);
    double error = Double.POSITIVE_INFINITY;
    if (fine.end().reached()) {
      FlowEnd coarse = located(problem, COARSE).end();
      error = coarse.reached() ? fine.end().distance(coarse.theta()) : error;
    }
    return new FlowReference(fine.end(), error, fine.counts().ambiguous());
  }

  private static LocatedFlow.Result located(FlowProblem problem, double tolerance) {
    TwoLayerNet net =
        new TwoLayerNet(
            problem.data(), problem.net().slope().alpha(), problem.loss(), problem.widths()[1]);
    return LocatedFlow.run(
        net, problem.theta0(), problem.logLoss(), tolerance, TAU_LIMIT, STEP_LIMIT);
  }

  /** The same by tiny steps, which know nothing of events. */
  public static FlowReference brute(FlowProblem problem) {
    NaiveNet net =
        new NaiveNet(
            problem.data(), problem.net().slope().alpha(), problem.loss(), problem.widths());
    BruteForceFlow.Estimate found =
        BruteForceFlow.estimate(
            net, problem.theta0(), problem.logLoss(), BRUTE_TAU_LIMIT, BRUTE_STEPS);
    return new FlowReference(found.end(), found.error(), false);
  }
}
