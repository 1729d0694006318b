package marginflow.reference;

import java.util.Arrays;
import java.util.stream.IntStream;
import marginflow.reference.KinkEvents.Event;

/**
 * What an event does to the pattern, by Filippov's rules and the conventions of {@code
 * docs/theory.md}, section 7.
 */
final class KinkActions {

  /**
   * A unit that went through w = 0 is put this far beyond it, relative to a unit's share of ‖θ‖.
   */
  private static final double BEYOND_APEX = 1e-8;

  /** A unit that leaves w = 0 is put this far from it, relative to ‖θ‖. */
  private static final double OFF_APEX = 1e-11;

  private final TwoLayerNet net;
  private final SlideDecision decision;
  private final ApexPotential potential;
  private KinkCounts counts = KinkCounts.NONE;

  KinkActions(TwoLayerNet net) {
    this.net = net;
    this.decision = new SlideDecision(net);
    this.potential = new ApexPotential(net);
  }

  KinkCounts counts() {
    return counts;
  }

  /**
   * Changes the pattern, and the state where a unit is at w = 0.
   *
   * @param from the state in which the step began that ended in the event
   * @param at the state of the event, evaluated
   */
  void take(KinkPattern pattern, PatternState from, PatternState at, Event event) {
    switch (event.kind()) {
      case ARRIVAL -> arrive(pattern, from, at, event.unit(), event.index());
      case SLOPE -> release(pattern, at, event.unit(), event.index());
      case OUTPUT_WEIGHT -> reverse(pattern, at, event.unit());
      case APEX -> leaveApex(pattern, at, event.unit());
    }
  }

  private void arrive(KinkPattern pattern, PatternState from, PatternState at, int k, int sample) {
    int[] sliding = pattern.sliding(k);
    if (sliding.length >= net.d() - 1) {
      meetApex(pattern, from, at, k);
      return;
    }
    double a = at.theta[net.output(k)];
    int[] kinks = sliding;
    // The jump of the velocity of z on its own surface has the sign of a y.
    if (a * net.y(sample) < 0) {
      kinks = Arrays.copyOf(sliding, sliding.length + 1);
      kinks[sliding.length] = sample;
    } else {
      pattern.put(k, sample, -pattern.side(k, sample));
    }
    if (kinks.length > 0) {
      decision.decide(pattern, at, k, kinks);
    }
    int stayed = (int) Arrays.stream(sliding).filter(i -> pattern.side(k, i) == 0).count();
    counts = counts.released(sliding.length - stayed);
    counts = pattern.side(k, sample) == 0 ? counts.entered() : counts.crossed();
    at.settle(pattern);
  }

  private void release(KinkPattern pattern, PatternState at, int k, int index) {
    boolean up = at.slopes[k][index] > (1 + net.slope()) / 2;
    pattern.put(k, pattern.sliding(k)[index], up ? 1 : -1);
    counts = counts.released(1);
  }

  /** Every kink leaves to the side its slope is nearer to; one that is driven back crosses. */
  private void reverse(KinkPattern pattern, PatternState at, int k) {
    int[] kinks = pattern.sliding(k);
    double after = -pattern.sign(k);
    for (int r = 0; r < kinks.length; r++) {
      pattern.put(k, kinks[r], at.slopes[k][r] >= (1 + net.slope()) / 2 ? 1 : -1);
    }
    for (int round = 0; round < 2 * kinks.length; round++) {
      double[] drive = new double[net.d()];
      for (int i = 0; i < net.n(); i++) {
        net.add(i, pattern.slope(k, i, net.slope()) * at.force[i], drive, 0);
      }
      int worst = -1;
      double least = 0;
      for (int kink : kinks) {
        double outward = pattern.side(k, kink) * after * net.along(kink, drive, 0);
        if (outward < least) {
          least = outward;
          worst = kink;
        }
      }
      if (worst < 0) {
        break;
      }
      pattern.put(k, worst, -pattern.side(k, worst));
    }
    counts = counts.reversed();
  }

  private void meetApex(KinkPattern pattern, PatternState from, PatternState at, int k) {
    double a = at.theta[net.output(k)];
    int first = k * net.d();
    if (potential.least(a, at.force).value() >= 0) {
      Arrays.fill(at.theta, first, first + net.d(), 0);
      pattern.hold(k);
      counts = counts.heldUp();
      return;
    }
    double step = BEYOND_APEX * at.norm() / Math.sqrt(net.units()) / from.norm(k);
    for (int c = first; c < first + net.d(); c++) {
      at.theta[c] = -step * from.theta[c];
    }
    int[] sliding = pattern.sliding(k);
    for (int i = 0; i < net.n(); i++) {
      if (pattern.side(k, i) != 0) {
        pattern.put(k, i, -from.z[k][i]);
      }
    }
    at.settle(pattern);
    decision.decide(pattern, at, k, sliding);
    counts = counts.passed();
  }

  private void leaveApex(KinkPattern pattern, PatternState at, int k) {
    double a = at.theta[net.output(k)];
    ApexPotential.Least least = potential.least(a, at.force);
    pattern.letGo(k);
    double step = OFF_APEX * at.norm();
    for (int c = 0; c < net.d(); c++) {
      at.theta[k * net.d() + c] = step * least.ray()[c];
    }
    for (int i = 0; i < net.n(); i++) {
      int sample = i;
      if (IntStream.of(least.samples()).anyMatch(s -> s == sample)) {
        pattern.slide(k, i, a);
      } else {
        pattern.put(k, i, net.along(i, least.ray(), 0));
      }
    }
    at.settle(pattern);
  }
}
