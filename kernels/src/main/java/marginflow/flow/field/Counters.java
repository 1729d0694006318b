package marginflow.flow.field;

/** What a run counts. One object, which the run, the steppers and the kinks add to. */
public final class Counters {
  /** Steps taken. */
  public long accepted;

  /** Steps tried and thrown away. */
  public long rejected;

  /** Right-side evaluations. */
  public long evaluations;

  /** Factorizations of a step's linear system. */
  public long factorizations;

  /** Kinks that changed side. */
  public long crossings;

  /** Kinks that began to slide. */
  public long slides;

  /** Kinks that stopped sliding. */
  public long releases;

  /** Kinks at which the flow was not unique. */
  public long ambiguous;

  /** τ of the first of them. */
  public double firstAmbiguousTau = Double.NaN;

  /** Steps, of those taken, that captured their kinks. */
  public long capturedSteps;

  /** Right-side evaluations of such steps, of those refused as well. */
  public long capturedEvaluations;

  /** Saves all of it. */
  public void save(CheckpointWriter out) {
    out.integer(accepted).integer(rejected).integer(evaluations).integer(factorizations);
    out.integer(crossings).integer(slides).integer(releases);
    out.integer(ambiguous).integer(Double.doubleToRawLongBits(firstAmbiguousTau));
    out.integer(capturedSteps).integer(capturedEvaluations);
  }

  /** Reads back what {@link #save} wrote. */
  public void restore(CheckpointReader in) {
    accepted = in.integer();
    rejected = in.integer();
    evaluations = in.integer();
    factorizations = in.integer();
    crossings = in.integer();
    slides = in.integer();
    releases = in.integer();
    ambiguous = in.integer();
    firstAmbiguousTau = Double.longBitsToDouble(in.integer());
    capturedSteps = in.integer();
    capturedEvaluations = in.integer();
  }
}
