package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.flow.field.SlidingSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ReLU unit (w₁, 1), a = 1 on (1, 0): z = w₁, for the direction w₁/ρ. */
class KinkPathsTest {

  private static final double TOLERANCE = 1e-6;
  private static final double[][] X = {{2, 0}, {0, 1}};

  private final KinkScene scene = new KinkScene(X, 1, 1);

  private KinkPaths paths(double from, double to) {
    return paths(scene, new double[] {from, 1, 1}, new double[] {to, 1, 1});
  }

  private static KinkPaths paths(KinkScene scene, double[] from, double[] to) {
    scene.at(from);
    var kinks = scene.model.kinks();
    KinkNormal normal = new KinkNormal(kinks, scene.sliding, scene.model.parameters());
    KinkPaths paths =
        new KinkPaths(kinks, normal, kinks.values(), scene.model.parameters(), TOLERANCE);
    paths.begin(scene.at);
    scene.frozenAt(to);
    return paths;
  }

  /** Norms differ: 0.3² + 2 before, 0.1² + 2 after. */
  @Test
  void valuesInOneUnit() {
    KinkPaths paths = paths(0.3, -0.1);
    double before = Math.sqrt(2.09);
    double after = Math.sqrt(2.01);
    assertEquals(0.6 * after / before, paths.start(0, scene.y()), 1e-15);
    assertEquals(0.6 / before, paths.startValue(0), 1e-15);
    assertEquals(-0.2 / after - 0.6 / before, paths.moved(0, scene.y()), 1e-15);
    // The normal is (2, 0).
    assertEquals(0.1 / after, paths.distance(0, scene.y()), 1e-15);
    assertEquals(Math.sqrt(1.01) / after, paths.unit(0, scene.y()[3]), 1e-15);
  }

  /** A kink has arrived within a share of its own unit's weights. */
  @ParameterizedTest
  @CsvSource({"0.9, true", "1.1, false"})
  void arriving(double share, boolean arrived) {
    double on = SlidingSet.ON_SURFACE;
    KinkPaths paths = paths(0.3, share * on);
    assertEquals(arrived, paths.arrived(0, scene.y()));
    // A unit half as large in its weights has half the room.
    KinkScene small = new KinkScene(X, 1, 1);
    KinkPaths half =
        paths(small, new double[] {0.3, 0.5, 1}, new double[] {0.5 * share * on, 0.5, 1});
    assertEquals(arrived, half.arrived(0, small.y()));
  }

  /** A unit at zero counts as the tolerance, where all its surfaces meet. */
  @Test
  void aUnitIsNoSmallerThanTheTolerance() {
    KinkPaths paths = paths(scene, new double[] {1e-9, 1e-9, 1}, new double[] {1e-9, 1e-9, 1});
    assertEquals(TOLERANCE, paths.unit(0, scene.y()[3]));
    KinkScene deep = new KinkScene("relu:1-1-1-1", new double[][] {{1}}, 1);
    KinkPaths behind = paths(deep, new double[] {1, 1e-9, 1}, new double[] {1, 1e-9, 1});
    assertEquals(1, behind.unit(1, deep.y()[3]), "no weights of its own");
  }

  /** {@code c (1 − 4x²)}, from rest at c to −3c. */
  @Test
  void theCrossingOfACubic() {
    KinkPaths paths = paths(scene, new double[] {0.1, 1, 1}, new double[] {-0.3, root(0.92), 1});
    double c = 0.1 / root(2.01);
    double[] speed = {-8 * c / 0.3, 0, 0, 0};
    assertEquals(0.5, paths.crossing(0, scene.y(), new double[4], speed, 0.3), 1e-14);
    paths.load(0, scene.y(), new double[4], speed, 0.3);
    assertEquals(0.5, paths.crossing(0), 1e-14);
    assertEquals(2 * -4 * c, paths.slope(0.5), 1e-14, "z is twice w₁");
    assertFalse(paths.returned(0, 4), "it started at its farthest");
  }

  /** {@code c x (2x − 1)} starts on its surface and goes to its own, lower side first. */
  @Test
  void aPathThatReturns() {
    KinkPaths paths = paths(0, 0.1);
    double c = 0.1 / root(2.01);
    paths.load(0, scene.y(), new double[] {-c, 0, 0, 0}, new double[] {3 * c, 0, 0, 0}, 1);
    assertTrue(paths.returned(0, 4));
    paths.load(0, scene.y(), new double[] {c, 0, 0, 0}, new double[] {c, 0, 0, 0}, 1);
    assertFalse(paths.returned(0, 4), "straight up");
  }

  /** Within ten times of what a kink arrives by: its unit may have shrunk. */
  @ParameterizedTest
  @CsvSource({"0, true", "9.9, true", "10.1, false"})
  void startingOnASurface(double times, boolean on) {
    assertEquals(on, paths(times * SlidingSet.ON_SURFACE, -0.1).startedOnSurface(0, 4));
  }

  /** On the other side than its pattern says it is beyond it, however far. */
  @Test
  void startingBeyondASurface() {
    KinkPaths paths = paths(0.3, 0.2);
    scene.model.kinks().setPositive(0, false);
    assertTrue(paths.startedOnSurface(0, 4));
    assertFalse(paths.misplaced(0), "of one hidden layer none is");
  }

  @Test
  void zero() {
    assertTrue(paths(0.1, 0).zero(0, scene.y()));
    assertFalse(paths(0.1, 1e-6).zero(0, scene.y()));
  }

  private static double root(double x) {
    return Math.sqrt(x);
  }
}
