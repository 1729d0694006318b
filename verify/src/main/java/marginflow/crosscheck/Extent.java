package marginflow.crosscheck;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How much is checked. */
public enum Extent {
  /** A few seconds, for unit tests and interpreted code. */
  QUICK,
  /** Everything, about a minute on two cores. */
  FULL;

  /**
   * Lengths of vectors: none, one, every remainder of eight lanes, and primes that leave tails at
   * every blocking.
   */
  List<Integer> lengths() {
    return this == QUICK
        ? List.of(0, 1, 7, 9, 17)
        : IntStream.concat(IntStream.rangeClosed(0, 17), IntStream.of(31, 64, 67, 127, 257, 1031))
            .boxed()
            .toList();
  }

  /** Sizes that every dimension of a product takes with every other. */
  List<Integer> sizes() {
    return this == QUICK ? List.of(0, 1, 7, 9) : List.of(0, 1, 3, 7, 8, 9, 17, 31);
  }

  /**
   * Shapes (r, s, k) of products beside the small ones: primes, large enough to be shared out among
   * threads as well, and those of the benchmarks.
   */
  List<int[]> products() {
    List<int[]> tails = List.of(new int[] {13, 29, 17}, new int[] {61, 37, 103});
    List<int[]> large =
        List.of(
            new int[] {20, 50, 2},
            new int[] {64, 100, 20},
            new int[] {127, 131, 257},
            new int[] {256, 512, 20},
            new int[] {193, 61, 67},
            new int[] {1000, 256, 64});
    return this == QUICK ? tails : Stream.concat(tails.stream(), large.stream()).toList();
  }

  /**
   * Two-layer networks (n, d, m): tails of every kind, one of few inputs that is shared out among
   * threads, and the benchmarks'.
   */
  List<int[]> networks() {
    List<int[]> small =
        List.of(
            new int[] {1, 1, 1},
            new int[] {2, 3, 7},
            new int[] {7, 9, 8},
            new int[] {9, 1, 17},
            new int[] {13, 5, 11});
    List<int[]> large =
        List.of(
            new int[] {0, 3, 2},
            new int[] {3, 31, 1},
            new int[] {17, 2, 67},
            new int[] {61, 13, 37},
            new int[] {20, 2, 50},
            new int[] {64, 20, 100},
            new int[] {256, 20, 512},
            new int[] {2003, 3, 97},
            new int[] {1000, 64, 256});
    return this == QUICK ? small : Stream.concat(small.stream(), large.stream()).toList();
  }

  /** Seeds for each shape and fill. */
  int seeds() {
    return this == QUICK ? 1 : 2;
  }
}
