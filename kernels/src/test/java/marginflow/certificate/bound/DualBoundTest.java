package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;

final class DualBoundTest {

  @Test
  void twoSamplesWorkedByHand() {
    var points = List.of(new double[] {1, 0.25}, new double[] {-1, 0.25});
    DualBound bound = DualBound.of(DualFunction.of(points, new double[] {2, 2}, 0), 1e-13, 1000);
    assertEquals(2 * Math.sqrt(17.0 / 16), bound.lower(), 1e-14);
    assertEquals(2 * Math.sqrt(17.0 / 16), bound.upper(), 1e-13);
  }

  @Test
  void aNegativeSumIsFoundAsWell() {
    DualBound bound =
        DualBound.of(DualFunction.of(List.of(new double[] {3, 4}), new double[] {-2}, 0.5), 0, 100);
    assertEquals(10, bound.lower(), 1e-13);
    assertEquals(-1, bound.sign());
    assertEquals(0.6, bound.direction()[0], 1e-15);
  }

  /** In the plane the maximum lies at a critical angle of one cell or on a cell's edge. */
  @Test
  void agreesWithTheSortedAnglesOfThePlane() {
    for (long seed = 0; seed < 40; seed++) {
      DualFunction f = random(1 + (int) seed % 12, 2, seed % 3 * 0.3, seed);
      DualBound bound = DualBound.of(f, 1e-13, 100_000);
      double best = 0;
      for (double[] v : candidates(f)) {
        best = Math.max(best, Math.abs(f.value(v)));
      }
      assertTrue(bound.complete(), "seed " + seed);
      assertEquals(best, bound.lower(), 1e-12 * best, "seed " + seed);
      assertTrue(bound.upper() >= best && bound.upper() <= best * (1 + 1e-11), "seed " + seed);
    }
  }

  @Test
  void noSampledDirectionExceedsTheUpperBound() {
    for (long seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      DualFunction f = random(4 + random.nextInt(12), 2 + random.nextInt(5), 0.1, seed);
      DualBound bound = DualBound.of(f, 1e-9, 3);
      for (int s = 0; s < 2000; s++) {
        double[] v = random.doubles(f.dimension(), -1, 1).toArray();
        assertTrue(Math.abs(f.value(v)) / Vectors.norm(v) <= bound.upper(), "seed " + seed);
      }
      assertTrue(bound.lower() <= bound.upper());
    }
  }

  private static DualFunction random(int n, int d, double alpha, long seed) {
    Random random = new Random(seed);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      points.add(random.doubles(d, -1, 1).toArray());
    }
    return DualFunction.of(points, random.doubles(n, -1, 1).toArray(), alpha);
  }

  private static List<double[]> candidates(DualFunction f) {
    if (f.dimension() == 1) {
      return List.of(new double[] {1}, new double[] {-1});
    }
    List<Double> edges = new ArrayList<>();
    for (double[] x : f.points()) {
      for (int quarter = 1; quarter <= 3; quarter += 2) {
        double angle = Math.atan2(x[1], x[0]) + quarter * Math.PI / 2;
        edges.add(Math.IEEEremainder(angle, 2 * Math.PI));
      }
    }
    edges.sort(Double::compare);
    edges.add(edges.getFirst() + 2 * Math.PI);
    List<double[]> candidates = new ArrayList<>();
    for (int e = 0; e + 1 < edges.size(); e++) {
      double middle = (edges.get(e) + edges.get(e + 1)) / 2;
      double[] inside = {Math.cos(middle), Math.sin(middle)};
      double[] h = new double[2];
      for (int i = 0; i < f.points().size(); i++) {
        double slope = Vectors.dot(inside, f.points().get(i)) > 0 ? 1 : f.alpha();
        Vectors.addScaled(f.coefficients()[i] * slope, f.points().get(i), h);
      }
      double norm = Vectors.norm(h);
      if (norm > 0) {
        candidates.add(Vectors.scaled(1 / norm, h));
        candidates.add(Vectors.scaled(-1 / norm, h));
      }
      candidates.add(new double[] {Math.cos(edges.get(e)), Math.sin(edges.get(e))});
    }
    return candidates;
  }
}
