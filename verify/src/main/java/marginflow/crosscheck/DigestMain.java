package marginflow.crosscheck;

import marginflow.kernel.KernelSelector;

/** Prints the digests of one kernel implementation; started in a JVM of its own. */
public final class DigestMain {

  private DigestMain() {}

  /**
   * Prints one line per kernel.
   *
   * @param args the implementation's name
   */
  public static void main(String[] args) {
    Workload.digests(KernelSelector.select(args[0], 1), Extent.QUICK)
        .forEach((kernel, digest) -> System.out.println(line(kernel, digest)));
  }

  /** How a digest is written. */
  static String line(String kernel, long digest) {
    return kernel + ' ' + Long.toHexString(digest);
  }
}
