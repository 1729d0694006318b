package marginflow.reference;

import org.apache.commons.numbers.core.DD;

/**
 * A sum of {@link Bounded} terms whose bound holds for every order of summation: with terms {@code
 * v_i ± e_i}, {@code Σ e_i + γ_{n−1} Σ (|v_i| + e_i)} (Higham, section 4.2; a fused multiply-add
 * skips a rounding and only helps). Exact zeros do not count as terms.
 */
public final class BoundedSum {

  private DD value = DD.ZERO;
  private double plain;
  private double carried;
  private double magnitude;
  private int terms;

  /** An empty sum: exactly 0. */
  public BoundedSum() {}

  /** Adds one term. */
  public BoundedSum add(Bounded term) {
    plain += term.value().hi();
    if (term.error() == 0 && term.value().hi() == 0) {
      return this;
    }
    terms++;
    value = value.add(term.value());
    carried += term.error();
    magnitude += term.magnitude() + term.error();
    return this;
  }

  /** Adds the product of two factors. */
  public BoundedSum addProduct(Bounded a, Bounded b) {
    return add(a.times(b));
  }

  /** The sum so far. */
  public Bounded bounded() {
    if (!Double.isFinite(plain)) {
      return Bounded.exact(plain);
    }
    return new Bounded(value, carried + Bounded.gamma(Math.max(0, terms - 1)) * magnitude);
  }
}
