package marginflow.flow.captured;

import java.util.Arrays;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.Counters;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.flow.kink.KinkLog;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * What kinks make of a step that held all sides: it finds the {@link Candidates}, has the {@link
 * ComplementarityProblem} decide them, moves the end of the step by what their slopes change, and
 * says how far that may be wrong. No event is located.
 */
public final class KinkCapture {

  private final PolarField field;
  private final SlidingSet sliding;
  private final Kinks kinks;
  private final Candidates candidates;
  private final SlopeJumps jumps;
  private final ComplementarityProblem problem;
  private final KinkLog log;
  private final Counters counters;
  private final int parameters;

  private final long[] sides;
  private final long[] newSides;
  private final boolean[] slid;

  private double[] factors = new double[16];
  private final double[] moved;
  private final double[] turned;
  private final double[] unsure;
  private final double[] heldVelocity;

  /** What it makes of steps of a field. */
  public KinkCapture(PolarField field, KinkLog log, Counters counters) {
    this.field = field;
    this.sliding = field.sliding();
    this.kinks = field.model().kinks();
    this.candidates = new Candidates(field);
    this.jumps = new SlopeJumps(field);
    this.problem = new ComplementarityProblem(field, candidates, jumps, log.branch());
    this.log = log;
    this.counters = counters;
    this.parameters = field.model().parameters();
    this.sides = new long[(kinks.size() + 63) / 64];
    this.newSides = new long[sides.length];
    this.slid = new boolean[kinks.size()];
    this.moved = new double[parameters];
    this.turned = new double[parameters];
    this.unsure = new double[field.dimension()];
    this.heldVelocity = new double[field.dimension()];
  }

  /** Notes the start of a step. */
  public void begin(Evaluation start) {
    candidates.begin(start);
    jumps.begin(start);
    kinks.savePattern(sides);
    sliding.mark();
  }

  /**
   * Decides the kinks at the end of a step with all sides held.
   *
   * @return whether the end is to be moved
   */
  public boolean decide(double h, Evaluation end) {
    candidates.find(end);
    jumps.end(end);
    problem.decide(h, end.logNorm());
    return problem.changed();
  }

  /**
   * How far the change of the jumps in the step may have moved the end besides: half of what they
   * differ from their means.
   */
  public double jumpError(double h) {
    ensure();
    for (int i = 0; i < candidates.count(); i++) {
      int kink = candidates.kink(i);
      double left = 1 - candidates.fraction(i);
      double change = jumps.end(kink) - jumps.start(kink);
      factors[i] = 0.25 * h * left * left * change * problem.change(i);
    }
    return length(unsure);
  }

  private double length(double[] out) {
    Arrays.fill(out, 0);
    kinks.addNormals(candidates.kinks(), factors, candidates.count(), out);
    return Vectors.norm(out);
  }

  /**
   * Moves the end of a step by what was decided, and evaluates the field there with all sides read
   * off.
   */
  public void apply(Evaluation end) {
    ensure();
    System.arraycopy(end.velocity(), 0, heldVelocity, 0, heldVelocity.length);
    for (int i = 0; i < candidates.count(); i++) {
      factors[i] = problem.weight(i) * problem.change(i);
    }
    Arrays.fill(moved, 0);
    kinks.addNormals(candidates.kinks(), factors, candidates.count(), moved);
    for (int i = 0; i < candidates.count(); i++) {
      int kink = candidates.kink(i);
      factors[i] = jumps.meanFrom(candidates.fraction(i), kink) * problem.change(i);
    }
    Arrays.fill(turned, 0);
    kinks.addNormals(candidates.kinks(), factors, candidates.count(), turned);
    sliding.clear();
    for (int i = 0; i < candidates.count(); i++) {
      if (problem.slides(i)) {
        sliding.add(candidates.kink(i));
      }
    }
    double[] y = end.y();
    for (int j = 0; j < parameters; j++) {
      y[j] += moved[j];
    }
    field.normalize(y);
    field.evaluateFree(end);
    counters.evaluations++;
  }

  /**
   * How far the field beyond the kinks may have moved the end: {@code h ‖F(end) − F(held) − J‖}, J
   * the jumps of what was decided. It alone sees a kink that begins a fast motion.
   */
  public double farError(double h, Evaluation at) {
    double[] end = at.y();
    double[] velocity = at.velocity();
    double radial = Vectors.dot(turned, 0, end, 0, parameters);
    double off = velocity[parameters] - heldVelocity[parameters] - radial;
    for (int j = 0; j < parameters; j++) {
      unsure[j] = velocity[j] - heldVelocity[j] - turned[j] + radial * end[j];
    }
    unsure[parameters] = off;
    return h * Vectors.norm(unsure);
  }

  /** What is left of the complementarity problem's conditions. */
  public double unsolved() {
    return problem.unsolved();
  }

  /** Goes back to the sides and the sliding set of the start of the step. */
  public void rollBack() {
    kinks.restorePattern(sides);
    sliding.rollBack();
  }

  /** Counts and reports what an accepted step did. */
  public void report() {
    kinks.savePattern(newSides);
    for (int i = 0; i < candidates.count(); i++) {
      slid[candidates.kink(i)] = candidates.slid(i);
      if (problem.ambiguous(i)) {
        int kink = candidates.kink(i);
        log.ambiguous(kinks.unit(kink), kinks.row(kink), Math.clamp(problem.old(i), 0, 1));
      }
    }
    for (int word = 0; word < sides.length; word++) {
      for (long left = sides[word] ^ newSides[word]; left != 0; left &= left - 1) {
        crossed(64 * word + Long.numberOfTrailingZeros(left));
      }
    }
    for (int i = 0; i < candidates.count(); i++) {
      int kink = candidates.kink(i);
      if (problem.slides(i) && !slid[kink]) {
        counters.slides++;
        log.event(FlowEvent.Kind.SLIDE, kinks.unit(kink), kinks.row(kink));
      } else if (!problem.slides(i) && slid[kink]) {
        counters.releases++;
        FlowEvent.Kind kind =
            kinks.positive(kink) ? FlowEvent.Kind.RELEASE_UP : FlowEvent.Kind.RELEASE_DOWN;
        log.event(kind, kinks.unit(kink), kinks.row(kink));
      }
      slid[kink] = false;
    }
  }

  private void crossed(int kink) {
    if (!slid[kink] && !sliding.contains(kink)) {
      counters.crossings++;
      FlowEvent.Kind kind =
          kinks.positive(kink) ? FlowEvent.Kind.CROSS_UP : FlowEvent.Kind.CROSS_DOWN;
      log.event(kind, kinks.unit(kink), kinks.row(kink));
    }
  }

  private void ensure() {
    if (factors.length < candidates.count()) {
      factors = new double[2 * candidates.count()];
    }
  }
}
