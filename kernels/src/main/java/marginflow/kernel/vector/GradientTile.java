package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;
import static marginflow.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;

/**
 * The micro-kernels of the two-layer backward pass: features × units of {@code T} stay in registers
 * while the samples run; the slopes are made from sign bits as they are needed.
 */
final class GradientTile {

  private GradientTile() {}

  /**
   * 12 features: {@code T_jk += Σ_i c_i s_ik x_ij} over n samples.
   *
   * @param x panel {@code [sample][12]} from {@code xAt}
   * @param c pairs {@code (c_i, α c_i)}
   * @param bits pattern, the byte of the first unit for row 0 at {@code bitsAt}, rows of {@code bs}
   * @param shift position of the first unit in its byte
   * @param n number of samples
   * @param t panel {@code [feature][WIDTH]} from {@code tAt}, overwritten
   */
  static void features12(
      double[] x,
      int xAt,
      double[] c,
      byte[] bits,
      int bitsAt,
      int bs,
      int shift,
      int n,
      double[] t,
      int tAt) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector t00 = zero;
    DoubleVector t01 = zero;
    DoubleVector t10 = zero;
    DoubleVector t11 = zero;
    DoubleVector t20 = zero;
    DoubleVector t21 = zero;
    DoubleVector t30 = zero;
    DoubleVector t31 = zero;
    DoubleVector t40 = zero;
    DoubleVector t41 = zero;
    DoubleVector t50 = zero;
    DoubleVector t51 = zero;
    DoubleVector t60 = zero;
    DoubleVector t61 = zero;
    DoubleVector t70 = zero;
    DoubleVector t71 = zero;
    DoubleVector t80 = zero;
    DoubleVector t81 = zero;
    DoubleVector t90 = zero;
    DoubleVector t91 = zero;
    DoubleVector t100 = zero;
    DoubleVector t101 = zero;
    DoubleVector t110 = zero;
    DoubleVector t111 = zero;
    for (int i = 0; i < n; i++) {
      DoubleVector on = DoubleVector.broadcast(S, c[2 * i]);
      DoubleVector off = DoubleVector.broadcast(S, c[2 * i + 1]);
      long word = SignBits.tile(bits, bitsAt) >>> shift;
      DoubleVector g0 = off.blend(on, VectorMask.fromLong(S, word));
      DoubleVector g1 = off.blend(on, VectorMask.fromLong(S, word >>> VL));
      DoubleVector x0;
      x0 = DoubleVector.broadcast(S, x[xAt + 0]);
      t00 = x0.fma(g0, t00);
      t01 = x0.fma(g1, t01);
      x0 = DoubleVector.broadcast(S, x[xAt + 1]);
      t10 = x0.fma(g0, t10);
      t11 = x0.fma(g1, t11);
      x0 = DoubleVector.broadcast(S, x[xAt + 2]);
      t20 = x0.fma(g0, t20);
      t21 = x0.fma(g1, t21);
      x0 = DoubleVector.broadcast(S, x[xAt + 3]);
      t30 = x0.fma(g0, t30);
      t31 = x0.fma(g1, t31);
      x0 = DoubleVector.broadcast(S, x[xAt + 4]);
      t40 = x0.fma(g0, t40);
      t41 = x0.fma(g1, t41);
      x0 = DoubleVector.broadcast(S, x[xAt + 5]);
      t50 = x0.fma(g0, t50);
      t51 = x0.fma(g1, t51);
      x0 = DoubleVector.broadcast(S, x[xAt + 6]);
      t60 = x0.fma(g0, t60);
      t61 = x0.fma(g1, t61);
      x0 = DoubleVector.broadcast(S, x[xAt + 7]);
      t70 = x0.fma(g0, t70);
      t71 = x0.fma(g1, t71);
      x0 = DoubleVector.broadcast(S, x[xAt + 8]);
      t80 = x0.fma(g0, t80);
      t81 = x0.fma(g1, t81);
      x0 = DoubleVector.broadcast(S, x[xAt + 9]);
      t90 = x0.fma(g0, t90);
      t91 = x0.fma(g1, t91);
      x0 = DoubleVector.broadcast(S, x[xAt + 10]);
      t100 = x0.fma(g0, t100);
      t101 = x0.fma(g1, t101);
      x0 = DoubleVector.broadcast(S, x[xAt + 11]);
      t110 = x0.fma(g0, t110);
      t111 = x0.fma(g1, t111);
      xAt += 12;
      bitsAt += bs;
    }
    t00.intoArray(t, tAt + 0 * WIDTH);
    t01.intoArray(t, tAt + 0 * WIDTH + VL);
    t10.intoArray(t, tAt + 1 * WIDTH);
    t11.intoArray(t, tAt + 1 * WIDTH + VL);
    t20.intoArray(t, tAt + 2 * WIDTH);
    t21.intoArray(t, tAt + 2 * WIDTH + VL);
    t30.intoArray(t, tAt + 3 * WIDTH);
    t31.intoArray(t, tAt + 3 * WIDTH + VL);
    t40.intoArray(t, tAt + 4 * WIDTH);
    t41.intoArray(t, tAt + 4 * WIDTH + VL);
    t50.intoArray(t, tAt + 5 * WIDTH);
    t51.intoArray(t, tAt + 5 * WIDTH + VL);
    t60.intoArray(t, tAt + 6 * WIDTH);
    t61.intoArray(t, tAt + 6 * WIDTH + VL);
    t70.intoArray(t, tAt + 7 * WIDTH);
    t71.intoArray(t, tAt + 7 * WIDTH + VL);
    t80.intoArray(t, tAt + 8 * WIDTH);
    t81.intoArray(t, tAt + 8 * WIDTH + VL);
    t90.intoArray(t, tAt + 9 * WIDTH);
    t91.intoArray(t, tAt + 9 * WIDTH + VL);
    t100.intoArray(t, tAt + 10 * WIDTH);
    t101.intoArray(t, tAt + 10 * WIDTH + VL);
    t110.intoArray(t, tAt + 11 * WIDTH);
    t111.intoArray(t, tAt + 11 * WIDTH + VL);
  }

  /**
   * 8 features: {@code T_jk += Σ_i c_i s_ik x_ij} over n samples.
   *
   * @param x panel {@code [sample][8]} from {@code xAt}
   * @param c pairs {@code (c_i, α c_i)}
   * @param bits pattern, the byte of the first unit for row 0 at {@code bitsAt}, rows of {@code bs}
   * @param shift position of the first unit in its byte
   * @param n number of samples
   * @param t panel {@code [feature][WIDTH]} from {@code tAt}, overwritten
   */
  static void features8(
      double[] x,
      int xAt,
      double[] c,
      byte[] bits,
      int bitsAt,
      int bs,
      int shift,
      int n,
      double[] t,
      int tAt) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector t00 = zero;
    DoubleVector t01 = zero;
    DoubleVector t10 = zero;
    DoubleVector t11 = zero;
    DoubleVector t20 = zero;
    DoubleVector t21 = zero;
    DoubleVector t30 = zero;
    DoubleVector t31 = zero;
    DoubleVector t40 = zero;
    DoubleVector t41 = zero;
    DoubleVector t50 = zero;
    DoubleVector t51 = zero;
    DoubleVector t60 = zero;
    DoubleVector t61 = zero;
    DoubleVector t70 = zero;
    DoubleVector t71 = zero;
    for (int i = 0; i < n; i++) {
      DoubleVector on = DoubleVector.broadcast(S, c[2 * i]);
      DoubleVector off = DoubleVector.broadcast(S, c[2 * i + 1]);
      long word = SignBits.tile(bits, bitsAt) >>> shift;
      DoubleVector g0 = off.blend(on, VectorMask.fromLong(S, word));
      DoubleVector g1 = off.blend(on, VectorMask.fromLong(S, word >>> VL));
      DoubleVector x0;
      x0 = DoubleVector.broadcast(S, x[xAt + 0]);
      t00 = x0.fma(g0, t00);
      t01 = x0.fma(g1, t01);
      x0 = DoubleVector.broadcast(S, x[xAt + 1]);
      t10 = x0.fma(g0, t10);
      t11 = x0.fma(g1, t11);
      x0 = DoubleVector.broadcast(S, x[xAt + 2]);
      t20 = x0.fma(g0, t20);
      t21 = x0.fma(g1, t21);
      x0 = DoubleVector.broadcast(S, x[xAt + 3]);
      t30 = x0.fma(g0, t30);
      t31 = x0.fma(g1, t31);
      x0 = DoubleVector.broadcast(S, x[xAt + 4]);
      t40 = x0.fma(g0, t40);
      t41 = x0.fma(g1, t41);
      x0 = DoubleVector.broadcast(S, x[xAt + 5]);
      t50 = x0.fma(g0, t50);
      t51 = x0.fma(g1, t51);
      x0 = DoubleVector.broadcast(S, x[xAt + 6]);
      t60 = x0.fma(g0, t60);
      t61 = x0.fma(g1, t61);
      x0 = DoubleVector.broadcast(S, x[xAt + 7]);
      t70 = x0.fma(g0, t70);
      t71 = x0.fma(g1, t71);
      xAt += 8;
      bitsAt += bs;
    }
    t00.intoArray(t, tAt + 0 * WIDTH);
    t01.intoArray(t, tAt + 0 * WIDTH + VL);
    t10.intoArray(t, tAt + 1 * WIDTH);
    t11.intoArray(t, tAt + 1 * WIDTH + VL);
    t20.intoArray(t, tAt + 2 * WIDTH);
    t21.intoArray(t, tAt + 2 * WIDTH + VL);
    t30.intoArray(t, tAt + 3 * WIDTH);
    t31.intoArray(t, tAt + 3 * WIDTH + VL);
    t40.intoArray(t, tAt + 4 * WIDTH);
    t41.intoArray(t, tAt + 4 * WIDTH + VL);
    t50.intoArray(t, tAt + 5 * WIDTH);
    t51.intoArray(t, tAt + 5 * WIDTH + VL);
    t60.intoArray(t, tAt + 6 * WIDTH);
    t61.intoArray(t, tAt + 6 * WIDTH + VL);
    t70.intoArray(t, tAt + 7 * WIDTH);
    t71.intoArray(t, tAt + 7 * WIDTH + VL);
  }

  /**
   * 4 features: {@code T_jk += Σ_i c_i s_ik x_ij} over n samples.
   *
   * @param x panel {@code [sample][4]} from {@code xAt}
   * @param c pairs {@code (c_i, α c_i)}
   * @param bits pattern, the byte of the first unit for row 0 at {@code bitsAt}, rows of {@code bs}
   * @param shift position of the first unit in its byte
   * @param n number of samples
   * @param t panel {@code [feature][WIDTH]} from {@code tAt}, overwritten
   */
  static void features4(
      double[] x,
      int xAt,
      double[] c,
      byte[] bits,
      int bitsAt,
      int bs,
      int shift,
      int n,
      double[] t,
      int tAt) {
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector t00 = zero;
    DoubleVector t01 = zero;
    DoubleVector t10 = zero;
    DoubleVector t11 = zero;
    DoubleVector t20 = zero;
    DoubleVector t21 = zero;
    DoubleVector t30 = zero;
    DoubleVector t31 = zero;
    for (int i = 0; i < n; i++) {
      DoubleVector on = DoubleVector.broadcast(S, c[2 * i]);
      DoubleVector off = DoubleVector.broadcast(S, c[2 * i + 1]);
      long word = SignBits.tile(bits, bitsAt) >>> shift;
      DoubleVector g0 = off.blend(on, VectorMask.fromLong(S, word));
      DoubleVector g1 = off.blend(on, VectorMask.fromLong(S, word >>> VL));
      DoubleVector x0;
      x0 = DoubleVector.broadcast(S, x[xAt + 0]);
      t00 = x0.fma(g0, t00);
      t01 = x0.fma(g1, t01);
      x0 = DoubleVector.broadcast(S, x[xAt + 1]);
      t10 = x0.fma(g0, t10);
      t11 = x0.fma(g1, t11);
      x0 = DoubleVector.broadcast(S, x[xAt + 2]);
      t20 = x0.fma(g0, t20);
      t21 = x0.fma(g1, t21);
      x0 = DoubleVector.broadcast(S, x[xAt + 3]);
      t30 = x0.fma(g0, t30);
      t31 = x0.fma(g1, t31);
      xAt += 4;
      bitsAt += bs;
    }
    t00.intoArray(t, tAt + 0 * WIDTH);
    t01.intoArray(t, tAt + 0 * WIDTH + VL);
    t10.intoArray(t, tAt + 1 * WIDTH);
    t11.intoArray(t, tAt + 1 * WIDTH + VL);
    t20.intoArray(t, tAt + 2 * WIDTH);
    t21.intoArray(t, tAt + 2 * WIDTH + VL);
    t30.intoArray(t, tAt + 3 * WIDTH);
    t31.intoArray(t, tAt + 3 * WIDTH + VL);
  }
}
