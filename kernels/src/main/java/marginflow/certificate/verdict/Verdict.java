package marginflow.certificate.verdict;

/**
 * What can be said with proof of a direction, from strong to weak; last, that nothing was decided.
 */
public enum Verdict {
  /** No direction has a larger normalized margin, to the tolerance of the bound. */
  GLOBAL_OPTIMUM("global-optimum"),
  /** A local optimum of the max-margin problem, proved. */
  LOCAL_OPTIMUM("local-optimum"),
  /** A KKT point to the stated residual; undecided beyond that. */
  KKT("kkt"),
  /** A witness path of feasible points of smaller norm exists. */
  NOT_LOCAL_OPTIMUM("not-local-optimum"),
  /** The KKT residual is not small. */
  NOT_KKT("not-kkt"),
  /** Nothing was decided: the certificate was ended before its residual was known. */
  UNDECIDED("undecided");

  private final String id;

  Verdict(String id) {
    this.id = id;
  }

  /** The name used in files and on the command line. */
  public String id() {
    return id;
  }
}
