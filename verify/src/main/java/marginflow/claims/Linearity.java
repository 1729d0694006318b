package marginflow.claims;

import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/** How far a network is from a linear function on two-dimensional data. */
final class Linearity {

  private Linearity() {}

  /** {@code min_β ‖Φ − Xβ‖ / ‖Φ‖} over the samples, by the normal equations in two unknowns. */
  static double defect(Laboratory lab, Setup setup, double[] theta) {
    Dataset data = setup.data();
    MarginModel model = Models.bind(setup.net(), data, lab.kernels());
    double size = Problems.norm(theta);
    model.evaluate(java.util.Arrays.stream(theta).map(v -> v / size).toArray());
    double[] f = new double[data.n()];
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xf = 0;
    double yf = 0;
    for (int i = 0; i < f.length; i++) {
      f[i] = data.y()[i] * model.margins()[i];
      double a = data.x().get(i, 0);
      double b = data.x().get(i, 1);
      xx += a * a;
      xy += a * b;
      yy += b * b;
      xf += a * f[i];
      yf += b * f[i];
    }
    double determinant = xx * yy - xy * xy;
    double first = (yy * xf - xy * yf) / determinant;
    double second = (xx * yf - xy * xf) / determinant;
    double[] rest = new double[f.length];
    for (int i = 0; i < f.length; i++) {
      rest[i] = f[i] - first * data.x().get(i, 0) - second * data.x().get(i, 1);
    }
    return Problems.norm(rest) / Problems.norm(f);
  }
}
