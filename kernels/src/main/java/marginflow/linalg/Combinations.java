package marginflow.linalg;

import java.util.function.Consumer;

/** Subsets of a given size, in lexicographic order. */
public final class Combinations {

  private Combinations() {}

  /** Number of k-subsets of n things, as a double so that it cannot overflow. */
  public static double count(int n, int k) {
    double count = 1;
    for (int j = 0; j < k; j++) {
      count = count * (n - j) / (j + 1);
    }
    return k > n ? 0 : count;
  }

  /** Hands every k-subset of {@code 0..n-1} to the action; the array is reused. */
  public static void forEach(int n, int k, Consumer<int[]> action) {
    if (k > n) {
      return;
    }
    int[] chosen = java.util.stream.IntStream.range(0, k).toArray();
    while (true) {
      action.accept(chosen);
      int at = k - 1;
      while (at >= 0 && chosen[at] == n - k + at) {
        at--;
      }
      if (at < 0) {
        return;
      }
      chosen[at]++;
      for (int j = at + 1; j < k; j++) {
        chosen[j] = chosen[j - 1] + 1;
      }
    }
  }
}
