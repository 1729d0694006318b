package marginflow.kernel.vector;

import static marginflow.kernel.vector.Lanes.S;
import static marginflow.kernel.vector.Lanes.VL;
import static marginflow.kernel.vector.Lanes.WIDTH;

import jdk.incubator.vector.DoubleVector;
import marginflow.array.Matrix;
import marginflow.kernel.TwoLayerState;

/**
 * The backward pass of the two-layer network: {@code T_k = Σ_i c_i s_ik x_i}, formed in panels of
 * units from sign bits, then {@code (a_k T_k; w_k · T_k)}. A piece owns a group of unit panels.
 */
final class UnitSums {
  private final TwoLayerState state;
  private final Team team;
  private final boolean shared;
  private final int n;
  private final int d;
  private final int m;
  private final int padded;
  private final double[] features;
  private final double[] t;
  private final double[] c;
  private final int group;
  private final Team.Task task = this::piece;

  /** Arguments of the task under way. */
  private double[] packed = {};

  private double[] point = {};
  private double[] out = {};

  UnitSums(TwoLayerState state, Team team, boolean shared) {
    this.state = state;
    this.team = team;
    this.shared = shared;
    n = state.n();
    d = state.d();
    m = state.m();
    padded = Panels.paddedRows(d);
    Matrix in = state.x();
    features = new double[Math.multiplyExact(n, padded)];
    Panels.leftColumns(in.data(), in.offset(), in.stride(), d, n, features);
    t = new double[Panels.paddedColumns(m) * padded];
    c = new double[2 * n];
    int panels = (m + WIDTH - 1) / WIDTH;
    int perPiece = shared ? Math.max(1, panels / (4 * team.threads())) : panels;
    group = perPiece * WIDTH;
  }

  /**
   * All units.
   *
   * @param weights one per sample
   * @param newPacked w of the finishing product, packed
   * @param newPoint its a, behind m × d elements
   * @param newOut overwritten, length P
   */
  void compute(double[] weights, double[] newPacked, double[] newPoint, double[] newOut) {
    for (int i = 0; i < n; i++) {
      double on = weights[i] * state.y()[i];
      c[2 * i] = on;
      c[2 * i + 1] = on * state.alpha();
    }
    packed = newPacked;
    point = newPoint;
    out = newOut;
    if (shared) {
      team.run(task, (m + group - 1) / group);
    } else if (m > 0) {
      piece(0, 0);
    }
  }

  private void piece(int index, int worker) {
    int from = index * group;
    int to = Math.min(m, from + group);
    for (int j = 0; j < padded; ) {
      int height = Panels.height(j, d);
      for (int k = from; k < to; k += WIDTH) {
        tile(j, height, k);
      }
      j += height;
    }
    for (int k = from; k < to; k += WIDTH) {
      finish(k);
    }
  }

  private void tile(int j, int height, int k) {
    byte[] bits = state.pattern().bits();
    int stride = state.pattern().stride();
    int tAt = k * padded + j * WIDTH;
    switch (height) {
      case Panels.TALL ->
          GradientTile.features12(features, j * n, c, bits, k >> 3, stride, k & 7, n, t, tAt);
      case Panels.MIDDLE ->
          GradientTile.features8(features, j * n, c, bits, k >> 3, stride, k & 7, n, t, tAt);
      default -> GradientTile.features4(features, j * n, c, bits, k >> 3, stride, k & 7, n, t, tAt);
    }
  }

  /** From the sums of one unit panel to the derivatives. */
  private void finish(int k) {
    int units = Math.min(WIDTH, m - k);
    int u = 0;
    for (; u + VL <= units; u += VL) {
      outputWeights(k, u);
    }
    for (; u < units; u++) {
      outputWeight(k, u);
    }
    int whole = Transposition.AVAILABLE ? units / VL * VL : 0;
    int features8 = whole == 0 ? 0 : d / Transposition.SIZE * Transposition.SIZE;
    for (int v = 0; v < whole; v += VL) {
      for (int j = 0; j < features8; j += Transposition.SIZE) {
        int from = k * padded + j * WIDTH + v;
        int to = (k + v) * d + j;
        Transposition.block(t, from, WIDTH, point, m * d + k + v, out, to, d);
      }
      inputWeights(k, v, v + VL, features8);
    }
    inputWeights(k, whole, units, 0);
  }

  /** {@code w_k · T_k} for the units of one vector. */
  private void outputWeights(int k, int u) {
    DoubleVector dot = DoubleVector.zero(S);
    int tAt = k * padded + u;
    int wAt = k * d + u;
    for (int j = 0; j < d; j++) {
      DoubleVector w = DoubleVector.fromArray(S, packed, wAt);
      dot = w.fma(DoubleVector.fromArray(S, t, tAt), dot);
      tAt += WIDTH;
      wAt += WIDTH;
    }
    dot.intoArray(out, m * d + k + u);
  }

  private void outputWeight(int k, int u) {
    double dot = 0;
    for (int j = 0; j < d; j++) {
      dot = Math.fma(packed[k * d + u + j * WIDTH], t[k * padded + u + j * WIDTH], dot);
    }
    out[m * d + k + u] = dot;
  }

  /** {@code a_k T_k} for some units, features from {@code firstFeature} on. */
  private void inputWeights(int k, int fromUnit, int toUnit, int firstFeature) {
    for (int u = fromUnit; u < toUnit; u++) {
      double a = point[m * d + k + u];
      int at = (k + u) * d;
      int tAt = k * padded + u;
      for (int j = firstFeature; j < d; j++) {
        out[at + j] = a * t[tAt + j * WIDTH];
      }
    }
  }
}
