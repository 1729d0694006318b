package marginflow.flow.kink;

import marginflow.array.Matrix;
import marginflow.flow.field.Evaluation;
import marginflow.flow.field.PolarField;
import marginflow.flow.field.SlidingSet;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * A small net at a point chosen by a test. The usual one is one ReLU unit on samples in the plane,
 * the smallest field with a kink that crosses, slides, is released or repels, and every number of
 * it known by hand; a deeper one is named by its architecture.
 */
public final class KinkScene {

  public final MarginModel model;
  public final SlidingSet sliding;
  public final PolarField field;
  public final GradientJumps jumps;

  /** The last place moved to. */
  public Evaluation at;

  /** The last place moved to by {@link #at(double...)}. */
  public final Evaluation start;

  private final Evaluation end;

  /**
   * A scene of one ReLU unit in the plane.
   *
   * @param x the samples
   * @param labels their labels
   */
  public KinkScene(double[][] x, double... labels) {
    this("relu:2-1-1", x, labels);
  }

  /** A scene of another net. */
  public KinkScene(String net, double[][] x, double... labels) {
    model =
        Models.bind(
            Architectures.parse(net),
            new Dataset(Matrix.of(x), labels),
            KernelSelector.select("scalar", 1));
    sliding = new SlidingSet(model.kinks(), model.parameters());
    field = new PolarField(model, Loss.EXPONENTIAL, sliding);
    jumps = new GradientJumps(field, sliding);
    start = field.newEvaluation();
    end = field.newEvaluation();
    at = start;
  }

  /** The point, length P + 1. */
  public double[] y() {
    return at.y();
  }

  /** The velocity there, length P + 1. */
  public double[] dy() {
    return at.velocity();
  }

  /** Moves to θ, for one unit (w₁, w₂, a), with the pattern of its signs. */
  public KinkScene at(double... theta) {
    at = start;
    field.place(theta, at.y());
    field.evaluateFree(at);
    return begin();
  }

  /** Ends a step at θ with the pattern as it is. */
  KinkScene frozenAt(double... theta) {
    at = end;
    field.place(theta, at.y());
    field.evaluate(at);
    jumps.turnTo(at);
    return this;
  }

  /** Gives the place moved to another velocity. */
  void moving(double[] velocity) {
    System.arraycopy(velocity, 0, at.velocity(), 0, velocity.length);
  }

  /** Gives both ends of a step other velocities. */
  void moving(double[] atStart, double[] atEnd) {
    System.arraycopy(atStart, 0, start.velocity(), 0, atStart.length);
    moving(atEnd);
  }

  /** Lets a sample's kink slide. */
  public KinkScene slide(int kink) {
    sliding.add(kink);
    field.evaluate(at);
    return begin();
  }

  private KinkScene begin() {
    jumps.begin(at);
    jumps.turnTo(at);
    return this;
  }

  /** A scan of this scene. */
  EventDetector detector(double tolerance) {
    return new EventDetector(field, sliding, jumps, tolerance);
  }

  /** The passes of a scan. */
  CrossingCorrection correction(EventDetector detector) {
    return new CrossingCorrection(field, sliding, detector, jumps);
  }
}
