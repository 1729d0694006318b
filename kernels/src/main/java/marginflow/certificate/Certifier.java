package marginflow.certificate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;

/**
 * Says what can be proved of a direction, from θ and the data alone. Everything is recomputed here;
 * nothing a flow reported is used.
 */
public final class Certifier {

  /**
   * A residual below this, with the narrowest window, is taken as an exact KKT point: far above
   * rounding, and four orders below what a flow reaches before its margins leave the window.
   */
  private static final double NARROW_RESIDUAL = 1e-8;

  /**
   * A direction further than this from the exact KKT point is not spoken for by it. Margins, of
   * second order in the distance, agree to four digits there.
   */
  private static final double NEAR = 0.01;

  /** Second-order tests are made at points whose residual is far below what they look for. */
  private static final double EXACT_ENOUGH = 1e-9;

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
    this.model = architecture.bind(data, kernels);
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
    return new Certifier(architecture, data, kernels, options).certify(theta);
  }

  private Certificate certify(double[] theta) {
    if (model.degree().isEmpty()) {
      return nothing("the network is not homogeneous: its directions have no normalized margin");
    }
    Optional<ScaledPoint> scaled = ScaledPoint.of(model, theta);
    if (scaled.isEmpty()) {
      return nothing("the direction does not separate the data: no margin is claimed");
    }
    ScaledPoint point = scaled.get();
    KktAnalysis kkt = analyse(point);
    Optional<BestMargin> best = bestMargin(point, kkt, options.boundNodes());
    Certificate own = describe(kkt, best);
    if (!options.polish()) {
      return own;
    }
    return new Polish(architecture, data, model)
        .from(kkt)
        .map(exact -> withPolished(own, kkt, exact, best))
        .orElse(own);
  }

  /**
   * Joins the certificate of the exact KKT point. Where the point at hand is within its own
   * residual of that one, and nothing stronger was shown of it, it takes over the verdict.
   */
  private Certificate withPolished(
      Certificate own, KktAnalysis kkt, KktAnalysis exact, Optional<BestMargin> best) {
    long left = options.boundNodes() - best.map(BestMargin::nodes).orElse(0L);
    long nodes = Math.max(left, options.boundNodes() / RESERVE);
    Optional<BestMargin> again =
        bestMargin(exact.point(), exact, nodes).map(b -> best.map(b::with).orElse(b));
    Certificate polished = describe(exact, again);
    double distance = distance(kkt.point(), exact.point());
    boolean open = own.verdict() == Verdict.KKT || own.verdict() == Verdict.NOT_KKT;
    if (!open || distance > NEAR || distance > 10 * kkt.epsilon()) {
      String apart =
          String.format(
              Locale.ROOT,
              "%s; the exact KKT point found from it lies at relative distance %.1e: %s",
              own.evidence(),
              distance,
              polished.verdict().id());
      return own.withPolished(polished, own.verdict(), apart, own.witness());
    }
    String evidence =
        String.format(
            Locale.ROOT,
            "residual %.1e here; of the exact KKT point at relative distance %.1e (residual %.1e):"
                + " %s",
            kkt.epsilon(),
            distance,
            polished.kktResidual(),
            polished.evidence());
    return own.withPolished(polished, polished.verdict(), evidence, polished.witness());
  }

  /** Distance of the two directions, as a share of their length. */
  private static double distance(ScaledPoint a, ScaledPoint b) {
    return Vectors.norm(
        Vectors.minus(
            Vectors.scaled(1 / a.norm(), a.theta()), Vectors.scaled(1 / b.norm(), b.theta())));
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
        Optional.empty());
  }

  private KktAnalysis analyse(ScaledPoint point) {
    if (options.window() > 0) {
      return KktAnalysis.of(model, point, options.window());
    }
    KktAnalysis narrow = KktAnalysis.of(model, point, 1e-9);
    double natural = point.naturalWindow();
    if (narrow.epsilon() <= NARROW_RESIDUAL || natural <= 1e-9) {
      return narrow;
    }
    KktAnalysis wide = KktAnalysis.of(model, point, natural);
    if (!(Structure.of(architecture) instanceof Structure.Deep)) {
      return wide;
    }
    KktAnalysis deep = KktAnalysis.of(model, point, natural, KktAnalysis.DEEP_KINK_DISTANCE);
    return deep.epsilon() < wide.epsilon() ? deep : wide;
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

  private Certificate describe(KktAnalysis kkt, Optional<BestMargin> best) {
    ScaledPoint point = kkt.point();
    Finding finding = judge(point, kkt, best);
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
        layers(kkt, finding.verdict()),
        finding.witness(),
        Optional.empty());
  }

  /** Verdicts by layer; what is best of all points is best of those with the other layers held. */
  private List<Verdict> layers(KktAnalysis kkt, Verdict whole) {
    if (!options.perLayer()) {
      return List.of();
    }
    List<Verdict> found = new LayerAnalysis(architecture, model, options).judge(kkt);
    return whole == Verdict.GLOBAL_OPTIMUM ? found.stream().map(each -> whole).toList() : found;
  }

  private Finding judge(ScaledPoint point, KktAnalysis kkt, Optional<BestMargin> best) {
    double margin = point.normalizedMargin();
    String tail = best.map(b -> "; " + b.reason()).orElse("");
    if (best.isPresent() && margin >= best.get().upper() * (1 - options.globalTolerance())) {
      double gap = Math.max(0, 1 - margin / best.get().upper());
      return Finding.of(
          Verdict.GLOBAL_OPTIMUM,
          String.format(
              Locale.ROOT,
              "margin %s is within a relative %.1e of the upper bound %s%s",
              margin,
              gap,
              best.get().upper(),
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
    if (options.boundNodes() == 0 || kkt.epsilon() > EXACT_ENOUGH) {
      return Finding.of(Verdict.KKT, residual + tail);
    }
    Finding local = new LocalAnalysis(architecture, data, model, options, kkt).judge();
    return new Finding(local.verdict(), local.evidence() + "; " + residual + tail, local.witness());
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
