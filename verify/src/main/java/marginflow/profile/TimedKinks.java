package marginflow.profile;

import marginflow.array.Matrix;
import marginflow.network.Kinks;

/**
 * Kinks that time the calls whose work grows with their number; look-ups of one pair are passed on.
 */
final class TimedKinks implements Kinks {

  private final Kinks kinks;
  private final PhaseTimer timer;

  TimedKinks(Kinks kinks, PhaseTimer timer) {
    this.kinks = kinks;
    this.timer = timer;
  }

  @Override
  public int size() {
    return kinks.size();
  }

  @Override
  public double negativeSlope() {
    return kinks.negativeSlope();
  }

  @Override
  public int row(int pair) {
    return kinks.row(pair);
  }

  @Override
  public int unit(int pair) {
    return kinks.unit(pair);
  }

  @Override
  public int layer(int pair) {
    return kinks.layer(pair);
  }

  @Override
  public boolean separate(int pair) {
    return kinks.separate(pair);
  }

  @Override
  public int coincident(int pair) {
    return kinks.coincident(pair);
  }

  @Override
  public int coincident(int pair, int index) {
    return kinks.coincident(pair, index);
  }

  @Override
  public double proportion(int pair, int other) {
    return kinks.proportion(pair, other);
  }

  @Override
  public double unitNorm(int pair) {
    return kinks.unitNorm(pair);
  }

  @Override
  public double[] values() {
    return kinks.values();
  }

  @Override
  public boolean positive(int pair) {
    return kinks.positive(pair);
  }

  @Override
  public void setPositive(int pair, boolean positive) {
    kinks.setPositive(pair, positive);
  }

  @Override
  public void savePattern(long[] words) {
    long started = timer.start();
    kinks.savePattern(words);
    stop(started);
  }

  @Override
  public void restorePattern(long[] words) {
    long started = timer.start();
    kinks.restorePattern(words);
    stop(started);
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    long started = timer.start();
    kinks.velocities(direction, out);
    stop(started);
  }

  @Override
  public void velocities(int[] pairs, int count, double[] direction, double[] out) {
    long started = timer.start();
    kinks.velocities(pairs, count, direction, out);
    stop(started);
  }

  @Override
  public void sensitivities(double[] out) {
    long started = timer.start();
    kinks.sensitivities(out);
    stop(started);
  }

  @Override
  public void wakingSensitivities(double[] out) {
    long started = timer.start();
    kinks.wakingSensitivities(out);
    stop(started);
  }

  @Override
  public void wake(int pair) {
    long started = timer.start();
    kinks.wake(pair);
    stop(started);
  }

  @Override
  public double influence(int earlier, int pair) {
    long started = timer.start();
    double value = kinks.influence(earlier, pair);
    stop(started);
    return value;
  }

  @Override
  public void addNormals(int[] pairs, double[] weights, int count, double[] out) {
    long started = timer.start();
    kinks.addNormals(pairs, weights, count, out);
    stop(started);
  }

  @Override
  public void addSensitivityGradient(int pair, double weight, double[] out) {
    kinks.addSensitivityGradient(pair, weight, out);
  }

  @Override
  public void normalGram(int[] pairs, int count, Matrix out) {
    long started = timer.start();
    kinks.normalGram(pairs, count, out);
    stop(started);
  }

  private void stop(long started) {
    timer.stop(started, Double.NaN, Double.NaN);
  }
}
