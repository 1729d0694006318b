package marginflow.crosscheck.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import marginflow.crosscheck.flow.FlowRow.Judgement;
import marginflow.experiment.Runner;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.Termination;
import marginflow.kernel.Kernels;
import marginflow.reference.FlowEnd;

/** Runs the integrator on problems at one tolerance and judges where it comes to. */
public final class FlowTrial {

  /**
   * A relative distance of this many tolerances is allowed beside the reference's own error: the
   * tolerance is on a step, a flow on random labels takes hundreds to thousands, and its kinks
   * spread what they leave; at the tolerance 1e-6 the bound is 1e-3, which no flow on a wrong path
   * that was looked at kept.
   */
  public static final double MULTIPLE = 1000;

  /** References that say they are no better than this decide nothing. */
  private static final double VAGUE = 1e-3;

  /** Steps after which a flow is ended; the problems here take some thousands. */
  private static final long STEP_LIMIT = 100_000;

  private final double tolerance;
  private final Supplier<Kernels> kernels;
  private final BooleanSupplier stop;

  /**
   * Trials at a tolerance.
   *
   * @param kernels new kernels for every flow
   * @param stop asked after every step whether to end here
   */
  public FlowTrial(double tolerance, Supplier<Kernels> kernels, BooleanSupplier stop) {
    this.tolerance = tolerance;
    this.kernels = kernels;
    this.stop = stop;
  }

  /** The row of a seed's problem; empty if it was interrupted. */
  public Optional<FlowRow> row(long seed) {
    return row(seed, FlowProblem.of(seed));
  }

  /** The row of any problem, with laws on choices made from a seed. */
  public Optional<FlowRow> row(long seed, FlowProblem problem) {
    FlowResult flow = run(problem);
    double[] laws = new double[FlowLaw.NAMES.size()];
    Arrays.fill(laws, Double.NaN);
    List<FlowLaw> all = FlowLaw.of(problem, seed);
    boolean said = flow.statistics().ambiguous() > 0;
    for (int l = 0; l < laws.length && reached(flow); l++) {
      FlowResult image = run(all.get(l).problem());
      double[] right = all.get(l).image().apply(flow.theta());
      laws[l] =
          reached(image) ? end(right, flow).distance(image.theta()) : Double.POSITIVE_INFINITY;
      // Copies of a unit may part where the unit itself has one way on: the image has to say so.
      said |= laws[l] > MULTIPLE * tolerance && image.statistics().ambiguous() > 0;
    }
    if (stop.getAsBoolean()) {
      return Optional.empty();
    }
    FlowReference reference = FlowReference.of(problem);
    return Optional.of(judge(seed, problem, flow, laws, said, reference));
  }

  private FlowRow judge(
      long seed,
      FlowProblem problem,
      FlowResult flow,
      double[] laws,
      boolean said,
      FlowReference reference) {
    double bound = bound(reference);
    boolean comparable = reference.end().reached() && reached(flow);
    double distance = comparable ? reference.end().distance(flow.theta()) : Double.NaN;
    String fault = fault(flow, reference, distance, bound);
    boolean decided = decided(reference);
    if (decided && comparable && !fault.isEmpty()) {
      decided = !refuted(problem, reference, flow);
    }
    fault = fault.isEmpty() ? brokenLaw(laws) : fault;
    Judgement judgement = fault.isEmpty() ? Judgement.RIGHT : Judgement.WRONG;
    judgement = decided ? judgement : Judgement.UNRESOLVED;
    // A path that says it may be another one is no wrong answer with a straight face.
    boolean told = judgement == Judgement.WRONG && said;
    judgement = reference.ambiguous() || told ? Judgement.AMBIGUOUS : judgement;
    List<Double> figures =
        new ArrayList<>(
            List.of(
                (double) problem.data().n(),
                problem.scale(),
                problem.log10Loss(),
                flow.logLoss() / Math.log(10),
                reference.end().tau(),
                distance,
                bound,
                reference.error()));
    Arrays.stream(laws).forEach(figures::add);
    figures.add((double) flow.statistics().accepted());
    figures.add((double) flow.statistics().evaluations());
    figures.add((double) flow.statistics().crossings());
    figures.add((double) flow.statistics().slides());
    return new FlowRow(
        seed,
        judgement,
        fault,
        List.of(
            problem.net().spec(),
            problem.loss().id(),
            reference.end().status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            flow.termination().id()),
        figures);
  }

  private double bound(FlowReference reference) {
    return MULTIPLE * tolerance + (Double.isFinite(reference.error()) ? reference.error() : 0);
  }

  private static boolean decided(FlowReference reference) {
    return switch (reference.end().status()) {
      case REACHED -> reference.error() <= VAGUE;
      case AT_REST -> true;
      case UNDECIDED -> false;
    };
  }

  private static String fault(
      FlowResult flow, FlowReference reference, double distance, double bound) {
    if (reference.end().reached() && !reached(flow)) {
      return "ended before the loss, which the reference reaches";
    }
    if (reference.end().status() == FlowEnd.Status.AT_REST && reached(flow)) {
      return "reached the loss, the reference comes to rest above it";
    }
    return distance > bound ? String.format(Locale.ROOT, "%.1e from the reference", distance) : "";
  }

  /** The first law that does not hold, in words. */
  private String brokenLaw(double[] laws) {
    for (int l = 0; l < laws.length; l++) {
      if (laws[l] > MULTIPLE * tolerance) {
        return String.format(
            Locale.ROOT, "%s does not commute: %.1e apart", FlowLaw.NAMES.get(l), laws[l]);
      }
    }
    return "";
  }

  /** Where two disagree a third decides: whether tiny steps come nearer to the integrator. */
  private static boolean refuted(FlowProblem problem, FlowReference reference, FlowResult flow) {
    if (problem.widths().length > 3) {
      return false;
    }
    FlowReference third = FlowReference.brute(problem);
    return third.end().reached()
        && third.end().distance(flow.theta()) < third.end().distance(reference.end().theta());
  }

  private FlowResult run(FlowProblem problem) {
    FlowObserver stopped =
        new FlowObserver() {
          @Override
          public boolean interrupted() {
            return stop.getAsBoolean();
          }
        };
    return Runner.FASTEST
        .on(kernels)
        .watched(stopped)
        .follow(problem.experiment(Flow.integrators().getFirst(), tolerance, STEP_LIMIT));
  }

  private static FlowEnd end(double[] theta, FlowResult flow) {
    return new FlowEnd(FlowEnd.Status.REACHED, theta, flow.tau(), flow.logLoss());
  }

  private static boolean reached(FlowResult flow) {
    return flow.termination() == Termination.HORIZON_REACHED;
  }
}
