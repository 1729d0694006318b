package marginflow.bench;

import marginflow.bench.peer.Gradient;
import marginflow.bench.peer.OurGradient;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.layered.Models;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The gradient with one and with two threads while a neighbour keeps one core busy: what a second
 * thread costs where its core is not free.
 */
@State(Scope.Thread)
public class NeighbourSuite {

  /** Samples, inputs, width. */
  @Param("1000,64,256")
  public String shape = "";

  /** {@code one thread} or {@code two threads}. */
  @Param("one thread")
  public String implementation = "";

  private Problem problem = Problem.of(1, 1, 1, 1);
  private Gradient gradient = (theta, out) -> 0;
  private double[] out = {};
  private long repeats = 1;
  private Neighbour neighbour = new Neighbour();

  /** Instantiated by JMH. */
  public NeighbourSuite() {}

  /** Binds, checks, and wakes the neighbour. */
  @Setup
  public void prepare() {
    problem = Problem.parse(shape);
    Kernels kernels = KernelSelector.select("vector", implementation.startsWith("two") ? 2 : 1);
    gradient = new OurGradient(Models.bind(problem.net(), problem.data(), kernels), kernels);
    out = new double[problem.theta().length];
    problem.check(gradient);
    repeats = Suites.NEIGHBOUR.repeats(shape);
    neighbour = new Neighbour();
    neighbour.start();
  }

  /** Sends the neighbour away. */
  @TearDown
  public void end() {
    neighbour.interrupt();
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

  /** Computes all the time and gives nothing up. */
  private static final class Neighbour extends Thread {

    private volatile double last;

    Neighbour() {
      setDaemon(true);
    }

    @Override
    public void run() {
      double x = 0.5;
      while (!isInterrupted()) {
        for (int k = 0; k < 10_000; k++) {
          x = Math.fma(3.9 * x, -x, 3.9 * x);
        }
        last = x;
      }
    }

    @Override
    public String toString() {
      return "neighbour at " + last;
    }
  }
}
