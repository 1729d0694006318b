package marginflow.certificate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import marginflow.certificate.verdict.MarginBound;

/**
 * What may be said of a certificate in a few words: the one rule for documents, text, reports,
 * tables and claims. Of a printed number nothing is said but what is proved of that very number;
 * what is proved of the exact KKT point nearby is said of its own margin, with the distance.
 */
public final class Ruling {

  /** Significant digits of a margin in a sentence; documents have them all. */
  private static final int MARGIN_DIGITS = 6;

  /** Significant digits of a distance, a gap or a residual. */
  private static final int SHORT_DIGITS = 2;

  private final Certificate certificate;

  private Ruling(Certificate certificate) {
    this.certificate = certificate;
  }

  /** The rule for one certificate. */
  public static Ruling of(Certificate certificate) {
    return new Ruling(certificate);
  }

  /**
   * The verdict, and that of the exact KKT point where it is another: {@code kkt, near
   * global-optimum}.
   */
  public String label() {
    return label(certificate.verdict().id(), other().map(n -> n.verdict().id()).orElse(""));
  }

  /**
   * The label made from names of verdicts.
   *
   * @param verdict of the point given
   * @param nearby of the exact KKT point found from it; empty where there is none
   */
  public static String label(String verdict, String nearby) {
    return nearby.isEmpty() || nearby.equals(verdict) ? verdict : verdict + ", near " + nearby;
  }

  /** One or two sentences: what is proved of the point given, and of the exact one nearby. */
  public String sentence() {
    if (Double.isNaN(certificate.normalizedMargin())) {
      return "No margin is claimed.";
    }
    return own() + other().map(nearby -> " " + beside(nearby)).orElse("") + cut();
  }

  /** What was left undecided, here or at the exact point. */
  private String cut() {
    return certificate
        .cut()
        .or(() -> certificate.nearby().flatMap(nearby -> nearby.certificate().cut()))
        .map(cut ->
            String.format(Locale.ROOT, " Left undecided (%s): %s.", cut.reason(), cut.parts()))
        .orElse("");
  }

  /** The exact point, where it has a verdict that the point given has not. */
  private Optional<Nearby> other() {
    return certificate.nearby().filter(nearby -> nearby.verdict() != certificate.verdict());
  }

  private String own() {
    String margin = "normalized margin " + digits(certificate.normalizedMargin(), MARGIN_DIGITS);
    String residual = digits(certificate.kktResidual(), SHORT_DIGITS);
    return switch (certificate.verdict()) {
      case GLOBAL_OPTIMUM -> "Global optimum, proved" + gap() + ": " + margin + ".";
      case LOCAL_OPTIMUM ->
          String.format(
              Locale.ROOT, "Local optimum, proved (residual %s): %s.", residual, margin + below());
      case KKT ->
          String.format(
              Locale.ROOT,
              "KKT point to a residual of %s over margins within %s, undecided beyond that: %s.",
              residual,
              digits(certificate.window(), SHORT_DIGITS),
              margin + below());
      case NOT_LOCAL_OPTIMUM ->
          String.format(
              Locale.ROOT,
              "Not a local optimum, a path of better points leaves it: %s.",
              margin + below());
      case NOT_KKT ->
          String.format(
              Locale.ROOT, "Not a KKT point (residual %s): %s.", residual, margin + below());
      case UNDECIDED -> "Undecided: " + margin + ".";
    };
  }

  /** How far from the best the margin may be at most, or nothing where that is rounding. */
  private String gap() {
    double share = certificate.marginBound().map(this::shortfall).orElse(0.0);
    return share > 0 ? " to a relative " + digits(share, SHORT_DIGITS) : "";
  }

  private String below() {
    return certificate
        .marginBound()
        .map(bound -> ", at most " + digits(bound.upper(), MARGIN_DIGITS) + " is possible")
        .orElse("");
  }

  private double shortfall(MarginBound bound) {
    return Math.max(0, 1 - certificate.normalizedMargin() / bound.upper());
  }

  private static String beside(Nearby nearby) {
    String kind =
        switch (nearby.verdict()) {
          case GLOBAL_OPTIMUM -> "a proved global optimum";
          case LOCAL_OPTIMUM -> "a proved local optimum";
          case KKT -> "an exact KKT point, undecided beyond that,";
          case NOT_LOCAL_OPTIMUM -> "an exact KKT point that is proved not to be a local optimum,";
          case NOT_KKT -> "a point that is no KKT point,";
          case UNDECIDED -> "a point of which nothing is decided,";
        };
    return String.format(
        Locale.ROOT,
        "It is within %s %% of %s of margin %s, at relative distance %s.",
        digits(100 * Math.abs(1 - nearby.marginRatio()), SHORT_DIGITS),
        kind,
        digits(nearby.certificate().normalizedMargin(), MARGIN_DIGITS),
        digits(nearby.relativeDistance(), SHORT_DIGITS));
  }

  /** So many significant digits, plain where that is short, in any locale the same. */
  private static String digits(double value, int count) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(count)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() == 0 || (exponent >= -4 && exponent < 9)) {
      return rounded.toPlainString();
    }
    return String.format(
        Locale.ROOT, "%se%d", rounded.movePointLeft(exponent).toPlainString(), exponent);
  }
}
