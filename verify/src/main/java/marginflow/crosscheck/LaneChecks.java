package marginflow.crosscheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;

/**
 * The kernels with vectors of every width, each in a JVM of its own, on the quick extent: block
 * boundaries and what went before. A width that the machine has not is emulated, so that its code
 * is checked all the same.
 */
final class LaneChecks {

  private static final int[] WIDTHS = {128, 256, 512};

  private LaneChecks() {}

  static List<Check> all() {
    return List.of(new Check("other lane widths", LaneChecks::check));
  }

  /** Kernels without vectors have no width, and nothing to check here but that. */
  private static void check(Kernels kernels, Extent extent, Tally tally) {
    if (kernels.lanes() == 1) {
      tally.open("no vectors");
      tally.require(true);
      return;
    }
    for (int bits : WIDTHS) {
      if (bits != kernels.lanes() * Double.SIZE) {
        child(kernels.name(), bits, tally);
      }
    }
  }

  private static void child(String name, int bits, Tally tally) {
    List<String> lines = new ArrayList<>();
    try {
      ChildJvm jvm =
          ChildJvm.of(
              LanesMain.class,
              List.of("-Dmarginflow.lanes.bits=" + bits, "-Dmarginflow.lanes.emulated=true"),
              List.of(name, String.valueOf(bits)));
      tally.open(bits + " bits");
      tally.require(jvm.run(lines::add) == 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a second JVM", e);
    }
    List<Check> checks = checks();
    tally.require(lines.size() == checks.size());
    for (String line : lines) {
      tally.open(bits + " bits, " + line.substring(line.indexOf(' ') + 1));
      tally.require(line.startsWith(LanesMain.HOLDS + ' '));
    }
  }

  /** What is checked at every width. */
  static List<Check> checks() {
    List<Check> checks = new ArrayList<>(SeamChecks.all());
    checks.addAll(HistoryChecks.all());
    return checks;
  }

  /** Runs those checks with the vectors of this JVM. */
  static List<Outcome> run(String name) {
    Kernels kernels = KernelSelector.select(name, 1);
    return checks().stream().map(check -> check.run(kernels, Extent.QUICK)).toList();
  }
}
