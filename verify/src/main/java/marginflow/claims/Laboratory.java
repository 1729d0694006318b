package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import marginflow.certificate.CertifyOptions;
import marginflow.experiment.Experiment;
import marginflow.experiment.Outcome;
import marginflow.experiment.Runner;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowView;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.FlowPoint;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/** Runs flows for experiments. One laboratory belongs to one thread. */
public final class Laboratory {

  /** Steps after which a flow is given up: a hundred times what the longest claim needs. */
  private static final long STEP_LIMIT = 200_000;

  /** Points kept per run; with more, every other one is dropped. */
  private static final int POINT_LIMIT = 2000;

  private static final int EVENT_LIMIT = 10_000;

  private final Kernels kernels = KernelSelector.select();
  private final Consumer<RunLaws> ledger;

  /** A laboratory with the default kernels on one thread. */
  public Laboratory() {
    this(laws -> {});
  }

  /**
   * A laboratory that hands on how each of its runs kept the laws of the flow.
   *
   * @param ledger called after every run, on the thread of the run
   */
  Laboratory(Consumer<RunLaws> ledger) {
    this.ledger = ledger;
  }

  /** Another laboratory, for another thread, with the same ledger. */
  Laboratory another() {
    return new Laboratory(ledger);
  }

  /** The kernels in use. */
  public Kernels kernels() {
    return kernels;
  }

  /** Runs a flow and certifies its end. */
  public RunRecord run(Setup setup) {
    return run(setup, CertifyOptions.DEFAULT);
  }

  /** Runs a flow and certifies its end as asked. */
  public RunRecord run(Setup setup, CertifyOptions options) {
    return run(setup, setup.experiment(STEP_LIMIT), options);
  }

  /** Runs a flow whose integrator refuses no step for a falling γ̃; how it kept the laws. */
  RunLaws unguarded(Setup setup) {
    Experiment experiment = setup.experiment(STEP_LIMIT);
    return run(
            setup,
            experiment.settings(experiment.settings().withMarginGuard(false)),
            CertifyOptions.KKT_ONLY)
        .laws();
  }

  /** Runs a flow that leaves to a given side where it is not unique. */
  RunRecord run(Setup setup, Branch branch) {
    Experiment experiment = setup.experiment(STEP_LIMIT);
    return run(
        setup,
        experiment.settings(experiment.settings().withBranch(branch)),
        CertifyOptions.DEFAULT);
  }

  private RunRecord run(Setup setup, Experiment experiment, CertifyOptions options) {
    Recorder recorder = new Recorder(setup);
    Runner runner = Runner.FASTEST.on(() -> kernels).watched(recorder);
    long start = System.nanoTime();
    FlowResult flow = runner.follow(experiment);
    double seconds = (System.nanoTime() - start) * 1e-9;
    RunLaws laws = recorder.watch.laws(flow.statistics());
    ledger.accept(laws);
    return new RunRecord(
        setup,
        new Outcome(flow, Optional.of(runner.certify(experiment, flow.theta(), options))),
        recorder.points(),
        recorder.events,
        laws,
        seconds);
  }

  private static final class Recorder implements FlowObserver {
    private final int parameters;
    private final LawWatch watch;
    private final List<FlowPoint> kept = new ArrayList<>();
    private final List<FlowEvent> events = new ArrayList<>();
    private List<FlowPoint> last = List.of();
    private long seen;
    private long stride = 1;

    Recorder(Setup setup) {
      this.parameters = setup.net().parameters();
      this.watch = new LawWatch(setup);
    }

    @Override
    public void accepted(FlowView view) {
      FlowPoint point = FlowPoint.of(view, parameters);
      watch.accepted(view, point.theta());
      last = List.of(point);
      if (seen++ % stride == 0) {
        kept.add(point);
        if (kept.size() > POINT_LIMIT) {
          for (int i = kept.size() - 2; i > 0; i -= 2) {
            kept.subList(i, i + 1).clear();
          }
          stride *= 2;
        }
      }
    }

    @Override
    public void event(FlowEvent event) {
      if (events.size() < EVENT_LIMIT) {
        events.add(event);
      }
    }

    List<FlowPoint> points() {
      List<FlowPoint> all = new ArrayList<>(kept);
      if (!last.isEmpty()
          && (all.isEmpty() || all.getLast().at().step() != last.getFirst().at().step())) {
        all.addAll(last);
      }
      return all;
    }
  }
}
