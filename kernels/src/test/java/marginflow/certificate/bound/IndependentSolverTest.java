package marginflow.certificate.bound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.linalg.BoxLeastSquares;
import marginflow.linalg.CoveringProgram;
import marginflow.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * The linear and quadratic programs behind the bounds, solved once more by ojAlgo from the
 * problem's statement: no column generation, no active rows, no branch and bound.
 */
final class IndependentSolverTest {

  /** ojAlgo's linear solver stops at about nine digits. */
  private static final double LINEAR = 1e-8;

  /** ojAlgo's quadratic solver stops at about eight digits of the square. */
  private static final double QUADRATIC = 1e-5;

  /** What the fan's gaps cost. */
  private static final double FAN = 1e-4;

  @Test
  void coverAndPackingPrograms() {
    int feasible = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(30);
      List<double[]> columns = new ArrayList<>();
      CoveringProgram ours = new CoveringProgram(rows);
      for (int j = 0; j < 1 + rows / 2 + random.nextInt(20); j++) {
        columns.add(random.doubles(rows, -1, 2).toArray());
        ours.add(columns.getLast());
      }
      Optional<Cover> theirs = cover(columns, rows);
      assertEquals(theirs.isPresent(), ours.solve(), "seed " + seed);
      if (theirs.isPresent()) {
        feasible++;
        double value = theirs.get().sum();
        assertEquals(value, Vectors.sum(ours.t()), LINEAR * value, "seed " + seed);
        assertEquals(value, Vectors.sum(ours.lambda()), LINEAR * value, "seed " + seed);
      }
    }
    assertTrue(feasible > 40, "feasible " + feasible);
  }

  /**
   * A solution of ojAlgo's, which may end short of a constraint: by 1e-10 for a few columns, by
   * 1e-2 for hundreds that are nearly parallel. Scaled by the least margin it meets them all.
   */
  private record Cover(double sum, double least) {}

  /** min Σ t subject to Σ t_j a_j ≥ 1, t ≥ 0; empty if infeasible. */
  private static Optional<Cover> cover(List<double[]> columns, int rows) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> t = new ArrayList<>();
    for (int j = 0; j < columns.size(); j++) {
      t.add(model.newVariable("t" + j).lower(BigDecimal.ZERO).weight(BigDecimal.ONE));
    }
    for (int i = 0; i < rows; i++) {
      Expression row = model.newExpression("row " + i).lower(BigDecimal.ONE);
      for (int j = 0; j < t.size(); j++) {
        row.set(t.get(j), BigDecimal.valueOf(columns.get(j)[i]));
      }
    }
    Optimisation.Result result = model.minimise();
    if (!result.getState().isFeasible()) {
      return Optional.empty();
    }
    double[] q = new double[rows];
    double sum = 0;
    for (int j = 0; j < columns.size(); j++) {
      Vectors.addScaled(result.doubleValue(j), columns.get(j), q);
      sum += result.doubleValue(j);
    }
    return Optional.of(new Cover(sum, Vectors.min(q)));
  }

  @Test
  void taxicabMargins() {
    for (long seed = 0; seed < 20; seed++) {
      int d = 1 + (int) seed % 7;
      List<double[]> points = HardMarginTest.separable(5 + (int) seed * 4, d, 0.1, seed);
      double[] y = new double[points.size()];
      Arrays.fill(y, 1);
      BestMargin ours = LinearMargins.diagonal(new SignedPoints(points, y), 2).orElseThrow();
      double theirs = 1 / (2 * leastTaxicab(points, d));
      assertEquals(theirs, ours.upper(), LINEAR * theirs, "seed " + seed);
      assertEquals(theirs, ours.attained(), LINEAR * theirs, "seed " + seed);
    }
  }

  /** min ‖β‖₁ subject to β·p ≥ 1, as β = positive part − negative part. */
  private static double leastTaxicab(List<double[]> points, int d) {
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      int coordinate = j;
      double[] column = points.stream().mapToDouble(p -> p[coordinate]).toArray();
      columns.add(column);
      columns.add(Vectors.scaled(-1, column));
    }
    return cover(columns, points.size()).orElseThrow().sum();
  }

  @Test
  void hardMarginsByTheDual() {
    for (long seed = 0; seed < 12; seed++) {
      int d = 2 + (int) seed % 4;
      List<double[]> points = HardMarginTest.separable(6 + 2 * (int) seed, d, 0.1, seed);
      HardMargin ours = HardMargin.of(points, d);
      double theirs = Math.sqrt(nearestOfHull(points));
      assertEquals(theirs, ours.bound().lower(), QUADRATIC * theirs, "seed " + seed);
      assertEquals(theirs, ours.bound().upper(), QUADRATIC * theirs, "seed " + seed);
    }
  }

  /** The squared distance of the points' convex hull from the origin: γ_svm² by duality. */
  private static double nearestOfHull(List<double[]> points) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> weights = new ArrayList<>();
    Expression total = model.newExpression("total").level(BigDecimal.ONE);
    for (int i = 0; i < points.size(); i++) {
      weights.add(model.newVariable("weight " + i).lower(BigDecimal.ZERO));
      total.set(weights.getLast(), BigDecimal.ONE);
    }
    Expression objective = model.newExpression("distance").weight(BigDecimal.ONE);
    for (int a = 0; a < points.size(); a++) {
      for (int b = 0; b < points.size(); b++) {
        double product = Vectors.dot(points.get(a), points.get(b));
        objective.set(weights.get(a), weights.get(b), BigDecimal.valueOf(product));
      }
    }
    return minimum(model);
  }

  @Test
  void boundedLeastSquares() {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      int d = 2 + random.nextInt(6);
      int k = 1 + random.nextInt(12);
      List<double[]> columns = new ArrayList<>();
      double[] upper = new double[k];
      for (int j = 0; j < k; j++) {
        columns.add(random.doubles(d, -1, 1).toArray());
        upper[j] = random.nextBoolean() ? Double.POSITIVE_INFINITY : random.nextDouble();
      }
      double[] b = random.doubles(d, -1, 1).toArray();
      double ours = Vectors.norm(BoxLeastSquares.solve(columns, upper, b).residual());
      double theirs = Math.sqrt(Math.max(0, leastSquares(columns, upper, b)));
      assertEquals(theirs, ours, QUADRATIC, "seed " + seed);
    }
  }

  /** min ‖b − Σ x_j a_j‖² over 0 ≤ x ≤ upper. */
  private static double leastSquares(List<double[]> columns, double[] upper, double[] b) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> x = new ArrayList<>();
    for (int j = 0; j < upper.length; j++) {
      Variable variable = model.newVariable("x" + j).lower(BigDecimal.ZERO);
      x.add(Double.isFinite(upper[j]) ? variable.upper(BigDecimal.valueOf(upper[j])) : variable);
    }
    // One unit of a variable held at 1 carries the target, so that the square needs no constant.
    x.add(model.newVariable("one").level(BigDecimal.ONE));
    List<double[]> all = new ArrayList<>(columns);
    all.add(Vectors.scaled(-1, b));
    Expression objective = model.newExpression("distance").weight(BigDecimal.ONE);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < x.size(); j++) {
        double product = Vectors.dot(all.get(i), all.get(j));
        objective.set(x.get(i), x.get(j), BigDecimal.valueOf(product));
      }
    }
    return minimum(model);
  }

  /**
   * c(λ) cell by cell: on the cone {@code s_i v·x_i ≥ 0} the sum is linear, {@code h·v}, and its
   * maximum over the unit ball is the length of h's projection on the cone.
   */
  @Test
  void dualBoundsCellByCell() {
    for (long seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      int n = 3 + random.nextInt(3);
      int d = 2 + random.nextInt(2);
      double alpha = 0.2 * (seed % 3);
      List<double[]> points = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        points.add(random.doubles(d, -1, 1).toArray());
      }
      double[] c = random.doubles(n, -1, 1).toArray();
      DualBound ours = DualBound.of(DualFunction.of(points, c, alpha), 1e-12, 100_000);
      double theirs = 0;
      for (int cell = 0; cell < 1 << n; cell++) {
        double[] h = new double[d];
        for (int i = 0; i < n; i++) {
          Vectors.addScaled(c[i] * ((cell >> i & 1) == 1 ? 1 : alpha), points.get(i), h);
        }
        theirs = Math.max(theirs, projected(h, points, cell));
        theirs = Math.max(theirs, projected(Vectors.scaled(-1, h), points, cell));
      }
      assertEquals(theirs, ours.lower(), QUADRATIC * theirs, "seed " + seed);
      assertEquals(theirs, ours.upper(), QUADRATIC * theirs, "seed " + seed);
    }
  }

  /** The norm of h's projection on {@code ±v·x_i ≥ 0}, the sign by the bits of the cell. */
  private static double projected(double[] h, List<double[]> points, int cell) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> v = new ArrayList<>();
    Expression objective = model.newExpression("distance").weight(BigDecimal.ONE);
    for (int j = 0; j < h.length; j++) {
      v.add(model.newVariable("v" + j));
      objective.set(v.get(j), v.get(j), BigDecimal.ONE);
      objective.set(v.get(j), BigDecimal.valueOf(-2 * h[j]));
    }
    for (int i = 0; i < points.size(); i++) {
      Expression side = model.newExpression("side " + i);
      for (int j = 0; j < h.length; j++) {
        double sign = (cell >> i & 1) == 1 ? 1 : -1;
        side.set(v.get(j), BigDecimal.valueOf(sign * points.get(i)[j]));
      }
      side.lower(BigDecimal.ZERO);
    }
    // ‖v − h‖² at the projection is ‖h‖² − ‖v‖².
    return Math.sqrt(Math.max(0, -minimum(model)));
  }

  /**
   * The best margin of any width in the plane, by one linear program over the edges of the cells
   * and 360 directions: inside a cell the best direction is half a degree from one of them at most,
   * which costs the square of that.
   */
  @Test
  void bestMarginsOfAnyWidthOverADenseFan() {
    int compared = 0;
    for (long seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      double alpha = 0.25 * (seed % 3);
      int n = 4 + random.nextInt(4);
      List<double[]> points = new ArrayList<>();
      double[] y = new double[n];
      for (int i = 0; i < n; i++) {
        points.add(random.doubles(2, -1, 1).toArray());
        y[i] = random.nextBoolean() ? 1 : -1;
      }
      List<double[]> columns = new ArrayList<>();
      List<double[]> coarse = new ArrayList<>();
      for (int k = 0; k < 360; k++) {
        double[] v = {Math.cos(k * Math.PI / 180), Math.sin(k * Math.PI / 180)};
        if (k % 15 == 0) {
          coarse.add(v);
        }
        columns.add(column(points, y, alpha, v));
        columns.add(Vectors.scaled(-1, columns.getLast()));
      }
      for (double[] x : points) {
        for (int side = -1; side <= 1; side += 2) {
          columns.add(
              column(
                  points,
                  y,
                  alpha,
                  Vectors.scaled(side / Vectors.norm(x), new double[] {-x[1], x[0]})));
          columns.add(Vectors.scaled(-1, columns.getLast()));
        }
      }
      Optional<Cover> fan = cover(columns, n);
      if (fan.isPresent()) {
        compared++;
        double[] lambda = new double[n];
        Arrays.fill(lambda, 1);
        BestMargin ours =
            TwoLayerMargins.of(
                new SignedPoints(points, y),
                new Structure.TwoLayer(2, 2 * n, alpha),
                lambda,
                coarse,
                0,
                100_000);
        double feasible = fan.get().least() / (2 * fan.get().sum());
        double optimistic = 1 / (2 * fan.get().sum());
        assertTrue(feasible <= ours.upper(), "seed " + seed);
        assertTrue(optimistic >= ours.upper() * (1 - FAN), "seed " + seed);
        assertEquals(ours.upper(), ours.attained(), LINEAR * ours.upper(), "seed " + seed);
      }
    }
    assertTrue(compared >= 6, "compared " + compared);
  }

  private static double[] column(List<double[]> points, double[] y, double alpha, double[] v) {
    double[] column = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double z = Vectors.dot(v, points.get(i));
      column[i] = y[i] * Math.max(z, alpha * z);
    }
    return column;
  }

  private static double minimum(ExpressionsBasedModel model) {
    Optimisation.Result result = model.minimise();
    assertTrue(result.getState().isFeasible(), () -> "state " + result.getState());
    return result.getValue();
  }
}
