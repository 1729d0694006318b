package marginflow.certificate.kkt;

import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.problem.Structure;
import marginflow.network.Architecture;
import marginflow.network.MarginModel;

/**
 * The KKT residual of a direction in the window that suits it. Nothing here looks at the norm, so a
 * direction has one residual, one window and one set of multipliers at every scale.
 */
public final class KktSearch {

  /**
   * A residual below this, in the narrowest window, is taken as that of a KKT point: far above
   * rounding, and four orders below what a flow reaches before its margins leave the window.
   */
  private static final double NARROW_RESIDUAL = 1e-8;

  /** A narrower window explains the point as well if its residual is larger by less than this. */
  private static final double AS_WELL = 1.1;

  private final MarginModel model;

  /** Deeper layers have curved kink surfaces, which a flow keeps to less closely. */
  private final boolean curved;

  public KktSearch(Architecture architecture, MarginModel model) {
    this.model = model;
    this.curved = Structure.of(architecture) instanceof Structure.Deep;
  }

  /** The analysis in the narrowest window that explains the point as well as the widest does. */
  public KktAnalysis analyse(ScaledPoint point) {
    double[] rungs = TightWindow.rungs();
    KktAnalysis narrow = KktAnalysis.of(model, point, rungs[0]);
    if (narrow.epsilon() <= NARROW_RESIDUAL) {
      return narrow;
    }
    int wide = rungs.length - 1;
    KktAnalysis best = analyse(point, rungs[wide]);
    double enough = AS_WELL * best.epsilon();
    // Residuals do not rise with the window: more rows may only help.
    int low = -1;
    while (wide - low > 1) {
      int middle = (low + wide) / 2;
      KktAnalysis found = analyse(point, rungs[middle]);
      if (found.epsilon() <= enough) {
        best = found;
        wide = middle;
      } else {
        low = middle;
      }
    }
    return best;
  }

  /** The analysis in a window that is given. */
  public KktAnalysis analyse(ScaledPoint point, double window) {
    KktAnalysis plain = KktAnalysis.of(model, point, window);
    if (!curved || plain.epsilon() <= NARROW_RESIDUAL) {
      return plain;
    }
    KktAnalysis deep = KktAnalysis.of(model, point, window, KktAnalysis.DEEP_KINK_DISTANCE);
    return deep.epsilon() < plain.epsilon() ? deep : plain;
  }
}
