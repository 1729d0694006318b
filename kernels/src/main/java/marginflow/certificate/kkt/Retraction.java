package marginflow.certificate.kkt;

import java.util.ArrayList;
import java.util.List;
import marginflow.linalg.StopRequest;
import marginflow.linalg.UpdatedQr;
import marginflow.linalg.Vectors;
import marginflow.network.MarginModel;

/**
 * Brings a point near a KKT point back to {@code q_i = 1} on the support and {@code z = 0} on the
 * kinks that are to be kept, by steps of least length with the normals of the KKT point (a chord
 * method: each step shrinks the violation in proportion to the distance).
 */
public final class Retraction {

  private final MarginModel model;
  private final List<TightCone.Jump> kinks = new ArrayList<>();
  private final UpdatedQr qr;
  private final List<Integer> rows = new ArrayList<>();

  /**
   * Prepares the normals.
   *
   * @param keepKinks whether the kinks at the support rows are to be kept
   */
  public Retraction(MarginModel model, KktAnalysis kkt, boolean keepKinks) {
    this.model = model;
    this.qr = new UpdatedQr(model.parameters());
    for (int t : kkt.supportIndices()) {
      StopRequest.check();
      TightCone.Row row = kkt.rows().get(t);
      if (qr.append(row.base())) {
        rows.add(row.row());
      }
    }
    if (keepKinks) {
      for (int t : kkt.supportIndices()) {
        for (TightCone.Jump kink : kkt.rows().get(t).kinks()) {
          StopRequest.check();
          if (qr.append(kink.normal())) {
            kinks.add(kink);
          }
        }
      }
    }
  }

  /** The constraint normals' factorization. */
  public UpdatedQr normals() {
    return qr;
  }

  /** The retracted point. */
  public double[] apply(double[] start) {
    double[] theta = start.clone();
    double before = Double.POSITIVE_INFINITY;
    while (true) {
      StopRequest.check();
      double[] wanted = violations(theta);
      double size = Vectors.norm(wanted);
      if (!(size < before / 2)) {
        return theta;
      }
      before = size;
      Vectors.addScaled(1, qr.leastNorm(wanted), theta);
    }
  }

  private double[] violations(double[] theta) {
    model.evaluate(theta);
    double[] wanted = new double[qr.columns()];
    for (int c = 0; c < rows.size(); c++) {
      wanted[c] = 1 - model.margins()[rows.get(c)];
    }
    for (int k = 0; k < kinks.size(); k++) {
      wanted[rows.size() + k] =
          -model.kinks().values()[kinks.get(k).kink()] * kinks.get(k).sensitivity();
    }
    return wanted;
  }
}
