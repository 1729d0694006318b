package marginflow.crosscheck;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.array.SignPattern;

/** Results in matrices, arrays, patterns and single numbers, as faults see them. */
final class Results {

  private Results() {}

  /** The entries of a matrix. */
  static Fault.Result of(Matrix c) {
    return new Entries(c.rows(), c.cols()) {
      @Override
      double get(int row, int col) {
        return c.get(row, col);
      }

      @Override
      void set(int row, int col, double value) {
        c.set(row, col, value);
      }
    };
  }

  /** An array of rows. */
  static Fault.Result of(double[] values, int rows, int cols) {
    return of(Matrix.view(values, 0, rows, cols));
  }

  /** The gradient of a two-layer network: a row (w_k, a_k) for every unit. */
  static Fault.Result gradient(double[] values, int units, int inputs) {
    return new Entries(units, inputs + 1) {
      private int at(int row, int col) {
        return col < inputs ? row * inputs + col : units * inputs + row;
      }

      @Override
      double get(int row, int col) {
        return values[at(row, col)];
      }

      @Override
      void set(int row, int col, double value) {
        values[at(row, col)] = value;
      }
    };
  }

  /** Sides, as zeros and ones. */
  static Fault.Result of(SignPattern pattern) {
    return new Entries(pattern.rows(), pattern.units()) {
      @Override
      double get(int row, int col) {
        return pattern.get(row, col) ? 1 : 0;
      }

      @Override
      void set(int row, int col, double value) {
        pattern.set(row, col, !pattern.get(row, col));
      }
    };
  }

  /** Fractions of some elements among n: an entry of another element is not there. */
  static Fault.Result some(int[] elements, double[] values, int count, int n) {
    return new Entries(1, n) {
      private int place(int element) {
        return IntStream.range(0, count).filter(c -> elements[c] == element).findFirst().orElse(-1);
      }

      @Override
      double get(int row, int col) {
        return place(col) < 0 ? 0 : values[place(col)];
      }

      @Override
      void set(int row, int col, double value) {
        if (place(col) >= 0) {
          values[place(col)] = value;
        }
      }
    };
  }

  /** A number made of n terms, each of them an entry; what is done to one is done to the number. */
  static final class Sum extends Entries {
    private double value;

    Sum(double value, int terms) {
      super(1, terms);
      this.value = value;
    }

    /** The number. */
    double value() {
      return value;
    }

    @Override
    double get(int row, int col) {
      return value;
    }

    @Override
    void set(int row, int col, double newValue) {
      value = newValue;
    }
  }

  abstract static class Entries implements Fault.Result {
    private final int rows;
    private final int cols;

    Entries(int rows, int cols) {
      this.rows = rows;
      this.cols = cols;
    }

    abstract double get(int row, int col);

    abstract void set(int row, int col, double value);

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public int cols() {
      return cols;
    }

    @Override
    public double sum() {
      double sum = 0;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < cols; j++) {
          sum += get(i, j);
        }
      }
      return sum;
    }

    @Override
    public void add(int row, int col, double value) {
      if (value != 0) {
        change(row, col, x -> x + value);
      }
    }

    @Override
    public void spoil(int row, int col) {
      change(row, col, x -> x + 1e-6 * Math.abs(x) + Double.MIN_NORMAL);
    }

    private void change(int row, int col, DoubleUnaryOperator how) {
      if (row >= 0 && row < rows && col >= 0 && col < cols) {
        set(row, col, how.applyAsDouble(get(row, col)));
      }
    }
  }
}
