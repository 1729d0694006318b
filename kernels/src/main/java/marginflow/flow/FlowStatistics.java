package marginflow.flow;

import java.util.OptionalDouble;

/** Counters of one flow; mutable, owned by the integrator. */
public final class FlowStatistics {
  long accepted;
  long rejected;
  long evaluations;
  long factorizations;
  long crossings;
  long slides;
  long releases;
  long ambiguous;
  double firstAmbiguousTau = Double.NaN;

  FlowStatistics() {}

  /** Steps taken. */
  public long accepted() {
    return accepted;
  }

  /** Steps tried and thrown away. */
  public long rejected() {
    return rejected;
  }

  /** Gradient evaluations: one forward and one backward pass over all samples each. */
  public long evaluations() {
    return evaluations;
  }

  /** Factorizations of a step's linear system. */
  public long factorizations() {
    return factorizations;
  }

  /** Pairs that changed side. */
  public long crossings() {
    return crossings;
  }

  /** Pairs that began to slide. */
  public long slides() {
    return slides;
  }

  /** Kinks at which the flow was not unique. */
  public long ambiguous() {
    return ambiguous;
  }

  /** τ of the first of them. */
  public OptionalDouble firstAmbiguousTau() {
    return ambiguous == 0 ? OptionalDouble.empty() : OptionalDouble.of(firstAmbiguousTau);
  }

  /** Pairs that stopped sliding. */
  public long releases() {
    return releases;
  }
}
