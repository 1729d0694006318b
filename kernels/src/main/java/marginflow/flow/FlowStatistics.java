package marginflow.flow;

import java.util.OptionalDouble;
import marginflow.flow.field.Counters;

/** Counters of one flow; a live view of those of the run. */
public final class FlowStatistics {
  private final Counters counters;

  FlowStatistics(Counters counters) {
    this.counters = counters;
  }

  /** Steps taken. */
  public long accepted() {
    return counters.accepted;
  }

  /** Steps tried and thrown away. */
  public long rejected() {
    return counters.rejected;
  }

  /** Gradient evaluations: one forward and one backward pass over all samples each. */
  public long evaluations() {
    return counters.evaluations;
  }

  /** Factorizations of a step's linear system. */
  public long factorizations() {
    return counters.factorizations;
  }

  /** Kinks that changed side. */
  public long crossings() {
    return counters.crossings;
  }

  /** Kinks that began to slide. */
  public long slides() {
    return counters.slides;
  }

  /** Kinks at which the flow was not unique. */
  public long ambiguous() {
    return counters.ambiguous;
  }

  /** τ of the first of them. */
  public OptionalDouble firstAmbiguousTau() {
    return counters.ambiguous == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(counters.firstAmbiguousTau);
  }

  /** Kinks that stopped sliding. */
  public long releases() {
    return counters.releases;
  }

  /** Steps that captured their kinks, of {@link #accepted}: see {@link Flow#CAPTURED}. */
  public long capturedSteps() {
    return counters.capturedSteps;
  }

  /** Gradient evaluations of such steps, accepted or refused, of {@link #evaluations}. */
  public long capturedEvaluations() {
    return counters.capturedEvaluations;
  }
}
