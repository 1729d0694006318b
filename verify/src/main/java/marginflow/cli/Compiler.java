package marginflow.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Function;

/**
 * The virtual machine's compiler. Vector kernels need its highest level: below it every vector is
 * an object, and the scalar kernels are the faster ones, by ten times and more.
 */
final class Compiler {

  /** Level of the compiler that knows vectors. */
  private static final int HIGHEST = 4;

  private Compiler() {}

  /**
   * Why this virtual machine makes vector kernels slower than scalar ones; empty if it does not.
   */
  static Optional<String> weakness() {
    return weakness(Compiler::option, System.getProperty("java.vm.info", ""));
  }

  /**
   * Why a virtual machine makes vector kernels slower than scalar ones.
   *
   * @param option value of one of its options, by name
   * @param info how it describes itself
   */
  static Optional<String> weakness(Function<String, Optional<String>> option, String info) {
    if (info.contains("interpreted mode")) {
      return Optional.of("nothing is compiled (-Xint)");
    }
    Optional<String> level = option.apply("TieredStopAtLevel");
    if (level.isPresent() && Integer.parseInt(level.get()) < HIGHEST) {
      return Optional.of("compilation stops at level " + level.get() + " (-XX:TieredStopAtLevel)");
    }
    if (option.apply("CompilationMode").filter(mode -> mode.startsWith("quick-only")).isPresent()) {
      return Optional.of("compilation stops at level 1 (-XX:CompilationMode=quick-only)");
    }
    return option
        .apply("EnableVectorSupport")
        .filter(value -> value.equals("false"))
        .map(value -> "vectors are not compiled (-XX:-EnableVectorSupport)");
  }

  /** Empty where it is not known: another machine than HotSpot, or an option it has not. */
  private static Optional<String> option(String name) {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    try {
      return machine == null ? Optional.empty() : Optional.of(machine.getVMOption(name).getValue());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
