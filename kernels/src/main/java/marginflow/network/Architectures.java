package marginflow.network;

import java.util.Locale;
import java.util.OptionalInt;
import marginflow.network.FullyConnected.Extra;

/** Reads architectures from the text they are written as on the command line. */
public final class Architectures {

  /** The grammar, for messages and help. */
  public static final String GRAMMAR =
      "linear:d-h1-…-1, relu:d-h1-…-1, leaky-relu(A):d-h1-…-1 with 0 <= A < 1 (ACT+bias:… with"
          + " biases, ACT+skip:… with skip connections), diagonal:dxD, or conv-ACT:INPUT-BLOCK-…-1"
          + " with INPUT d, HxW or HxWxC and BLOCK cFkKsS (F shared filters, window K, stride S),"
          + " lFkKsS (not shared), maxK, avgK or a number of units";

  private Architectures() {}

  /**
   * Reads a specification in which every number is given.
   *
   * @throws IllegalArgumentException with the expected form, if it is none
   */
  public static Architecture parse(String spec) {
    return parse(spec, OptionalInt.empty());
  }

  /**
   * Reads a specification for data with d features; {@code auto} in place of the first number
   * stands for d.
   *
   * @throws IllegalArgumentException with the expected form, if it is none or does not fit the data
   */
  public static Architecture parse(String spec, int d) {
    return parse(spec, OptionalInt.of(d));
  }

  private static Architecture parse(String spec, OptionalInt d) {
    int colon = spec.indexOf(':');
    if (colon < 0) {
      throw bad(spec, "there is no ':'");
    }
    String kind = spec.substring(0, colon);
    SpecNumbers numbers = new SpecNumbers(spec, spec.substring(colon + 1), d);
    Architecture architecture = read(spec, kind, numbers);
    if (d.isPresent() && architecture.inputs() != d.getAsInt()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "network %s reads %d features, the data has %d: write %d or auto",
              spec,
              architecture.inputs(),
              d.getAsInt(),
              d.getAsInt()));
    }
    return architecture;
  }

  private static Architecture read(String spec, String kind, SpecNumbers numbers) {
    if (kind.equals("diagonal")) {
      return numbers.diagonal();
    }
    if (kind.startsWith("conv-")) {
      return numbers.convolutional(slope(spec, kind.substring("conv-".length())));
    }
    Extra extra = Extra.NONE;
    for (Extra e : Extra.values()) {
      extra = kind.endsWith(e.suffix()) ? e : extra;
    }
    String activation = kind.substring(0, kind.length() - extra.suffix().length());
    return new FullyConnected(slope(spec, activation), extra, numbers.widths());
  }

  private static Slope slope(String spec, String kind) {
    if (kind.equals("linear")) {
      return Slope.LINEAR;
    }
    if (kind.equals("relu")) {
      return Slope.RELU;
    }
    if (kind.startsWith("leaky-relu(") && kind.endsWith(")")) {
      String number = kind.substring("leaky-relu(".length(), kind.length() - 1);
      try {
        double alpha = Double.parseDouble(number);
        if (alpha >= 0 && alpha < 1) {
          return new Slope(alpha);
        }
      } catch (NumberFormatException e) {
        throw bad(spec, "'" + number + "' is not a number", e);
      }
      throw bad(spec, "the slope " + number + " is not in [0, 1)");
    }
    throw bad(spec, "'" + kind + "' is no activation");
  }

  static IllegalArgumentException bad(String spec, String reason) {
    return new IllegalArgumentException(message(spec, reason));
  }

  private static IllegalArgumentException bad(String spec, String reason, Exception cause) {
    return new IllegalArgumentException(message(spec, reason), cause);
  }

  private static String message(String spec, String reason) {
    return String.format(Locale.ROOT, "network '%s': %s; expected %s", spec, reason, GRAMMAR);
  }
}
