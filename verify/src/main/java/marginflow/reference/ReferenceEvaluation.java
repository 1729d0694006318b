package marginflow.reference;

import java.util.Arrays;
import java.util.List;
import marginflow.reference.Wiring.Term;
import marginflow.reference.Wiring.Unit;

/**
 * A {@link ReferenceModel} at one θ with one pattern: its margins and every derivative of them,
 * each by the chain rule unit by unit. With the pattern held, all of these are polynomials in θ.
 */
public final class ReferenceEvaluation {

  private final ReferenceModel model;
  private final List<Unit> units;
  private final int inputs;
  private final Bounded[] theta;
  private final Bounded[][] nodes;
  private final Bounded[][] kinks;
  private final boolean[][] positive;

  ReferenceEvaluation(
      ReferenceModel model,
      Bounded[] theta,
      Bounded[][] nodes,
      Bounded[][] kinks,
      boolean[][] positive) {
    this.model = model;
    this.units = model.wiring().units();
    this.inputs = model.wiring().inputs();
    this.theta = theta;
    this.nodes = nodes;
    this.kinks = kinks;
    this.positive = positive;
  }

  /** Margins q, length n. */
  public Bounded[] margins() {
    Bounded[] q = new Bounded[nodes.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = nodes[i][output()].times(label(i));
    }
    return q;
  }

  /** Pre-activation z of a sample's kinked unit. */
  public Bounded kink(int sample, int kinkedUnit) {
    return kinks[sample][kinkedUnit];
  }

  /** The side the pattern puts a sample's kinked unit on. */
  public boolean positive(int sample, int kinkedUnit) {
    return positive[sample][kinkedUnit];
  }

  /** Vector–Jacobian product {@code Σ_i weights_i ∇q_i}, length P. */
  public Bounded[] vjp(double[] weights) {
    BoundedSum[] gradient = sums(theta.length);
    for (int i = 0; i < nodes.length; i++) {
      BoundedSum[] adjoint = sums(nodes[i].length);
      adjoint[output()].add(Bounded.exact(weights[i]).times(label(i)));
      backward(i, adjoint, units.size() - 1, gradient);
    }
    return bounded(gradient);
  }

  /** One row {@code ∇q_i} of the Jacobian, length P. */
  public Bounded[] rowGradient(int sample) {
    BoundedSum[] gradient = sums(theta.length);
    BoundedSum[] adjoint = sums(nodes[sample].length);
    adjoint[output()].add(Bounded.exact(label(sample)));
    backward(sample, adjoint, units.size() - 1, gradient);
    return bounded(gradient);
  }

  /** Jacobian–vector product {@code ∇q_i · direction} for all i. */
  public Bounded[] jvp(double[] direction) {
    Bounded[] out = new Bounded[nodes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = tangent(i, exact(direction), true)[output()].times(label(i));
    }
    return out;
  }

  /** Tangent Gram matrix {@code K_ab = ∇q_rows[a] · ∇q_rows[b]}. */
  public Bounded[][] gram(int[] rows) {
    Bounded[][] g = new Bounded[rows.length][];
    for (int a = 0; a < rows.length; a++) {
      g[a] = rowGradient(rows[a]);
    }
    Bounded[][] k = new Bounded[rows.length][rows.length];
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < rows.length; b++) {
        k[a][b] = b < a ? k[b][a] : ReferenceProducts.dot(g[a], g[b]);
      }
    }
    return k;
  }

  /**
   * Hessian–vector product {@code Σ_i weights_i ∇²q_i direction}: the derivative of vjp along it.
   */
  public Bounded[] hessianVector(double[] weights, double[] direction) {
    BoundedSum[] out = sums(theta.length);
    Bounded[] v = exact(direction);
    for (int i = 0; i < nodes.length; i++) {
      Bounded[] dNodes = tangent(i, v, true);
      BoundedSum[] adjoint = sums(nodes[i].length);
      BoundedSum[] dAdjoint = sums(nodes[i].length);
      adjoint[output()].add(Bounded.exact(weights[i]).times(label(i)));
      int kink = kinks[i].length;
      for (int k = units.size() - 1; k >= 0; k--) {
        kink -= units.get(k).kinked() ? 1 : 0;
        Bounded delta = throughKink(i, k, kink, adjoint[inputs + k].bounded());
        Bounded dDelta = throughKink(i, k, kink, dAdjoint[inputs + k].bounded());
        toInputs(theta, 1, units.get(k), delta, adjoint);
        // The product rule: in each term θ · node · δ one factor at a time is differentiated.
        toInputs(theta, 1, units.get(k), dDelta, dAdjoint);
        toInputs(v, 0, units.get(k), delta, dAdjoint);
        toParameters(nodes[i], 1, units.get(k), dDelta, out);
        toParameters(dNodes, 0, units.get(k), delta, out);
      }
    }
    return bounded(out);
  }

  /** Velocities {@code ∇z · direction} of all kinked units of a sample. */
  public Bounded[] velocities(int sample, double[] direction) {
    Bounded[] dNodes = tangent(sample, exact(direction), false);
    Bounded[] out = new Bounded[kinks[sample].length];
    int kink = 0;
    for (int k = 0; k < units.size(); k++) {
      if (units.get(k).kinked()) {
        out[kink++] = dNodes[inputs + k];
      }
    }
    return out;
  }

  /** Sensitivities {@code ∂q_i / ∂φ(z)} of all kinked units of a sample. */
  public Bounded[] sensitivities(int sample) {
    BoundedSum[] adjoint = sums(nodes[sample].length);
    adjoint[output()].add(Bounded.exact(label(sample)));
    backward(sample, adjoint, units.size() - 1, sums(theta.length));
    Bounded[] out = new Bounded[kinks[sample].length];
    int kink = 0;
    for (int k = 0; k < units.size(); k++) {
      if (units.get(k).kinked()) {
        out[kink++] = adjoint[inputs + k].bounded();
      }
    }
    return out;
  }

  /** Normal {@code ∇z} of a sample's kinked unit, length P. */
  public Bounded[] normal(int sample, int kinkedUnit) {
    int unit = 0;
    for (int kink = 0; ; unit++) {
      if (units.get(unit).kinked() && kink++ == kinkedUnit) {
        break;
      }
    }
    BoundedSum[] gradient = sums(theta.length);
    BoundedSum[] adjoint = sums(nodes[sample].length);
    spread(sample, units.get(unit), Bounded.exact(1), adjoint, gradient);
    backward(sample, adjoint, unit - 1, gradient);
    return bounded(gradient);
  }

  private void backward(int sample, BoundedSum[] adjoint, int last, BoundedSum[] gradient) {
    int kink = 0;
    for (int k = 0; k <= last; k++) {
      kink += units.get(k).kinked() ? 1 : 0;
    }
    for (int k = last; k >= 0; k--) {
      kink -= units.get(k).kinked() ? 1 : 0;
      Bounded delta = throughKink(sample, k, kink, adjoint[inputs + k].bounded());
      spread(sample, units.get(k), delta, adjoint, gradient);
    }
  }

  private void spread(
      int sample, Unit unit, Bounded delta, BoundedSum[] adjoint, BoundedSum[] gradient) {
    toParameters(nodes[sample], 1, unit, delta, gradient);
    toInputs(theta, 1, unit, delta, adjoint);
  }

  /**
   * Adds {@code δ · node} to the slot of each term's parameter; {@code one} is the constant's
   * value.
   */
  private static void toParameters(
      Bounded[] values, double one, Unit unit, Bounded delta, BoundedSum[] gradient) {
    for (Term t : unit.terms()) {
      if (t.parameter() != Term.ONE) {
        Bounded node = pick(values, t.node(), one);
        gradient[t.parameter()].add(delta.times(node).times(t.coefficient()));
      }
    }
  }

  /** Adds {@code δ · θ_parameter} to the slot of each term's node; the data need none. */
  private void toInputs(
      Bounded[] weights, double one, Unit unit, Bounded delta, BoundedSum[] adjoint) {
    for (Term t : unit.terms()) {
      if (t.node() >= inputs) {
        Bounded weight = pick(weights, t.parameter(), one);
        adjoint[t.node()].add(delta.times(weight).times(t.coefficient()));
      }
    }
  }

  /** Derivatives of all nodes along v; of the kinked ones after φ, or before it. */
  private Bounded[] tangent(int sample, Bounded[] v, boolean afterKink) {
    Bounded[] after = new Bounded[nodes[sample].length];
    Bounded[] before = new Bounded[after.length];
    Arrays.fill(after, 0, inputs, Bounded.ZERO);
    int kink = 0;
    for (int k = 0; k < units.size(); k++) {
      BoundedSum sum = new BoundedSum();
      for (Term t : units.get(k).terms()) {
        Bounded moved = pick(v, t.parameter(), 0).times(pick(nodes[sample], t.node(), 1));
        Bounded carried = pick(theta, t.parameter(), 1).times(pick(after, t.node(), 0));
        sum.add(moved.times(t.coefficient())).add(carried.times(t.coefficient()));
      }
      before[inputs + k] = sum.bounded();
      after[inputs + k] = throughKink(sample, k, kink, sum.bounded());
      kink += units.get(k).kinked() ? 1 : 0;
    }
    return afterKink ? after : before;
  }

  private Bounded throughKink(int sample, int unit, int kink, Bounded x) {
    boolean flat = units.get(unit).kinked() && !positive[sample][kink];
    return flat ? x.times(model.slope()) : x;
  }

  private int output() {
    return inputs + units.size() - 1;
  }

  private double label(int sample) {
    return model.data().y()[sample];
  }

  private static Bounded pick(Bounded[] values, int index, double one) {
    return ReferenceModel.pick(values, index, one);
  }

  private static BoundedSum[] sums(int length) {
    BoundedSum[] sums = new BoundedSum[length];
    Arrays.setAll(sums, k -> new BoundedSum());
    return sums;
  }

  private static Bounded[] exact(double[] values) {
    return Arrays.stream(values).mapToObj(Bounded::exact).toArray(Bounded[]::new);
  }

  private static Bounded[] bounded(BoundedSum[] sums) {
    return Arrays.stream(sums).map(BoundedSum::bounded).toArray(Bounded[]::new);
  }
}
