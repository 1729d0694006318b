package marginflow.certificate.kkt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import marginflow.array.Matrix;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.kernel.KernelSelector;
import marginflow.linalg.Vectors;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** V10's point: neurons (0, a) and (1, 0), the second sample on the kink of the first neuron. */
class RetractionTest {

  private static final double A = 1 / Math.sqrt(Math.sqrt(3) / 2);

  private final MarginModel model =
      Models.bind(
          Architectures.parse("relu:2-2-1"),
          new Dataset(
              Matrix.of(new double[][] {{-0.5, Math.sqrt(3) / 2}, {1, 0}}), new double[] {1, 1}),
          KernelSelector.select("scalar", 1));

  private final KktAnalysis kkt =
      KktAnalysis.of(
          model, ScaledPoint.of(model, new double[] {0, A, 1, 0, A, 1}).orElseThrow(), 1e-9);

  private double[] moved(double distance) {
    double[] theta = kkt.point().theta().clone();
    double[] by = {-0.3, -0.8, 0.5, 0.2, 0.7, -0.6};
    Vectors.addScaled(distance, by, theta);
    return theta;
  }

  private double worst(double[] theta, boolean atKink) {
    model.evaluate(theta);
    double q = Math.max(Math.abs(model.margins()[0] - 1), Math.abs(model.margins()[1] - 1));
    int kink = kkt.rows().get(1).kinks().getFirst().kink();
    return atKink ? Math.max(q, Math.abs(model.kinks().values()[kink])) : q;
  }

  @Test
  void normalsAreThoseOfRowsAndKinks() {
    assertEquals(2, new Retraction(model, kkt, false).normals().columns());
    assertEquals(3, new Retraction(model, kkt, true).normals().columns());
  }

  /** To rounding, where the chord method ends; the way there is as long as the violation. */
  @Test
  void bringsAPointBack() {
    Retraction retraction = new Retraction(model, kkt, true);
    for (double distance : new double[] {1e-2, 1e-4, 1e-8}) {
      double[] start = moved(distance);
      double[] end = retraction.apply(start);
      assertTrue(worst(end, true) < 1e-14, distance + ": " + worst(end, true));
      assertTrue(Vectors.norm(Vectors.minus(end, start)) < 3 * distance);
      // Of least length: nothing along what leaves all constraints as they are.
      double[] tangent = Vectors.minus(end, start);
      retraction.normals().project(tangent);
      assertTrue(Vectors.norm(tangent) < 1e-14, "distance " + distance);
    }
  }

  /** Without its kinks a point stays off them. */
  @Test
  void leavesKinksWhereTheyAre() {
    double[] start = moved(1e-3);
    double[] end = new Retraction(model, kkt, false).apply(start);
    assertTrue(worst(end, false) < 1e-6, "chords bend at the kink");
    assertTrue(worst(end, true) > 1e-5);
    assertNotEquals(start[0], end[0]);
    assertEquals(moved(1e-3)[0], start[0], 0, "the start is not touched");
  }
}
