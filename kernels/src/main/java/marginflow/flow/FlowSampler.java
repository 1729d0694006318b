package marginflow.flow;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Calls back at the states where a quantity of the flow passes given values, wherever the steps
 * happen to end: states are found in the {@link DenseOutput} of each step. So runs of different
 * tolerances or integrators are sampled at the same places.
 */
public final class FlowSampler implements FlowObserver {

  private static final double LN10 = Math.log(10);

  /** Halvings of a step: each gains a bit, and a double has no more. */
  private static final int HALVINGS = 53;

  /** What a sampler calls. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes a state; called in the order of time.
     *
     * @param view the end of the step in which it lies
     * @param x where in that step: an argument to the methods of {@link FlowView#dense()}
     */
    void sample(FlowView view, double x);
  }

  /**
   * A scale along the flow: a state is sampled wherever its value passes a whole number.
   *
   * @param value a continuous function of {@code log ρ} and {@code log 𝓛}, natural logarithms
   * @param deepest the {@code log 𝓛} below which it is not asked; −∞ for all the way
   */
  public record Scale(DoubleBinaryOperator value, double deepest) {}

  private final List<Scale> scales;
  private final long seen;
  private final Sink sink;
  private final double[] before;
  private double[] found = new double[16];
  private int count;

  /**
   * A sampler.
   *
   * @param scales what is sampled by; a state that two of them ask for is sampled twice
   * @param seen the last step of the part of the run that was sampled before, −1 for a new run,
   *     whose start is the first sample
   */
  public FlowSampler(List<Scale> scales, long seen, Sink sink) {
    this.scales = List.copyOf(scales);
    this.seen = seen;
    this.sink = sink;
    this.before = new double[scales.size()];
    Arrays.fill(before, Double.NaN);
  }

  /**
   * Samples the start and then evenly in what grows steadily: K states for every decade of {@code
   * −log10 𝓛}, where it is a power {@code 10^(j/K)}, j = 0, 1, ... Before {@code log10 𝓛 = −1},
   * where neither the loss nor the norm alone shows all that happens, it is K for every decade of
   * 𝓛 and K for every decade of ρ.
   *
   * @param perDecade K, at least 1
   * @param seen the last step of the part of the run that was sampled before, −1 for a new run
   */
  public static FlowSampler perDecade(int perDecade, long seen, Sink sink) {
    if (perDecade < 1) {
      throw new IllegalArgumentException(
          "samples per decade: expected a positive number, found " + perDecade);
    }
    Scale norm = new Scale((logNorm, logLoss) -> perDecade * logNorm / LN10, -LN10);
    return new FlowSampler(List.of(loss(perDecade), norm), seen, sink);
  }

  /**
   * Samples the start, and K states for every decade of {@code −log10 𝓛}, before {@code log10 𝓛 =
   * −1} for every decade of 𝓛: of two runs of one flow the same states, whatever their steps.
   *
   * @param perDecade K, at least 1
   */
  public static FlowSampler byLoss(int perDecade, Sink sink) {
    return new FlowSampler(List.of(loss(perDecade)), -1, sink);
  }

  private static Scale loss(int perDecade) {
    return new Scale(
        (logNorm, logLoss) -> perDecade * decades(logLoss / LN10), Double.NEGATIVE_INFINITY);
  }

  /**
   * The scale of the loss that samples are even on: linear up to a size of 1, beyond it one more
   * for every factor of ten.
   */
  public static double decades(double x) {
    double size = Math.abs(x);
    return size <= 1 ? x : Math.copySign(1 + StrictMath.log10(size), x);
  }

  @Override
  public void accepted(FlowView view) {
    boolean wanted = view.step() > seen;
    if (wanted && view.step() == 0) {
      sink.sample(view, 1);
    }
    count = 0;
    for (int i = 0; i < before.length; i++) {
      Scale scale = scales.get(i);
      double now = scale.value.applyAsDouble(view.logNorm(), view.logLoss());
      if (wanted && view.dense().logLoss(0) >= scale.deepest) {
        find(scale, before[i], now, view.dense());
      }
      before[i] = now;
    }
    Arrays.sort(found, 0, count);
    for (int k = 0; k < count; k++) {
      sink.sample(view, found[k]);
    }
  }

  /** Where in a step a scale comes to a whole number: one is at the end of a step or before it. */
  private void find(Scale scale, double from, double to, DenseOutput step) {
    double low = to > from ? Math.floor(from) + 1 : Math.ceil(to);
    double high = to > from ? Math.floor(to) : Math.ceil(from) - 1;
    for (double mark = low; mark <= high; mark++) {
      double x = root(scale, mark, to > from, step);
      if (step.logLoss(x) >= scale.deepest) {
        keep(x);
      }
    }
  }

  private static double root(Scale scale, double mark, boolean up, DenseOutput step) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double x = 0.5 * (low + high);
      double value = scale.value.applyAsDouble(step.logNorm(x), step.logLoss(x));
      if (up ? value < mark : value > mark) {
        low = x;
      } else {
        high = x;
      }
    }
    return high;
  }

  private void keep(double x) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count++] = x;
  }
}
