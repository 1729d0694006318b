package marginflow.certificate.problem;

import java.util.ArrayList;
import java.util.List;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;
import marginflow.network.Dataset;

/** A data set as lists, for the small problems solved outside the kernels. */
public record SignedPoints(List<double[]> x, double[] y) {

  /** The samples of a data set with their labels. */
  public static SignedPoints of(Dataset data) {
    List<double[]> x = new ArrayList<>();
    for (int i = 0; i < data.n(); i++) {
      int at = data.x().row(i);
      x.add(java.util.Arrays.copyOfRange(data.x().data(), at, at + data.d()));
    }
    return new SignedPoints(x, data.y().clone());
  }

  /** Number of samples. */
  public int n() {
    return y.length;
  }

  /** Number of features. */
  public int d() {
    return x.isEmpty() ? 0 : x.getFirst().length;
  }

  /** Length of the longest sample to the power of two at or below it, 1 if all are zero. */
  public double unit() {
    double longest = 0;
    for (double[] sample : x) {
      longest = Math.max(longest, Vectors.norm(sample));
    }
    return longest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(longest));
  }

  /** The samples in another unit. */
  public SignedPoints in(double unit) {
    return new SignedPoints(x.stream().map(v -> Vectors.scaled(1 / unit, v)).toList(), y);
  }

  /** Whether every (x, y) comes with its mirror image (−x, −y), exactly. */
  public boolean symmetric() {
    boolean[] used = new boolean[y.length];
    for (int i = 0; i < y.length; i++) {
      StopRequest.check();
      int partner = -1;
      for (int j = 0; j < y.length && partner < 0; j++) {
        if (!used[j] && j != i && y[j] == -y[i] && mirrored(x.get(i), x.get(j))) {
          partner = j;
        }
      }
      if (used[i]) {
        continue;
      }
      if (partner < 0) {
        return false;
      }
      used[i] = true;
      used[partner] = true;
    }
    return y.length > 0;
  }

  private static boolean mirrored(double[] a, double[] b) {
    for (int j = 0; j < a.length; j++) {
      if (a[j] != -b[j]) {
        return false;
      }
    }
    return true;
  }
}
