package marginflow.claims;

/** Where a statement comes from. */
public enum Provenance {
  /** The paper's abstract or a known theorem of it. */
  PAPER("paper"),
  /** A concrete instance of a paper's statement, with numbers worked out for this project. */
  EXAMPLE("example"),
  /** This project's own statement. */
  DERIVED("derived");

  private final String id;

  Provenance(String id) {
    this.id = id;
  }

  /** The name used in files and on the command line. */
  public String id() {
    return id;
  }
}
