package marginflow.crosscheck.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.io.InputFile;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import marginflow.reference.FlowEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flows that once took a wrong path with a straight face, each with its right end: by closed forms,
 * or by two references that agree (every crossing located with a method of order 8; fixed tiny
 * steps).
 */
class RightPathTest {

  private static NpzArchive read(String name) throws IOException {
    try (InputStream in = RightPathTest.class.getResourceAsStream(name)) {
      return NpzArchive.read(InputFile.of(name, name, in.readAllBytes()));
    }
  }

  private static FlowResult run(
      String name, String net, Loss loss, double log10Loss, double tolerance, Branch branch)
      throws IOException {
    return run(name, net, loss, log10Loss, tolerance, branch, FlowObserver.NONE);
  }

  private static FlowResult run(
      String name,
      String net,
      Loss loss,
      double log10Loss,
      double tolerance,
      Branch branch,
      FlowObserver observer)
      throws IOException {
    NpzArchive file = read(name);
    NpyArray x = file.array("X");
    int n = x.shape()[0];
    int d = x.shape()[1];
    Dataset data = new Dataset(Matrix.view(x.data(), 0, n, d), file.array("y").data());
    FlowSettings settings =
        new FlowSettings(
            loss,
            Flow.integrators().getFirst(),
            tolerance,
            List.of(StopRule.logLoss(log10Loss * Math.log(10)), StopRule.steps(100_000)));
    return Flow.run(
        Models.bind(Architectures.parse(net, d), data, KernelSelector.select()),
        file.array("theta0").data(),
        settings.withBranch(branch),
        observer);
  }

  private static FlowResult run(String name, String net, double log10Loss, double tolerance)
      throws IOException {
    FlowResult result = run(name, net, Loss.EXPONENTIAL, log10Loss, tolerance, Branch.SLOPE);
    assertEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
    return result;
  }

  private static double apart(double[] a, double[] b) {
    double gap = 0;
    double size = 0;
    for (int i = 0; i < b.length; i++) {
      gap += (a[i] - b[i]) * (a[i] - b[i]);
      size += b[i] * b[i];
    }
    return Math.sqrt(gap / size);
  }

  /** A step grown in a quiet phase runs over a kink that begins a fast one: ‖w‖² − a² = K². */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-6, 1e-8, 1e-10})
  void aKinkThatBeginsAFastMotion(double tolerance) throws IOException {
    double[][] right = {{3.378, -2.622, 3.047}, {4.286, -3.714, 4.020}, {5.230, -4.770, 5.011}};
    for (int k = 3; k <= 5; k++) {
      FlowResult result = run("escape" + k + ".npz", "relu:2-1-1", -1, tolerance);
      // The figures have four digits; those of a step at the stop rule come on top.
      assertTrue(apart(result.theta(), right[k - 3]) < 2e-4 + 20 * tolerance, "K = " + k);
    }
    FlowResult late = run("late.npz", "relu:2-3-1", -1, tolerance);
    double[] unit = {late.theta()[0], late.theta()[1]};
    assertTrue(apart(unit, new double[] {-0.39780, 4.04128}) < 1e-5 + 20 * tolerance);
  }

  /** A plateau that ends at log t of 25 and 45, when the other sample comes to the unit's kink. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-6, 1e-8, 1e-10})
  void aPlateauThatEnds(double tolerance) throws IOException {
    run("plateau54.npz", "relu:2-1-1", -100, tolerance);
    run("plateau7.npz", "relu:2-1-1", -100, tolerance);
  }

  /** Slopes out of range at a step's start alone; a kink that crosses and comes back in a step. */
  @ParameterizedTest
  @CsvSource({
    "released, relu:3-30-1, 1e-4, 2e-3",
    "released, relu:3-30-1, 1e-6, 1e-4",
    "released, relu:3-30-1, 1e-8, 1e-6",
    "returns, relu:4-15-1, 1e-6, 2e-4",
    "returns, relu:4-15-1, 1e-8, 1e-6"
  })
  void randomLabels(String name, String net, double tolerance, double within) throws IOException {
    lands(name, net, tolerance, within);
  }

  /** Nets of depth three: kinks of the second hidden layer hang on those of the first. */
  @ParameterizedTest
  @CsvSource({
    "leaky31, leaky-relu(0.1):3-8-8-1, 1e-4, 2e-3",
    "leaky31, leaky-relu(0.1):3-8-8-1, 1e-6, 3e-4",
    "leaky31, leaky-relu(0.1):3-8-8-1, 1e-8, 3e-5",
    "leaky35, leaky-relu(0.1):3-8-8-1, 1e-6, 1e-4",
    "leaky35, leaky-relu(0.1):3-8-8-1, 1e-8, 5e-5",
    "relu31, relu:3-8-8-1, 1e-6, 3e-4",
    "relu31, relu:3-8-8-1, 1e-8, 1e-4",
    "relu37, relu:3-8-8-1, 1e-6, 1e-4",
    "relu37, relu:3-8-8-1, 1e-8, 5e-5"
  })
  void depthThree(String name, String net, double tolerance, double within) throws IOException {
    lands(name, net, tolerance, within);
  }

  /** Here deeper kinks might hold one of the first layer as well as let it go: several paths. */
  @Test
  void depthThreeWithSeveralPathsSaysSo() throws IOException {
    assertTrue(lands("relu33", "relu:3-8-8-1", 1e-8, 2e-3).statistics().ambiguous() > 0);
  }

  private static FlowResult lands(String name, String net, double tolerance, double within)
      throws IOException {
    NpzArchive right = read(name + "-right.npz");
    double log10Loss = right.array("log10_loss").data()[0];
    FlowResult result = run(name + ".npz", net, log10Loss, tolerance);
    double off = apart(result.theta(), right.array("theta").data());
    assertTrue(off <= within, () -> name + " at " + tolerance + ": " + off);
    return result;
  }

  /**
   * The unit's output weight passes 0 while its kink slides, at ξ = 15/17: the surface repels from
   * then on. On the nearer side the data is separated, as by Euler and Runge–Kutta steps of every
   * size; on the other it is not.
   */
  @ParameterizedTest
  @CsvSource({"sliding-exp, EXPONENTIAL", "sliding-logistic, LOGISTIC"})
  void aSlideWhoseSurfaceComesToRepel(String name, Loss loss) throws IOException {
    for (Branch branch : Branch.values()) {
      FlowResult result = run(name + ".npz", "relu:2-1-1", loss, -100, 1e-6, branch);
      assertEquals(1, result.statistics().ambiguous());
      assertTrue(result.message().contains("not unique"), result.message());
      assertEquals(
          branch == Branch.NEGATIVE ? Termination.NOT_SEPARATED : Termination.HORIZON_REACHED,
          result.termination(),
          result.message());
    }
  }

  @Test
  void aRepellingSurfaceInAnExplicitPhase() throws IOException {
    assertTrue(run("repels.npz", "relu:3-4-1", -1, 1e-6).statistics().ambiguous() >= 1);
  }

  /** Just below log 2 the logistic loss's −log 𝓛/ρ^L falls on the right path; γ̃ does not. */
  @Test
  void logisticLossPassesLogTwo() throws IOException {
    FlowResult result =
        run(
            "logistic-deep.npz",
            "leaky-relu(0.1):3-6-6-6-1",
            Loss.LOGISTIC,
            -2,
            1e-6,
            Branch.SLOPE);
    assertEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
    assertTrue(result.statistics().rejected() < 1_000, "rejections");
  }

  /** Every unit is off on every sample: nothing moves, and that is no limit of precision. */
  @Test
  void aDeadNetIsAtRest() throws IOException {
    FlowResult result = run("dead.npz", "relu:3-5-1", Loss.EXPONENTIAL, -100, 1e-6, Branch.SLOPE);
    assertEquals(Termination.NOT_SEPARATED, result.termination(), result.message());
  }

  /** One non-finite trial once left NaN in the vector kernel's workspace. */
  @Test
  void finiteAfterATrialThatWasNot() throws IOException {
    run("two-units.npz", "relu:2-2-1", -100, 1e-6);
    run("opposite.npz", "relu:2-3-1", -100, 1e-6);
  }

  /**
   * Two sliding kinks of one unit come to repel inside an implicit step. Their slopes, 0.80 and
   * 0.35 by naive steps of four kinds, stay what they are while forces and jumps pass zero.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-8})
  void slopesStayWhereSurfacesComeToRepel(double tolerance) throws IOException {
    List<Double> slopes = new ArrayList<>();
    FlowObserver observer =
        new FlowObserver() {
          @Override
          public void event(FlowEvent event) {
            event.slope().ifPresent(slopes::add);
          }
        };
    run("repels-later.npz", "relu:3-5-1", Loss.EXPONENTIAL, 1.2, tolerance, Branch.SLOPE, observer);
    assertEquals(2, slopes.size());
    assertEquals(0.801, slopes.getFirst(), 2e-3);
    assertEquals(0.350, slopes.getLast(), 2e-3);
  }

  /**
   * A unit that is off for all samples but on the surface of three, which meet where one of its
   * weights is zero; one of these is taken off by another unit. The weight stands, and a
   * disturbance below any tolerance decides its side. Tiny steps leave the unit off, other orders
   * of the same events turn it on: 8e-3 apart at τ = 13, and neither is wrong.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-6, 1e-8})
  void aUnitThatStandsOnASurfaceThatComesToRepelIsSaidToHaveTwoWays(double tolerance)
      throws IOException {
    FlowResult result =
        run(
            "integer-lattice.npz",
            "relu:3-9-5-1",
            Loss.LOGISTIC,
            Math.log10(3.5),
            tolerance,
            Branch.SLOPE);
    assertEquals(Termination.HORIZON_REACHED, result.termination(), result.message());
    assertTrue(result.statistics().ambiguous() > 0, result.message());
  }

  /**
   * A net 3-8-8-1 one of whose units is split into three copies: a kink of all three crosses at one
   * time, and each of them, had it crossed first, would have turned the others back. Copies that
   * stay copies are one solution, which tiny steps take, and it is said that it is not the only
   * one.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-6, 1e-8, 1e-10})
  void copiesOfAUnitCrossTogether(double tolerance) {
    FlowProblem problem = FlowProblem.of(115);
    FlowLaw split = FlowLaw.of(problem, 115).get(FlowLaw.NAMES.indexOf("split"));
    FlowResult flow = run(problem, tolerance);
    FlowResult copies = run(split.problem(), tolerance);
    double[] right = split.image().apply(flow.theta());
    FlowEnd end = new FlowEnd(FlowEnd.Status.REACHED, right, flow.tau(), flow.logLoss());
    assertTrue(end.distance(copies.theta()) < 1e-4, "apart " + end.distance(copies.theta()));
    assertTrue(copies.statistics().ambiguous() > 0, "unsaid");
    assertEquals(0, flow.statistics().ambiguous());
  }

  private static FlowResult run(FlowProblem problem, double tolerance) {
    return Flow.run(
        Models.bind(problem.net(), problem.data(), KernelSelector.select()),
        problem.theta0(),
        new FlowSettings(
            problem.loss(),
            Flow.integrators().getFirst(),
            tolerance,
            List.of(StopRule.logLoss(problem.logLoss()), StopRule.steps(100_000))),
        FlowObserver.NONE);
  }
}
