package marginflow.bench.flow;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times whole runs with JMH, SingleShotTime, one thread.
 *
 * @param forks number of JVMs
 * @param warmups runs of every task that are not counted, in each JVM
 * @param shots runs of every task that are
 */
record Seconds(int forks, int warmups, int shots) {

  /**
   * Times of one task.
   *
   * @param median of all shots, in seconds
   * @param fastest of all shots, in seconds
   */
  record Time(double median, double fastest) {}

  /**
   * Times tasks that take turns.
   *
   * @param tasks what to do
   * @param jvm options for the virtual machines
   * @return times in the order of the tasks
   * @throws RunnerException if a run fails
   */
  List<Time> of(List<Task> tasks, List<String> jvm) throws RunnerException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(said, true, StandardCharsets.UTF_8);
    try {
      RunResult result =
          new Runner(
                  options(tasks, jvm),
                  OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
              .runSingle();
      return times(tasks.size(), result);
    } catch (RunnerException e) {
      throw new RunnerException(
          "timing %s failed: %s%n%s"
              .formatted(
                  tasks.getFirst().line(), e.getMessage(), said.toString(StandardCharsets.UTF_8)),
          e);
    }
  }

  private Options options(List<Task> tasks, List<String> jvm) {
    return new OptionsBuilder()
        .include("^" + FlowTiming.class.getName().replace(".", "\\.") + "\\.")
        .param(
            "tasks",
            tasks.stream().map(Task::line).collect(Collectors.joining(FlowTiming.SEPARATOR)))
        .mode(Mode.SingleShotTime)
        .timeUnit(TimeUnit.SECONDS)
        .forks(forks)
        .warmupIterations(warmups * tasks.size())
        .measurementIterations(shots * tasks.size())
        .jvmArgsAppend(jvm.toArray(String[]::new))
        .shouldFailOnError(true)
        .build();
  }

  /** Iteration j of a fork is the turn of task j modulo their number. */
  private static List<Time> times(int tasks, RunResult result) {
    List<List<Double>> shots = new ArrayList<>();
    for (int t = 0; t < tasks; t++) {
      shots.add(new ArrayList<>());
    }
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      int turn = 0;
      for (IterationResult iteration : fork.getIterationResults()) {
        shots.get(turn++ % tasks).add(iteration.getPrimaryResult().getScore());
      }
    }
    return shots.stream().map(Seconds::time).toList();
  }

  private static Time time(List<Double> shots) {
    double[] sorted = shots.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1);
    return new Time(Arrays.stream(middle).average().orElseThrow(), sorted[0]);
  }
}
