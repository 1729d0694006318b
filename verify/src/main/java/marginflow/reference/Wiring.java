package marginflow.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * A network written out unit by unit. The nodes of a sample are numbered: the inputs first, 0 to d
 * − 1, then the units in the order of evaluation; the last unit is the output Φ. A unit is a sum of
 * terms {@code θ_parameter · node}, through φ if it has a kink.
 *
 * @param inputs number of input features d
 * @param parameters number of parameters P
 * @param units the units in the order of evaluation
 */
public record Wiring(int inputs, int parameters, List<Unit> units) {

  /**
   * One summand {@code coefficient · θ_parameter · node} of a unit.
   *
   * @param parameter index into θ, or {@link #ONE} for the constant 1
   * @param node index of an input or earlier unit, or {@link #ONE} for the constant 1
   * @param coefficient a fixed factor
   */
  public record Term(int parameter, int node, double coefficient) {
    /** In place of an index: the constant 1. */
    public static final int ONE = -1;
  }

  /**
   * One unit.
   *
   * @param terms its summands
   * @param kinked whether φ is applied to the sum
   */
  public record Unit(List<Term> terms, boolean kinked) {}

  /** Checks that every term refers to something that exists. */
  public Wiring {
    units = List.copyOf(units);
    for (int k = 0; k < units.size(); k++) {
      for (Term t : units.get(k).terms()) {
        if (t.node() >= inputs + k || t.parameter() >= parameters) {
          throw new IllegalArgumentException("unit %d: %s is out of range".formatted(k, t));
        }
      }
    }
  }

  /** Number of units with a kink, over all layers. */
  public int kinkedUnits() {
    return (int) units.stream().filter(Unit::kinked).count();
  }

  /**
   * A fully connected network: every unit of a layer sees every unit of the one before; weight
   * matrices follow each other in θ, out × in, row-major; the last layer is linear.
   *
   * @param widths d, the hidden widths, and 1
   * @param kinked whether the hidden units have a kink
   */
  public static Wiring fullyConnected(int[] widths, boolean kinked) {
    List<Unit> units = new ArrayList<>();
    int parameter = 0;
    int node = 0;
    for (int layer = 1; layer < widths.length; layer++) {
      for (int o = 0; o < widths[layer]; o++) {
        List<Term> terms = new ArrayList<>();
        for (int j = 0; j < widths[layer - 1]; j++) {
          terms.add(new Term(parameter++, node + j, 1));
        }
        units.add(new Unit(terms, kinked && layer < widths.length - 1));
      }
      node += widths[layer - 1];
    }
    return new Wiring(widths[0], parameter, units);
  }

  /**
   * A diagonal linear network {@code Φ = Σ_j x_j Π_l θ_lj}: depth D vectors of length d follow each
   * other in θ, the last of them summing.
   */
  public static Wiring diagonal(int inputs, int depth) {
    List<Unit> units = new ArrayList<>();
    for (int layer = 0; layer < depth - 1; layer++) {
      for (int j = 0; j < inputs; j++) {
        int cell = layer * inputs + j;
        units.add(new Unit(List.of(new Term(cell, cell, 1)), false));
      }
    }
    List<Term> output = new ArrayList<>();
    for (int j = 0; j < inputs; j++) {
      int cell = (depth - 1) * inputs + j;
      output.add(new Term(cell, cell, 1));
    }
    units.add(new Unit(output, false));
    return new Wiring(inputs, inputs * depth, units);
  }
}
