package marginflow.network.layered;

import java.util.List;

/**
 * Numbers of kinks: gate by gate from the input on, sample by sample, unit by unit. Says of a kink
 * its gate, row and unit, and of a gate its stage and where its kinks and units begin.
 */
final class KinkNumbering {

  private final Gate[] gates;
  private final int[] stages;
  private final int[] firstKink;
  private final int[] firstUnit;

  /**
   * Numbers the kinks of a net.
   *
   * @param stages of the net, from the input on
   * @param rows samples
   * @throws ArithmeticException if there are more kinks than an int can count
   */
  KinkNumbering(List<Stage> stages, int rows) {
    int count = (int) stages.stream().filter(Gate.class::isInstance).count();
    this.gates = new Gate[count];
    this.stages = new int[count];
    firstKink = new int[count + 1];
    firstUnit = new int[count + 1];
    int g = 0;
    for (int s = 0; s < stages.size(); s++) {
      if (stages.get(s) instanceof Gate gate) {
        gates[g] = gate;
        this.stages[g] = s;
        firstKink[g + 1] = firstKink[g] + Math.multiplyExact(rows, gate.units());
        firstUnit[g + 1] = firstUnit[g] + gate.units();
        g++;
      }
    }
  }

  /** Number of kinks. */
  int size() {
    return firstKink[gates.length];
  }

  /** Number of gates. */
  int gates() {
    return gates.length;
  }

  /** A gate. */
  Gate gate(int g) {
    return gates[g];
  }

  /** Stage of a gate. */
  int stage(int g) {
    return stages[g];
  }

  /** First kink of a gate; for the number of gates, the number of kinks. */
  int first(int g) {
    return firstKink[g];
  }

  /** Units of the widest gate. */
  int widest() {
    int widest = 0;
    for (Gate gate : gates) {
      widest = Math.max(widest, gate.units());
    }
    return widest;
  }

  /** Gate of a kink. */
  int gateOf(int kink) {
    int g = 0;
    while (kink >= firstKink[g + 1]) {
      g++;
    }
    return g;
  }

  /** Sample of a kink. */
  int row(int kink) {
    int g = gateOf(kink);
    return (kink - firstKink[g]) / gates[g].units();
  }

  /** Unit of a kink, numbered through all gates. */
  int unit(int kink) {
    int g = gateOf(kink);
    return firstUnit[g] + unitIn(g, kink);
  }

  /** Unit of a kink within its gate. */
  int unitIn(int g, int kink) {
    return (kink - firstKink[g]) % gates[g].units();
  }
}
