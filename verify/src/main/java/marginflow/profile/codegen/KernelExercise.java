package marginflow.profile.codegen;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * Calls every vector kernel until the compiler has seen it often enough; the second JVM's program.
 */
public final class KernelExercise {

  /** The last line of output: what came before is complete. */
  static final String END = "exercised";

  /** Rounds over all kernels: each tile then has run far more often than the compiler asks for. */
  private static final int ROUNDS = 3_000;

  /** The exercise ends after this time at the latest. */
  private static final double MOST_SECONDS = 40;

  private static final int ROWS = 61;

  private final Kernels kernels = KernelSelector.select("vector", 1);
  private final double[] vector = new double[4096];
  private final double[] result = new double[4096];

  private KernelExercise() {
    Arrays.setAll(vector, i -> (i % 97) / 97.0);
  }

  /** Exercises, then says so. */
  public static void main(String[] args) {
    KernelExercise exercise = new KernelExercise();
    // 20 = 12 + 8 and 16 = 12 + 4 inputs: every height of tile is met. 2 inputs: the thin kernels.
    List<MarginModel> models =
        List.of(
            exercise.model("leaky-relu(0.5):2-50-1"),
            exercise.model("leaky-relu(0.5):20-50-1"),
            exercise.model("leaky-relu(0.5):16-50-1"),
            exercise.model("relu:20-32-24-1"));
    long end = System.nanoTime() + (long) (1e9 * MOST_SECONDS);
    for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
      exercise.arrays();
      models.forEach(exercise::derivatives);
    }
    System.out.println(END);
  }

  private MarginModel model(String net) {
    Architecture architecture = Architectures.parse(net);
    Matrix x = Matrix.view(vector.clone(), 0, ROWS, architecture.inputs());
    double[] y = IntStream.range(0, ROWS).mapToDouble(i -> i % 2 == 0 ? 1 : -1).toArray();
    MarginModel model = Models.bind(architecture, new Dataset(x, y), kernels);
    model.evaluate(Initialisation.gaussian(architecture, 1, 0.3));
    return model;
  }

  private void arrays() {
    Matrix a = Matrix.view(vector, 0, 48, 40);
    Matrix b = Matrix.view(vector, 1920, 40, 40);
    Matrix c = Matrix.view(result, 0, 48, 40);
    kernels.ab(a, b, c);
    kernels.abt(a, b, c);
    kernels.aat(b, Matrix.view(result, 0, 40, 40));
    kernels.atb(a, a, Matrix.view(result, 0, 40, 40));
    kernels.softmin(vector, 1000, result);
    kernels.exp(vector, 1000, result);
    kernels.log1p(vector, 1000, result);
    double[][] stages = {vector, vector, vector};
    double[] weights = {0.1, 0.2, 0.3};
    kernels.combine(vector, stages, weights, weights, stages.length, result);
    kernels.dot(vector, result, vector.length);
  }

  private void derivatives(MarginModel model) {
    int[] rows = IntStream.range(0, 24).toArray();
    double[] theta = Arrays.copyOf(vector, model.parameters());
    double[] out = new double[Math.max(model.parameters(), model.rows())];
    double[] gradient = new double[model.parameters()];
    double[] weights = Arrays.copyOf(vector, model.rows());
    model.evaluate(theta);
    model.evaluateFrozen(theta);
    model.vjp(weights, gradient);
    model.jvp(theta, out);
    model.hessianVector(weights, theta, gradient);
    model.gram(rows, rows.length, Matrix.zeros(rows.length, rows.length));
    model.kinks().velocities(theta, new double[model.kinks().size()]);
  }
}
