package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.FlowState;
import marginflow.io.run.Quantity;

/**
 * Keeps θ along a flow for the player: a snapshot whenever the horizon {@code asinh(log10 𝓛)} or
 * the direction θ/ρ has moved by a stride. When there are too many, every other one is dropped and
 * the stride doubled, so that a run of any length ends with at most {@link #limit()} snapshots that
 * are spread over all of it.
 */
public final class SnapshotRecorder implements FlowObserver {

  /** Frames the player is given: ten seconds at twenty a second. */
  private static final int MOST = 200;

  private static final int FEWEST = 8;

  /** Doubles kept at most, 16 MB. */
  private static final int BUDGET = 2_000_000;

  private static final double FIRST_STRIDE = 0.005;

  /** What is kept of a state beside θ. */
  public static final List<Quantity> QUANTITIES =
      List.of(Quantity.STEP, Quantity.LOG_TIME, Quantity.LOG10_LOSS, Quantity.NORMALIZED_MARGIN);

  /**
   * What a recorder has in mind, to go on with.
   *
   * @param kept snapshots kept so far
   * @param stride how far apart they are kept
   */
  public record State(List<FlowPoint> kept, double stride) {

    /** That of a run that begins. */
    public static final State NONE = new State(List.of(), FIRST_STRIDE);
  }

  private final int limit;
  private final List<FlowPoint> kept;
  private final double[] theta;
  private double stride;
  private Optional<FlowPoint> latest = Optional.empty();

  /**
   * A recorder that goes on after snapshots kept earlier.
   *
   * @param parameters P
   * @param earlier what a recorder of the part of the run that came before had in mind
   */
  public SnapshotRecorder(int parameters, State earlier) {
    limit = Math.clamp(BUDGET / Math.max(1, parameters), FEWEST, MOST);
    kept = new ArrayList<>(earlier.kept());
    stride = earlier.stride();
    theta = new double[parameters];
  }

  /** Most snapshots that {@link #snapshots()} returns, not counting the last state. */
  public int limit() {
    return limit;
  }

  /** Shows it the state that a run is resumed from, about which its earlier self decided. */
  public void resumed(FlowView view) {
    look(view);
  }

  @Override
  public void accepted(FlowView view) {
    FlowPoint now = look(view);
    if (kept.isEmpty() || distance(kept.getLast(), now) >= stride) {
      keep(now);
    }
  }

  /** The state of this moment, whose parameters are overwritten by the next one's. */
  private FlowPoint look(FlowView view) {
    view.theta(theta);
    FlowPoint now = new FlowPoint(FlowState.of(view, QUANTITIES), theta);
    latest = Optional.of(now);
    return now;
  }

  /** What another recorder needs to go on from here. */
  public State state() {
    return new State(List.copyOf(kept), stride);
  }

  /** The snapshots in order, the last of them the last state seen. */
  public List<FlowPoint> snapshots() {
    List<FlowPoint> all = new ArrayList<>(kept);
    latest
        .filter(now -> all.isEmpty() || all.getLast().at().step() != now.at().step())
        .ifPresent(now -> all.add(copy(now)));
    return all;
  }

  private void keep(FlowPoint now) {
    kept.add(copy(now));
    if (kept.size() > limit) {
      List<FlowPoint> half = new ArrayList<>();
      for (int i = 0; i < kept.size(); i += 2) {
        half.add(kept.get(i));
      }
      kept.clear();
      kept.addAll(half);
      stride *= 2;
    }
  }

  private static FlowPoint copy(FlowPoint point) {
    return new FlowPoint(point.at(), point.theta().clone());
  }

  private static double distance(FlowPoint a, FlowPoint b) {
    return Math.max(
        Math.abs(asinh(a.at().log10Loss()) - asinh(b.at().log10Loss())),
        turned(a.theta(), b.theta()));
  }

  private static double asinh(double x) {
    return Math.copySign(Math.log(Math.abs(x) + Math.hypot(x, 1)), x);
  }

  /** Distance of the directions of a and b. */
  private static double turned(double[] a, double[] b) {
    double aa = 0;
    double ab = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      aa += a[i] * a[i];
      ab += a[i] * b[i];
      bb += b[i] * b[i];
    }
    double scale = Math.sqrt(aa) * Math.sqrt(bb);
    return scale > 0 ? Math.sqrt(Math.max(0, 2 - 2 * ab / scale)) : 1;
  }
}
