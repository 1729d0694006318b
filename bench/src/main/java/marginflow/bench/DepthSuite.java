package marginflow.bench;

import marginflow.bench.peer.Gradient;
import marginflow.bench.peer.Peers;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One full-batch gradient of deeper leaky-ReLU networks, exponential loss. */
@State(Scope.Thread)
public class DepthSuite {

  /** Samples, inputs, hidden widths. */
  @Param("256,20,64,64")
  public String shape = "";

  /** Who computes. */
  @Param("scalar")
  public String implementation = "";

  private Problem problem = Problem.of(1, 1, 1, 1);
  private Gradient gradient = (theta, out) -> 0;
  private double[] out = {};
  private long repeats = 1;

  /** Instantiated by JMH. */
  public DepthSuite() {}

  /** Binds and checks. */
  @Setup
  public void prepare() {
    problem = Problem.parse(shape);
    gradient = Peers.gradient(implementation, problem.data(), problem.net());
    out = new double[problem.theta().length];
    problem.check(gradient);
    repeats = Suites.DEPTH.repeats(shape);
  }

  /** Gradients, one after the other. */
  @Benchmark
  public double gradient() {
    double sum = 0;
    for (long k = 0; k < repeats; k++) {
      sum += gradient.at(problem.theta(), out);
    }
    return sum;
  }
}
