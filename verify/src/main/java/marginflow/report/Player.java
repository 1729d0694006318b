package marginflow.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;
import marginflow.report.Mark.Point;
import marginflow.report.PlaneScene.Neuron;
import tools.jackson.databind.json.JsonMapper;

/**
 * The frames of the player, as the JSON that {@code report.js} reads: for each snapshot the outline
 * of the positive region as SVG path data, and the neurons as {@code [angle, length, kink offset]},
 * all in the picture units of {@link PlaneFigure}. The script knows nothing of networks.
 */
final class Player {

  /** Cells along a side of a frame's decision picture. */
  private static final int CELLS = 120;

  private final RunData run;
  private final PlaneScene scene;
  private final PlaneFigure figure;

  Player(RunData run, Plane plane) {
    this.run = run;
    scene = new PlaneScene(run, plane, CELLS, Math.max(1, run.snapshots().size()));
    figure = new PlaneFigure(run, plane, scene);
  }

  /** The picture that the script starts from: the end of the run. */
  Drawing drawing() {
    return figure.draw(run.theta());
  }

  /** Whether the network's first layer has neurons to draw. */
  boolean hasNeurons() {
    return !scene.neurons(run.theta()).isEmpty();
  }

  /** The frames; safe inside a {@code script} element. */
  String json() {
    Point origin = figure.place(new Point(0, 0));
    Map<String, Object> player = new LinkedHashMap<>();
    player.put("origin", List.of(round(origin.x(), 1), round(origin.y(), 1)));
    player.put("kinks", scene.kinked() ? PlaneFigure.MOST_KINKS : 0);
    player.put("inert", PlaneFigure.INERT);
    player.put("frames", frames());
    return JsonMapper.shared().writeValueAsString(player).replace("</", "<\\/");
  }

  private List<Map<String, Object>> frames() {
    List<List<Neuron>> neurons =
        run.snapshots().stream()
            .map(s -> scene.neurons(s.theta()).stream().limit(PlaneFigure.MOST_NEURONS).toList())
            .toList();
    double largest =
        neurons.stream().flatMap(List::stream).mapToDouble(Neuron::size).max().orElse(0);
    List<Map<String, Object>> frames = new ArrayList<>();
    for (int f = 0; f < neurons.size(); f++) {
      frames.add(frame(run.snapshots().get(f), neurons.get(f), figure.armUnit(largest)));
    }
    return frames;
  }

  private Map<String, Object> frame(FlowPoint snapshot, List<Neuron> neurons, double armUnit) {
    Map<String, Object> frame = new LinkedHashMap<>();
    frame.put("step", snapshot.at().step());
    frame.put("time", Numbers.exponent(snapshot.at().logTime() / Math.log(10)));
    frame.put("loss", Numbers.exponent(snapshot.at().log10Loss()));
    frame.put("margin", Numbers.compact(snapshot.at().value(Quantity.NORMALIZED_MARGIN)));
    frame.put("region", SvgWriter.rings(figure.rings(snapshot.theta())));
    frame.put("neurons", neurons.stream().map(n -> arm(n, armUnit)).toList());
    return frame;
  }

  /**
   * Angle in radians, signed length (the sign is that of the outgoing weight) and, where not 0,
   * kink offset.
   */
  private List<Double> arm(Neuron n, double armUnit) {
    double length = n.size() * n.inPlane() * armUnit * (n.sign() < 0 ? -1 : 1);
    double offset = round(n.offset() * figure.unit(), 1);
    return offset == 0
        ? List.of(round(n.angle(), 3), round(length, 1))
        : List.of(round(n.angle(), 3), round(length, 1), offset);
  }

  private static double round(double value, int decimals) {
    double power = Math.pow(10, decimals);
    return Math.rint(value * power) / power + 0.0;
  }
}
