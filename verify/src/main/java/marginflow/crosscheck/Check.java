package marginflow.crosscheck;

import marginflow.kernel.Kernels;

/**
 * One kernel's check.
 *
 * @param kernel the name it is reported by
 * @param procedure what is done
 */
record Check(String kernel, Procedure procedure) {

  /** Runs a kernel over the cases of an extent and tallies its deviations. */
  @FunctionalInterface
  interface Procedure {
    /** Does it. */
    void run(Kernels kernels, Extent extent, Tally tally);
  }

  /** Runs the check. */
  Outcome run(Kernels kernels, Extent extent) {
    Tally tally = new Tally(kernel);
    procedure.run(kernels, extent, tally);
    return tally.outcome();
  }
}
