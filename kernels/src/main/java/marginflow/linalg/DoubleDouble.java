package marginflow.linalg;

/**
 * A number of some 106 bits, the unevaluated sum {@code hi + lo} of two doubles (Dekker, Numerische
 * Mathematik 18, 1971). Every operation is off by less than {@code 2^-102} of its result.
 *
 * @param hi the number rounded to double
 * @param lo what is left
 */
record DoubleDouble(double hi, double lo) {

  static final DoubleDouble ZERO = new DoubleDouble(0, 0);
  static final DoubleDouble ONE = new DoubleDouble(1, 0);

  static DoubleDouble of(double value) {
    return new DoubleDouble(value, 0);
  }

  private static DoubleDouble normalized(double large, double small) {
    double sum = large + small;
    return new DoubleDouble(sum, small - (sum - large));
  }

  DoubleDouble plus(DoubleDouble that) {
    double sum = hi + that.hi;
    double part = sum - hi;
    double error = (hi - (sum - part)) + (that.hi - part);
    double low = lo + that.lo;
    double lowPart = low - lo;
    double lowError = (lo - (low - lowPart)) + (that.lo - lowPart);
    double top = sum + (error + low);
    double rest = (error + low) - (top - sum);
    return normalized(top, rest + lowError);
  }

  DoubleDouble minus(DoubleDouble that) {
    return plus(new DoubleDouble(-that.hi, -that.lo));
  }

  DoubleDouble times(DoubleDouble that) {
    double product = hi * that.hi;
    double error = Math.fma(hi, that.hi, -product);
    return normalized(product, error + (hi * that.lo + lo * that.hi));
  }

  DoubleDouble times(double that) {
    double product = hi * that;
    double error = Math.fma(hi, that, -product);
    return normalized(product, error + lo * that);
  }

  DoubleDouble dividedBy(DoubleDouble that) {
    double first = hi / that.hi;
    DoubleDouble rest = minus(that.times(first));
    double second = rest.hi / that.hi;
    DoubleDouble left = rest.minus(that.times(second));
    return normalized(first, second).plus(of(left.hi / that.hi));
  }

  /** The square root of a number that is not negative. */
  DoubleDouble root() {
    if (!(hi > 0)) {
      return ZERO;
    }
    double first = Math.sqrt(hi);
    DoubleDouble rest = minus(of(first).times(first));
    return normalized(first, rest.hi / (2 * first));
  }

  /** The inner product of a vector of such numbers with one of doubles. */
  static DoubleDouble dot(DoubleDouble[] a, double[] b) {
    DoubleDouble sum = ZERO;
    for (int i = 0; i < b.length; i++) {
      sum = sum.plus(a[i].times(b[i]));
    }
    return sum;
  }

  /** The inner product. */
  static DoubleDouble dot(DoubleDouble[] a, DoubleDouble[] b) {
    DoubleDouble sum = ZERO;
    for (int i = 0; i < b.length; i++) {
      sum = sum.plus(a[i].times(b[i]));
    }
    return sum;
  }

  /** {@code y += factor x}. */
  static void addScaled(DoubleDouble factor, DoubleDouble[] x, DoubleDouble[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i].plus(factor.times(x[i]));
    }
  }
}
