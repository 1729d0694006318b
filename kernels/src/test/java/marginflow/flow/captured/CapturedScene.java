package marginflow.flow.captured;

import java.util.ArrayList;
import java.util.List;
import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;
import marginflow.flow.field.Counters;
import marginflow.flow.field.Evaluation;
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
    Evaluation next = scene.field.newEvaluation();
    ChebyshevStepper stepper = new ChebyshevStepper(scene.field);
    capture.begin(scene.at);
    stepper.assume(1);
    double error = stepper.attempt(scene.at, h, 1, next);
    boolean changed = capture.decide(h, next);
    error += capture.jumpError(h);
    if (changed) {
      capture.apply(next);
      error += capture.farError(h, next);
    }
    capture.report();
    scene.at = next;
    return error;
  }

  /** Weights of the unit, (w₁, w₂, a). */
  double[] theta() {
    double[] theta = new double[scene.y().length - 1];
    double rho = Math.exp(scene.y()[theta.length]);
    for (int j = 0; j < theta.length; j++) {
      theta[j] = rho * scene.y()[j];
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
