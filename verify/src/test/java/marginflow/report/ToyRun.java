package marginflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.certificate.Certificate;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.flow.Termination;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.Drift;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.FullyConnected;
import marginflow.network.MarginModel;
import marginflow.network.Slope;
import marginflow.network.layered.Models;

/**
 * A small but real flow, by Euler steps in τ-time, and the record of it that pictures are made
 * from.
 */
final class ToyRun {

  private static final Kernels KERNELS = KernelSelector.select("scalar", 1);
  private static final List<FlowEvent.Kind> KINDS = List.of(FlowEvent.Kind.values());
  private static final int STEPS = 2500;
  private static final int FIRST_STEPS = 20;
  private static final int WIDTH = 12;
  private static final int SAMPLES = 24;
  private static final double STEP = 0.01;

  private final Dataset data;
  private final Architecture architecture;
  private final MarginModel model;
  private final double[] theta;
  private final List<FlowState> trace = new ArrayList<>();
  private final List<FlowPoint> snapshots = new ArrayList<>();
  private final List<FlowEvent> events = new ArrayList<>();
  private double tau;
  private double logTime = Double.NEGATIVE_INFINITY;

  private ToyRun(int d) {
    Random random = new Random(11);
    data = crosswise(random, d);
    architecture = new FullyConnected(new Slope(0.1), d, WIDTH, 1);
    model = Models.bind(architecture, data, KERNELS);
    theta = random.doubles(architecture.parameters(), -0.3, 0.3).toArray();
  }

  /** A run on two classes in opposite quadrants of the first two features. */
  static RunData of(int d) {
    ToyRun run = whole(d);
    return run.record(Optional.of(Termination.STEP_LIMIT), run.certificate());
  }

  /** The same run with another certificate. */
  static RunData with(int d, Certificate certificate) {
    return whole(d).record(Optional.of(Termination.STEP_LIMIT), Optional.of(certificate));
  }

  private static ToyRun whole(int d) {
    ToyRun run = new ToyRun(d);
    for (int step = 0; step <= STEPS; step++) {
      run.advance(step);
    }
    return run;
  }

  /** The first steps of such a run, which have not separated its data. */
  static RunData early(int d) {
    ToyRun run = new ToyRun(d);
    for (int step = 0; step <= FIRST_STEPS; step++) {
      run.advance(step);
    }
    return run.record(Optional.empty(), Optional.empty());
  }

  private static Dataset crosswise(Random random, int d) {
    double[][] x = new double[SAMPLES][d];
    double[] y = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      y[i] = i % 2 == 0 ? 1 : -1;
      double side = i % 4 < 2 ? 1 : -1;
      for (int j = 0; j < d; j++) {
        x[i][j] = 0.3 * random.nextGaussian();
      }
      x[i][0] += side;
      x[i][1] += side * y[i];
    }
    return new Dataset(Matrix.of(x), y);
  }

  private void advance(int step) {
    model.evaluate(theta);
    double least = Arrays.stream(model.margins()).min().orElseThrow();
    double[] p = Arrays.stream(model.margins()).map(q -> Math.exp(least - q)).toArray();
    double sum = Arrays.stream(p).sum();
    double logLoss = Math.log(sum) - least;
    double square = Arrays.stream(theta).map(v -> v * v).sum();
    if (step > 0) {
      double passed = Math.log(scale(step - 1)) - logLoss;
      double later = Math.max(logTime, passed);
      logTime = later + Math.log1p(Math.exp(Math.min(logTime, passed) - later));
    }
    record(step, logLoss, least / square, square);
    double[] velocity = new double[theta.length];
    model.vjp(Arrays.stream(p).map(v -> v / sum).toArray(), velocity);
    double scale = scale(step);
    for (int j = 0; j < theta.length; j++) {
      theta[j] += scale * velocity[j];
    }
    tau += scale;
  }

  private static double scale(int step) {
    return STEP * (1 + 0.2 * Math.log1p(step));
  }

  private void record(int step, double logLoss, double margin, double square) {
    FlowState state =
        FlowState.UNKNOWN
            .with(Quantity.STEP, step)
            .with(Quantity.TAU, tau)
            .with(Quantity.LOG_TIME, logTime)
            .with(Quantity.LOG_NORM, 0.5 * Math.log(square))
            .with(Quantity.LOG10_LOSS, logLoss / Math.log(10))
            .with(Quantity.NORMALIZED_MARGIN, margin)
            .with(Quantity.SMOOTHED_MARGIN, -logLoss / square)
            .with(Quantity.STEP_SIZE, scale(step))
            .with(new Drift(1e-7, 2e-7));
    trace.add(step % 10 == 0 ? state.with(Quantity.KKT_RESIDUAL, 1 / (1 + tau * tau)) : state);
    if (step % 25 == 0) {
      snapshots.add(new FlowPoint(state, theta.clone()));
    }
    if (step % 97 == 3) {
      FlowEvent.Kind kind = KINDS.get(step % KINDS.size());
      events.add(new FlowEvent(kind, step, tau, logLoss, step % WIDTH, step % SAMPLES));
    }
  }

  private Optional<Certificate> certificate() {
    FlowState last = trace.getLast();
    int[] support =
        IntStream.range(0, data.n())
            .filter(
                i -> model.margins()[i] < 1.2 * last.value(Quantity.NORMALIZED_MARGIN) * norm2())
            .toArray();
    double[] lambda = new double[support.length];
    Arrays.fill(lambda, 0.75);
    return Optional.of(
        new Certificate(
            last.value(Quantity.NORMALIZED_MARGIN),
            1.3e-3,
            1e-3,
            2e-4,
            0,
            support,
            lambda,
            Optional.of(
                new MarginBound(
                    last.value(Quantity.NORMALIZED_MARGIN),
                    last.value(Quantity.NORMALIZED_MARGIN) * 1.05)),
            OptionalDouble.empty(),
            Verdict.KKT,
            "The residual is below the tolerance; the dual bound leaves 5 %.",
            List.of(
                new LayerVerdict(Verdict.KKT, Verdict.KKT),
                new LayerVerdict(Verdict.GLOBAL_OPTIMUM, Verdict.GLOBAL_OPTIMUM)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private RunData record(Optional<Termination> termination, Optional<Certificate> certificate) {
    return new RunData(
        "toy <run> & friends",
        "./marginflow flow --data toy.csv --net " + architecture.spec() + " --seed 11",
        Map.of("net", architecture.spec(), "loss", "exponential", "seed", "11"),
        data,
        new RunData.Labels("minus", "plus", List.of("a<b")),
        architecture,
        KERNELS,
        trace,
        events,
        snapshots,
        new Ending(
            termination,
            "the limit of %d steps was reached".formatted(STEPS),
            theta,
            certificate,
            0.41),
        List.of());
  }

  private double norm2() {
    return Arrays.stream(theta).map(v -> v * v).sum();
  }
}
