package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HardMarginTest {

  @Test
  void twoPointsWorkedByHand() {
    HardMargin svm = HardMargin.of(List.of(new double[] {1, 0.25}, new double[] {-1, 0.25}), 2);
    assertEquals(0.25, svm.bound().lower(), 1e-15);
    assertEquals(0.25, svm.bound().upper(), 1e-15);
    assertEquals(1, svm.w()[1], 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"20, 2", "20, 5", "100, 3", "360, 64", "1, 1", "7, 7", "50, 103"})
  void boundsMeetOnRandomSeparableData(int n, int d) {
    for (long seed = 0; seed < 5; seed++) {
      HardMargin svm = HardMargin.of(separable(n, d, 0.01, seed), d);
      double gap = svm.bound().upper() / svm.bound().lower() - 1;
      assertTrue(gap >= 0 && gap < 1e-11, "seed " + seed + ": relative gap " + gap);
    }
  }

  @Test
  void smallMarginsLoseNoDigits() {
    double tiny = 0x1p-30;
    HardMargin svm = HardMargin.of(List.of(new double[] {1, tiny}, new double[] {-1, tiny}), 2);
    assertEquals(tiny, svm.bound().lower(), 1e-14 * tiny + 1e-15);
    assertTrue(svm.bound().upper() >= tiny);
  }

  @Test
  void inseparableDataGetNoMargin() {
    HardMargin svm = HardMargin.of(List.of(new double[] {1, 1}, new double[] {-1, -1}), 2);
    assertFalse(svm.separable());
    assertTrue(svm.bound().upper() < 1e-15);
  }

  /** Points with a first coordinate of at least the gap, in a random orthogonal frame of scales. */
  static List<double[]> separable(int n, int d, double gap, long seed) {
    Random random = new Random(seed);
    double[] w = new double[d];
    for (int j = 0; j < d; j++) {
      w[j] = random.nextGaussian();
    }
    double norm = Vectors.norm(w);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] p = new double[d];
      for (int j = 0; j < d; j++) {
        p[j] = random.nextGaussian();
      }
      double along = Vectors.dot(w, p) / norm;
      Vectors.addScaled((Math.abs(along) + gap - along) / norm, w, p);
      points.add(p);
    }
    return points;
  }
}
