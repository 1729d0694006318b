package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.certificate.bound.HardMargin;
import org.junit.jupiter.api.Test;

final class NearestPointTest {

  @Test
  void aTriangleWorkedByHand() {
    List<double[]> points = List.of(new double[] {2, 1}, new double[] {2, -3}, new double[] {5, 0});
    NearestPoint.Solution solution = NearestPoint.of(points, 2).orElseThrow();
    assertArrayEquals(new double[] {2, 0}, solution.point(), 1e-15);
    assertArrayEquals(new double[] {0.75, 0.25, 0}, solution.weights(), 1e-15);
  }

  @Test
  void aHullAroundTheOriginIsAtDistanceZero() {
    List<double[]> points =
        List.of(new double[] {1, 0}, new double[] {-1, 1}, new double[] {-1, -2});
    assertTrue(Vectors.norm(NearestPoint.of(points, 2).orElseThrow().point()) < 1e-15);
  }

  @Test
  void pointsThatRepeatEachOtherDoNotStopIt() {
    List<double[]> points =
        List.of(new double[] {3, 3}, new double[] {1, 1}, new double[] {1, 1}, new double[] {2, 0});
    NearestPoint.Solution solution = NearestPoint.of(points, 2).orElseThrow();
    assertArrayEquals(new double[] {1, 1}, solution.point(), 1e-15);
    assertEquals(1, Vectors.sum(solution.weights()), 1e-15);
  }

  /**
   * Features from 1e-6 to 1e6: both bounds of the margin meet, but for what rounding the
   * multipliers leaves of samples that cancel.
   */
  @Test
  void featuresOfUnlikeScale() {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      List<double[]> points = new ArrayList<>();
      double[] sizes = {1e-6, 1e-3, 1, 1e3, 1e6};
      for (int i = 0; i < 40; i++) {
        double[] p = new double[5];
        for (int j = 0; j < 5; j++) {
          p[j] = sizes[j] * random.nextGaussian();
        }
        double side = p[0] / sizes[0] + p[4] / sizes[4];
        points.add(Vectors.scaled(Math.signum(side), p));
      }
      HardMargin svm = HardMargin.of(points, 5);
      assertTrue(svm.separable(), "seed " + seed);
      double gap = svm.bound().upper() / svm.bound().lower() - 1;
      double longest = points.stream().mapToDouble(Vectors::norm).max().orElseThrow();
      double rounding = 4 * Vectors.UNIT_ROUNDOFF * longest / svm.bound().lower();
      assertTrue(gap >= 0 && gap < rounding, "seed " + seed + ": " + gap + " of " + rounding);
    }
  }
}
