package marginflow.crosscheck;

import marginflow.kernel.KernelSelector;

/** Runs the checks of one lane width; started in a JVM of its own, which has that width. */
public final class LanesMain {

  /** First word of the line of a check that holds. */
  static final String HOLDS = "holds";

  private LanesMain() {}

  /**
   * Prints a line for every check and ends with 0 if the JVM has the width.
   *
   * @param args the implementation's name and the bits its vectors have to have
   */
  public static void main(String[] args) {
    int bits = KernelSelector.select(args[0], 1).lanes() * Double.SIZE;
    if (bits != Integer.parseInt(args[1])) {
      System.err.println("marginflow: expected vectors of " + args[1] + " bits, found " + bits);
      System.exit(1);
    }
    for (Outcome outcome : LaneChecks.run(args[0])) {
      System.out.println(
          (outcome.holds() ? HOLDS : "fails")
              + ' '
              + outcome.kernel()
              + ": "
              + outcome.worstShape());
    }
  }
}
