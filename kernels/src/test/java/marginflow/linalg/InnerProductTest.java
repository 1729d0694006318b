package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits for any lane width, from any place of an array. */
class InnerProductTest {

  private static final int AT = 3;

  private static double[] numbers(int n, long seed) {
    return new Random(seed).doubles(n + AT + 1, -1, 1).toArray();
  }

  /** Chain by chain, from the description: index modulo 32, a tree, then the rest in order. */
  private static double naive(double[] a, double[] b, int n) {
    int whole = n / InnerProduct.CHAINS * InnerProduct.CHAINS;
    double[] chains = new double[InnerProduct.CHAINS];
    for (int j = 0; j < whole; j++) {
      int c = j % chains.length;
      chains[c] = Math.fma(a[AT + j], b[j], chains[c]);
    }
    double[] eight = new double[8];
    for (int c = 0; c < 8; c++) {
      eight[c] = (chains[c] + chains[c + 16]) + (chains[c + 8] + chains[c + 24]);
    }
    double sum =
        ((eight[0] + eight[4]) + (eight[2] + eight[6]))
            + ((eight[1] + eight[5]) + (eight[3] + eight[7]));
    for (int j = whole; j < n; j++) {
      sum = Math.fma(a[AT + j], b[j], sum);
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 63, 64, 127, 255, 256, 1000})
  void widthsAgree(int n) {
    double[] a = numbers(n, n);
    double[] b = numbers(n, n + 1);
    double expected = naive(a, b, n);
    assertEquals(expected, InnerProduct.of(a, AT, b, 0, n));
    assertEquals(expected, InnerProduct.by1(a, AT, b, 0, n));
    assertEquals(expected, InnerProduct.by4(a, AT, b, 0, n));
    assertEquals(expected, InnerProduct.by8(a, AT, b, 0, n));
  }

  /** Every entry counts: the last of each block and of the rest. */
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 15, 16, 24, 31, 32, 63, 64, 70})
  void everyEntryCounts(int place) {
    double[] a = numbers(71, 1);
    double[] b = numbers(71, 2);
    double[] changed = a.clone();
    changed[AT + place] += 1;
    double before = InnerProduct.of(a, AT, b, 0, 71);
    assertNotEquals(before, InnerProduct.of(changed, AT, b, 0, 71));
    assertNotEquals(before, InnerProduct.by1(changed, AT, b, 0, 71));
    assertNotEquals(before, InnerProduct.by4(changed, AT, b, 0, 71));
    assertNotEquals(before, InnerProduct.by8(changed, AT, b, 0, 71));
  }
}
