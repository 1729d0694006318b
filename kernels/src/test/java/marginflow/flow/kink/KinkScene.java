package marginflow.flow.kink;

import marginflow.array.Matrix;
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
  public final double[] y;
  public final double[] dy;

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
    y = new double[field.dimension()];
    dy = new double[field.dimension()];
  }

  /** Moves to θ, for one unit (w₁, w₂, a), with the pattern of its signs. */
  public KinkScene at(double... theta) {
    field.place(theta, y);
    field.evaluateFree(y, dy);
    jumps.begin();
    jumps.refresh();
    return this;
  }

  /** Ends a step at θ with the pattern as it is. */
  KinkScene frozenAt(double... theta) {
    field.place(theta, y);
    field.evaluate(y, dy);
    jumps.refresh();
    return this;
  }

  /** Lets a sample's kink slide. */
  public KinkScene slide(int kink) {
    sliding.add(kink);
    field.evaluate(y, dy);
    jumps.begin();
    jumps.refresh();
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
