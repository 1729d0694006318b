package marginflow.crosscheck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/**
 * Equal bits: for any number of threads, on repetition, for the scalar loops (the contract fixes
 * the order of every sum), and in the interpreter.
 */
final class BitChecks {

  private BitChecks() {}

  /** The checks that need no second JVM. */
  static List<Check> inProcess() {
    return List.of(
        new Check("bits on repetition", BitChecks::repetition),
        new Check("bits of 1, 2, 3, 7 threads", BitChecks::threads),
        new Check("bits of scalar loops", BitChecks::scalar));
  }

  /** The check against interpreted code. */
  static Check interpreted() {
    return new Check("bits of interpreted code", BitChecks::interpreted);
  }

  private static void repetition(Kernels kernels, Extent extent, Tally tally) {
    Map<String, Long> first = Workload.digests(kernels, extent);
    for (int run = 1; run <= 3; run++) {
      Digests.compare("run " + run, first, Workload.digests(kernels, extent), tally);
    }
  }

  private static void threads(Kernels kernels, Extent extent, Tally tally) {
    Map<String, Long> first = Workload.digests(kernels, extent);
    for (int threads : new int[] {1, 2, 3, 7}) {
      Kernels others = KernelSelector.select(kernels.name(), threads);
      Digests.compare(threads + " threads", first, Workload.digests(others, extent), tally);
    }
  }

  private static void scalar(Kernels kernels, Extent extent, Tally tally) {
    Digests.compare(
        "",
        Workload.digests(KernelSelector.select("scalar", 1), extent),
        Workload.digests(kernels, extent),
        tally);
  }

  /** Interpreted vector code is some thousand times slower: the quick extent, in its own JVM. */
  private static void interpreted(Kernels kernels, Extent extent, Tally tally) {
    Map<String, Long> compiled = Workload.digests(kernels, Extent.QUICK);
    List<String> lines = new ArrayList<>();
    try {
      ChildJvm child = ChildJvm.of(DigestMain.class, List.of("-Xint"), List.of(kernels.name()));
      tally.open("start of the interpreter");
      tally.require(child.run(lines::add) == 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot start a second JVM", e);
    }
    for (Map.Entry<String, Long> digest : compiled.entrySet()) {
      tally.open("interpreted " + digest.getKey());
      tally.require(lines.contains(DigestMain.line(digest.getKey(), digest.getValue())));
    }
  }
}
