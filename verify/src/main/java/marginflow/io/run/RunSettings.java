package marginflow.io.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import marginflow.flow.FlowSettings;
import marginflow.flow.StopRule;
import marginflow.flow.event.Branch;
import marginflow.io.data.DataRequest;
import marginflow.loss.Loss;

/**
 * Everything that decides a run, resolved: no default is left open. The manifest keeps it, and a
 * resumed run goes on with it.
 *
 * @param data which data, and how it is read
 * @param net the network, its first number filled in
 * @param loss the loss
 * @param init {@code gaussian}, {@code balanced} or {@code file}
 * @param initScale σ, what the random start is scaled with
 * @param seed seed of the random start
 * @param theta0 the file the start is read from
 * @param integrator name of the integrator
 * @param tolerance relative tolerance on the direction
 * @param stepSize rate of gradient descent; empty for the usual one
 * @param branch which solution is followed where there are several; empty for the usual one
 * @param stops when to end
 * @param samplesPerDecade samples per decade of {@code −log10 𝓛}; empty for none
 * @param kktPerDecade KKT residuals in the trace per decade of {@code −log10 𝓛}; empty for the
 *     usual number
 * @param kernel name of the kernels
 * @param threads number of threads
 */
public record RunSettings(
    DataRequest data,
    String net,
    Loss loss,
    String init,
    double initScale,
    long seed,
    Optional<String> theta0,
    String integrator,
    double tolerance,
    OptionalDouble stepSize,
    Optional<Branch> branch,
    Stops stops,
    OptionalInt samplesPerDecade,
    OptionalInt kktPerDecade,
    String kernel,
    int threads) {

  /**
   * When a flow ends: at the first of these.
   *
   * @param log10Loss decimal logarithm of the loss to reach
   * @param kkt KKT residual to reach; empty for none
   * @param maxSteps accepted steps at most
   * @param maxSeconds seconds at most, of each process that works on the run; empty for no limit
   */
  public record Stops(
      double log10Loss, OptionalDouble kkt, long maxSteps, OptionalDouble maxSeconds) {}

  /** The name of a loss on the command line. */
  public static String name(Loss loss) {
    return loss == Loss.EXPONENTIAL ? "exp" : "logistic";
  }

  /** What the flow is asked to do. */
  public FlowSettings flow(List<StopRule> rules) {
    return new FlowSettings(
        loss,
        integrator,
        tolerance,
        stepSize.orElse(FlowSettings.STEP_SIZE),
        branch.orElse(Branch.SLOPE),
        true,
        rules);
  }

  /** The same with other stops. */
  public RunSettings withStops(Stops other) {
    return new RunSettings(
        data,
        net,
        loss,
        init,
        initScale,
        seed,
        theta0,
        integrator,
        tolerance,
        stepSize,
        branch,
        other,
        samplesPerDecade,
        kktPerDecade,
        kernel,
        threads);
  }

  /** The same on other kernels or another number of threads. */
  public RunSettings withKernel(String name, int count) {
    return new RunSettings(
        data,
        net,
        loss,
        init,
        initScale,
        seed,
        theta0,
        integrator,
        tolerance,
        stepSize,
        branch,
        stops,
        samplesPerDecade,
        kktPerDecade,
        name,
        count);
  }

  /**
   * The same with so many samples, and so many residuals in the trace, per decade.
   *
   * @param samples empty for none
   * @param residuals empty for the usual number
   */
  public RunSettings withCadence(OptionalInt samples, OptionalInt residuals) {
    return new RunSettings(
        data,
        net,
        loss,
        init,
        initScale,
        seed,
        theta0,
        integrator,
        tolerance,
        stepSize,
        branch,
        stops,
        samples,
        residuals,
        kernel,
        threads);
  }
}
