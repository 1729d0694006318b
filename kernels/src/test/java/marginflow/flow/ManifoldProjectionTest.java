package marginflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.flow.kink.CollapsedUnits;
import marginflow.flow.kink.ManifoldProjection;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/**
 * Nets 1-2-1-1 on the sample 1, θ = (w₀, w₁, v₀, v₁, a): the surface of the deeper unit is {@code
 * w₀v₀ + w₁v₁ = 0}, curved. And of two layers, whose surfaces are flat.
 */
class ManifoldProjectionTest {

  private static final double TOLERANCE = 1e-6;

  private static LongHorizonRun run(String net, double[][] x, double[] labels, double... theta) {
    FlowSettings settings =
        new FlowSettings(Loss.EXPONENTIAL, LongHorizon.NAME, TOLERANCE, List.of(StopRule.steps(1)));
    LongHorizonRun run =
        new LongHorizonRun(
            Models.bind(
                Architectures.parse(net),
                new Dataset(Matrix.of(x), labels),
                KernelSelector.select("scalar", 1)),
            settings,
            FlowObserver.NONE);
    run.field.place(theta, run.at.y());
    run.field.evaluateFree(run.at);
    return run;
  }

  private static ManifoldProjection surfaces(LongHorizonRun run) {
    return new ManifoldProjection(
        run.field,
        run.sliding,
        run.activeSet(),
        new CollapsedUnits(run.field, run.sliding, TOLERANCE),
        run.counters);
  }

  private static LongHorizonRun deep(double off) {
    LongHorizonRun run =
        run("relu:1-2-1-1", new double[][] {{1}}, new double[] {1}, 1, 1, 1, -1 + off, 0.5);
    run.sliding.add(2);
    run.field.evaluate(run.at);
    return run;
  }

  /** A point that is 1e-4 off comes back to 1e-13, on the sphere, by the shortest way. */
  @Test
  void backToACurvedSurface() {
    LongHorizonRun run = deep(1e-4);
    double[] before = run.at.y().clone();
    assertTrue(surfaces(run).putBack(run.at));
    double z = run.at.y()[0] * run.at.y()[2] + run.at.y()[1] * run.at.y()[3];
    assertEquals(0, z, 1e-13);
    double length = 0;
    for (int j = 0; j < 5; j++) {
      length += run.at.y()[j] * run.at.y()[j];
    }
    assertEquals(1, length, 1e-14);
    // Distance z/|n| of the direction: 1e-4/ρ² over 2/ρ.
    double rho = Math.exp(before[5]);
    double way = 0;
    for (int j = 0; j < 5; j++) {
      way += Math.pow(run.at.y()[j] - before[j], 2);
    }
    assertEquals(5e-5 / rho, Math.sqrt(way), 1e-8);
  }

  /** What is on its surface stays, and takes no evaluation. */
  @Test
  void aPointOnItsSurfaceStays() {
    LongHorizonRun run = deep(0);
    double[] before = run.at.y().clone();
    long evaluations = run.counters.evaluations;
    assertTrue(surfaces(run).putBack(run.at));
    assertEquals(evaluations, run.counters.evaluations);
    assertEquals(before[3], run.at.y()[3], 0);
  }

  /** Where the way is longer than 1e-3 the kink is let go to the side it is on. */
  @Test
  void aPointThatIsTooFarIsLetGo() {
    LongHorizonRun run = deep(0.1);
    assertFalse(surfaces(run).putBack(run.at));
    run.activeSet().mark();
    surfaces(run).settle(run.at);
    assertEquals(0, run.sliding.count());
    assertTrue(run.field.model().kinks().positive(2));
    assertEquals(1, run.counters.releases);
  }

  /** Behind units that are off there is no surface: the kink leaves the set. */
  @Test
  void aSurfaceThatVanishedIsLeft() {
    LongHorizonRun run =
        run("relu:1-2-1-1", new double[][] {{1}}, new double[] {1}, -1, -1, 1, -1, 0.5);
    run.sliding.add(2);
    run.field.evaluate(run.at);
    surfaces(run).settle(run.at);
    assertEquals(0, run.sliding.count());
    assertEquals(0, run.counters.releases, "nothing was held");
  }

  /** Flat surfaces are reached in one step; w₁ was 3e-4 and 4e-4 of two units. */
  @Test
  void twoFlatSurfacesAtOneTime() {
    LongHorizonRun run =
        run(
            "relu:2-2-1",
            new double[][] {{1, 0}, {0, 1}},
            new double[] {-1, 1},
            3e-4,
            1,
            4e-4,
            1,
            1,
            1);
    run.sliding.add(0);
    run.sliding.add(1);
    run.field.evaluate(run.at);
    surfaces(run).settle(run.at);
    assertEquals(0, run.at.y()[0], 1e-15);
    assertEquals(0, run.at.y()[2], 1e-15);
    assertEquals(0, run.at.velocity()[0], 1e-15, "and the velocity is along them");
    assertEquals(0, run.at.velocity()[2], 1e-15);
  }

  /** A unit at zero is turned off: its weights are zero and its kinks on their lower side. */
  @Test
  void aUnitAtZeroIsTurnedOff() {
    double small = 1e-7;
    LongHorizonRun run =
        run("relu:2-1-1", new double[][] {{1, 0}, {0, 1}}, new double[] {-1, -1}, small, small, 1);
    run.sliding.add(0);
    run.field.evaluate(run.at);
    surfaces(run).settle(run.at);
    assertEquals(0, run.at.y()[0], 0);
    assertEquals(0, run.at.y()[1], 0);
    assertEquals(0, run.sliding.count());
    assertFalse(run.field.model().kinks().positive(0));
    assertFalse(run.field.model().kinks().positive(1));
  }
}
