package marginflow.bench.flow;

import java.util.ArrayList;
import java.util.List;
import marginflow.bench.peer.DormandPrince853;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.FlowStatistics;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.loss.Loss;
import marginflow.network.MarginModel;

/** All who follow flows: our integrators by their names, and the outside peer. */
final class Methods {

  /** Ours. */
  static final String OURS = Flow.integrators().getFirst();

  /** The outside peer: Hipparchus' pair of order 8(5,3). */
  static final String PEER = "hipparchus-8(5,3)";

  /** From this loss on evaluations count as late. */
  private static final double LATE = -1e3;

  private Methods() {}

  /** What ours is compared with. */
  static List<String> baselines() {
    List<String> names = new ArrayList<>(Flow.integrators());
    names.remove(OURS);
    names.add(2, PEER);
    return names;
  }

  /** Those whose tolerance bounds the error of the direction. */
  static List<String> adaptive() {
    List<String> names = new ArrayList<>(List.of(OURS));
    baselines().stream()
        .filter(name -> name.equals(PEER) || !Flow.usesStepSize(name))
        .forEach(names::add);
    return names;
  }

  /**
   * Follows one flow.
   *
   * @param task what to do
   * @param start θ(0)
   * @param model the flow's network on its data
   * @param watcher sees every accepted step
   */
  static End run(Task task, double[] start, MarginModel model, Watcher watcher) {
    return task.method().equals(PEER)
        ? peer(task, start, model, watcher)
        : ours(task, start, model, watcher);
  }

  private static End ours(Task task, double[] start, MarginModel model, Watcher watcher) {
    Late late = new Late(watcher);
    FlowSettings settings =
        new FlowSettings(
            Loss.EXPONENTIAL,
            task.method(),
            task.tolerance(),
            List.of(
                StopRule.logLoss(task.log10Horizon() * Math.log(10)),
                budget(task.budget()),
                clock(task.seconds())));
    FlowResult r = Flow.run(model, start, settings, late);
    FlowStatistics s = r.statistics();
    return new End(
        r.termination() == Termination.STEP_LIMIT ? "budget" : r.termination().id(),
        r.theta(),
        r.logNorm(),
        r.logLoss() / Math.log(10),
        s.accepted(),
        s.rejected(),
        s.evaluations(),
        late.since(s.evaluations()),
        s.factorizations(),
        s.crossings(),
        s.slides(),
        s.releases(),
        r.slidingAtEnd(),
        r.smoothedMarginMonotone());
  }

  private static End peer(Task task, double[] start, MarginModel model, Watcher watcher) {
    long[] before = {-1};
    DormandPrince853.Result r =
        DormandPrince853.run(
            model,
            start,
            task.tolerance(),
            task.log10Horizon() * Math.log(10),
            task.budget(),
            (theta, logNorm, logLoss, evaluations) -> {
              if (before[0] < 0 && logLoss <= LATE * Math.log(10)) {
                before[0] = evaluations;
              }
              watcher.step(logNorm, logLoss, theta);
            });
    return new End(
        r.ending(),
        r.theta(),
        r.logNorm(),
        r.logLoss() / Math.log(10),
        r.steps(),
        0,
        r.evaluations(),
        before[0] < 0 ? 0 : r.evaluations() - before[0],
        0,
        0,
        0,
        0,
        0,
        r.monotone());
  }

  private static StopRule budget(long evaluations) {
    return new StopRule.Simple(
        Termination.STEP_LIMIT,
        view -> evaluations - view.statistics().evaluations(),
        view -> "the budget of %d evaluations is spent".formatted(evaluations));
  }

  private static StopRule clock(double seconds) {
    long start = System.nanoTime();
    return new StopRule.Simple(
        Termination.TIME_LIMIT,
        view -> seconds - 1e-9 * (System.nanoTime() - start),
        view -> "%s seconds have passed".formatted(seconds));
  }

  /** Sees accepted steps of any method. */
  interface Watcher {

    /** Nobody. */
    Watcher NONE = (logNorm, logLoss, theta) -> {};

    /**
     * Called after every accepted step.
     *
     * @param logNorm natural logarithm of ‖θ‖
     * @param logLoss natural logarithm of the loss
     * @param theta how to get the parameters
     */
    void step(double logNorm, double logLoss, java.util.function.Consumer<double[]> theta);
  }

  /** Notes where the late evaluations begin, and passes on what a watcher wants to see. */
  private static final class Late implements FlowObserver {
    private final Watcher watcher;
    private long before = -1;

    Late(Watcher watcher) {
      this.watcher = watcher;
    }

    @Override
    public void accepted(FlowView view) {
      if (before < 0 && view.logLoss() <= LATE * Math.log(10)) {
        before = view.statistics().evaluations();
      }
      watcher.step(view.logNorm(), view.logLoss(), view::theta);
    }

    long since(long evaluations) {
      return before < 0 ? 0 : evaluations - before;
    }
  }
}
