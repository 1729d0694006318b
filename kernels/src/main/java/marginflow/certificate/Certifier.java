package marginflow.certificate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import marginflow.certificate.bound.BestMargin;
import marginflow.certificate.bound.LinearMargins;
import marginflow.certificate.bound.TwoLayerMargins;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.certificate.kkt.KktSearch;
import marginflow.certificate.kkt.Polish;
import marginflow.certificate.local.LayerAnalysis;
import marginflow.certificate.local.LocalAnalysis;
import marginflow.certificate.problem.Neurons;
import marginflow.certificate.problem.ScaledPoint;
import marginflow.certificate.problem.SignedPoints;
import marginflow.certificate.problem.Structure;
import marginflow.certificate.verdict.Cut;
import marginflow.certificate.verdict.Finding;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Verdict;
import marginflow.kernel.Kernels;
import marginflow.linalg.StopRequest;
import marginflow.linalg.Vectors;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/**
 * Says what can be proved of a direction, from θ and the data alone. Everything is recomputed here;
 * nothing a flow reported is used.
 */
public final class Certifier {

  /** Of the relaxations allowed, the exact point's bound may solve a share at least. */
  private static final long RESERVE = 5;

  private final Architecture architecture;
  private final SignedPoints data;
  private final MarginModel model;
  private final CertifyOptions options;

  private Certifier(
      Architecture architecture, Dataset data, Kernels kernels, CertifyOptions options) {
    this.architecture = architecture;
    this.data = SignedPoints.of(data);
    this.model = Models.bind(architecture, data, kernels);
    this.options = options;
  }

  /**
   * Certifies the direction of θ.
   *
   * @param theta parameters of any norm, length P
   * @return the certificate; for a θ that does not separate the data, verdict {@link
   *     Verdict#NOT_KKT} and a normalized margin of NaN
   * @throws IllegalArgumentException if θ has the wrong length or holds a number that is not finite
   */
  public static Certificate certify(
      Architecture architecture,
      Dataset data,
      Kernels kernels,
      double[] theta,
      CertifyOptions options) {
    return certify(architecture, data, kernels, theta, options, Optional::empty);
  }

  /**
   * The same, told when to end. A certificate that was ended says so, and what it left undecided:
   * {@link Certificate#cut}. What it says holds all the same.
   *
   * @param stop asked many times a second on each thread of the kernels: why to end, empty while
   *     there is no reason
   */
  public static Certificate certify(
      Architecture architecture,
      Dataset data,
      Kernels kernels,
      double[] theta,
      CertifyOptions options,
      Supplier<Optional<String>> stop) {
    if (theta.length != architecture.parameters()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "theta: expected %d parameters for %s, found %d",
              architecture.parameters(),
              architecture.spec(),
              theta.length));
    }
    for (int j = 0; j < theta.length; j++) {
      if (!Double.isFinite(theta[j])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "theta[%d]: expected a finite number, found %s", j, theta[j]));
      }
    }
    return StopRequest.heard(
        stop, () -> new Certifier(architecture, data, kernels, options).certify(theta));
  }

  private Certificate certify(double[] theta) {
    if (model.degree().isEmpty()) {
      return nothing("the network is not homogeneous: its directions have no normalized margin");
    }
    Optional<ScaledPoint> scaled = ScaledPoint.of(model, theta);
    if (scaled.isEmpty()) {
      return nothing(
          "the direction does not separate the data: no margin is claimed; " + wrong(theta));
    }
    ScaledPoint point = scaled.get();
    Parts parts = new Parts();
    Optional<KktAnalysis> analysed =
        parts.ask(Cut.Part.KKT_RESIDUAL, () -> Optional.of(analyse(point)));
    if (analysed.isEmpty()) {
      return undecided(point, parts);
    }
    KktAnalysis kkt = analysed.get();
    Optional<BestMargin> best =
        parts.ask(Cut.Part.MARGIN_BOUND, () -> bestMargin(point, kkt, options.boundNodes()));
    Certificate own = describe(kkt, best, parts);
    return options.polish() ? polished(own, kkt, best, parts) : own.with(parts.cut());
  }

  /** The certificate of a point with that of the exact one nearby, if there is one. */
  private Certificate polished(
      Certificate own, KktAnalysis kkt, Optional<BestMargin> best, Parts parts) {
    Polish polish = new Polish(architecture, data, model);
    Optional<KktAnalysis> exact = parts.ask(Cut.Part.EXACT_POINT, () -> polish.from(kkt));
    if (exact.isEmpty() && polish.isTooLarge()) {
      parts.leave(Cut.Part.EXACT_POINT, Cut.WORK);
    }
    return exact.map(e -> own.with(nearby(kkt, e, best))).orElse(own).with(parts.cut());
  }

  /** What is proved of the exact KKT point found from the point at hand. */
  private Nearby nearby(KktAnalysis kkt, KktAnalysis exact, Optional<BestMargin> best) {
    long left = options.boundNodes() - best.map(BestMargin::nodes).orElse(0L);
    long nodes = Math.max(left, options.boundNodes() / RESERVE);
    Parts parts = new Parts();
    Optional<BestMargin> again =
        parts
            .ask(Cut.Part.MARGIN_BOUND, () -> bestMargin(exact.point(), exact, nodes))
            .map(b -> best.map(b::with).orElse(b));
    Certificate certificate = describe(exact, again, parts).with(parts.cut());
    return Nearby.of(kkt.point(), exact.point(), certificate);
  }

  /** A direction of which the margin is all that is known. */
  private Certificate undecided(ScaledPoint point, Parts parts) {
    parts.leave(Cut.Part.MARGIN_BOUND);
    parts.leave(Cut.Part.LOCAL_OPTIMALITY);
    if (options.perLayer()) {
      parts.leave(Cut.Part.LAYERS);
    }
    if (options.polish()) {
      parts.leave(Cut.Part.EXACT_POINT);
    }
    return new Certificate(
        point.normalizedMargin(),
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Vectors.min(point.q()) - 1,
        new int[0],
        new double[0],
        Optional.empty(),
        OptionalDouble.empty(),
        Verdict.UNDECIDED,
        "the certificate was ended before the KKT residual was known",
        List.of(),
        Optional.empty(),
        Optional.empty(),
        parts.cut());
  }

  /** How many samples have no positive margin, and which is worst, at θ scaled to norm 1. */
  private String wrong(double[] theta) {
    double norm = Vectors.norm(theta);
    model.evaluate(norm > 0 ? Vectors.scaled(1 / norm, theta) : theta);
    int count = 0;
    int worst = 0;
    for (int i = 0; i < model.rows(); i++) {
      count += model.margins()[i] > 0 ? 0 : 1;
      worst = model.margins()[i] < model.margins()[worst] ? i : worst;
    }
    return String.format(
        Locale.ROOT,
        "of %d samples %d %s no positive margin, sample %d the least: %.6g at norm 1",
        model.rows(),
        count,
        count == 1 ? "has" : "have",
        worst,
        model.margins()[worst]);
  }

  private static Certificate nothing(String evidence) {
    return new Certificate(
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        new int[0],
        new double[0],
        Optional.empty(),
        OptionalDouble.empty(),
        Verdict.NOT_KKT,
        evidence,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private KktAnalysis analyse(ScaledPoint point) {
    KktSearch search = new KktSearch(architecture, model);
    return options.window() > 0 ? search.analyse(point, options.window()) : search.analyse(point);
  }

  private Optional<BestMargin> bestMargin(ScaledPoint point, KktAnalysis kkt, long nodes) {
    return switch (Structure.of(architecture)) {
      case Structure.Linear linear ->
          Optional.of(LinearMargins.fullyConnected(data, linear.depth()));
      case Structure.Diagonal diagonal -> LinearMargins.diagonal(data, diagonal.depth());
      case Structure.TwoLayer net when options.boundNodes() > 0 -> twoLayer(net, point, kkt, nodes);
      default -> Optional.empty();
    };
  }

  private Optional<BestMargin> twoLayer(
      Structure.TwoLayer net, ScaledPoint point, KktAnalysis kkt, long nodes) {
    if (!(kkt.lambdaSum() > 0)) {
      return Optional.empty();
    }
    BestMargin dual =
        TwoLayerMargins.of(
            data,
            net,
            kkt.lambdaOfAllRows(),
            Neurons.of(point.theta(), net).directions(),
            point.normalizedMargin(),
            nodes);
    if (net.width() >= 2 && net.alpha() > 0 && data.symmetric()) {
      BestMargin known = TwoLayerMargins.symmetric(data, net.alpha());
      if (known.upper() <= dual.upper()) {
        return Optional.of(
            new BestMargin(
                known.upper(), known.attained(), dual.escapeRate(), known.reason(), dual.nodes()));
      }
    }
    return Optional.of(dual);
  }

  private Certificate describe(KktAnalysis kkt, Optional<BestMargin> best, Parts parts) {
    ScaledPoint point = kkt.point();
    List<Finding> layers =
        options.perLayer()
            ? parts.ask(Cut.Part.LAYERS, () -> Optional.of(layers(kkt))).orElse(List.of())
            : List.of();
    Finding finding = judge(kkt, best, layers, parts);
    int[] support = kkt.supportRows();
    double[] lambda = kkt.lambdaOfAllRows();
    double margin = point.normalizedMargin();
    return new Certificate(
        margin,
        kkt.epsilon(),
        kkt.window(),
        kkt.complementarity(),
        Vectors.min(point.q()) - 1,
        support,
        java.util.Arrays.stream(support).mapToDouble(i -> lambda[i]).toArray(),
        best.map(
            b -> new MarginBound(Math.min(b.upper(), Math.max(margin, b.attained())), b.upper())),
        best.map(BestMargin::escapeRate).orElse(OptionalDouble.empty()),
        finding.verdict(),
        finding.evidence(),
        layers.stream().map(f -> LayerVerdict.of(f.verdict(), finding.verdict())).toList(),
        finding.witness(),
        Optional.empty(),
        Optional.empty());
  }

  private List<Finding> layers(KktAnalysis kkt) {
    return new LayerAnalysis(
            architecture, data, model, options.kktTolerance(), options.globalTolerance())
        .judge(kkt);
  }

  private Finding judge(
      KktAnalysis kkt, Optional<BestMargin> best, List<Finding> layers, Parts parts) {
    ScaledPoint point = kkt.point();
    double margin = point.normalizedMargin();
    String tail = best.map(b -> "; " + b.reason()).orElse("");
    if (best.isPresent() && margin >= best.get().upper() * (1 - options.globalTolerance())) {
      double gap = Math.max(0, 1 - margin / best.get().upper());
      return Finding.of(
          Verdict.GLOBAL_OPTIMUM,
          String.format(
              Locale.ROOT,
              "margin %s is within a relative %.1e of the upper bound %s, of %.0e allowed%s",
              margin,
              gap,
              best.get().upper(),
              options.globalTolerance(),
              tail));
    }
    if (!(kkt.epsilon() <= options.kktTolerance())) {
      return Finding.of(
          Verdict.NOT_KKT,
          String.format(
              Locale.ROOT,
              "residual %.3e exceeds %.1e with window %.1e over %d tight rows, %s%s",
              kkt.epsilon(),
              options.kktTolerance(),
              kkt.window(),
              kkt.tightCount(),
              kinks(kkt),
              tail));
    }
    String residual =
        String.format(
            Locale.ROOT,
            "residual %.3e with window %.1e, %d support rows, %s",
            kkt.epsilon(),
            kkt.window(),
            kkt.supportRows().length,
            kinks(kkt));
    Finding beyond =
        layers.stream()
            .filter(layer -> layer.verdict() == Verdict.NOT_LOCAL_OPTIMUM)
            .findFirst()
            .or(() -> parts.ask(Cut.Part.LOCAL_OPTIMALITY, () -> Optional.of(beyondKkt(kkt))))
            .orElseGet(() -> Finding.of(Verdict.KKT, ""));
    String evidence = beyond.evidence().isEmpty() ? "" : beyond.evidence() + "; ";
    return new Finding(beyond.verdict(), evidence + residual + tail, beyond.witness());
  }

  private Finding beyondKkt(KktAnalysis kkt) {
    return options.boundNodes() == 0 || kkt.merit() > Polish.EXACT_ENOUGH
        ? Finding.of(Verdict.KKT, "")
        : new LocalAnalysis(architecture, data, model, options.boundNodes(), kkt).judge();
  }

  /** How many kinks there are, and what was taken for one. */
  private String kinks(KktAnalysis kkt) {
    String text = kkt.kinkCount() + " kinks";
    if (kkt.distance() > KktAnalysis.KINK_DISTANCE) {
      text += String.format(Locale.ROOT, " within %.0e of |θ|", kkt.distance());
    }
    if (kkt.layered()) {
      boolean clarke = Structure.of(architecture) instanceof Structure.Deep;
      text +=
          String.format(
              Locale.ROOT,
              " in several layers (%s: the hull of %d faces)",
              clarke ? "Clarke's subdifferential" : "the chain rule's field",
              kkt.rows().size());
    }
    return text;
  }
}
