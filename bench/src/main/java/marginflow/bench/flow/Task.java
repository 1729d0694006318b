package marginflow.bench.flow;

import java.util.Locale;

/**
 * One run: which flow, by which method, how far. Its text form is what a JMH fork is told.
 *
 * @param problem name of the flow
 * @param method name of the integrator
 * @param tolerance relative tolerance on the direction; descent methods have none and ignore it
 * @param log10Horizon common logarithm of the loss at which it ends
 * @param budget gradient evaluations after which it ends
 * @param seconds wall time after which it ends, infinite where only counts may end it
 */
record Task(
    String problem,
    String method,
    double tolerance,
    double log10Horizon,
    long budget,
    double seconds) {

  /** A budget that no run of ours comes near: those that chatter end there. */
  static final long AMPLE = 1_000_000;

  /**
   * Our integrator to the flow's own horizon, for at most some minutes, so that none holds up the
   * rest.
   */
  static Task ours(Problem problem) {
    return new Task(problem.name(), Methods.OURS, 1e-6, problem.log10Horizon(), AMPLE, 180);
  }

  /** The same flow by another method, with a budget that counts alone. */
  Task with(String other, long evaluations) {
    return new Task(problem, other, tolerance, log10Horizon, evaluations, Double.POSITIVE_INFINITY);
  }

  /** The same to another horizon. */
  Task to(double horizon) {
    return new Task(problem, method, tolerance, horizon, budget, seconds);
  }

  /** The same at another tolerance. */
  Task at(double error) {
    return new Task(problem, method, error, log10Horizon, budget, seconds);
  }

  /** The text form. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%s;%s;%s;%s;%d;%s",
        problem,
        method,
        tolerance,
        log10Horizon,
        budget,
        seconds);
  }

  /** Reads the text form. */
  static Task parse(String line) {
    String[] f = line.split(";", -1);
    return new Task(
        f[0],
        f[1],
        Double.parseDouble(f[2]),
        Double.parseDouble(f[3]),
        Long.parseLong(f[4]),
        Double.parseDouble(f[5]));
  }
}
