package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Some ReLU units that cross the surface of the sample (1, 0), z being their first weight. */
class CrossingOrderTest {

  private static final double TOLERANCE = 1e-6;

  /** Of a step in which these weights go from −0.1 to 0.1, each more by its offset. */
  private static CrossingOrder order(double... offsets) {
    int units = offsets.length;
    KinkScene scene =
        new KinkScene("relu:2-" + units + "-1", new double[][] {{1, 0}, {1, 1}}, 1, 1);
    scene.at(theta(-0.1, offsets));
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(theta(0.1, offsets));
    detector.judge(scene.start, scene.at, 1, true);
    assertEquals(units, detector.count());
    for (int v = 0; v < units; v++) {
      assertEquals(v, scene.model.kinks().unit(detector.kink(v)));
    }
    CrossingOrder order = new CrossingOrder(detector);
    order.list(1);
    order.sort();
    return order;
  }

  private static double[] theta(double from, double[] offsets) {
    double[] theta = new double[3 * offsets.length];
    for (int k = 0; k < offsets.length; k++) {
      theta[2 * k] = from + offsets[k];
      theta[2 * k + 1] = 1;
      theta[2 * offsets.length + k] = 0.5;
    }
    return theta;
  }

  @Test
  void theFirstComesFirst() {
    CrossingOrder order = order(-0.05, 0.05, 0);
    assertEquals(3, order.count());
    assertEquals(1, order.at(0));
    assertEquals(2, order.at(1));
    assertEquals(0, order.at(2));
    assertTrue(order.time(0) < order.time(1) && order.time(1) < order.time(2));
    for (int i = 0; i < 3; i++) {
      assertEquals(i + 1, order.endOfTie(i, 1));
    }
  }

  /** The tolerance decides what is one time: a shift of 1e-8 is a share of 5e-8. */
  @Test
  void whatCrossesTogether() {
    CrossingOrder order = order(0, -0.05, 1e-8, 1e-4);
    assertEquals(3, order.at(0), "1e-4 ahead");
    assertEquals(1, order.endOfTie(0, 1));
    assertEquals(3, order.endOfTie(1, 1));
    assertEquals(4, order.endOfTie(3, 1));
  }

  /** Kinks of one unit have an order however near they are. */
  @Test
  void whatOneUnitCrosses() {
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {1, 1e-9}, {9, 1}}, 1, 1, 1);
    scene.at(-0.1, 1, 0.5);
    EventDetector detector = scene.detector(TOLERANCE);
    detector.begin(scene.at);
    scene.frozenAt(0.1, 1, 0.5);
    detector.judge(scene.start, scene.at, 1, true);
    CrossingOrder order = new CrossingOrder(detector);
    order.list(1);
    order.sort();
    assertEquals(2, order.count());
    assertEquals(1, order.endOfTie(0, 1));
  }

  @Test
  void aTimeThatIsMovedSortsAnew() {
    CrossingOrder order = order(0.05, 0);
    order.setTime(0, 1);
    order.sort();
    assertEquals(1, order.at(0));
    assertEquals(1, order.time(1), 0);
  }
}
