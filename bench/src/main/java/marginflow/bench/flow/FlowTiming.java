package marginflow.bench.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import marginflow.kernel.KernelSelector;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Runs of flows, one an invocation, from the start to the end: several tasks take turns, so that a
 * hundred seeds are timed in one warm virtual machine. Binding a network to its data is not timed.
 */
@State(Scope.Thread)
public class FlowTiming {

  /** Between the tasks in {@link #tasks}. */
  static final String SEPARATOR = " ";

  /** Text forms of the tasks, in the order of their turns. */
  @Param("symmetric;long-horizon;1e-6;-10;1000000;180")
  public String tasks = "";

  private final List<Bound> bound = new ArrayList<>();
  private int turn;

  /** Instantiated by JMH. */
  public FlowTiming() {}

  private record Bound(Task task, double[] start, MarginModel model) {}

  /** Binds the networks. */
  @Setup
  public void prepare() {
    for (Task task : Arrays.stream(tasks.split(SEPARATOR, -1)).map(Task::parse).toList()) {
      Problem problem = Problems.named(task.problem());
      bound.add(
          new Bound(
              task,
              problem.start(),
              Models.bind(problem.net(), problem.data(), KernelSelector.select())));
    }
  }

  /** One run. */
  @Benchmark
  public Object follow() {
    Bound next = bound.get(turn++ % bound.size());
    return Methods.run(next.task(), next.start(), next.model(), Methods.Watcher.NONE);
  }
}
