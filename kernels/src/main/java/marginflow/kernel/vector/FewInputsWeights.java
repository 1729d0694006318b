package marginflow.kernel.vector;

/**
 * The parameters of a two-layer network of few inputs with the units side by side: a row for each
 * input that holds its weight in every unit, then a row of the output weights. Rows are padded with
 * zeros to whole tiles, and there is a row of zeros for every input that a thin network could have
 * and this one has not.
 */
final class FewInputsWeights {

  /** Inputs a thin network has at most: its samples' inputs fit the registers beside its units'. */
  static final int INPUTS = 4;

  /** Rows {@code [INPUTS + 1][units]}. */
  final double[] rows;

  /** Length of a row. */
  final int units;

  private final int d;
  private final int m;

  FewInputsWeights(int d, int m) {
    this.d = d;
    this.m = m;
    units = (m + PermutedTile.UNITS - 1) / PermutedTile.UNITS * PermutedTile.UNITS;
    rows = new double[Math.multiplyExact(INPUTS + 1, units)];
  }

  /** Where the row of an input starts; that of the output weights is number {@link #INPUTS}. */
  int row(int input) {
    return input * units;
  }

  /**
   * Takes in a point.
   *
   * @param point laid out as θ
   */
  void pack(double[] point) {
    double[] to = rows;
    int first = d == 2 && Pairs.AVAILABLE ? Pairs.split(point, m, to, units) : 0;
    int at = first * d;
    for (int k = first; k < m; k++) {
      to[k] = point[at];
      if (d > 1) {
        to[units + k] = point[at + 1];
      }
      if (d > 2) {
        to[2 * units + k] = point[at + 2];
      }
      if (d > 3) {
        to[3 * units + k] = point[at + 3];
      }
      at += d;
    }
    System.arraycopy(point, at, to, row(INPUTS), m);
  }

  /**
   * The way back, from rows laid out as these.
   *
   * @param from rows
   * @param first first unit
   * @param end last unit, exclusive
   * @param out laid out as θ, the places of these units overwritten
   */
  void unpack(double[] from, int first, int end, double[] out) {
    int start = d == 2 && Pairs.AVAILABLE ? Pairs.join(from, units, first, end, out) : first;
    int at = start * d;
    for (int k = start; k < end; k++) {
      out[at] = from[k];
      if (d > 1) {
        out[at + 1] = from[units + k];
      }
      if (d > 2) {
        out[at + 2] = from[2 * units + k];
      }
      if (d > 3) {
        out[at + 3] = from[3 * units + k];
      }
      at += d;
    }
    System.arraycopy(from, row(INPUTS) + first, out, m * d + first, end - first);
  }
}
