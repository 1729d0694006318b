package marginflow.sweep;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import marginflow.experiment.Experiment;
import marginflow.flow.Flow;
import marginflow.flow.FlowSettings;
import marginflow.flow.event.Branch;

/**
 * What cells of a sweep may differ in, outermost first. A new axis is an entry here: descriptions,
 * their schema, hashes and the table follow.
 */
public enum Axis {
  /** Which samples. */
  DATA("data", Kind.text("data"), "example:iris.csv"),
  /**
   * The network, which may hold {@code {width}}, {@code {depth}}, {@code {layers}}, {@code
   * {slope}}.
   */
  NET("net", Kind.text("a network such as relu:auto-{width}-1"), "relu:auto-20-1"),
  /** Stands for {@code {width}} in the network. */
  WIDTH("width", Kind.whole(1), ""),
  /** Stands for {@code {depth}}: hidden layers of a network, factors of a diagonal one. */
  DEPTH("depth", new Kind.Whole(1, 1000, List.of()), ""),
  /** Stands for {@code {slope}}. */
  SLOPE("slope", Kind.number("a slope", value -> true), ""),
  /** The loss. */
  LOSS("loss", Kind.word(List.of("exp", "logistic")), "exp"),
  /** How the start is drawn. */
  INIT("init.kind", Kind.word(List.of("gaussian", "balanced")), "gaussian"),
  /** What the standard normals of the start are multiplied with. */
  SCALE("init.scale", positive(), Double.toString(Experiment.INIT_SCALE)),
  /** The file of the start. */
  THETA0("init.theta0", Kind.text("a file"), ""),
  /** How the flow is followed. */
  INTEGRATOR("integrator", Kind.word(Flow.integrators()), Flow.integrators().getFirst()),
  /** Relative tolerance on the direction. */
  TOLERANCE(
      "tolerance",
      Kind.number(
          "a number from " + FlowSettings.LEAST_TOLERANCE + " to below 1",
          value -> value >= FlowSettings.LEAST_TOLERANCE && value < 1),
      Double.toString(Experiment.TOLERANCE)),
  /** Rate of gradient descent. */
  STEP_SIZE("step_size", positive(), ""),
  /** Which solution is followed where there are several. */
  BRANCH(
      "branch",
      Kind.word(Arrays.stream(Branch.values()).map(Branch::id).toList()),
      Branch.SLOPE.id()),
  /** Decimal logarithm of the loss to reach. */
  HORIZON(
      "until.log10_loss",
      Kind.number(
          "a negative number no less than " + Cell.FARTHEST,
          value -> value < 0 && value >= Cell.FARTHEST),
      Double.toString(Experiment.LOG10_LOSS)),
  /** KKT residual to reach. */
  KKT("until.kkt", positive(), ""),
  /** Accepted steps at most. */
  MAX_STEPS("until.max_steps", Kind.whole(1), Long.toString(Experiment.MAX_STEPS)),
  /** Seconds at most; rows that end by it depend on the machine. */
  MAX_SECONDS("until.max_seconds", positive(), ""),
  /** Whether the path is checked independently. */
  AUDIT("audit", Kind.word(List.of("true", "false")), "false"),
  /** Whether the end is certified at once; {@code sweep certify} does it later. */
  CERTIFY("certify", Kind.word(List.of("true", "false")), "true"),
  /** Seed of the start; {@code data} for that of random data. */
  SEED("seed", Kind.seed(), Long.toString(Experiment.SEED));

  /** The seed that is the one of the data. */
  static final String OF_DATA = "data";

  private final String key;

  @SuppressWarnings("ImmutableEnumChecker") // records of texts and of conditions without a state
  private final Kind kind;

  private final String usual;

  Axis(String key, Kind kind, String usual) {
    this.key = key;
    this.kind = kind;
    this.usual = usual;
  }

  private static Kind positive() {
    return Kind.number("a positive number", value -> value > 0);
  }

  /** What values it has. */
  sealed interface Kind {

    /** What a message expects. */
    String expected();

    /** The canonical text of a value; empty if it is none. */
    Optional<String> canonical(String text);

    /** A text. */
    static Kind text(String expected) {
      return new Text(expected);
    }

    /** One of some words. */
    static Kind word(List<String> words) {
      return new Word(words);
    }

    /** A number. */
    static Kind number(String expected, DoublePredicate range) {
      return new Real(expected, range);
    }

    /** A whole number. */
    static Kind whole(long least) {
      return new Whole(least, Long.MAX_VALUE, List.of());
    }

    /** A seed. */
    static Kind seed() {
      return new Whole(Long.MIN_VALUE, Long.MAX_VALUE, List.of(OF_DATA));
    }

    /** A text. */
    record Text(String expected) implements Kind {
      @Override
      public Optional<String> canonical(String text) {
        return Optional.of(text);
      }
    }

    /** One of some words. */
    record Word(List<String> words) implements Kind {
      @Override
      public String expected() {
        return "one of " + String.join(", ", words);
      }

      @Override
      public Optional<String> canonical(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT)).filter(words::contains);
      }
    }

    /** A finite number in a range. */
    record Real(String expected, DoublePredicate range) implements Kind {
      @Override
      public Optional<String> canonical(String text) {
        return decimal(text)
            .map(BigDecimal::doubleValue)
            .filter(value -> Double.isFinite(value) && range.test(value))
            .map(value -> Double.toString(value));
      }
    }

    /** A whole number, or one of some words. */
    record Whole(long least, long most, List<String> words) implements Kind {
      @Override
      public String expected() {
        String number = least == Long.MIN_VALUE ? "a whole number" : "a whole number from " + least;
        return number
            + (most == Long.MAX_VALUE ? "" : " to " + most)
            + ", a range such as 1..8"
            + (words.isEmpty() ? "" : ", or " + String.join(", ", words));
      }

      @Override
      public Optional<String> canonical(String text) {
        if (words.contains(text)) {
          return Optional.of(text);
        }
        try {
          return decimal(text)
              .map(BigDecimal::longValueExact)
              .filter(value -> value >= least && value <= most)
              .map(value -> Long.toString(value));
        } catch (ArithmeticException fraction) {
          return Optional.empty();
        }
      }
    }

    private static Optional<BigDecimal> decimal(String text) {
      try {
        // Longer ones, and exponents of many digits, are no numbers that a double could tell apart.
        return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  /** Where it stands in a description: a name, or two with a point. */
  public String key() {
    return key;
  }

  /**
   * The canonical text of a value, by which equal ones are equal.
   *
   * @param name what a message calls the axis
   * @throws IllegalArgumentException if it is none
   */
  public String canonical(String name, String text) {
    return kind.canonical(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s: expected %s, found %s".formatted(name, kind.expected(), text)));
  }

  /** What values it has. */
  Kind kind() {
    return kind;
  }

  /** What its column holds; the seed is the number that it stands for. */
  Class<?> type() {
    return switch (kind) {
      case Kind.Whole _ -> Long.class;
      case Kind.Real _ -> Double.class;
      case Kind.Word(List<String> words) when words.contains("true") -> Boolean.class;
      case Kind.Text _, Kind.Word _ -> String.class;
    };
  }

  /** The value where a description has none; empty where there is none. */
  String usual() {
    return usual;
  }

  /** Name of the table's column. */
  String column() {
    return switch (this) {
      case INIT -> "init";
      case SCALE -> "init_scale";
      case THETA0 -> "theta0";
      case HORIZON -> "until_log10_loss";
      case KKT -> "until_kkt";
      case MAX_STEPS, MAX_SECONDS -> key.substring(key.indexOf('.') + 1);
      default -> key;
    };
  }

  /** What figures call it. */
  String label() {
    return switch (this) {
      case WIDTH -> "hidden width";
      case SLOPE -> "slope of the leaky ReLU";
      case SCALE -> "standard deviation of the start";
      case HORIZON -> "log10 loss to reach";
      case KKT -> "KKT residual to reach";
      default -> key.substring(key.indexOf('.') + 1).replace('_', ' ');
    };
  }

  /** Whether its values are numbers that a figure can have an axis of. */
  boolean isNumber() {
    return kind instanceof Kind.Real || kind instanceof Kind.Whole;
  }

  /** Whether more of its values are more of the same: samples of a distribution. */
  boolean isRepetition() {
    return this == SEED;
  }
}
