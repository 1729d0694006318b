package marginflow.reference;

import marginflow.loss.Loss;
import org.apache.commons.numbers.core.DD;

/**
 * Logarithm of the loss and softmin weights of given margins, from their definitions in
 * double-double log domain: {@code log 𝓛 = log Σ_i ℓ(q_i)} and {@code p_i = −ℓ'(q_i) / 𝓛}.
 *
 * <p>The bounds allow a kernel's {@code exp}, {@code log} and {@code log1p} an error of {@link
 * #ULPS} units in the last place, and charge the rounding of differences of margins, {@code u |q_i
 * − q_min|}, which no evaluation in doubles avoids.
 *
 * @param logLoss natural logarithm of the loss
 * @param weights p, length n
 */
public record ReferenceLoss(Bounded logLoss, Bounded[] weights) {

  /** Units in the last place that a kernel's elementary function may be off by. */
  public static final int ULPS = 2;

  /** Evaluates a loss at margins q; finite margins, at least one. */
  public static ReferenceLoss of(Loss loss, double[] q) {
    int n = q.length;
    DD[] logEll = new DD[n];
    DD[] logSlope = new DD[n];
    for (int i = 0; i < n; i++) {
      logEll[i] = loss == Loss.EXPONENTIAL ? DD.of(-q[i]) : logLogistic(q[i]);
      logSlope[i] = loss == Loss.EXPONENTIAL ? logEll[i] : logSigmoid(q[i]);
    }
    DD top = logEll[0];
    for (DD l : logEll) {
      top = l.hi() > top.hi() ? l : top;
    }
    DD sum = DD.ZERO;
    for (DD l : logEll) {
      sum = sum.add(Elementary.exp(l.subtract(top)));
    }
    DD logLoss = top.add(Elementary.log(sum));
    double least = min(q);
    double sumError = 0;
    for (int i = 0; i < n; i++) {
      sumError += weight(logEll[i], logLoss) * spread(q[i], least);
    }
    sumError += Bounded.gamma(n + 2 * ULPS + 2);
    Bounded[] p = new Bounded[n];
    for (int i = 0; i < n; i++) {
      DD value = Elementary.exp(logSlope[i].subtract(logLoss));
      double relative = spread(q[i], least) + sumError + Bounded.gamma(2 * ULPS + 2);
      p[i] = new Bounded(value, value.hi() * relative + Double.MIN_NORMAL);
    }
    double error =
        sumError + Bounded.gamma(ULPS + 2) * (Math.abs(logLoss.hi()) + Math.abs(top.hi()));
    return new ReferenceLoss(new Bounded(logLoss, error), p);
  }

  /** {@code log log(1 + e^-q)}. */
  private static DD logLogistic(double q) {
    if (q > 100) {
      // log1p(e) = e (1 − e/2 + …) with e < 2^-144: the logarithm is −q to more than 106 bits.
      return DD.of(-q);
    }
    DD e = Elementary.exp(DD.of(-Math.abs(q)));
    DD tail = Elementary.log1p(e);
    return Elementary.log(q >= 0 ? tail : tail.subtract(q));
  }

  /** {@code log(1 / (1 + e^q))}. */
  private static DD logSigmoid(double q) {
    DD tail = Elementary.log1p(Elementary.exp(DD.of(-Math.abs(q))));
    return q >= 0 ? tail.add(q).negate() : tail.negate();
  }

  private static double weight(DD logEll, DD logLoss) {
    return StrictMath.exp(logEll.subtract(logLoss).doubleValue());
  }

  /** Relative error of {@code e^(q_min − q)} from rounding the difference and from exp itself. */
  private static double spread(double q, double least) {
    return Bounded.gamma(2) * Math.min(q - least, 800) + Bounded.gamma(2 * ULPS);
  }

  private static double min(double[] q) {
    double least = q[0];
    for (double x : q) {
      least = Math.min(least, x);
    }
    return least;
  }
}
