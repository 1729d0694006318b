package marginflow.bench;

import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.bench.peer.Peers;
import marginflow.kernel.Kernels;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The products of a stiff step beside the forward pass they are measured by: {@code forward},
 * {@code jvp}, {@code vjp}, {@code gram} of all samples, and {@code gram-products}, the two
 * symmetric products {@code X Xᵀ} and {@code Φ Φᵀ} and the one of the slopes that a Gram consists
 * of.
 */
@State(Scope.Thread)
public class TangentSuite {

  /** Operation, then samples, inputs, width. */
  @Param("forward 64,20,100")
  public String shape = "";

  /** Who computes. */
  @Param("scalar")
  public String implementation = "";

  private Runnable operation = () -> {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public TangentSuite() {}

  /** Binds the operation. */
  @Setup
  public void prepare() {
    String[] parts = shape.split(" ", -1);
    Problem problem = Problem.parse(parts[1]);
    Kernels kernels = Peers.kernels(implementation);
    MarginModel model = Models.bind(problem.net(), problem.data(), kernels);
    model.evaluate(problem.theta());
    operation = operation(parts[0], problem, model, kernels);
    operation.run();
    repeats = Suites.TANGENT.repeats(shape);
  }

  private static Runnable operation(
      String name, Problem problem, MarginModel model, Kernels kernels) {
    int n = model.rows();
    double[] rows = new double[n];
    double[] parameters = problem.theta().clone();
    return switch (name) {
      case "forward" -> () -> model.evaluate(problem.theta());
      case "jvp" -> () -> model.jvp(parameters, rows);
      case "vjp" -> {
        double[] weights = IntStream.range(0, n).mapToDouble(i -> 1.0 / (i + 1)).toArray();
        yield () -> model.vjp(weights, parameters);
      }
      case "gram" -> {
        int[] all = IntStream.range(0, n).toArray();
        Matrix k = Matrix.zeros(n, n);
        yield () -> model.gram(all, n, k);
      }
      case "gram-products" -> {
        Matrix inputs = problem.data().x();
        Matrix hidden = Matrix.zeros(n, problem.net().layers().getFirst().rows());
        System.arraycopy(model.kinks().values(), 0, hidden.data(), 0, hidden.data().length);
        Matrix k = Matrix.zeros(n, n);
        yield () -> {
          kernels.aat(inputs, k);
          kernels.aat(hidden, k);
          kernels.aat(hidden, k);
        };
      }
      default -> throw new IllegalArgumentException("no operation " + name);
    };
  }

  /** Operations, one after the other. */
  @Benchmark
  public void run() {
    for (long k = 0; k < repeats; k++) {
      operation.run();
    }
  }
}
