package marginflow.network.layered;

import java.util.List;
import marginflow.array.Matrix;

/**
 * What a batch leaves behind on its way through the stages: the input of every stage and the output
 * of the last, and derivatives with respect to them.
 */
final class Tape {
  /** Entry s is the input of stage s; the last entry is the network's output. */
  final Matrix[] values;

  /** Makes room for a batch; the input of stage 0 is left to the owner where it is not wanted. */
  Tape(int rows, List<? extends Stage> stages, boolean withInput) {
    values = new Matrix[stages.size() + 1];
    for (int s = 0; s < stages.size(); s++) {
      values[s] = Matrix.zeros(s > 0 || withInput ? rows : 0, stages.get(s).inputs());
    }
    values[stages.size()] = Matrix.zeros(rows, stages.getLast().outputs());
  }
}
