package marginflow.reference;

import java.util.ArrayList;
import java.util.List;
import marginflow.network.Architecture;
import marginflow.network.FullyConnected;
import marginflow.network.LayerShape;

/** Writes architectures out unit by unit: from their descriptions, not by their code. */
public final class Wirings {

  private Wirings() {}

  /**
   * The wiring of an architecture.
   *
   * @throws IllegalArgumentException if there is no twin of it yet
   */
  public static Wiring of(Architecture architecture) {
    if (architecture instanceof FullyConnected net) {
      List<Integer> widths = new ArrayList<>(List.of(net.inputs()));
      for (LayerShape layer : net.layers()) {
        widths.add(layer.rows());
      }
      int[] sizes = widths.stream().mapToInt(Integer::intValue).toArray();
      return Wiring.fullyConnected(sizes, !net.slope().linear());
    }
    throw new IllegalArgumentException("no twin of the network " + architecture.spec());
  }
}
