package marginflow.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import marginflow.experiment.Experiment;
import marginflow.flow.Flow;
import marginflow.flow.FlowSettings;
import marginflow.flow.event.Branch;
import marginflow.io.InputFile;
import marginflow.io.data.LoadedData;
import marginflow.io.run.RunSettings;
import marginflow.io.run.RunSettings.Stops;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.FullyConnected;
import marginflow.report.Numbers;
import marginflow.run.Nets;
import marginflow.sweep.Axis;
import marginflow.sweep.Cell;
import picocli.CommandLine.Option;

/** Which network flows from where, how, and until when. */
final class FlowOptions {

  private static final String NET = "relu:auto-20-1";
  private static final String LOSS = "exp";

  /** Farthest horizon. */
  static final double FARTHEST = Cell.FARTHEST;

  /** Numbers of the help, as options are typed; a test holds them against what they stand for. */
  static final String TOLERANCE = "1e-6";

  /**
   * Samples times parameters from where on a flow that nothing else is asked of captures its kinks:
   * 100 samples of 784 features and 50 units have 3.9 million, and take 350 evaluations to the fit
   * instead of 12,000; event by event, 357 of 64 have 1.2 million and reach 10^-10^6 in 25 s.
   */
  static final long CAPTURED_FROM = 3_000_000;

  /** What {@link FlowSettings#CAPTURED_TOLERANCE} reads like. */
  static final String CAPTURED_TOLERANCE = "3e-4";

  static final String HORIZON = "-1000000";
  static final String FARTHEST_HORIZON = "-1e129";

  @Option(
      names = "--net",
      paramLabel = "SPEC",
      description =
          "The network: "
              + Architectures.GRAMMAR
              + "; auto in place of d takes it from the data (default: "
              + NET
              + ").")
  private Optional<String> net = Optional.empty();

  @Option(
      names = "--loss",
      completionCandidates = Choices.Losses.class,
      paramLabel = "exp|logistic",
      description =
          "The loss, summed over the samples, not averaged: log10 of the mean of n samples is less"
              + " by log10 n (default: "
              + LOSS
              + ").")
  private Optional<String> loss = Optional.empty();

  @Option(
      names = "--init",
      completionCandidates = Choices.Starts.class,
      paramLabel = "gaussian|balanced",
      description =
          "The start: independent normals, or these rescaled unit by unit until weights in and out"
              + " have equal norms (default: gaussian; or the data file's theta0).")
  private Optional<String> init = Optional.empty();

  @Option(
      names = "--init-scale",
      paramLabel = "S",
      description =
          "What the standard normals are multiplied with (default: " + Experiment.INIT_SCALE + ").")
  private Optional<Double> initScale = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the start (default: " + Experiment.SEED + ").")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--theta0",
      paramLabel = "FILE",
      description =
          "Start from these parameters, NPZ or safetensors, read as certify's --params are.")
  private Optional<String> theta0 = Optional.empty();

  @Option(
      names = "--integrator",
      completionCandidates = Choices.Integrators.class,
      paramLabel = "NAME",
      description =
          "How to follow the flow: long-horizon, the stiff, event-aware one; captured, for many"
              + " samples and units, which decides all kinks of a step together; or a baseline:"
              + " dormand-prince, bogacki-shampine, loss-scaled-gd, gd (default: long-horizon;"
              + " without a --tolerance captured where a net of depth two has more than 3 million"
              + " parameters times samples).")
  private Optional<String> integrator = Optional.empty();

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "Relative tolerance on the direction (default: "
              + TOLERANCE
              + ", captured: "
              + CAPTURED_TOLERANCE
              + "); kinks, and the flow before it is stiff, are followed to 1e-6 at the most.")
  private Optional<Double> tolerance = Optional.empty();

  @Option(
      names = "--step-size",
      paramLabel = "ETA",
      description =
          "Rate of gd, or first rate of loss-scaled-gd (default: " + FlowSettings.STEP_SIZE + ").")
  private Optional<Double> stepSize = Optional.empty();

  @Option(
      names = "--branch",
      completionCandidates = Choices.Branches.class,
      paramLabel = "slope|positive|negative",
      description =
          "Where the flow is not unique, the side a kink leaves to: the one its slope is nearer to,"
              + " the unit's active side, or the other (default: slope).")
  private Optional<String> branch = Optional.empty();

  @Option(
      names = "--until-log10-loss",
      paramLabel = "L",
      description =
          "Stop when log10 of the loss falls to L, negative (default: "
              + HORIZON
              + "; with --until-kkt "
              + FARTHEST_HORIZON
              + ").")
  private Optional<Double> horizon = Optional.empty();

  @Option(
      names = "--until-kkt",
      paramLabel = "E",
      description =
          "Stop when KKT residual and complementarity of the direction, as its certificate has"
              + " them, fall to E.")
  private Optional<Double> kkt = Optional.empty();

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "Stop after N accepted steps (default: " + Experiment.MAX_STEPS + ").")
  private Optional<Long> maxSteps = Optional.empty();

  @Option(
      names = "--max-seconds",
      paramLabel = "S",
      description = "Stop after S seconds; --resume goes on.")
  private Optional<Double> maxSeconds = Optional.empty();

  FlowOptions() {}

  /** The network as it was written. */
  String net() {
    return net.orElse(NET);
  }

  /** The options that make a cell of a sweep. */
  static FlowOptions of(Cell cell) {
    FlowOptions options = new FlowOptions();
    options.net = Optional.of(cell.value(Axis.NET));
    options.loss = Optional.of(cell.value(Axis.LOSS));
    options.theta0 = cell.given(Axis.THETA0);
    if (options.theta0.isEmpty()) {
      options.init = Optional.of(cell.value(Axis.INIT));
      options.initScale = Optional.of(Double.valueOf(cell.value(Axis.SCALE)));
      options.seed = Optional.of(Long.valueOf(cell.value(Axis.SEED)));
    }
    // What a sweep says it ran with is what it runs with, however large.
    options.integrator = Optional.of(cell.value(Axis.INTEGRATOR));
    options.tolerance = Optional.of(Double.valueOf(cell.value(Axis.TOLERANCE)));
    options.stepSize = cell.given(Axis.STEP_SIZE).map(Double::valueOf);
    options.branch = cell.given(Axis.BRANCH);
    options.horizon = cell.given(Axis.HORIZON).map(Double::valueOf);
    options.kkt = cell.given(Axis.KKT).map(Double::valueOf);
    options.maxSteps = cell.given(Axis.MAX_STEPS).map(Long::valueOf);
    options.maxSeconds = cell.given(Axis.MAX_SECONDS).map(Double::valueOf);
    return options;
  }

  /** The axes of a sweep that these options give one value each. */
  Map<Axis, String> axes() {
    Map<Axis, String> axes = new EnumMap<>(Axis.class);
    axes.put(Axis.NET, net());
    loss.ifPresent(name -> axes.put(Axis.LOSS, RunSettings.name(loss(name))));
    init.ifPresent(name -> axes.put(Axis.INIT, name));
    initScale.ifPresent(scale -> axes.put(Axis.SCALE, scale.toString()));
    seed.ifPresent(number -> axes.put(Axis.SEED, number.toString()));
    theta0.ifPresent(file -> axes.put(Axis.THETA0, file));
    integrator.ifPresent(name -> axes.put(Axis.INTEGRATOR, name));
    tolerance.ifPresent(value -> axes.put(Axis.TOLERANCE, value.toString()));
    stepSize.ifPresent(value -> axes.put(Axis.STEP_SIZE, value.toString()));
    branch.ifPresent(name -> axes.put(Axis.BRANCH, name));
    horizon.ifPresent(value -> axes.put(Axis.HORIZON, value.toString()));
    kkt.ifPresent(value -> axes.put(Axis.KKT, value.toString()));
    maxSteps.ifPresent(value -> axes.put(Axis.MAX_STEPS, value.toString()));
    maxSeconds.ifPresent(value -> axes.put(Axis.MAX_SECONDS, value.toString()));
    return axes;
  }

  /** Whether anything but a stop rule was given. */
  boolean given() {
    return net.isPresent()
        || loss.isPresent()
        || init.isPresent()
        || initScale.isPresent()
        || seed.isPresent()
        || theta0.isPresent()
        || integrator.isPresent()
        || tolerance.isPresent()
        || stepSize.isPresent()
        || branch.isPresent();
  }

  /** Whether a stop rule was given. */
  boolean stopGiven() {
    return horizon.isPresent() || kkt.isPresent() || maxSteps.isPresent() || maxSeconds.isPresent();
  }

  /**
   * Settings with every default filled in.
   *
   * @throws IllegalArgumentException if they contradict each other
   */
  RunSettings settings(LoadedData data, String kernel, int threads) {
    boolean random = init.isPresent() || initScale.isPresent() || seed.isPresent();
    if (random && theta0.isPresent()) {
      throw new IllegalArgumentException(
          "--theta0 is the start: expected no --init, --init-scale or --seed beside it");
    }
    String how =
        theta0.isPresent()
            ? "file"
            : data.theta0().isPresent() && !random ? "data" : init.orElse("gaussian");
    Architecture network = Nets.parse(net(), data.dataset().d(), Nets.OF_A_FLOW);
    boolean captured =
        integrator.isEmpty() && tolerance.isEmpty() && large(network, data.dataset().n());
    String howIntegrated = captured ? Flow.CAPTURED : integrator();
    return new RunSettings(
        data.located(),
        network.spec(),
        loss(loss.orElse(LOSS)),
        how,
        positive("--init-scale", initScale.orElse(Experiment.INIT_SCALE)),
        seed.orElse(Experiment.SEED),
        theta0.map(InputFile::locate),
        howIntegrated,
        tolerance(howIntegrated),
        stepSize(),
        branch(),
        stops(
            new Stops(
                Experiment.LOG10_LOSS,
                OptionalDouble.empty(),
                Experiment.MAX_STEPS,
                OptionalDouble.empty())),
        OptionalInt.empty(),
        OptionalInt.empty(),
        kernel,
        threads);
  }

  /** Stop rules, with those of an earlier process where none is given. */
  Stops stops(Stops before) {
    // Who asks for a KKT point wants the flow to go on until it is there.
    double depth = horizon.orElse(kkt.isPresent() ? FARTHEST : before.log10Loss());
    if (!(depth < 0 && depth >= FARTHEST)) {
      throw new IllegalArgumentException(
          "--until-log10-loss: expected a negative number no less than %s, found %s"
              .formatted(Numbers.compact(FARTHEST), Numbers.compact(depth)));
    }
    kkt.ifPresent(epsilon -> positive("--until-kkt", epsilon));
    maxSeconds.ifPresent(seconds -> positive("--max-seconds", seconds));
    long steps = maxSteps.orElse(before.maxSteps());
    if (steps < 1) {
      throw new IllegalArgumentException("--max-steps: expected a positive number, found " + steps);
    }
    return new Stops(
        depth,
        kkt.isPresent() ? OptionalDouble.of(kkt.get()) : before.kkt(),
        steps,
        maxSeconds.isPresent() ? OptionalDouble.of(maxSeconds.get()) : OptionalDouble.empty());
  }

  /** Whether kinks are too many to be met one by one: see {@link #CAPTURED_FROM}. */
  private static boolean large(Architecture net, int samples) {
    return net instanceof FullyConnected f
        && f.layers().size() == 2
        && f.degree().isPresent()
        && !f.slope().linear()
        && (long) samples * f.parameters() >= CAPTURED_FROM;
  }

  private String integrator() {
    String name = integrator.orElse(Flow.integrators().getFirst());
    if (!Flow.integrators().contains(name)) {
      throw new IllegalArgumentException(
          "--integrator: expected one of %s, found %s"
              .formatted(String.join(", ", Flow.integrators()), name));
    }
    return name;
  }

  private Optional<Branch> branch() {
    try {
      return branch.map(Branch::of);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + e.getMessage(), e);
    }
  }

  private OptionalDouble stepSize() {
    if (stepSize.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!Flow.usesStepSize(integrator())) {
      throw new IllegalArgumentException(
          "--step-size: expected --integrator gd or loss-scaled-gd beside it, found "
              + integrator());
    }
    return OptionalDouble.of(positive("--step-size", stepSize.get()));
  }

  private static Loss loss(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "exp", "exponential" -> Loss.EXPONENTIAL;
      case "logistic" -> Loss.LOGISTIC;
      default ->
          throw new IllegalArgumentException("--loss: expected exp or logistic, found " + name);
    };
  }

  private static double positive(String option, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s: expected a positive number, found %s".formatted(option, Numbers.compact(value)));
    }
    return value;
  }

  private double tolerance(String name) {
    boolean captured = name.equals(Flow.CAPTURED);
    double usual = captured ? FlowSettings.CAPTURED_TOLERANCE : Experiment.TOLERANCE;
    double value = tolerance.orElse(usual);
    if (!(value >= FlowSettings.LEAST_TOLERANCE && value < 1)) {
      throw new IllegalArgumentException(
          "--tolerance: expected a number from %s to below 1, found %s"
              .formatted(Numbers.compact(FlowSettings.LEAST_TOLERANCE), Numbers.compact(value)));
    }
    return value;
  }
}
