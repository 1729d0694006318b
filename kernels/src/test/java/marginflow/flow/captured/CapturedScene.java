package marginflow.flow.captured;

import java.util.ArrayList;
import java.util.List;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.Counters;
import marginflow.flow.kink.KinkLog;
import marginflow.flow.kink.KinkScene;

/** A scene, and a step in it with all sides held. */
final class CapturedScene implements KinkLog {

  final KinkScene scene;
  final Counters counters = new Counters();
  final KinkCapture capture;
  final List<String> log = new ArrayList<>();

  CapturedScene(KinkScene scene) {
    this.scene = scene;
    this.capture = new KinkCapture(scene.field, this, counters);
  }

  /** The usual one: a ReLU unit in the plane. */
  static KinkScene plane(double[][] x, double... labels) {
    return new KinkScene(x, labels);
  }

  /** Takes one step of length h from where the scene is, kinks captured; the estimate of errors. */
  double step(double h) {
    double[] next = new double[scene.y.length];
    double[] nextDy = new double[scene.y.length];
    ChebyshevStepper stepper = new ChebyshevStepper(scene.field);
    capture.begin(scene.y);
    stepper.assume(1);
    double error = stepper.attempt(scene.y, scene.dy, h, 1, next, nextDy);
    boolean changed = capture.decide(h, next);
    error += capture.jumpError(h);
    if (changed) {
      capture.apply(next, nextDy);
      error += capture.farError(h, next, nextDy);
    }
    capture.report();
    System.arraycopy(next, 0, scene.y, 0, next.length);
    System.arraycopy(nextDy, 0, scene.dy, 0, next.length);
    return error;
  }

  /** Weights of the unit, (w₁, w₂, a). */
  double[] theta() {
    double[] theta = new double[scene.y.length - 1];
    double rho = Math.exp(scene.y[theta.length]);
    for (int j = 0; j < theta.length; j++) {
      theta[j] = rho * scene.y[j];
    }
    return theta;
  }

  @Override
  public Branch branch() {
    return Branch.SLOPE;
  }

  @Override
  public void event(FlowEvent.Kind kind, int unit, int row) {
    log.add(kind + " " + unit + " " + row);
  }

  @Override
  public void ambiguous(int unit, int row, double slope) {
    log.add("AMBIGUOUS " + unit + " " + row + (slope > 0.5 ? " up" : " down"));
  }
}
