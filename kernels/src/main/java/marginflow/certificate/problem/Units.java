package marginflow.certificate.problem;

import java.util.ArrayList;
import java.util.List;
import marginflow.network.Architecture;
import marginflow.network.LayerShape;

/** The hidden units of a network as sets of coordinates of θ: what comes in and what goes out. */
public final class Units {

  private Units() {}

  /** Coordinates of each hidden unit; empty for filters and pools. */
  public static List<int[]> of(Architecture architecture) {
    return switch (Structure.of(architecture)) {
      case Structure.Diagonal diagonal -> coordinates(architecture.layers());
      case Structure.Filtered filtered -> List.of();
      case Structure.Other other -> List.of();
      default -> dense(architecture.layers());
    };
  }

  private static List<int[]> coordinates(List<LayerShape> layers) {
    List<int[]> units = new ArrayList<>();
    for (int j = 0; j < layers.getFirst().size(); j++) {
      int coordinate = j;
      units.add(layers.stream().mapToInt(layer -> layer.offset() + coordinate).toArray());
    }
    return units;
  }

  private static List<int[]> dense(List<LayerShape> layers) {
    List<int[]> units = new ArrayList<>();
    for (int l = 0; l + 1 < layers.size(); l++) {
      LayerShape in = layers.get(l);
      LayerShape out = layers.get(l + 1);
      for (int k = 0; k < in.rows(); k++) {
        int[] unit = new int[in.cols() + out.rows()];
        for (int j = 0; j < in.cols(); j++) {
          unit[j] = in.offset() + k * in.cols() + j;
        }
        for (int o = 0; o < out.rows(); o++) {
          unit[in.cols() + o] = out.offset() + o * out.cols() + k;
        }
        units.add(unit);
      }
    }
    return units;
  }
}
