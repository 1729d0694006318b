package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

/** Maxima on the circle, where every piece can be looked at by hand. */
class DualSearchTest {

  private static DualFunction function(double alpha, double[] coefficients, double[]... points) {
    return DualFunction.of(List.of(points), coefficients, alpha);
  }

  private static DualSearch run(DualFunction f) {
    DualSearch search = new DualSearch(f);
    search.run(0, 1e-12, 100_000);
    assertTrue(search.complete());
    assertEquals(search.lower(), f.value(search.argument()), 1e-15, "is attained");
    return search;
  }

  @Test
  void maximaByHand() {
    double[] x = {1, 0};
    double[] y = {0, 1};
    double[] ones = {1, 1};
    assertEquals(Math.sqrt(2), run(function(0, ones, x, y)).upper(), 1e-11);
    assertEquals(1, run(function(0, ones, x, new double[] {-1, 0})).upper(), 1e-11);
    assertEquals(1, run(function(0, new double[] {1, -1}, x, y)).upper(), 1e-11);
    // With slope ½ on the negative side −φ(v₂) gains: v₁ − v₂/2.
    double leaky = Math.sqrt(1.25);
    assertEquals(leaky, run(function(0.5, new double[] {1, -1}, x, y)).upper(), 1e-11);
    assertEquals(0, run(function(0, new double[] {-1, -1}, x, y)).upper(), 1e-11);
  }

  /** On the circle: the best direction of each arc between kinks, or an end of it. */
  private static double onTheCircle(DualFunction f) {
    List<Double> kinks = new ArrayList<>();
    for (double[] p : f.points()) {
      double angle = Math.atan2(p[1], p[0]) + Math.PI / 2;
      kinks.add((angle + 4 * Math.PI) % (2 * Math.PI));
      kinks.add((angle + 5 * Math.PI) % (2 * Math.PI));
    }
    kinks.sort(null);
    kinks.add(kinks.getFirst() + 2 * Math.PI);
    double best = 0;
    for (int k = 0; k + 1 < kinks.size(); k++) {
      best = Math.max(best, f.value(unit(kinks.get(k))));
      double[] middle = unit((kinks.get(k) + kinks.get(k + 1)) / 2);
      double[] h = new double[2];
      for (int i = 0; i < f.coefficients().length; i++) {
        double slope = Vectors.dot(middle, f.points().get(i)) > 0 ? 1 : f.alpha();
        Vectors.addScaled(slope * f.coefficients()[i], f.points().get(i), h);
      }
      // Outside its arc this direction has another value, but one of the function all the same.
      double norm = Vectors.norm(h);
      best = norm > 0 ? Math.max(best, f.value(Vectors.scaled(1 / norm, h))) : best;
    }
    return best;
  }

  private static double[] unit(double angle) {
    return new double[] {Math.cos(angle), Math.sin(angle)};
  }

  @Test
  void agreesWithEveryArc() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int n = 2 + random.nextInt(9);
      double[][] points = new double[n][];
      for (int i = 0; i < n; i++) {
        points[i] = random.doubles(2, -1, 1).toArray();
      }
      DualFunction f = function(seed % 3 * 0.2, random.doubles(n, -1, 1).toArray(), points);
      DualSearch search = run(f);
      double expected = onTheCircle(f);
      assertEquals(expected, search.lower(), 1e-11, "seed " + seed);
      assertEquals(expected, search.upper(), 1e-11, "seed " + seed);
      DualSearch local = new DualSearch(f);
      local.localSearch();
      assertTrue(local.lower() <= expected + 1e-12, "seed " + seed);
      // Whatever it is stopped at is a bound.
      DualSearch stopped = new DualSearch(f);
      stopped.run(0, 1e-12, 2);
      assertTrue(stopped.upper() >= expected - 1e-12, "seed " + seed);
      assertTrue(stopped.nodes() <= 5, "nodes " + stopped.nodes());
    }
  }

  /** φ(±z) on both sides of eight axes has no maximum that the first relaxation proves. */
  @Test
  void saysThatItWasStopped() {
    double[][] points = new double[16][];
    double[] ones = new double[16];
    for (int i = 0; i < points.length; i++) {
      points[i] = unit(i * Math.PI / 8);
      ones[i] = 1;
    }
    DualFunction f = function(0, ones, points);
    DualSearch search = new DualSearch(f);
    search.run(0, 1e-12, 3);
    assertFalse(search.complete());
    assertTrue(search.upper() > search.lower());
    DualSearch floored = new DualSearch(f);
    floored.run(100, 1e-12, 3);
    assertTrue(floored.complete(), "nothing above the floor is asked for");
  }

  /** The best v of a cone where x is on and y off, of φ(x·v) + φ(y·v): on its edge. */
  @Test
  void maximizerOfACone() {
    DualFunction f = function(0, new double[] {1, 1}, new double[] {1, 1}, new double[] {0, 1});
    // In the basis of the points, (1, 1)/√2 first.
    double[] lifted = f.lift(new DualSearch(f).maximizer(new byte[] {1, -1}));
    assertArrayEquals(new double[] {1, 0}, lifted, 1e-15);
    double[] both = f.lift(new DualSearch(f).maximizer(new byte[] {1, 1}));
    assertArrayEquals(new double[] {1, 2}, both, 1e-15);
    double[] none = new DualSearch(f).maximizer(new byte[] {-1, -1});
    assertEquals(0, Vectors.norm(none), 1e-15);
  }
}
