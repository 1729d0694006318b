package marginflow.reference;

import java.util.List;
import marginflow.network.Dataset;
import marginflow.reference.Wiring.Term;
import marginflow.reference.Wiring.Unit;
import org.jspecify.annotations.Nullable;

/**
 * The naive twin of a margin model: margins {@code q_i(θ) = y_i Φ(θ; x_i)} of a written-out network
 * on data.
 *
 * @param wiring the network
 * @param data the samples
 * @param slope slope α of {@code φ(z) = max(z, αz)} on the negative side
 */
public record ReferenceModel(Wiring wiring, Dataset data, double slope) {

  /** Checks that network and data fit. */
  public ReferenceModel {
    if (data.d() != wiring.inputs()) {
      throw new IllegalArgumentException(
          "the network reads %d inputs, the data has %d".formatted(wiring.inputs(), data.d()));
    }
  }

  /** Whether a kinked unit is on its positive side for a sample; units counted among the kinked. */
  @FunctionalInterface
  public interface Pattern {
    /** The side of one pair. */
    boolean positive(int sample, int kinkedUnit);
  }

  /** Evaluates at θ with the pattern that the signs there give: positive when z &gt; 0. */
  public ReferenceEvaluation evaluate(double[] theta) {
    return run(theta, null);
  }

  /** Evaluates at θ with a given pattern, whatever the signs of the pre-activations. */
  public ReferenceEvaluation evaluate(double[] theta, Pattern pattern) {
    return run(theta, pattern);
  }

  private ReferenceEvaluation run(double[] theta, @Nullable Pattern given) {
    int n = data.n();
    List<Unit> units = wiring.units();
    Bounded[] weights = new Bounded[theta.length];
    for (int k = 0; k < theta.length; k++) {
      weights[k] = Bounded.exact(theta[k]);
    }
    Bounded[][] nodes = new Bounded[n][wiring.inputs() + units.size()];
    Bounded[][] kinks = new Bounded[n][wiring.kinkedUnits()];
    boolean[][] positive = new boolean[n][wiring.kinkedUnits()];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < wiring.inputs(); j++) {
        nodes[i][j] = Bounded.exact(data.x().get(i, j));
      }
      int kink = 0;
      for (int k = 0; k < units.size(); k++) {
        Bounded z = preactivation(units.get(k), weights, nodes[i]);
        if (units.get(k).kinked()) {
          kinks[i][kink] = z;
          positive[i][kink] = given == null ? z.value().hi() > 0 : given.positive(i, kink);
          z = positive[i][kink] ? z : z.times(slope);
          kink++;
        }
        nodes[i][wiring.inputs() + k] = z;
      }
    }
    return new ReferenceEvaluation(this, weights, nodes, kinks, positive);
  }

  private static Bounded preactivation(Unit unit, Bounded[] weights, Bounded[] nodes) {
    BoundedSum z = new BoundedSum();
    for (Term t : unit.terms()) {
      Bounded weight = pick(weights, t.parameter(), 1);
      z.add(weight.times(pick(nodes, t.node(), 1)).times(t.coefficient()));
    }
    return z.bounded();
  }

  /** An element, or the given value for the index of the constant. */
  static Bounded pick(Bounded[] values, int index, double constant) {
    return index == Term.ONE ? Bounded.exact(constant) : values[index];
  }
}
