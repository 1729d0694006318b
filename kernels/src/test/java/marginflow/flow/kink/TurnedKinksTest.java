package marginflow.flow.kink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/** Jumps of one ReLU unit on (1, 0) and (0, 1), whose normals are the unit vectors. */
class TurnedKinksTest {

  private final KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}}, 1, 1).at(1, 1, 1);
  private final TurnedKinks turned = new TurnedKinks(scene.model.kinks());

  @Test
  void theirJumpsAreTakenOff() {
    turned.add(0, 0.25);
    turned.add(1, -2);
    double[] force = {1, 1, 1};
    turned.subtractFrom(force);
    assertArrayEquals(new double[] {0.75, 3, 1}, force);
    turned.subtractFrom(force);
    assertArrayEquals(new double[] {0.5, 5, 1}, force, "as often as it is asked for");
  }

  @Test
  void moreThanFitAtFirst() {
    for (int i = 0; i < 40; i++) {
      turned.add(i % 2, 1);
    }
    double[] force = new double[3];
    turned.subtractFrom(force);
    assertArrayEquals(new double[] {-20, -20, 0}, force);
    turned.clear();
    turned.subtractFrom(force);
    assertArrayEquals(new double[] {-20, -20, 0}, force, "none is left");
  }
}
