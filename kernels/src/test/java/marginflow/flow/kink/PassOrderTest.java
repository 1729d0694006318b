package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One ReLU unit that crosses the surfaces of some samples, z going as w₁ does. */
class PassOrderTest {

  private static final double TOLERANCE = 1e-6;

  /** Of a step in which w₁ goes from −0.1 to 0.1, at shares of it that grow with the offsets. */
  private static PassOrder order(double... offsets) {
    double[][] x = new double[offsets.length + 1][];
    double[] labels = new double[x.length];
    for (int i = 0; i < offsets.length; i++) {
      x[i] = new double[] {1, -offsets[i]};
      labels[i] = 1;
    }
    // Drives the unit on, so that nothing slides.
    x[offsets.length] = new double[] {9, 1};
    labels[offsets.length] = 1;
    KinkScene scene = new KinkScene(x, labels);
    scene.at(-0.1, 1, 0.5);
    KinkScan scan = scene.scan(TOLERANCE);
    scan.begin(scene.y);
    double[] dy = scene.dy.clone();
    scene.frozenAt(0.1, 1, 0.5);
    scan.judge(dy, scene.y, scene.dy, 1, true);
    PassOrder order = new PassOrder(scan);
    order.list(1);
    order.sort();
    return order;
  }

  @Test
  void theFirstComesFirst() {
    PassOrder order = order(0.05, -0.05, 0);
    assertEquals(3, order.count());
    assertEquals(1, order.at(0));
    assertEquals(2, order.at(1));
    assertEquals(0, order.at(2));
    assertTrue(order.time(0) < order.time(1) && order.time(1) < order.time(2));
    for (int i = 0; i < 3; i++) {
      assertEquals(i + 1, order.endOfTie(i, 1));
    }
  }

  /** The tolerance decides what is one time. */
  @Test
  void whatCrossesTogether() {
    PassOrder order = order(0, 0.05, 1e-8, 1e-4);
    assertEquals(2, order.endOfTie(0, 1));
    assertEquals(3, order.endOfTie(2, 1));
    assertEquals(4, order.endOfTie(3, 1));
  }

  @Test
  void aTimeThatIsMovedSortsAnew() {
    PassOrder order = order(0, 0.05);
    order.setTime(0, 1);
    order.sort();
    assertEquals(1, order.at(0));
    assertEquals(1, order.time(1), 0);
  }
}
