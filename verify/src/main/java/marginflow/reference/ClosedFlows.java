package marginflow.reference;

import org.apache.commons.numbers.core.DD;

/**
 * Gradient flows of the exponential loss with closed forms, in physical time t.
 *
 * <p>A one-layer linear network on one sample: {@code dq/dt = ‖x‖² e^-q}, so {@code e^q = e^q(0) +
 * ‖x‖² t}. A network whose margins are all {@code q} with {@code dq/dt = c q e^-q} (a balanced
 * two-layer linear network on one sample, c = 2‖x‖; claim V2b, c = 1): {@code Ei(q) − Ei(q(0)) = c
 * t}.
 */
public final class ClosedFlows {

  /** Above this the asymptotic series of Ei is the better one. */
  private static final double ASYMPTOTIC = 50;

  private static final DD EULER = DD.ofSum(0.5772156649015329, -4.942915152430645e-18);

  private ClosedFlows() {}

  /** {@code log t} at which a one-layer linear network on one sample reaches margin q &gt; q0. */
  public static double logTimeOneLayer(double q0, double q, double squaredNorm) {
    // log((e^q − e^q0) / ‖x‖²) with the large exponential taken out.
    return q + StrictMath.log(-StrictMath.expm1(q0 - q)) - StrictMath.log(squaredNorm);
  }

  /** {@code log t} at which {@code Ei(q) − Ei(q0) = c t}, for 0 &lt; q0 &lt; q. */
  public static double logTimeTwoLayer(double q0, double q, double c) {
    double upper = logEi(q);
    double lower = logEi(q0);
    return upper + StrictMath.log(-StrictMath.expm1(lower - upper)) - StrictMath.log(c);
  }

  /** {@code log Ei(x)} of the exponential integral, for x where Ei(x) &gt; 0 (x &gt; 0.3726). */
  public static double logEi(double x) {
    if (!(x > 0.38)) {
      throw new IllegalArgumentException("log Ei: expected x > 0.38, found " + x);
    }
    return x < ASYMPTOTIC ? Elementary.log(series(x)).doubleValue() : x + logAsymptotic(x);
  }

  /** {@code Ei(x) = γ + log x + Σ_k x^k / (k k!)}. */
  private static DD series(double x) {
    DD sum = EULER.add(Elementary.log(DD.of(x)));
    DD power = DD.ONE;
    for (int k = 1; k < 400; k++) {
      power = power.multiply(x).divide((double) k);
      DD term = power.divide((double) k);
      sum = sum.add(term);
      if (term.hi() < 0x1p-110 * Math.abs(sum.hi())) {
        break;
      }
    }
    return sum;
  }

  /** {@code log(x^-1 Σ_k k! / x^k)}, summed up to its smallest term. */
  private static double logAsymptotic(double x) {
    double sum = 0;
    double term = 1;
    for (int k = 1; k < x && term > 0x1p-60; k++) {
      sum += term;
      term *= k / x;
    }
    return StrictMath.log(sum) - StrictMath.log(x);
  }
}
