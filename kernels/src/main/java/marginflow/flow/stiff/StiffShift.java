package marginflow.flow.stiff;

/**
 * The part of a step's matrix besides the rows: {@code A = E + growth · BᵀB}, E diagonal with one
 * number for the components of u and one for the rest.
 */
final class StiffShift {

  /** {@code 1/(hγ) + ds/dσ}, on the components of u. */
  double tangent;

  /** {@code 1/(hγ)}, on s and on what is only integrated. */
  double radial;

  /** {@code e^{Lh ds/dσ}}, by which β grows over the step. */
  double growth;

  StiffShift() {}

  /** For a step h of a method with the given diagonal coefficient. */
  void set(double h, double diagonal, double degree, double radialRate) {
    double inverseStep = 1 / (h * diagonal);
    growth = StrictMath.exp(degree * h * radialRate);
    tangent = inverseStep + radialRate;
    radial = inverseStep;
  }
}
