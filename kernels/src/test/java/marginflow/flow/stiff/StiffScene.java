package marginflow.flow.stiff;

import marginflow.flow.kink.KinkScene;

/**
 * A linear net (w, a) = (ρ, 0) on the sample 1 with both labels: margins ±ρ a, in balance at a = 0.
 * Its rows are {@code ρ^{-1}∇q = ±(0, 1)}, without a radial part and of mean zero, their weights ½:
 * {@code BᵀB} has the one eigenvalue β = ρ², along a.
 */
final class StiffScene {

  static final double RHO = 100;
  static final double BETA = RHO * RHO;

  final KinkScene scene =
      new KinkScene("linear:1-1-1", new double[][] {{1}, {1}}, 1, -1).at(RHO, 0);

  /** A system linearized there, with limits of one's own. */
  StiffSystem system(StiffSystem.Limits limits) {
    StiffSystem system = new StiffSystem(scene.field, scene.sliding, limits);
    system.linearize(scene.at, new double[scene.model.kinks().size()], 0.1);
    return system;
  }
}
