package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import marginflow.kernel.Kernels;

/** All checks of one kernel implementation. */
public final class CrossCheck {

  private CrossCheck() {}

  /** Names of the kernels that are checked against twins, in order. */
  public static List<String> kernels() {
    return kernelChecks().stream().map(Check::kernel).toList();
  }

  /**
   * Runs every check.
   *
   * @param kernels the implementation
   * @param extent how much
   * @param each called with every outcome as it is known
   */
  public static List<Outcome> run(Kernels kernels, Extent extent, Consumer<Outcome> each) {
    List<Check> checks = new ArrayList<>(singleChecks());
    checks.addAll(PropertyChecks.all());
    checks.addAll(LossChecks.all());
    checks.addAll(ModelChecks.all());
    checks.addAll(ModelSeams.all());
    checks.addAll(BitChecks.inProcess());
    checks.add(BitChecks.interpreted());
    checks.addAll(LaneChecks.all());
    return run(checks, kernels, extent, each);
  }

  /**
   * Runs the checks that need one JVM and no other implementation but the scalar loops: against
   * twins, at block boundaries, and after other inputs.
   */
  public static List<Outcome> runKernels(Kernels kernels, Extent extent) {
    return run(singleChecks(), kernels, extent, outcome -> {});
  }

  private static List<Outcome> run(
      List<Check> checks, Kernels kernels, Extent extent, Consumer<Outcome> each) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Check check : checks) {
      Outcome outcome = check.run(kernels, extent);
      outcomes.add(outcome);
      each.accept(outcome);
    }
    return outcomes;
  }

  private static List<Check> singleChecks() {
    List<Check> checks = new ArrayList<>(kernelChecks());
    checks.addAll(SeamChecks.all());
    checks.addAll(HistoryChecks.all());
    return checks;
  }

  private static List<Check> kernelChecks() {
    List<Check> checks = new ArrayList<>();
    checks.addAll(ProductChecks.all());
    checks.addAll(ElementwiseChecks.all());
    checks.addAll(StageChecks.all());
    checks.addAll(TwoLayerChecks.all());
    return checks;
  }
}
