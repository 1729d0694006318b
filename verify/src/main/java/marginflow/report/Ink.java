package marginflow.report;

import java.util.Locale;

/**
 * The colours, by what they stand for: Okabe and Ito's palette, told apart with any colour vision
 * and in print. The second value is for dark backgrounds; the report's style sheet takes it from
 * here.
 */
public enum Ink {
  /** Behind everything. */
  PAPER("#ffffff", "#16181c"),
  /** Text and axes. */
  TEXT("#1f2328", "#e6e8eb"),
  /** Text of less weight. */
  FAINT("#59616b", "#a3acb8"),
  /** Grid lines. */
  GRID("#e3e6ea", "#30353c"),
  /** The first series, and class +1. */
  FIRST("#0072b2", "#56b4e9"),
  /** The second series, and class −1. */
  SECOND("#d55e00", "#f0914a"),
  /** The third series. */
  THIRD("#009e73", "#2bc79b"),
  /** The fourth series. */
  FOURTH("#aa4499", "#dd88cc"),
  /** The region of class +1. */
  REGION_POSITIVE("#d6e8f4", "#16344a"),
  /** The region of class −1. */
  REGION_NEGATIVE("#fae3d3", "#48290f");

  private final String light;
  private final String dark;

  Ink(String light, String dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour on light paper, as {@code #rrggbb}. */
  public String light() {
    return light;
  }

  /** The colour on a dark screen, as {@code #rrggbb}. */
  public String dark() {
    return dark;
  }

  /** The name under which style sheets know it. */
  String cssName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
