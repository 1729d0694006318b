package marginflow.cli;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param name what was looked at
 * @param state how it is
 * @param found what was seen
 * @param advice what to do about it; empty where nothing needs doing
 */
record Finding(String name, State state, String found, String advice) {

  /** How a thing is. */
  enum State {
    /** As it should be. */
    OK,
    /** The program works without it; something optional does not. */
    MISSING,
    /** All of it works, but not as well as it could. */
    WARN,
    /** Results may be wrong or impossible until it is mended. */
    PROBLEM
  }

  static Finding ok(String name, String found) {
    return new Finding(name, State.OK, found, "");
  }

  static Finding missing(String name, String found, String advice) {
    return new Finding(name, State.MISSING, found, advice);
  }

  static Finding warn(String name, String found, String advice) {
    return new Finding(name, State.WARN, found, advice);
  }

  static Finding problem(String name, String found, String advice) {
    return new Finding(name, State.PROBLEM, found, advice);
  }
}
