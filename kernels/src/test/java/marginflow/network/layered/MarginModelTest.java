package marginflow.network.layered;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.network.Architecture;
import marginflow.network.Initialisation;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model must satisfy, whatever its architecture and kernels. */
class MarginModelTest {
  private static final int N = 11;

  /** Central differences of a polynomial of moderate degree at this step keep 9 digits. */
  private static final double STEP = 1e-6;

  private static final double DIFFERENCE_TOLERANCE = 2e-8;

  private static final double ROUNDING = 1e-12;

  private static MarginModel model(Architecture architecture, String kernels) {
    MarginModel model =
        Models.bind(
            architecture, Problems.data(N, architecture.inputs(), 5), Problems.kernels(kernels));
    model.evaluate(start(architecture));
    return model;
  }

  private static double[] start(Architecture architecture) {
    return Initialisation.gaussian(architecture, 3, 0.8);
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void marginsAreHomogeneous(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    double[] q = model.margins().clone();
    double[] theta = start(architecture);
    if (architecture.degree().isEmpty()) {
      return;
    }
    int degree = architecture.degree().getAsInt();
    model.evaluate(Problems.plus(theta, 1, theta));
    for (int i = 0; i < N; i++) {
      assertEquals(Math.scalb(q[i], degree), model.margins()[i], 0, "powers of two are exact");
    }
    model.evaluate(theta);
    double[] out = new double[N];
    model.jvp(theta, out);
    for (int i = 0; i < N; i++) {
      assertEquals(degree * q[i], out[i], ROUNDING, "Euler's identity");
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void jvpIsTheDerivative(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    double[] theta = start(architecture);
    double[] v = Problems.vector(theta.length, 4);
    double[] out = new double[N];
    model.jvp(v, out);
    double[] velocities = new double[model.kinks().size()];
    model.kinks().velocities(v, velocities);
    model.evaluateFrozen(Problems.plus(theta, STEP, v));
    double[] after = model.margins().clone();
    double[] zAfter = model.kinks().values().clone();
    model.evaluateFrozen(Problems.plus(theta, -STEP, v));
    for (int i = 0; i < N; i++) {
      double difference = (after[i] - model.margins()[i]) / (2 * STEP);
      assertEquals(difference, out[i], DIFFERENCE_TOLERANCE * (1 + Math.abs(difference)));
    }
    for (int j = 0; j < model.kinks().size(); j++) {
      double difference = (zAfter[j] - model.kinks().values()[j]) / (2 * STEP);
      assertEquals(difference, velocities[j], DIFFERENCE_TOLERANCE * (1 + Math.abs(difference)));
    }
  }

  /** Of a step of any size, the first two terms of the polynomial for a small one. */
  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void differenceIsThatOfTheMargins(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    double[] theta = start(architecture);
    double[] v = Problems.vector(theta.length, 8);
    double[] q = model.margins().clone();
    double[] slope = new double[N];
    model.jvp(v, slope);
    double[] out = new double[N];
    model.evaluateFrozen(Problems.plus(theta, 1, v));
    model.difference(v, out);
    for (int i = 0; i < N; i++) {
      double change = model.margins()[i] - q[i];
      assertEquals(change, out[i], ROUNDING * (1 + Math.abs(change) + Math.abs(q[i])), "whole");
    }
    // From here the margins themselves would say 1e-4 of the difference.
    double small = 0x1p-40;
    double[] step = Problems.plus(new double[theta.length], small, v);
    model.evaluateFrozen(Problems.plus(theta, small, v));
    model.difference(step, out);
    for (int i = 0; i < N; i++) {
      assertEquals(slope[i] * small, out[i], 1e-10 * small, "small");
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void vjpIsAdjointToJvp(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    double[] v = Problems.vector(model.parameters(), 6);
    double[] w = Problems.vector(N, 7);
    double[] out = new double[N];
    double[] gradient = new double[model.parameters()];
    model.jvp(v, out);
    model.vjp(w, gradient);
    assertEquals(Problems.dot(w, out), Problems.dot(v, gradient), ROUNDING * 10);
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void rowGradientIsTheVjpOfAUnitVector(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    double[] row = new double[model.parameters()];
    double[] gradient = new double[model.parameters()];
    for (int i = 0; i < N; i++) {
      double[] unit = new double[N];
      unit[i] = 1;
      model.vjp(unit, gradient);
      model.rowGradient(i, row);
      assertArrayEquals(gradient, row, ROUNDING);
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void gramIsThatOfTheRows(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    for (int[] rows : new int[][] {{}, {4}, {7, 2, 9}, IntStream.range(0, N).toArray()}) {
      Matrix out = new Matrix(new double[N * (N + 1) + 2], 2, N, N, N + 1);
      model.gram(rows, rows.length, out);
      double[] a = new double[model.parameters()];
      double[] b = new double[model.parameters()];
      for (int i = 0; i < rows.length; i++) {
        model.rowGradient(rows[i], a);
        for (int j = 0; j < rows.length; j++) {
          model.rowGradient(rows[j], b);
          double expected = Problems.dot(a, b);
          assertEquals(expected, out.get(i, j), ROUNDING * (1 + Math.abs(expected)) * 10);
          assertEquals(out.get(j, i), out.get(i, j), 0);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void hessianVectorIsTheDerivativeOfTheVjp(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    double[] theta = start(architecture);
    double[] v = Problems.vector(theta.length, 8);
    double[] w = Problems.vector(N, 9);
    double[] out = new double[theta.length];
    model.hessianVector(w, v, out);
    double[] before = new double[theta.length];
    double[] after = new double[theta.length];
    model.evaluateFrozen(Problems.plus(theta, STEP, v));
    model.vjp(w, after);
    model.evaluateFrozen(Problems.plus(theta, -STEP, v));
    model.vjp(w, before);
    for (int j = 0; j < theta.length; j++) {
      double difference = (after[j] - before[j]) / (2 * STEP);
      assertEquals(difference, out[j], DIFFERENCE_TOLERANCE * (1 + Math.abs(difference)));
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void crossingAKinkChangesTheGradientAlongItsNormal(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    Kinks kinks = model.kinks();
    double[] theta = start(architecture);
    double[] sensitivities = new double[kinks.size()];
    double[] before = new double[theta.length];
    double[] after = new double[theta.length];
    for (int kink = 0; kink < kinks.size(); kink += 3) {
      model.evaluate(theta);
      kinks.sensitivities(sensitivities);
      double[] normal = new double[theta.length];
      kinks.addNormals(new int[] {kink}, new double[] {1}, 1, normal);
      model.rowGradient(kinks.row(kink), before);
      double z = kinks.values()[kink];
      boolean side = kinks.positive(kink);
      assertEquals(z > 0, side);
      kinks.setPositive(kink, !side);
      model.evaluateFrozen(theta);
      assertEquals(!side, kinks.positive(kink));
      if (Math.abs(z) > 0.05) {
        continue;
      }
      double jump = sensitivities[kink] * (1 - kinks.negativeSlope()) * (side ? -1 : 1);
      model.rowGradient(kinks.row(kink), after);
      for (int j = 0; j < theta.length; j++) {
        double bound = Math.abs(z) * 20 + ROUNDING;
        assertEquals(before[j] + jump * normal[j], after[j], bound);
      }
    }
  }

  /** Of a first-layer kink, wherever it is: along its normal and by its sensitivity's gradient. */
  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void offItsSurfaceAKinkChangesTheGradientBySensitivitiesToo(
      Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    Kinks kinks = model.kinks();
    double[] theta = start(architecture);
    double[] sensitivities = new double[kinks.size()];
    double[] before = new double[theta.length];
    double[] after = new double[theta.length];
    for (int kink = 0; kink < kinks.size(); kink += 3) {
      if (!kinks.separate(kink)) {
        continue;
      }
      model.evaluate(theta);
      kinks.sensitivities(sensitivities);
      double up = (1 - kinks.negativeSlope()) * (kinks.positive(kink) ? -1 : 1);
      double[] change = new double[theta.length];
      kinks.addNormals(new int[] {kink}, new double[] {up * sensitivities[kink]}, 1, change);
      kinks.addSensitivityGradient(kink, up * kinks.values()[kink], change);
      model.rowGradient(kinks.row(kink), before);
      kinks.setPositive(kink, !kinks.positive(kink));
      model.evaluateFrozen(theta);
      model.rowGradient(kinks.row(kink), after);
      for (int j = 0; j < theta.length; j++) {
        assertEquals(before[j] + change[j], after[j], ROUNDING);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void normalsAreTheGradientsOfTheValues(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    Kinks kinks = model.kinks();
    int size = kinks.size();
    int[] chosen = IntStream.range(0, size).filter(p -> p % 5 == 1).toArray();
    double[] v = Problems.vector(model.parameters(), 10);
    double[] velocities = new double[size];
    kinks.velocities(v, velocities);
    double[][] normals = new double[chosen.length][model.parameters()];
    Matrix gram = Matrix.zeros(chosen.length, chosen.length);
    kinks.normalGram(chosen, chosen.length, gram);
    double[] some = new double[chosen.length];
    kinks.velocities(chosen, chosen.length, v, some);
    for (int a = 0; a < chosen.length; a++) {
      kinks.addNormals(new int[] {chosen[a]}, new double[] {2}, 1, normals[a]);
      assertEquals(2 * velocities[chosen[a]], Problems.dot(normals[a], v), ROUNDING);
      assertEquals(velocities[chosen[a]], some[a], ROUNDING);
      for (int b = 0; b <= a; b++) {
        double expected = Problems.dot(normals[a], normals[b]) / 4;
        assertEquals(expected, gram.get(a, b), ROUNDING * 10);
        assertEquals(expected, gram.get(b, a), ROUNDING * 10);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#cases")
  void patternsAreSavedAndRestored(Architecture architecture, String kernels) {
    MarginModel model = model(architecture, kernels);
    Kinks kinks = model.kinks();
    long[] words = new long[(kinks.size() + 63) / 64];
    kinks.savePattern(words);
    for (int kink = 0; kink < kinks.size(); kink++) {
      assertEquals(kinks.positive(kink), (words[kink >> 6] >> (kink & 63) & 1) != 0);
      kinks.setPositive(kink, kink % 3 == 0);
    }
    kinks.restorePattern(words);
    for (int kink = 0; kink < kinks.size(); kink++) {
      assertEquals(kinks.values()[kink] > 0, kinks.positive(kink));
    }
  }

  @ParameterizedTest
  @MethodSource("marginflow.network.layered.Problems#architectures")
  void allKernelsAgree(Architecture architecture) {
    double[] v = Problems.vector(architecture.parameters(), 11);
    double[] w = Problems.vector(N, 12);
    MarginModel expected = model(architecture, "scalar");
    double[] gradient = new double[v.length];
    double[] tangent = new double[N];
    expected.vjp(w, gradient);
    expected.jvp(v, tangent);
    for (String name : marginflow.kernel.KernelSelector.names()) {
      MarginModel model = model(architecture, name);
      assertArrayEquals(expected.margins(), model.margins(), 0, name);
      double[] out = new double[v.length];
      model.vjp(w, out);
      assertArrayEquals(gradient, out, 0, name);
      out = new double[N];
      model.jvp(v, out);
      assertArrayEquals(tangent, out, 0, name);
    }
  }
}
