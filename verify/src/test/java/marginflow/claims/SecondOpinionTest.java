package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.Certifier;
import marginflow.certificate.CertifyOptions;
import marginflow.certificate.bound.HardMargin;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/** The certificates' own solvers against ojAlgo's, which shares no code with them. */
final class SecondOpinionTest {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);

  /** ojAlgo's quadratic solver stops at about eight digits; ours claims more. */
  private static final double DIGITS = 1e-6;

  @Test
  void hardMargins() {
    for (long seed = 0; seed < 8; seed++) {
      Dataset data = separable(10 + 5 * (int) seed, 2 + (int) seed % 5, seed);
      HardMargin ours = HardMargin.of(data);
      double theirs = 1 / Math.sqrt(2 * leastHalfNorm(data));
      assertEquals(theirs, ours.bound().lower(), DIGITS * theirs, "seed " + seed);
      assertEquals(theirs, ours.bound().upper(), DIGITS * theirs, "seed " + seed);
    }
  }

  /** The primal form, ½‖w‖² subject to y w·x ≥ 1. */
  private static double leastHalfNorm(Dataset data) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> w = variables(model, data.d());
    Expression objective = model.newExpression("half norm");
    for (Variable v : w) {
      objective.set(v, v, BigDecimal.valueOf(0.5));
    }
    objective.weight(BigDecimal.ONE);
    for (int i = 0; i < data.n(); i++) {
      Expression row = model.newExpression("row " + i).lower(BigDecimal.ONE);
      for (int j = 0; j < data.d(); j++) {
        row.set(w.get(j), BigDecimal.valueOf(data.y()[i] * data.x().get(i, j)));
      }
    }
    return minimum(model);
  }

  @Test
  void kktResiduals() {
    for (long seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      FullyConnected net = new FullyConnected(new Slope(0.1 * (seed % 3)), 3, 4, 1);
      double[] theta = random.doubles(net.parameters(), -1, 1).toArray();
      Dataset data = fitted(net, theta, random);
      Certificate c =
          Certifier.certify(net, data, KERNELS, theta, CertifyOptions.KKT_ONLY.withWindow(0.5));
      double theirs = residual(net, data, theta);
      assertEquals(theirs, c.kktResidual(), 1e-5, "seed " + seed);
    }
  }

  /** Samples rescaled so that every margin lies within a factor 1.5 of the least. */
  private static Dataset fitted(FullyConnected net, double[] theta, Random random) {
    int n = 6;
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double output;
      do {
        x[i] = random.doubles(net.inputs(), -1, 1).toArray();
        MarginModel one =
            Models.bind(
                net, new Dataset(Matrix.of(new double[][] {x[i]}), new double[] {1}), KERNELS);
        one.evaluate(theta);
        output = one.margins()[0];
      } while (Math.abs(output) < 0.01);
      y[i] = output > 0 ? 1 : -1;
      double factor = (1 + 0.5 * i / n) / Math.abs(output);
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] *= factor;
      }
    }
    return new Dataset(Matrix.of(x), y);
  }

  /** ‖θ − Σ λ_i g_i‖ / ‖θ‖ over λ ≥ 0 on all rows, as a quadratic program in λ. */
  private static double residual(FullyConnected net, Dataset data, double[] theta) {
    MarginModel net2 = Models.bind(net, data, KERNELS);
    net2.evaluate(theta);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < data.n(); i++) {
      least = Math.min(least, net2.margins()[i]);
    }
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    List<Variable> lambda = new ArrayList<>();
    List<double[]> g = new ArrayList<>();
    for (int i = 0; i < data.n(); i++) {
      if (net2.margins()[i] <= 1.5 * least) {
        lambda.add(model.newVariable("lambda " + i).lower(BigDecimal.ZERO));
        double[] gradient = new double[theta.length];
        net2.rowGradient(i, gradient);
        g.add(gradient);
      }
    }
    Expression objective = model.newExpression("distance");
    for (int a = 0; a < g.size(); a++) {
      objective.set(lambda.get(a), BigDecimal.valueOf(-2 * dot(g.get(a), theta)));
      for (int b = 0; b < g.size(); b++) {
        objective.set(lambda.get(a), lambda.get(b), BigDecimal.valueOf(dot(g.get(a), g.get(b))));
      }
    }
    objective.weight(BigDecimal.ONE);
    double size = dot(theta, theta);
    return Math.sqrt(Math.max(0, minimum(model) + size) / size);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static List<Variable> variables(ExpressionsBasedModel model, int count) {
    List<Variable> variables = new ArrayList<>();
    for (int j = 0; j < count; j++) {
      variables.add(model.newVariable("x" + j));
    }
    return variables;
  }

  private static double minimum(ExpressionsBasedModel model) {
    Optimisation.Result result = model.minimise();
    assertTrue(result.getState().isFeasible(), () -> "state " + result.getState());
    return result.getValue();
  }

  private static Dataset separable(int n, int d, long seed) {
    Random random = new Random(seed);
    double[] w = random.doubles(d, -1, 1).toArray();
    double[][] x = new double[n][];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      do {
        x[i] = random.doubles(d, -1, 1).toArray();
      } while (Math.abs(dot(w, x[i])) < 0.1);
      y[i] = Math.signum(dot(w, x[i]));
    }
    return new Dataset(Matrix.of(x), y);
  }
}
