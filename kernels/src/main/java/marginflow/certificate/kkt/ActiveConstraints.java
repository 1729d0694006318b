package marginflow.certificate.kkt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import marginflow.array.Matrix;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * The tight rows of a point with their Clarke gradients.
 *
 * <p>With kinks in one layer only, a row's gradient is affine in the slopes. With kinks in several
 * it is a product of them; the row then becomes several faces, one for each pattern of the kinks
 * outside the layer that has most, and its gradients are the convex hull of them all. That is
 * Clarke's subdifferential, not merely a larger field that obeys the chain rule (derived): it is
 * the hull of the limits of nearby gradients, and every pattern does occur nearby. In a fully
 * connected net the kink of unit k in layer l has a normal whose part in row k of {@code W_l} is
 * the sample's input to that layer, which is not zero where the sample has a margin, whatever the
 * pattern below; so signs can be had layer by layer, from the input on, independently. Shared
 * weights may tie kinks to each other: there the hull may be larger than Clarke's.
 */
final class ActiveConstraints {

  /** With more kinks than this outside one layer, the furthest of them keep their side. */
  private static final int OUTER_LIMIT = 8;

  private final MarginModel model;
  private final int from;
  private final int to;
  private final List<Integer> tight = new ArrayList<>();

  /** Kinks by row: those of the layer with most, and the others. */
  private final TreeMap<Integer, List<Integer>> inner = new TreeMap<>();

  private final TreeMap<Integer, List<Integer>> outer = new TreeMap<>();

  private ActiveConstraints(
      MarginModel model, ScaledPoint point, double window, double distance, int from, int to) {
    this.model = model;
    this.from = from;
    this.to = to;
    model.evaluate(point.theta());
    double least = Vectors.min(point.q());
    for (int i = 0; i < point.q().length; i++) {
      if (point.q()[i] - least <= window * least) {
        tight.add(i);
      }
    }
    kinksOf(distance * point.norm()).forEach(this::split);
  }

  /**
   * The faces of the tight rows, restricted to the coordinates {@code from .. to − 1}: rows in
   * order, each by its patterns.
   */
  static List<TightCone.Row> of(
      MarginModel model, ScaledPoint point, double window, double distance, int from, int to) {
    ActiveConstraints rows = new ActiveConstraints(model, point, window, distance, from, to);
    return rows.faces(point.theta());
  }

  /** The kinks of the tight rows that lie on their surface, by row, the nearest first. */
  private Map<Integer, List<Integer>> kinksOf(double distance) {
    Kinks kinks = model.kinks();
    TreeMap<Integer, List<Integer>> found = new TreeMap<>();
    Matrix gram = Matrix.zeros(1, 1);
    boolean[] isTight = new boolean[model.rows()];
    tight.forEach(i -> isTight[i] = true);
    double[] distances = new double[kinks.size()];
    for (int p = 0; p < kinks.size(); p++) {
      if (!isTight[kinks.row(p)]) {
        continue;
      }
      double z = Math.abs(kinks.values()[p]);
      kinks.normalGram(new int[] {p}, 1, gram);
      double size = Math.sqrt(gram.get(0, 0));
      if (z <= distance * size) {
        distances[p] = size > 0 ? z / size : 0;
        found.computeIfAbsent(kinks.row(p), row -> new ArrayList<>()).add(p);
      }
    }
    found.values().forEach(chosen -> chosen.sort(Comparator.comparingDouble(p -> distances[p])));
    return found;
  }

  private void split(int row, List<Integer> chosen) {
    Kinks kinks = model.kinks();
    TreeMap<Integer, Integer> count = new TreeMap<>();
    chosen.forEach(p -> count.merge(kinks.layer(p), 1, Integer::sum));
    int most =
        count.entrySet().stream()
            .max(java.util.Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    inner.put(row, chosen.stream().filter(p -> kinks.layer(p) == most).sorted().toList());
    outer.put(row, chosen.stream().filter(p -> kinks.layer(p) != most).limit(OUTER_LIMIT).toList());
  }

  private List<TightCone.Row> faces(double[] theta) {
    List<List<TightCone.Row>> faces = new ArrayList<>();
    tight.forEach(i -> faces.add(new ArrayList<>()));
    int most = outer.values().stream().mapToInt(List::size).max().orElse(0);
    for (int pattern = 0; pattern < 1 << most; pattern++) {
      hold(pattern);
      model.evaluateFrozen(theta);
      double[] sensitivities = new double[model.kinks().size()];
      model.kinks().sensitivities(sensitivities);
      for (int t = 0; t < tight.size(); t++) {
        StopRequest.check();
        if (pattern < 1 << outer.getOrDefault(tight.get(t), List.of()).size()) {
          faces.get(t).add(face(tight.get(t), sensitivities));
        }
      }
    }
    return faces.stream().flatMap(List::stream).toList();
  }

  /** Puts inner kinks on their negative side, and outer ones where the pattern's bits say. */
  private void hold(int pattern) {
    inner.values().forEach(chosen -> chosen.forEach(p -> model.kinks().setPositive(p, false)));
    for (List<Integer> chosen : outer.values()) {
      for (int k = 0; k < chosen.size(); k++) {
        model.kinks().setPositive(chosen.get(k), (pattern >> k & 1) == 1);
      }
    }
  }

  private TightCone.Row face(int row, double[] sensitivities) {
    double[] gradient = new double[model.parameters()];
    model.rowGradient(row, gradient);
    List<TightCone.Jump> jumps = new ArrayList<>();
    for (int p : inner.getOrDefault(row, List.of())) {
      double factor = sensitivities[p] * (1 - model.kinks().negativeSlope());
      if (factor != 0) {
        double[] normal = new double[model.parameters()];
        model.kinks().addNormals(new int[] {p}, new double[] {factor}, 1, normal);
        jumps.add(new TightCone.Jump(p, java.util.Arrays.copyOfRange(normal, from, to), factor));
      }
    }
    return new TightCone.Row(row, java.util.Arrays.copyOfRange(gradient, from, to), jumps);
  }
}
