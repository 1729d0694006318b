package marginflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import marginflow.certificate.Certificate;
import marginflow.report.Axis.Scale;
import marginflow.report.Mark.Anchor;
import marginflow.report.Mark.Area;
import marginflow.report.Mark.Dot;
import marginflow.report.Mark.Line;
import marginflow.report.Mark.Outline;
import marginflow.report.Mark.Point;
import marginflow.report.Mark.Ring;
import marginflow.report.Mark.Shape;
import marginflow.report.Mark.Text;
import marginflow.report.PlaneScene.Neuron;

/**
 * The picture of a {@link PlaneScene}: the regions of either class, the samples, a ring around each
 * support sample, the neurons as arms from 0 and their kink lines. Its groups are named {@code
 * region}, {@code kinks}, {@code neurons} and {@code samples}, so that the player can redraw them.
 */
final class PlaneFigure {

  /** Cells along a side of the decision picture. */
  private static final int CELLS = 240;

  /** Neurons drawn at most, the largest first: more arms than this are one blot. */
  static final int MOST_NEURONS = 200;

  /** Kink lines drawn at most. */
  static final int MOST_KINKS = 40;

  /** Neurons smaller than this share of the largest get no kink line: they are inert. */
  static final double INERT = 0.05;

  /** Length of the longest arm as a share of the view's side. */
  private static final double LONGEST_ARM = 0.42;

  /** A distance that no eye sees, picture units. */
  private static final double INVISIBLE = 0.1;

  private static final int WIDTH = 440;
  private static final int HEIGHT = 470;
  private static final Chart.Frame FRAME = new Chart.Frame(64, 40, 426, 402, 402);

  private final RunData run;
  private final Plane plane;
  private final PlaneScene scene;
  private final Axis x;
  private final Axis y;

  PlaneFigure(RunData run, Plane plane, PlaneScene scene) {
    this.run = run;
    this.plane = plane;
    this.scene = scene;
    x = new Axis(plane.xLabel(), Scale.LINEAR, scene.left(), scene.left() + scene.side());
    y = new Axis(plane.yLabel(), Scale.LINEAR, scene.foot(), scene.foot() + scene.side());
  }

  /** The picture at the end of a run. */
  static Drawing of(RunData run) {
    Plane plane = Plane.of(run.data(), Multipliers.of(run));
    return new PlaneFigure(run, plane, new PlaneScene(run, plane, CELLS, 1)).draw(run.theta());
  }

  /** Picture units per unit of the plane. */
  double unit() {
    return (FRAME.right() - FRAME.left()) / scene.side();
  }

  /** Picture units per unit of a neuron's size, so that the longest arm is as long as it may be. */
  double armUnit(double largest) {
    return largest > 0 ? LONGEST_ARM * (FRAME.right() - FRAME.left()) / largest : 0;
  }

  /** A point of the plane in picture units. */
  Point place(Point p) {
    return FRAME.place(x, y, p);
  }

  /** The rectangle that the plane fills. */
  Chart.Frame frame() {
    return FRAME;
  }

  /** The picture at θ. */
  Drawing draw(double[] theta) {
    List<Neuron> neurons = scene.neurons(theta).stream().limit(MOST_NEURONS).toList();
    double largest = neurons.isEmpty() ? 0 : neurons.getFirst().size();
    List<Mark> marks = new ArrayList<>();
    marks.add(FRAME.clip("region", region(theta)));
    marks.add(FRAME.clip("kinks", scene.kinked() ? kinks(neurons, largest) : List.of()));
    marks.add(FRAME.clip("neurons", neurons.stream().map(n -> arm(n, armUnit(largest))).toList()));
    marks.add(FRAME.clip("samples", samples()));
    FRAME.axes(marks, x, y);
    legend(marks, !neurons.isEmpty());
    String title =
        "Decision regions of the network%s, its samples%s"
            .formatted(
                plane.whole() ? "" : " in the plane of the two leading support directions",
                neurons.isEmpty() ? "" : " and the neurons of its first layer");
    return new Drawing(title, WIDTH, HEIGHT, marks);
  }

  private List<Mark> region(double[] theta) {
    List<List<Point>> rings = rings(theta);
    return List.of(
        new Area(List.of(corners()), Ink.REGION_NEGATIVE),
        new Area(rings, Ink.REGION_POSITIVE),
        new Outline(rings, Ink.TEXT, 1.6));
  }

  /**
   * The region where Φ(θ; ·) is positive, in picture units, without points that no eye would miss.
   */
  List<List<Point>> rings(double[] theta) {
    return scene.region(theta).stream()
        .map(ring -> Polylines.simplify(ring.stream().map(this::place).toList(), INVISIBLE))
        .toList();
  }

  private static List<Point> corners() {
    return List.of(
        new Point(FRAME.left(), FRAME.top()),
        new Point(FRAME.right(), FRAME.top()),
        new Point(FRAME.right(), FRAME.bottom()),
        new Point(FRAME.left(), FRAME.bottom()));
  }

  private List<Mark> kinks(List<Neuron> neurons, double largest) {
    return neurons.stream()
        .limit(MOST_KINKS)
        .filter(n -> n.size() > INERT * largest && n.inPlane() > 0)
        .map(this::kink)
        .toList();
  }

  /** The line w·x = 0. */
  private Mark kink(Neuron n) {
    Point foot =
        place(new Point(n.offset() * Math.cos(n.angle()), n.offset() * Math.sin(n.angle())));
    double reach = WIDTH + HEIGHT;
    double dx = reach * Math.sin(n.angle());
    double dy = reach * Math.cos(n.angle());
    return new Line(
        List.of(new Point(foot.x() - dx, foot.y() - dy), new Point(foot.x() + dx, foot.y() + dy)),
        Ink.FAINT,
        0.6,
        true);
  }

  private Mark arm(Neuron n, double unit) {
    Point origin = place(new Point(0, 0));
    double length = unit * n.size() * n.inPlane();
    Point tip =
        new Point(
            origin.x() + length * Math.cos(n.angle()), origin.y() - length * Math.sin(n.angle()));
    return new Line(List.of(origin, tip), ink(n.sign()), 2, false);
  }

  private static Ink ink(int sign) {
    return sign > 0 ? Ink.FIRST : sign < 0 ? Ink.SECOND : Ink.FOURTH;
  }

  private List<Mark> samples() {
    Set<Integer> support =
        run.certificate().map(Certificate::support).stream()
            .flatMapToInt(IntStream::of)
            .boxed()
            .collect(Collectors.toSet());
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < run.data().n(); i++) {
      Point at = place(new Point(plane.s(run.data(), i), plane.t(run.data(), i)));
      marks.add(dot(at, run.data().y()[i]));
      if (support.contains(i)) {
        marks.add(new Ring(at, 7, Ink.TEXT));
      }
    }
    return marks;
  }

  private static Dot dot(Point at, double label) {
    return label > 0
        ? new Dot(at, 3.6, Shape.DISC, Ink.FIRST)
        : new Dot(at, 3.6, Shape.TRIANGLE, Ink.SECOND);
  }

  private void legend(List<Mark> marks, boolean neurons) {
    double base = FRAME.top() - 12;
    double middle = base - 4;
    marks.add(dot(new Point(FRAME.left() + 5, middle), 1));
    label(marks, FRAME.left() + 14, base, run.labels().positive());
    marks.add(dot(new Point(FRAME.left() + 105, middle), -1));
    label(marks, FRAME.left() + 114, base, run.labels().negative());
    if (run.certificate().isPresent()) {
      marks.add(new Ring(new Point(FRAME.left() + 207, middle), 6, Ink.TEXT));
      label(marks, FRAME.left() + 218, base, "support");
    }
    if (neurons) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double at = FRAME.left() + 287 - 4 * sign;
        marks.add(
            new Line(
                List.of(new Point(at - 3, base), new Point(at + 3, base - 9)),
                ink(sign),
                2,
                false));
      }
      label(marks, FRAME.left() + 302, base, "neurons");
    }
  }

  private static void label(List<Mark> marks, double x, double base, String text) {
    String shown = text.length() > 12 ? text.substring(0, 11) + "…" : text;
    marks.add(new Text(new Point(x, base), shown, "", 12, Anchor.START, false, Ink.TEXT));
  }
}
