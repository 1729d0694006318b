package marginflow.linalg;

import java.util.function.UnaryOperator;

/**
 * The minimum residual method for a symmetric, possibly indefinite or singular system (Paige and
 * Saunders, SIAM J. Numer. Anal. 12, 1975). On a consistent singular system started at zero it
 * gives the shortest solution, which is the Newton step one wants where solutions form a manifold.
 */
public final class Minres {

  private Minres() {}

  /**
   * Solves {@code A x = b} approximately.
   *
   * @param tolerance relative residual at which to stop
   */
  public static double[] solve(UnaryOperator<double[]> a, double[] b, double tolerance) {
    int n = b.length;
    double[] x = new double[n];
    double beta = Vectors.norm(b);
    if (beta == 0) {
      return x;
    }
    double target = tolerance * beta;
    double[] vOld = new double[n];
    double[] v = Vectors.scaled(1 / beta, b);
    double[] wOld = new double[n];
    double[] w = new double[n];
    double eta = beta;
    double betaNow = 0;
    double cOld = 1;
    double c = 1;
    double sOld = 0;
    double s = 0;
    // In exact arithmetic n steps suffice; twice that allows for lost orthogonality.
    for (int k = 0; k < 2 * n; k++) {
      StopRequest.check();
      double[] next = a.apply(v);
      double alpha = Vectors.dot(v, next);
      Vectors.addScaled(-alpha, v, next);
      Vectors.addScaled(-betaNow, vOld, next);
      double betaNext = Vectors.norm(next);
      double delta = c * alpha - cOld * s * betaNow;
      double rho1 = Math.hypot(delta, betaNext);
      double rho2 = s * alpha + cOld * c * betaNow;
      double rho3 = sOld * betaNow;
      if (!(rho1 > 0)) {
        return x;
      }
      double[] wNext = v.clone();
      Vectors.addScaled(-rho3, wOld, wNext);
      Vectors.addScaled(-rho2, w, wNext);
      for (int j = 0; j < n; j++) {
        wNext[j] /= rho1;
      }
      cOld = c;
      sOld = s;
      c = delta / rho1;
      s = betaNext / rho1;
      Vectors.addScaled(c * eta, wNext, x);
      eta = -s * eta;
      if (Math.abs(eta) <= target || betaNext <= Vectors.UNIT_ROUNDOFF * Math.abs(alpha)) {
        return x;
      }
      vOld = v;
      v = Vectors.scaled(1 / betaNext, next);
      betaNow = betaNext;
      wOld = w;
      w = wNext;
    }
    return x;
  }
}
