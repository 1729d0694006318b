// Written by MicroKernels beside the tests of this package; do not edit.
package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;
import static marginflow.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.DoubleVector;

/**
 * The micro-kernels of all products: a tile of C, two vectors wide, stays in registers while k
 * runs. 12 × 2 accumulators, two of B and one broadcast fill 27 of the 32 registers; the
 * accumulator is the addend of every fused multiply-add, so that it is updated in place.
 */
final class ProductTile {

  private ProductTile() {}

  /**
   * Adds to 12 rows of C.
   *
   * @param a panel {@code [kc][12]} from {@code aAt}
   * @param b panel {@code [kc][WIDTH]} from {@code bAt}
   * @param c rows from {@code cAt} with stride {@code cs}, 12 × WIDTH elements
   * @param fresh whether C counts as zero before
   */
  static void rows12(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int kc,
      double[] c,
      int cAt,
      int cs,
      boolean fresh) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector c00 = zero;
    DoubleVector c01 = zero;
    DoubleVector c10 = zero;
    DoubleVector c11 = zero;
    DoubleVector c20 = zero;
    DoubleVector c21 = zero;
    DoubleVector c30 = zero;
    DoubleVector c31 = zero;
    DoubleVector c40 = zero;
    DoubleVector c41 = zero;
    DoubleVector c50 = zero;
    DoubleVector c51 = zero;
    DoubleVector c60 = zero;
    DoubleVector c61 = zero;
    DoubleVector c70 = zero;
    DoubleVector c71 = zero;
    DoubleVector c80 = zero;
    DoubleVector c81 = zero;
    DoubleVector c90 = zero;
    DoubleVector c91 = zero;
    DoubleVector c100 = zero;
    DoubleVector c101 = zero;
    DoubleVector c110 = zero;
    DoubleVector c111 = zero;
    if (!fresh) {
      int at = cAt;
      c00 = DoubleVector.fromArray(S, c, at);
      c01 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c10 = DoubleVector.fromArray(S, c, at);
      c11 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c20 = DoubleVector.fromArray(S, c, at);
      c21 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c30 = DoubleVector.fromArray(S, c, at);
      c31 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c40 = DoubleVector.fromArray(S, c, at);
      c41 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c50 = DoubleVector.fromArray(S, c, at);
      c51 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c60 = DoubleVector.fromArray(S, c, at);
      c61 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c70 = DoubleVector.fromArray(S, c, at);
      c71 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c80 = DoubleVector.fromArray(S, c, at);
      c81 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c90 = DoubleVector.fromArray(S, c, at);
      c91 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c100 = DoubleVector.fromArray(S, c, at);
      c101 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c110 = DoubleVector.fromArray(S, c, at);
      c111 = DoubleVector.fromArray(S, c, at + VL);
    }
    for (int k = 0; k < kc; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + VL);
      DoubleVector a0;
      a0 = DoubleVector.broadcast(S, a[aAt + 0]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      a0 = DoubleVector.broadcast(S, a[aAt + 1]);
      c10 = a0.fma(b0, c10);
      c11 = a0.fma(b1, c11);
      a0 = DoubleVector.broadcast(S, a[aAt + 2]);
      c20 = a0.fma(b0, c20);
      c21 = a0.fma(b1, c21);
      a0 = DoubleVector.broadcast(S, a[aAt + 3]);
      c30 = a0.fma(b0, c30);
      c31 = a0.fma(b1, c31);
      a0 = DoubleVector.broadcast(S, a[aAt + 4]);
      c40 = a0.fma(b0, c40);
      c41 = a0.fma(b1, c41);
      a0 = DoubleVector.broadcast(S, a[aAt + 5]);
      c50 = a0.fma(b0, c50);
      c51 = a0.fma(b1, c51);
      a0 = DoubleVector.broadcast(S, a[aAt + 6]);
      c60 = a0.fma(b0, c60);
      c61 = a0.fma(b1, c61);
      a0 = DoubleVector.broadcast(S, a[aAt + 7]);
      c70 = a0.fma(b0, c70);
      c71 = a0.fma(b1, c71);
      a0 = DoubleVector.broadcast(S, a[aAt + 8]);
      c80 = a0.fma(b0, c80);
      c81 = a0.fma(b1, c81);
      a0 = DoubleVector.broadcast(S, a[aAt + 9]);
      c90 = a0.fma(b0, c90);
      c91 = a0.fma(b1, c91);
      a0 = DoubleVector.broadcast(S, a[aAt + 10]);
      c100 = a0.fma(b0, c100);
      c101 = a0.fma(b1, c101);
      a0 = DoubleVector.broadcast(S, a[aAt + 11]);
      c110 = a0.fma(b0, c110);
      c111 = a0.fma(b1, c111);
      aAt += 12;
      bAt += WIDTH;
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + VL);
    cAt += cs;
    c10.intoArray(c, cAt);
    c11.intoArray(c, cAt + VL);
    cAt += cs;
    c20.intoArray(c, cAt);
    c21.intoArray(c, cAt + VL);
    cAt += cs;
    c30.intoArray(c, cAt);
    c31.intoArray(c, cAt + VL);
    cAt += cs;
    c40.intoArray(c, cAt);
    c41.intoArray(c, cAt + VL);
    cAt += cs;
    c50.intoArray(c, cAt);
    c51.intoArray(c, cAt + VL);
    cAt += cs;
    c60.intoArray(c, cAt);
    c61.intoArray(c, cAt + VL);
    cAt += cs;
    c70.intoArray(c, cAt);
    c71.intoArray(c, cAt + VL);
    cAt += cs;
    c80.intoArray(c, cAt);
    c81.intoArray(c, cAt + VL);
    cAt += cs;
    c90.intoArray(c, cAt);
    c91.intoArray(c, cAt + VL);
    cAt += cs;
    c100.intoArray(c, cAt);
    c101.intoArray(c, cAt + VL);
    cAt += cs;
    c110.intoArray(c, cAt);
    c111.intoArray(c, cAt + VL);
  }

  /**
   * Adds to 8 rows of C.
   *
   * @param a panel {@code [kc][8]} from {@code aAt}
   * @param b panel {@code [kc][WIDTH]} from {@code bAt}
   * @param c rows from {@code cAt} with stride {@code cs}, 8 × WIDTH elements
   * @param fresh whether C counts as zero before
   */
  static void rows8(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int kc,
      double[] c,
      int cAt,
      int cs,
      boolean fresh) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector c00 = zero;
    DoubleVector c01 = zero;
    DoubleVector c10 = zero;
    DoubleVector c11 = zero;
    DoubleVector c20 = zero;
    DoubleVector c21 = zero;
    DoubleVector c30 = zero;
    DoubleVector c31 = zero;
    DoubleVector c40 = zero;
    DoubleVector c41 = zero;
    DoubleVector c50 = zero;
    DoubleVector c51 = zero;
    DoubleVector c60 = zero;
    DoubleVector c61 = zero;
    DoubleVector c70 = zero;
    DoubleVector c71 = zero;
    if (!fresh) {
      int at = cAt;
      c00 = DoubleVector.fromArray(S, c, at);
      c01 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c10 = DoubleVector.fromArray(S, c, at);
      c11 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c20 = DoubleVector.fromArray(S, c, at);
      c21 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c30 = DoubleVector.fromArray(S, c, at);
      c31 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c40 = DoubleVector.fromArray(S, c, at);
      c41 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c50 = DoubleVector.fromArray(S, c, at);
      c51 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c60 = DoubleVector.fromArray(S, c, at);
      c61 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c70 = DoubleVector.fromArray(S, c, at);
      c71 = DoubleVector.fromArray(S, c, at + VL);
    }
    for (int k = 0; k < kc; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + VL);
      DoubleVector a0;
      a0 = DoubleVector.broadcast(S, a[aAt + 0]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      a0 = DoubleVector.broadcast(S, a[aAt + 1]);
      c10 = a0.fma(b0, c10);
      c11 = a0.fma(b1, c11);
      a0 = DoubleVector.broadcast(S, a[aAt + 2]);
      c20 = a0.fma(b0, c20);
      c21 = a0.fma(b1, c21);
      a0 = DoubleVector.broadcast(S, a[aAt + 3]);
      c30 = a0.fma(b0, c30);
      c31 = a0.fma(b1, c31);
      a0 = DoubleVector.broadcast(S, a[aAt + 4]);
      c40 = a0.fma(b0, c40);
      c41 = a0.fma(b1, c41);
      a0 = DoubleVector.broadcast(S, a[aAt + 5]);
      c50 = a0.fma(b0, c50);
      c51 = a0.fma(b1, c51);
      a0 = DoubleVector.broadcast(S, a[aAt + 6]);
      c60 = a0.fma(b0, c60);
      c61 = a0.fma(b1, c61);
      a0 = DoubleVector.broadcast(S, a[aAt + 7]);
      c70 = a0.fma(b0, c70);
      c71 = a0.fma(b1, c71);
      aAt += 8;
      bAt += WIDTH;
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + VL);
    cAt += cs;
    c10.intoArray(c, cAt);
    c11.intoArray(c, cAt + VL);
    cAt += cs;
    c20.intoArray(c, cAt);
    c21.intoArray(c, cAt + VL);
    cAt += cs;
    c30.intoArray(c, cAt);
    c31.intoArray(c, cAt + VL);
    cAt += cs;
    c40.intoArray(c, cAt);
    c41.intoArray(c, cAt + VL);
    cAt += cs;
    c50.intoArray(c, cAt);
    c51.intoArray(c, cAt + VL);
    cAt += cs;
    c60.intoArray(c, cAt);
    c61.intoArray(c, cAt + VL);
    cAt += cs;
    c70.intoArray(c, cAt);
    c71.intoArray(c, cAt + VL);
  }

  /**
   * Adds to 4 rows of C.
   *
   * @param a panel {@code [kc][4]} from {@code aAt}
   * @param b panel {@code [kc][WIDTH]} from {@code bAt}
   * @param c rows from {@code cAt} with stride {@code cs}, 4 × WIDTH elements
   * @param fresh whether C counts as zero before
   */
  static void rows4(
      double[] a,
      int aAt,
      double[] b,
      int bAt,
      int kc,
      double[] c,
      int cAt,
      int cs,
      boolean fresh) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector c00 = zero;
    DoubleVector c01 = zero;
    DoubleVector c10 = zero;
    DoubleVector c11 = zero;
    DoubleVector c20 = zero;
    DoubleVector c21 = zero;
    DoubleVector c30 = zero;
    DoubleVector c31 = zero;
    if (!fresh) {
      int at = cAt;
      c00 = DoubleVector.fromArray(S, c, at);
      c01 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c10 = DoubleVector.fromArray(S, c, at);
      c11 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c20 = DoubleVector.fromArray(S, c, at);
      c21 = DoubleVector.fromArray(S, c, at + VL);
      at += cs;
      c30 = DoubleVector.fromArray(S, c, at);
      c31 = DoubleVector.fromArray(S, c, at + VL);
    }
    for (int k = 0; k < kc; k++) {
      DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
      DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + VL);
      DoubleVector a0;
      a0 = DoubleVector.broadcast(S, a[aAt + 0]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      a0 = DoubleVector.broadcast(S, a[aAt + 1]);
      c10 = a0.fma(b0, c10);
      c11 = a0.fma(b1, c11);
      a0 = DoubleVector.broadcast(S, a[aAt + 2]);
      c20 = a0.fma(b0, c20);
      c21 = a0.fma(b1, c21);
      a0 = DoubleVector.broadcast(S, a[aAt + 3]);
      c30 = a0.fma(b0, c30);
      c31 = a0.fma(b1, c31);
      aAt += 4;
      bAt += WIDTH;
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + VL);
    cAt += cs;
    c10.intoArray(c, cAt);
    c11.intoArray(c, cAt + VL);
    cAt += cs;
    c20.intoArray(c, cAt);
    c21.intoArray(c, cAt + VL);
    cAt += cs;
    c30.intoArray(c, cAt);
    c31.intoArray(c, cAt + VL);
  }
}
