package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import marginflow.certificate.verdict.Witness;
import marginflow.report.Mark.Point;

/**
 * The path of a witness: by how much ‖θ(ε)‖², rescaled to margins of 1, lies below ‖θ‖², at the
 * scales where exact arithmetic was asked.
 */
public final class WitnessFigure {

  private WitnessFigure() {}

  /** Draws it. */
  public static Drawing of(Witness witness) {
    double size = 0;
    for (double v : witness.theta()) {
      size += v * v;
    }
    List<Point> gains = new ArrayList<>();
    for (int e = 0; e < witness.epsilons().length; e++) {
      gains.add(new Point(witness.epsilons()[e], size - witness.normSquared()[e]));
    }
    Series gain = new Series("gain along the path", Series.Style.LINE, Ink.FIRST, gains);
    return new Chart(
            "A path to better points: " + witness.description(),
            Axis.log("ε", DoubleStream.of(witness.epsilons())),
            Axis.log("‖θ‖² − ‖θ(ε)‖²", gains.stream().mapToDouble(Point::y)),
            List.of(gain))
        .draw();
  }
}
