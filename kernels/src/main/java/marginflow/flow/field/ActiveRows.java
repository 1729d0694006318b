package marginflow.flow.field;

import java.util.Arrays;

/**
 * The rows that a step's matrix has to hold. Row i adds {@code β p_i |g_i − ḡ|²} to its largest
 * eigenvalue at the most; over a step h whose product with that is small the row is not stiff, and
 * a W-method, whose order no matrix takes away, treats it as an explicit method does.
 */
public final class ActiveRows {

  /**
   * Rows of smaller relative weight stay out: {@code β p_i} would have to exceed 1e14 for one of
   * them to be stiff, which is a weight on its way to none or to more than that.
   */
  private static final double NEGLIGIBLE = 1e-14;

  /**
   * So many rows are kept whatever they do: there is nothing to be saved. If any may be left out,
   * twenty runs of 3-6-5-1 end as they do in 103,323 evaluations instead of 103,325.
   */
  private static final int FEW = 64;

  /**
   * Stiffness times step below which a row is left out where there are many. The digits, 360 rows,
   * to 10^-10^6: 25.2 s with all rows, 10.4 s with those of 1e-3, some 35 of them; 9,997
   * evaluations with 1e-2, 10,005 with 1e-3, 1e-4 and all, margins equal to 12 digits.
   */
  private static final double NOT_STIFF = 1e-3;

  private final PolarField field;
  private final double[] gradient;
  private final double[] measure;

  private int[] rows = new int[8];
  private int count;
  private boolean leavesOut;
  private double cut;
  private double largest;

  public ActiveRows(PolarField field) {
    this.field = field;
    this.gradient = new double[field.model().parameters()];
    this.measure = new double[field.model().rows()];
  }

  /** Number of active rows. */
  public int count() {
    return count;
  }

  /** Whether rows that have weight are not among them. */
  public boolean leavesOut() {
    return leavesOut;
  }

  /** The row at an index, in ascending order. */
  public int row(int index) {
    return rows[index];
  }

  /**
   * Chooses what matters over a step h from where the field was evaluated.
   *
   * @return how many rows there are
   */
  public int chooseStiff(Evaluation at, double h) {
    double[] p = at.weights();
    largest = 0;
    for (int i = 0; i < p.length; i++) {
      measure[i] = p[i];
      largest = Math.max(largest, p[i]);
    }
    cut = NEGLIGIBLE * largest;
    int weighty = above(cut);
    if (weighty > FEW) {
      leaveOut(at, h * field.beta(at.y()));
    }
    collect(p.length);
    leavesOut = count < weighty;
    return count;
  }

  /** Leaves out, by a weight of zero, what is not stiff. */
  private void leaveOut(Evaluation at, double scale) {
    double[] p = at.weights();
    for (int i = 0; i < p.length; i++) {
      if (p[i] > cut) {
        at.model().rowGradient(i, gradient);
        double norm = at.forceScale();
        double squared = at.model().kernels().dot(gradient, gradient, gradient.length);
        if (scale * p[i] * norm * norm * squared < NOT_STIFF) {
          measure[i] = 0;
        }
      }
    }
  }

  /** Keeps only the rows of largest weight among those chosen, no more than so many. */
  public void keepLargest(int most) {
    cut = leastCut(most);
    collect(most);
  }

  private void collect(int most) {
    count = 0;
    for (int i = 0; i < measure.length && count < most; i++) {
      if (measure[i] > cut) {
        if (count == rows.length) {
          rows = Arrays.copyOf(rows, Math.min(2 * count, measure.length));
        }
        rows[count++] = i;
      }
    }
  }

  /**
   * The least cut above which there are no more rows than given, by halving the bits of doubles,
   * which are in the order of their values.
   */
  private double leastCut(int most) {
    long tooMany = Double.doubleToRawLongBits(cut);
    long few = Double.doubleToRawLongBits(largest);
    while (few - tooMany > 1) {
      long middle = (tooMany + few) >>> 1;
      if (above(Double.longBitsToDouble(middle)) <= most) {
        few = middle;
      } else {
        tooMany = middle;
      }
    }
    return Double.longBitsToDouble(few);
  }

  private int above(double least) {
    int above = 0;
    for (double p : measure) {
      above += p > least ? 1 : 0;
    }
    return above;
  }
}
