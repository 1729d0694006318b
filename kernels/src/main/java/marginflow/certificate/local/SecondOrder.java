package marginflow.certificate.local;

import java.util.ArrayList;
import java.util.List;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.linalg.StopRequest;
import marginflow.linalg.SymmetricEigen;
import marginflow.linalg.UpdatedQr;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * The Hessian of the Lagrangian, {@code H = I − Σ λ_i ∇²q_i}, on the subspace that leaves the
 * support rows and their kinks unchanged to first order. Positive definite there, a KKT point
 * without kinks is a strict local optimum; a negative eigenvalue is a path to better points.
 */
final class SecondOrder {

  /** Parameters up to which the Hessian is formed: a second's work for the eigenvalues. */
  static final int LIMIT = 256;

  private final MarginModel model;
  private final KktAnalysis kkt;

  SecondOrder(MarginModel model, KktAnalysis kkt) {
    this.model = model;
    this.kkt = kkt;
  }

  /**
   * The eigenvalues on that subspace, with eigenvectors in all coordinates.
   *
   * @param positive kinks on their surface to be taken on their positive side
   */
  SymmetricEigen spectrum(UpdatedQr normals, int... positive) {
    int parameters = model.parameters();
    List<double[]> basis = complement(normals, parameters);
    double[] lambda = kkt.lambdaOfAllRows();
    kkt.holdPattern(model);
    for (int kink : positive) {
      model.kinks().setPositive(kink, true);
    }
    model.evaluateFrozen(kkt.point().theta());
    double[][] hessian = new double[basis.size()][basis.size()];
    double[] curved = new double[parameters];
    for (int a = 0; a < basis.size(); a++) {
      StopRequest.check();
      model.hessianVector(lambda, basis.get(a), curved);
      for (int b = 0; b < basis.size(); b++) {
        hessian[a][b] = (a == b ? 1 : 0) - Vectors.dot(curved, basis.get(b));
      }
    }
    for (int a = 0; a < hessian.length; a++) {
      for (int b = 0; b < a; b++) {
        double mean = (hessian[a][b] + hessian[b][a]) / 2;
        hessian[a][b] = mean;
        hessian[b][a] = mean;
      }
    }
    SymmetricEigen reduced = SymmetricEigen.of(hessian);
    double[][] vectors = new double[basis.size()][];
    for (int k = 0; k < vectors.length; k++) {
      vectors[k] = new double[parameters];
      for (int b = 0; b < vectors.length; b++) {
        Vectors.addScaled(reduced.vectors()[k][b], basis.get(b), vectors[k]);
      }
    }
    return new SymmetricEigen(reduced.values(), vectors);
  }

  private static List<double[]> complement(UpdatedQr normals, int parameters) {
    List<double[]> basis = new ArrayList<>();
    for (int j = 0; j < parameters; j++) {
      double[] v = new double[parameters];
      StopRequest.check();
      v[j] = 1;
      for (int pass = 0; pass < 2; pass++) {
        normals.project(v);
        for (double[] b : basis) {
          Vectors.addScaled(-Vectors.dot(b, v), b, v);
        }
      }
      double left = Vectors.norm(v);
      // Below this the rest is rounding; a direction lost here is found through a later axis.
      if (left > 1e-8) {
        basis.add(Vectors.scaled(1 / left, v));
      }
    }
    return basis;
  }
}
