package marginflow.flow;

import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.flow.kink.ActiveSet;
import marginflow.flow.kink.UnitCollapse;
import marginflow.flow.method.MethodChoice;
import marginflow.flow.method.StepController;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * What of a {@link LongHorizonRun} outlives a step, and with it what a checkpoint holds: the state
 * and where it was evaluated, the pattern and the sliding set, and what is known of the steps to
 * come.
 */
abstract class LongHorizonState extends PolarRun {

  final Kinks kinks;
  final SteadyState steadyState;

  final MethodChoice method = new MethodChoice();

  /**
   * Whether an implicit step that was shortened to release a kink released none, and no kink has
   * changed its side since: close to rest the means of long steps put slopes outside [0, 1] by
   * 1e-7, which those of shorter ones do not. One random-label run that does not separate was held
   * at one length for 73,000 steps.
   */
  boolean futile;

  /** Where the accepted state was evaluated, before what is inert was put right. */
  private final double[] evaluated;

  /** What was held at that evaluation, NaN elsewhere. */
  private final double[] held;

  LongHorizonState(MarginModel model, FlowSettings settings, FlowObserver observer) {
    super(model, settings, observer);
    this.kinks = model.kinks();
    this.steadyState = new SteadyState(field);
    this.evaluated = new double[parameters + 1];
    this.held = new double[parameters];
  }

  /**
   * Takes over the state of another run on the same model: time, counters, sides and what slides.
   *
   * @param from at its last accepted state
   */
  final void adopt(PolarRun from) {
    CheckpointWriter out = new CheckpointWriter();
    from.save(out);
    restore(new CheckpointReader(out.reals(), out.integers(), 3, 1));
    System.arraycopy(from.at.y(), 0, at.y(), 0, parameters + 1);
    for (int i = 0; i < from.sliding.count(); i++) {
      int kink = kinks.coincident(from.sliding.kink(i), 0);
      if (!sliding.contains(kink)) {
        sliding.add(kink);
      }
    }
    activeSet().align();
    field.evaluate(at);
    counters.evaluations++;
  }

  /**
   * Gets ready for a first step from where the field was evaluated.
   *
   * @param theta what that is in other than polar coordinates, to the last bit where it is known so
   */
  final void ready(double[] theta, double tolerance) {
    activeSet().report();
    field.inert().begin(at.projectedForce(), theta);
    field.inert().restore(at.theta());
    remember();
    logLoss = at.logLoss();
    h = StepController.first(tolerance, Vectors.norm(at.velocity()), steadyState.largestForce(at));
  }

  @Override
  final Checkpoint checkpoint() {
    int words = (kinks.size() + 63) / 64;
    long[] pattern = new long[words];
    kinks.savePattern(pattern);
    CheckpointWriter out = new CheckpointWriter();
    out.reals(evaluated)
        .reals(held)
        .real(h)
        .real(lastStep)
        .real(controller.memory())
        .real(steadyState.mean());
    method.save(out);
    out.integer(futile ? 1 : 0);
    field.slacks().save(out);
    field.idle().save(out);
    collapse().save(out);
    save(out);
    for (long word : pattern) {
      out.integer(word);
    }
    activeSet().save(out);
    for (int i = 0; i < sliding.count(); i++) {
      out.integer(sliding.kink(i));
    }
    return new Checkpoint(LongHorizon.NAME, out.reals(), out.integers());
  }

  final void restore(Checkpoint checkpoint) {
    int words = (kinks.size() + 63) / 64;
    int rows = field.model().rows();
    CheckpointReader in =
        new CheckpointReader(
            checkpoint.reals(),
            checkpoint.integers(),
            2 * parameters + rows + 9,
            words + rows + collapse().units() + 18);
    in.reals(at.y());
    in.reals(held);
    h = in.real();
    lastStep = in.real();
    controller.restore(in.real());
    steadyState.restore(in.real());
    method.restore(in);
    futile = in.integer() == 1;
    field.slacks().restore(in);
    field.slacks().recall(at.slacks());
    field.idle().restore(in);
    collapse().restore(in);
    restore(in);
    long[] pattern = new long[words];
    for (int i = 0; i < words; i++) {
      pattern[i] = in.integer();
    }
    kinks.restorePattern(pattern);
    activeSet().restore(in);
    while (in.hasIntegers()) {
      sliding.add((int) in.integer());
    }
    repeatEvaluation();
    logLoss = at.logLoss();
  }

  /** Who decides the sides of kinks: what it remembers from step to step is saved as well. */
  abstract ActiveSet activeSet();

  /** Who holds units at zero. */
  abstract UnitCollapse collapse();

  /** Notes an accepted state where it was evaluated. */
  final void remember() {
    System.arraycopy(at.y(), 0, evaluated, 0, evaluated.length);
    System.arraycopy(field.inert().values(), 0, held, 0, parameters);
  }

  /** Does again what led to the state of a checkpoint, so that no bit of it is lost. */
  private void repeatEvaluation() {
    System.arraycopy(at.y(), 0, evaluated, 0, evaluated.length);
    if (counters.accepted > 0) {
      field.inert().resume(held);
      field.evaluate(at);
      field.holdInert(at);
    } else {
      field.evaluate(at);
      field.inert().resume(held);
      field.inert().restore(at.theta());
    }
  }
}
