package marginflow.certificate.kkt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import marginflow.certificate.problem.Neurons;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.linalg.Cone;
import marginflow.linalg.CoveringProgram;
import marginflow.linalg.NonNegativeLeastSquares;
import marginflow.linalg.ShortestCombination;
import marginflow.linalg.Span;
import marginflow.linalg.Vectors;
import marginflow.linalg.Workers;

/**
 * Where the neurons of a two-layer network would settle (derived).
 *
 * <p>A neuron's output is fixed by its direction v, sign σ and weight {@code t = |a| ‖w‖}, and a
 * flow's limit has {@code h_k = Σ λ_i y_i s_ik x_i} of norm 1 for every neuron that stays: those
 * with less wither like ρ^(r−1), slowly where r is near 1, and the others grow. That limit solves
 * the convex program {@code min Σ t} of the best margin of two layers with every v confined to its
 * neuron's cell: the sides of the rows for which its output is convex are kept, across the others
 * it may move, as the flow may. Columns are generated cell by cell. A neuron that ends on the edge
 * of its cell, pushed outwards, would cross in the flow: its cell becomes the next one. What
 * Newton's method of {@link Polish} is left with is rounding.
 */
final class FixedPatternProgram {

  /** Relative accuracy of the program: near enough for Newton's method to finish. */
  private static final double CLOSED = 1e-11;

  /** A cell whose gain falls short of 1 by less than this may be used: its direction is near. */
  private static final double STAYS = 1e-8;

  /** Rounds of column generation, each a column per cell: beyond this the cells do not settle. */
  private static final int ROUNDS = 400;

  /**
   * Multiply-adds at most: in a round a few for every cell, sample and input (or sample), and one
   * for every sample of a column as often as it is priced. Some two seconds.
   */
  private static final long WORK = 300_000_000;

  /** How often a round prices a column: once a pivot, of which most rounds take a few. */
  private static final long PRICINGS = 4;

  /** A push on an edge below this, against a gain of 1, is rounding. */
  private static final double EDGE = 1e-9;

  /** Weight of the margins against the distance to the flow's weights, relative to the latter. */
  private static final double STIFFNESS = 1e4;

  /** Neurons of one sign whose inputs from all samples have the same sides. */
  private static final class Cell {
    private final int sign;
    private final boolean[] sides;
    private final List<Integer> neurons = new ArrayList<>();

    /** Weights of the samples in its last best direction; none before the first. */
    private double[] weights = {};

    Cell(int sign, boolean[] sides) {
      this.sign = sign;
      this.sides = sides;
    }
  }

  /**
   * The best direction of a cell.
   *
   * @param v of norm 1
   * @param gain {@code Σ λ_i y_i σ φ(v·x_i)}
   * @param push by how much v is pushed against the edges of the cell, one per row
   */
  private record Peak(Cell cell, double[] v, double gain, double[] push) {}

  private record Atom(Cell cell, double[] column) {}

  private final SignedPoints data;
  private final Structure.TwoLayer net;
  private final Neurons neurons;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Atom> atoms = new ArrayList<>();

  /** One for each thread. */
  private final List<ShortestCombination> combinations = new ArrayList<>();

  private CoveringProgram program;

  private FixedPatternProgram(
      SignedPoints data, Structure.TwoLayer net, double[] theta, int threads) {
    this.data = data;
    this.net = net;
    this.neurons = Neurons.of(theta, net);
    Map<String, Cell> byKey = new LinkedHashMap<>();
    for (int k = 0; k < net.width(); k++) {
      double[] w = neurons.w().get(k);
      if (size(k) > 0) {
        int sign = neurons.a()[k] > 0 ? 1 : -1;
        boolean[] sides = sides(w);
        String key = sign + java.util.Arrays.toString(sides);
        Cell cell = byKey.computeIfAbsent(key, x -> new Cell(sign, sides));
        cell.neurons.add(k);
        atoms.add(new Atom(cell, column(sign, Vectors.scaled(1 / Vectors.norm(w), w))));
      }
    }
    cells.addAll(byKey.values());
    boolean few = data.n() < data.d();
    List<double[]> points = few ? Span.of(data.x()).coordinates() : data.x();
    for (int thread = 0; thread < threads; thread++) {
      combinations.add(new ShortestCombination(points, few ? points.getFirst().length : data.d()));
    }
    this.program = programOfAtoms();
  }

  /** The settled θ, with neurons of weight zero where they wither; empty if nothing settles. */
  static Optional<double[]> settle(
      SignedPoints data, Structure.TwoLayer net, double[] theta, int threads) {
    return new FixedPatternProgram(data, net, theta, threads).run();
  }

  private double size(int k) {
    return Math.abs(neurons.a()[k]) * Vectors.norm(neurons.w().get(k));
  }

  private boolean[] sides(double[] v) {
    boolean[] sides = new boolean[data.n()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = Vectors.dot(v, data.x().get(i)) > 0;
    }
    return sides;
  }

  private double[] column(int sign, double[] v) {
    double[] column = new double[data.n()];
    for (int i = 0; i < column.length; i++) {
      double z = Vectors.dot(v, data.x().get(i));
      column[i] = sign * data.y()[i] * Math.max(z, net.alpha() * z);
    }
    return column;
  }

  private Optional<double[]> run() {
    long size = Math.max(1, (long) cells.size() * data.n() * Math.min(data.n(), data.d()));
    long workLeft = WORK;
    for (int round = 0; round < ROUNDS && workLeft > 0 && program.solve(); round++) {
      workLeft -= size + PRICINGS * atoms.size() * data.n();
      double[] lambda = program.lambda();
      List<Peak> peaks = peaks(lambda);
      boolean closed = true;
      for (Peak peak : peaks) {
        if (peak.gain() > 1 + CLOSED) {
          atoms.add(new Atom(peak.cell(), column(peak.cell().sign, peak.v())));
          program.add(atoms.getLast().column());
          closed = false;
        }
      }
      if (closed && !cross(peaks)) {
        return Optional.of(theta(peaks, lambda));
      }
    }
    return Optional.empty();
  }

  /** The best direction of every cell, the cells shared among the threads. */
  private List<Peak> peaks(double[] lambda) {
    Peak[] peaks = new Peak[cells.size()];
    Queue<ShortestCombination> free = new ConcurrentLinkedQueue<>(combinations);
    Workers.forEach(
        peaks.length,
        combinations.size(),
        () -> {
          ShortestCombination combination = free.remove();
          return c -> peaks[c] = peak(cells.get(c), lambda, combination);
        });
    return List.of(peaks);
  }

  /** The direction in the cell that gains most (a concave problem, through its dual). */
  private Peak peak(Cell cell, double[] lambda, ShortestCombination combination) {
    double alpha = net.alpha();
    double[] least = new double[lambda.length];
    double[] most = new double[lambda.length];
    double[] free = new double[lambda.length];
    for (int i = 0; i < lambda.length; i++) {
      double c = cell.sign * lambda[i] * data.y()[i];
      if (convex(cell, i)) {
        free[i] = cell.sides[i] ? c : c * alpha;
        least[i] = cell.sides[i] ? free[i] : Double.NEGATIVE_INFINITY;
        most[i] = cell.sides[i] ? Double.POSITIVE_INFINITY : free[i];
      } else {
        free[i] = c * alpha;
        least[i] = c;
        most[i] = c * alpha;
      }
    }
    double[] start = cell.weights.length > 0 ? cell.weights : free;
    var solution = combination.solve(least, most, start);
    cell.weights = solution.weights();
    double gain = Vectors.norm(solution.vector());
    double[] v = new double[data.d()];
    for (int i = 0; i < lambda.length && gain > 0; i++) {
      Vectors.addScaled(cell.weights[i] / gain, data.x().get(i), v);
    }
    double[] push = new double[lambda.length];
    for (int i = 0; i < push.length; i++) {
      push[i] = Math.abs(cell.weights[i] - free[i]);
    }
    return new Peak(cell, v, gain, push);
  }

  /** Whether a neuron of the cell has a convex output at this row: its side is then kept. */
  private boolean convex(Cell cell, int row) {
    return cell.sign * data.y()[row] > 0;
  }

  /**
   * Moves the neurons that stay but are pushed out of their cell; false if there are none. Of their
   * columns the one on the edge, which belongs to both cells, remains.
   */
  private boolean cross(List<Peak> peaks) {
    boolean moved = false;
    for (Peak peak : peaks) {
      Cell cell = peak.cell();
      boolean[] before = cell.sides.clone();
      for (int i = 0; i < before.length && peak.gain() > 1 - CLOSED; i++) {
        double push = peak.push()[i] * Vectors.norm(data.x().get(i));
        cell.sides[i] ^= convex(cell, i) && push > EDGE;
      }
      if (!java.util.Arrays.equals(before, cell.sides)) {
        atoms.removeIf(atom -> atom.cell() == cell);
        atoms.add(new Atom(cell, column(cell.sign, peak.v())));
        moved = true;
      }
    }
    if (moved) {
      program = programOfAtoms();
    }
    return moved;
  }

  private CoveringProgram programOfAtoms() {
    CoveringProgram fresh = new CoveringProgram(data.n());
    atoms.forEach(atom -> fresh.add(atom.column()));
    return fresh;
  }

  /**
   * Of all solutions the one whose weights are nearest to the flow's, as far as a least-squares
   * problem with heavy margins tells. Within a cell, weight is shared as it was.
   */
  private double[] theta(List<Peak> peaks, double[] lambda) {
    List<Peak> alive = peaks.stream().filter(peak -> peak.gain() > 1 - STAYS).toList();
    double[] t = nearestWeights(alive, lambda);
    double[] theta = new double[net.width() * (net.inputs() + 1)];
    for (int c = 0; c < t.length; c++) {
      Peak peak = alive.get(c);
      for (int k : peak.cell().neurons) {
        double root = Math.sqrt(t[c] * size(k) / size(peak.cell()));
        theta[net.width() * net.inputs() + k] = peak.cell().sign * root;
        for (int j = 0; j < net.inputs(); j++) {
          theta[k * net.inputs() + j] = root * peak.v()[j];
        }
      }
    }
    return theta;
  }

  private double size(Cell cell) {
    return cell.neurons.stream().mapToDouble(this::size).sum();
  }

  private double[] nearestWeights(List<Peak> alive, double[] lambda) {
    int n = data.n();
    int m = alive.size();
    double[] before = alive.stream().mapToDouble(peak -> size(peak.cell())).toArray();
    double weight = STIFFNESS * Vectors.norm(before);
    double[] target = new double[n + m];
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < m; c++) {
      double[] column = new double[n + m];
      double[] margins = column(alive.get(c).cell().sign, alive.get(c).v());
      for (int i = 0; i < n; i++) {
        column[i] = weight * margins[i];
      }
      column[n + c] = 1;
      target[n + c] = before[c];
      columns.add(column);
    }
    for (int i = 0; i < n; i++) {
      target[i] = weight;
      if (lambda[i] == 0) {
        double[] surplus = new double[n + m];
        surplus[i] = -weight;
        columns.add(surplus);
      }
    }
    var nearest = NonNegativeLeastSquares.project(Cone.of(columns, n + m), target);
    double[] t = new double[m];
    for (int k = 0; k < nearest.weights().length; k++) {
      int column = nearest.keys().get(k);
      if (column < m) {
        t[column] = nearest.weights()[k];
      }
    }
    return t;
  }
}
