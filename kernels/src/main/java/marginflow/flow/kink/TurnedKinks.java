package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.network.KinkGeometry;

/** Kinks that changed side at the end of a step, and the jumps of the force towards the new one. */
final class TurnedKinks {

  private final KinkGeometry kinks;
  private int[] turned = new int[16];
  private double[] jumps = new double[16];
  private int count;

  TurnedKinks(KinkGeometry kinks) {
    this.kinks = kinks;
  }

  /** None has. */
  void clear() {
    count = 0;
  }

  /** One more has. */
  void add(int kink, double jump) {
    if (count == turned.length) {
      turned = Arrays.copyOf(turned, 2 * count);
      jumps = Arrays.copyOf(jumps, 2 * count);
    }
    turned[count] = kink;
    jumps[count++] = jump;
  }

  /**
   * Takes their jumps off a force.
   *
   * @param force length P, updated
   */
  void subtractFrom(double[] force) {
    for (int i = 0; i < count; i++) {
      jumps[i] = -jumps[i];
    }
    kinks.addNormals(turned, jumps, count, force);
    for (int i = 0; i < count; i++) {
      jumps[i] = -jumps[i];
    }
  }
}
