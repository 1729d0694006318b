package marginflow.flow.kink;

import java.util.Arrays;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.CheckpointReader;
import marginflow.flow.field.CheckpointWriter;
import marginflow.network.KinkIndex;

/**
 * Events of a step that is not accepted yet: collected while it is settled, forgotten if it is
 * refused, told to the log if it is accepted. A kink is called ambiguous once in a run.
 */
final class KinkEvents {

  private final KinkIndex kinks;
  private final KinkLog log;

  private FlowEvent.Kind[] kinds = new FlowEvent.Kind[16];
  private int[] of = new int[16];
  private double[] slopes = new double[16];
  private int count;

  /** Kinks that were reported as ambiguous. */
  private final boolean[] told;

  KinkEvents(KinkIndex kinks, KinkLog log) {
    this.kinks = kinks;
    this.log = log;
    this.told = new boolean[kinks.size()];
  }

  /** Forgets what was not reported. */
  void clear() {
    count = 0;
  }

  /** Notes what happened to a kink. */
  void add(FlowEvent.Kind kind, int kink) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * count);
      of = Arrays.copyOf(of, 2 * count);
      slopes = Arrays.copyOf(slopes, 2 * count);
    }
    kinds[count] = kind;
    of[count++] = kink;
  }

  /** Notes a kink at which the flow is not unique, with its slope or the share of its branch. */
  void ambiguous(int kink, double slope) {
    add(FlowEvent.Kind.AMBIGUOUS, kink);
    slopes[count - 1] = slope;
  }

  /** Whether a kink was reported as ambiguous. */
  boolean told(int kink) {
    return told[kink];
  }

  /** Reports all, and forgets them. */
  void report() {
    for (int i = 0; i < count; i++) {
      int kink = of[i];
      if (kinds[i] == FlowEvent.Kind.AMBIGUOUS) {
        told[kink] = true;
        log.ambiguous(kinks.unit(kink), kinks.row(kink), slopes[i]);
      } else {
        log.event(kinds[i], kinks.unit(kink), kinks.row(kink));
      }
    }
    count = 0;
  }

  /** Saves which kinks were reported as ambiguous. */
  void save(CheckpointWriter out) {
    int ambiguous = 0;
    for (boolean kink : told) {
      ambiguous += kink ? 1 : 0;
    }
    out.integer(ambiguous);
    for (int kink = 0; kink < told.length; kink++) {
      if (told[kink]) {
        out.integer(kink);
      }
    }
  }

  /** Reads back what {@link #save} wrote. */
  void restore(CheckpointReader in) {
    for (long left = in.integer(); left > 0; left--) {
      told[(int) in.integer()] = true;
    }
  }
}
