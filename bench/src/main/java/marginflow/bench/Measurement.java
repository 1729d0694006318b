package marginflow.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import marginflow.bench.peer.Peers;
import marginflow.bench.record.Row;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Measures one implementation on one shape with JMH: SampleTime, in JVMs of its own.
 *
 * @param forks number of JVMs
 * @param warmup seconds of warm-up in each; a JVM is steady, and allocates nothing, after 1.2 on a
 *     free machine and 3 on a busy one
 * @param seconds seconds of measurement in each
 * @param threads threads of our kernels
 */
record Measurement(int forks, double warmup, double seconds, int threads) {

  /** For the record: three forks, warmed up to steady state. */
  static Measurement full(int threads) {
    return new Measurement(3, 4, 1.2, threads);
  }

  /** For a first look. */
  static Measurement quick(int threads) {
    return new Measurement(1, 1.5, 0.6, threads);
  }

  private static final int ITERATIONS = 3;

  /** Percentile of the fast decile. */
  private static final double FAST = 10;

  /**
   * Runs JMH.
   *
   * @throws RunnerException if a benchmark fails, such as one whose result is wrong before timing
   */
  Row run(Suite suite, String shape, String implementation) throws RunnerException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(said, true, StandardCharsets.UTF_8);
    try {
      return row(
          suite,
          shape,
          implementation,
          new Runner(
                  options(suite, shape, implementation),
                  OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL))
              .runSingle());
    } catch (RunnerException e) {
      throw new RunnerException(
          "%s %s %s failed:%n%s"
              .formatted(
                  suite.name(), shape, implementation, said.toString(StandardCharsets.UTF_8)),
          e);
    }
  }

  /** Options of the virtual machines measured in. */
  static List<String> jvm(int threads) {
    List<String> jvm = new ArrayList<>();
    jvm.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    jvm.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xms1g", "-Xmx4g"));
    // JMH reads object offsets by a method that this JDK warns about.
    jvm.add("--sun-misc-unsafe-memory-access=allow");
    // The benchmark waits for the compiler: else on a busy machine the warm-up ends too early.
    jvm.add("-Xbatch");
    jvm.add("-Dmarginflow.bench.threads=" + threads);
    return jvm;
  }

  private Options options(Suite suite, String shape, String implementation) {
    List<String> jvm = jvm(threads);
    if (implementation.endsWith(Peers.NARROW)) {
      jvm.add("-XX:MaxVectorSize=32");
    }
    return new OptionsBuilder()
        .include("^" + suite.benchmark().getName().replace(".", "\\.") + "\\.")
        .param("shape", shape)
        .param("implementation", implementation)
        .mode(Mode.SampleTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(forks)
        .warmupIterations(ITERATIONS)
        .warmupTime(part(warmup))
        .measurementIterations(ITERATIONS)
        .measurementTime(part(seconds))
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(jvm.toArray(String[]::new))
        .shouldFailOnError(true)
        .build();
  }

  private static TimeValue part(double seconds) {
    return TimeValue.milliseconds(Math.round(1000 * seconds / ITERATIONS));
  }

  private Row row(Suite suite, String shape, String implementation, RunResult result) {
    double repeats = suite.repeats(shape);
    double fastest = Double.POSITIVE_INFINITY;
    double slowest = 0;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      double p10 = fork.getPrimaryResult().getStatistics().getPercentile(FAST) / repeats;
      fastest = Math.min(fastest, p10);
      slowest = Math.max(slowest, p10);
    }
    Statistics all = result.getPrimaryResult().getStatistics();
    double allocated = allocation(result) / repeats;
    return new Row(
        suite.name(),
        shape,
        implementation,
        threads,
        fastest,
        all.getPercentile(50) / repeats,
        suite.flops().applyAsDouble(shape) / fastest,
        suite.bytes().applyAsDouble(shape) / fastest,
        0,
        allocated,
        forks,
        slowest / fastest - 1);
  }

  /**
   * Bytes a timed invocation allocates, as the profiler counts them, in the iteration with fewest:
   * code that the compiler has not come to yet makes objects of vectors, and on a busy machine that
   * can outlast the warm-up of a fork.
   */
  private static double allocation(RunResult result) {
    double fewest = Double.POSITIVE_INFINITY;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        Result<?> bytes = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
        fewest =
            Math.min(fewest, Objects.requireNonNull(bytes, "no allocation profile").getScore());
      }
    }
    return fewest;
  }
}
