package marginflow.profile;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Where the time of one flow went.
 *
 * @param subject what was run: network, samples, integrator
 * @param kernel name of the kernels
 * @param lanes doubles per vector of the kernels
 * @param threads number of threads
 * @param seconds wall time of the flow
 * @param steps accepted steps
 * @param evaluations gradient evaluations
 * @param ending how the flow ended, in a sentence
 * @param phases all phases that were entered, the longest first; the last row of time is the rest
 * @param roofline what the machine can do
 * @param instrumentation share of the time that timing took, measured
 * @param bytes allocated by the thread that integrates
 * @param recorded what the Flight Recorder saw
 * @param counters what the processor counted, or why it did not
 * @param asyncProfiler what async-profiler left, or why it did not
 * @param steadySeconds time until the rate of evaluations was steady; empty if too short to tell
 */
public record Profile(
    String subject,
    String kernel,
    int lanes,
    int threads,
    double seconds,
    long steps,
    long evaluations,
    String ending,
    List<Row> phases,
    Roofline roofline,
    double instrumentation,
    double bytes,
    Recorded recorded,
    HardwareCounters counters,
    String asyncProfiler,
    OptionalDouble steadySeconds) {

  /**
   * One phase.
   *
   * @param phase its name
   * @param share of the wall time
   * @param calls how often it was entered; 0 for the rest, which is no call
   * @param seconds in all
   * @param gflops 10⁹ operations per second, all calls; NaN where operations are not counted
   * @param steadyMicros microseconds per call once warm; NaN for the rest
   * @param steadyGflops the rate once warm; NaN where operations are not counted
   * @param roof share of what the roofline allows a phase of its intensity, once warm; NaN likewise
   * @param bytes allocated
   */
  public record Row(
      String phase,
      double share,
      long calls,
      double seconds,
      double gflops,
      double steadyMicros,
      double steadyGflops,
      double roof,
      double bytes) {}

  /**
   * A method at the top of sampled stacks.
   *
   * @param method class and method
   * @param share of the samples
   */
  public record Hot(String method, double share) {}

  /**
   * What the Flight Recorder saw.
   *
   * @param collections garbage collections
   * @param pauseSeconds time stopped for them
   * @param compilations methods compiled
   * @param compileSeconds time of the compiler threads
   * @param samples stacks sampled
   * @param hot the methods most often on top, the Vector API's own frames counted for their callers
   */
  public record Recorded(
      int collections,
      double pauseSeconds,
      int compilations,
      double compileSeconds,
      int samples,
      List<Hot> hot) {}
}
