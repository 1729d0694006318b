package marginflow.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The linear program {@code max Σ_i λ_i} subject to {@code a_j · λ ≤ 1} for every j and {@code λ ≥
 * 0}, in rational numbers: Dantzig's tableau, begun at λ = 0, with Bland's rule, under which it
 * ends. Its dual, {@code min Σ_j t_j} subject to {@code Σ_j t_j a_j ≥ 1}, {@code t ≥ 0}, is solved
 * with it.
 */
public final class RationalProgram {

  /**
   * A solution of both programs, of equal value.
   *
   * @param lambda of the first
   * @param t of the second
   */
  public record Solution(Rational[] lambda, Rational[] t) {}

  private final int variables;
  private final Rational[][] table;

  /** Of each row, the variable that is basic there; slacks count from {@code variables} on. */
  private final int[] basic;

  /** Of each column, the variable that is not. */
  private final int[] free;

  private RationalProgram(List<Rational[]> rows, int variables) {
    this.variables = variables;
    this.table = new Rational[rows.size() + 1][];
    this.basic = new int[rows.size()];
    this.free = new int[variables];
    for (int j = 0; j < rows.size(); j++) {
      table[j] = Arrays.copyOf(rows.get(j), variables + 1);
      table[j][variables] = Rational.ONE;
      basic[j] = variables + j;
    }
    Rational[] costs = new Rational[variables + 1];
    Arrays.fill(costs, Rational.ONE.negated());
    costs[variables] = Rational.ZERO;
    table[rows.size()] = costs;
    Arrays.setAll(free, i -> i);
  }

  /**
   * Solves both programs.
   *
   * @param rows the a_j
   * @param variables their length
   * @throws ArithmeticException if the first program is unbounded
   */
  public static Solution solve(List<Rational[]> rows, int variables) {
    return new RationalProgram(new ArrayList<>(rows), variables).run();
  }

  private Solution run() {
    for (int column = entering(); column >= 0; column = entering()) {
      pivot(leaving(column), column);
    }
    Rational[] lambda = new Rational[variables];
    Rational[] t = new Rational[basic.length];
    Arrays.fill(lambda, Rational.ZERO);
    Arrays.fill(t, Rational.ZERO);
    for (int j = 0; j < basic.length; j++) {
      if (basic[j] < variables) {
        lambda[basic[j]] = table[j][variables];
      }
    }
    for (int i = 0; i < variables; i++) {
      if (free[i] >= variables) {
        t[free[i] - variables] = table[basic.length][i];
      }
    }
    return new Solution(lambda, t);
  }

  private int entering() {
    int best = -1;
    for (int i = 0; i < variables; i++) {
      if (table[basic.length][i].signum() < 0 && (best < 0 || free[i] < free[best])) {
        best = i;
      }
    }
    return best;
  }

  private int leaving(int column) {
    int best = -1;
    Rational least = Rational.ZERO;
    for (int j = 0; j < basic.length; j++) {
      if (table[j][column].signum() > 0) {
        Rational ratio = table[j][variables].over(table[j][column]);
        int side = best < 0 ? -1 : ratio.compareTo(least);
        if (side < 0 || (side == 0 && basic[j] < basic[best])) {
          least = ratio;
          best = j;
        }
      }
    }
    if (best < 0) {
      throw new ArithmeticException("the program is unbounded");
    }
    return best;
  }

  private void pivot(int row, int column) {
    Rational[] pivotRow = table[row];
    Rational inverse = Rational.ONE.over(pivotRow[column]);
    for (int i = 0; i <= variables; i++) {
      pivotRow[i] = i == column ? inverse : pivotRow[i].times(inverse);
    }
    for (int j = 0; j <= basic.length; j++) {
      Rational factor = table[j][column];
      if (j == row || factor.signum() == 0) {
        continue;
      }
      for (int i = 0; i <= variables; i++) {
        table[j][i] =
            i == column
                ? factor.times(inverse).negated()
                : table[j][i].minus(factor.times(pivotRow[i]));
      }
    }
    int entered = free[column];
    free[column] = basic[row];
    basic[row] = entered;
  }
}
