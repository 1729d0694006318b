package marginflow.flow;

/** What a run counts. One object, which the run, the steppers and the kinks add to. */
final class Counters {
  /** Steps taken. */
  long accepted;

  /** Steps tried and thrown away. */
  long rejected;

  /** Right-side evaluations. */
  long evaluations;

  /** Factorizations of a step's linear system. */
  long factorizations;

  /** Kinks that changed side. */
  long crossings;

  /** Kinks that began to slide. */
  long slides;

  /** Kinks that stopped sliding. */
  long releases;

  /** Kinks at which the flow was not unique. */
  long ambiguous;

  /** τ of the first of them. */
  double firstAmbiguousTau = Double.NaN;

  /** Saves all of it. */
  void save(CheckpointWriter out) {
    out.integer(accepted).integer(rejected).integer(evaluations).integer(factorizations);
    out.integer(crossings).integer(slides).integer(releases);
    out.integer(ambiguous).integer(Double.doubleToRawLongBits(firstAmbiguousTau));
  }

  /** Reads back what {@link #save} wrote. */
  void restore(CheckpointReader in) {
    accepted = in.integer();
    rejected = in.integer();
    evaluations = in.integer();
    factorizations = in.integer();
    crossings = in.integer();
    slides = in.integer();
    releases = in.integer();
    ambiguous = in.integer();
    firstAmbiguousTau = Double.longBitsToDouble(in.integer());
  }
}
