package marginflow.certificate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the neurons of a two-layer network would settle if each kept its place (derived).
 *
 * <p>A neuron's output is fixed by its direction v, sign σ and weight t = |a| ‖w‖, and a flow's
 * limit has {@code h_k = Σ λ_i y_i s_ik x_i} of norm 1 for every neuron that stays: those with less
 * wither like ρ^(r−1), slowly where r is near 1, and the others grow. That limit solves the convex
 * program {@code min Σ t} of {@link TwoLayerMargins} with every v confined to its neuron's cell:
 * the sides of the rows for which its output is convex are kept, across the others it may move, as
 * the flow may. Columns are generated cell by cell; Newton's method of {@link Polish} does the
 * rest.
 */
final class CellProgram {

  /** Relative accuracy of the program: near enough for Newton's method to finish. */
  private static final double CLOSED = 1e-9;

  /** Rounds of column generation, each a column per cell: beyond this the cells do not settle. */
  private static final int ROUNDS = 200;

  /** Neurons of one sign whose inputs from all samples have the same sides. */
  private static final class Cell {
    private final int sign;
    private final boolean[] sides;
    private final List<Integer> neurons = new ArrayList<>();
    private final double[] u;

    Cell(int sign, boolean[] sides, int inputs) {
      this.sign = sign;
      this.sides = sides;
      this.u = new double[inputs];
    }
  }

  private record Atom(Cell cell, double[] v, double[] column) {}

  private final SignedPoints data;
  private final Structure.TwoLayer net;
  private final Neurons neurons;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Atom> atoms = new ArrayList<>();

  private CellProgram(SignedPoints data, Structure.TwoLayer net, double[] theta) {
    this.data = data;
    this.net = net;
    this.neurons = Neurons.of(theta, net);
    Map<String, Cell> byKey = new LinkedHashMap<>();
    for (int k = 0; k < net.width(); k++) {
      double[] w = neurons.w().get(k);
      double size = Vectors.norm(w);
      if (size > 0 && neurons.a()[k] != 0) {
        double[] v = Vectors.scaled(1 / size, w);
        int sign = neurons.a()[k] > 0 ? 1 : -1;
        boolean[] sides = sides(v);
        Cell cell =
            byKey.computeIfAbsent(
                sign + java.util.Arrays.toString(sides), x -> new Cell(sign, sides, net.inputs()));
        cell.neurons.add(k);
        if (atoms.stream().noneMatch(atom -> atom.cell() == cell && parallel(atom.v(), v))) {
          atoms.add(atom(cell, v));
        }
      }
    }
    cells.addAll(byKey.values());
  }

  /** Columns nearer than this would make the linear program's pivots rounding errors. */
  private static boolean parallel(double[] u, double[] v) {
    return Vectors.dot(u, v) > 1 - 1e-8;
  }

  /** The settled θ, with neurons of weight zero where they wither; empty if nothing settles. */
  static Optional<double[]> settle(SignedPoints data, Structure.TwoLayer net, double[] theta) {
    return new CellProgram(data, net, theta).run();
  }

  private boolean[] sides(double[] v) {
    boolean[] sides = new boolean[data.n()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = Vectors.dot(v, data.x().get(i)) > 0;
    }
    return sides;
  }

  private Atom atom(Cell cell, double[] v) {
    double[] column = new double[data.n()];
    for (int i = 0; i < column.length; i++) {
      double z = Vectors.dot(v, data.x().get(i));
      column[i] = cell.sign * data.y()[i] * Math.max(z, net.alpha() * z);
    }
    return new Atom(cell, v, column);
  }

  private Optional<double[]> run() {
    for (int round = 0; round < ROUNDS; round++) {
      var program = PackingProgram.solve(atoms.stream().map(Atom::column).toList(), data.n());
      if (program.isEmpty()) {
        return Optional.empty();
      }
      boolean closed = true;
      for (Cell cell : cells) {
        Optional<double[]> better = better(cell, program.get().lambda());
        if (better.isPresent()) {
          atoms.add(atom(cell, better.get()));
          closed = false;
        }
      }
      if (closed) {
        return Optional.of(theta(program.get().t()));
      }
    }
    return Optional.empty();
  }

  /** The direction in the cell that gains most, if it gains more than it costs. */
  private Optional<double[]> better(Cell cell, double[] lambda) {
    double[] c = new double[lambda.length];
    List<Byte> kept = new ArrayList<>();
    for (int i = 0; i < c.length; i++) {
      c[i] = cell.sign * lambda[i] * data.y()[i];
      if (c[i] != 0) {
        kept.add((byte) (c[i] < 0 ? 0 : cell.sides[i] ? 1 : -1));
      }
    }
    DualFunction f = DualFunction.of(data.x(), c, net.alpha());
    byte[] signs = new byte[kept.size()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = kept.get(i);
    }
    double[] v = new DualSearch(f).maximizer(signs);
    double norm = Vectors.norm(v);
    if (!(norm > 1 + CLOSED)) {
      return Optional.empty();
    }
    return Optional.of(f.lift(Vectors.scaled(1 / norm, v)));
  }

  /** Each cell's weight, shared among its neurons as it was. */
  private double[] theta(double[] t) {
    for (int j = 0; j < t.length; j++) {
      Vectors.addScaled(t[j], atoms.get(j).v(), atoms.get(j).cell().u);
    }
    double[] theta = new double[net.width() * (net.inputs() + 1)];
    for (Cell cell : cells) {
      double weight = Vectors.norm(cell.u);
      double before = 0;
      for (int k : cell.neurons) {
        before += Math.abs(neurons.a()[k]) * Vectors.norm(neurons.w().get(k));
      }
      for (int k : cell.neurons) {
        double share = Math.abs(neurons.a()[k]) * Vectors.norm(neurons.w().get(k)) / before;
        double root = Math.sqrt(weight * share);
        theta[net.width() * net.inputs() + k] = cell.sign * root;
        for (int j = 0; weight > 0 && j < net.inputs(); j++) {
          theta[k * net.inputs() + j] = root * cell.u[j] / weight;
        }
      }
    }
    return theta;
  }
}
