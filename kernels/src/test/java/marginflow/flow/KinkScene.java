package marginflow.flow;

import marginflow.array.Matrix;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;

/**
 * One ReLU unit on two samples in the plane, at a point chosen by a test: the smallest field with a
 * kink that crosses, slides, is released or repels, and every number of it known by hand.
 */
final class KinkScene {

  final MarginModel model;
  final SlidingSet sliding;
  final PolarField field;
  final Jumps jumps;
  final double[] y;
  final double[] dy;

  /**
   * A scene.
   *
   * @param x the two samples
   * @param labels their labels
   */
  KinkScene(double[][] x, double... labels) {
    model =
        Architectures.parse("relu:2-1-1")
            .bind(new Dataset(Matrix.of(x), labels), KernelSelector.select("scalar", 1));
    sliding = new SlidingSet(model.kinks(), model.parameters());
    field = new PolarField(model, Loss.EXPONENTIAL, sliding);
    jumps = new Jumps(field, sliding);
    y = new double[field.dimension()];
    dy = new double[field.dimension()];
  }

  /** Moves to θ = (w₁, w₂, a) with the pattern of its signs. */
  KinkScene at(double... theta) {
    field.place(theta, y);
    field.evaluateFree(y, dy);
    jumps.begin();
    jumps.refresh();
    return this;
  }

  /** Lets a sample's kink slide. */
  KinkScene slide(int kink) {
    sliding.add(kink);
    field.evaluate(y, dy);
    jumps.begin();
    jumps.refresh();
    return this;
  }
}
