package marginflow.io.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an array says in the conventions of the programs that save networks.
 *
 * @param name the name itself
 * @param role what the array is
 * @param order how a matrix of weights is stored
 * @param stem what a layer's weights and its bias have in common
 */
record ArrayName(String name, Role role, Order order, String stem) {

  /** What an array is. */
  enum Role {
    /** Weights of a layer. */
    WEIGHTS,
    /** Biases of a layer. */
    BIAS,
    /** Weights if it has two axes, biases if it has one. */
    POSITIONAL,
    /** No parameters that a network here has. */
    OTHER
  }

  /** How a matrix of weights is stored. */
  enum Order {
    /** A row for each output, as in PyTorch. */
    OUT_IN("out x in"),
    /** A row for each input, as in Keras and scikit-learn's networks. */
    IN_OUT("in x out"),
    /** Not said by the name. */
    UNSAID("unsaid");

    private final String id;

    Order(String id) {
      this.id = id;
    }

    /** The name used in files. */
    String id() {
      return id;
    }
  }

  /** This program's own: W1, b1. */
  private static final Pattern OURS = Pattern.compile("([Ww]|[Bb])(\\d{1,9})");

  /** PyTorch's {@code state_dict}, Keras' {@code path} or {@code name}, Flax. */
  private static final Pattern LEAF =
      Pattern.compile("(?:(.*)[./])?(weight|kernel|bias)(?::0)?", Pattern.DOTALL);

  /** scikit-learn's networks, and its linear models. */
  private static final Pattern SCIKIT =
      Pattern.compile("(coefs|intercepts)_(\\d{1,9})|(coef|intercept)_?");

  /** {@code np.savez(file, *arrays)}. */
  private static final Pattern SAVEZ = Pattern.compile("arr_(\\d{1,9})");

  private static final Pattern NUMBER = Pattern.compile("_?(\\d{1,9})");

  /** Understands a name. */
  static ArrayName of(String name) {
    Matcher ours = OURS.matcher(name);
    if (ours.matches()) {
      boolean weights = ours.group(1).equalsIgnoreCase("W");
      return of(name, weights, Order.OUT_IN, ours.group(2));
    }
    Matcher leaf = LEAF.matcher(name);
    if (leaf.matches()) {
      Order order = leaf.group(2).equals("kernel") ? Order.IN_OUT : Order.OUT_IN;
      String stem = Optional.ofNullable(leaf.group(1)).orElse("");
      return of(name, !leaf.group(2).equals("bias"), order, stem);
    }
    Matcher scikit = SCIKIT.matcher(name);
    if (scikit.matches()) {
      boolean network = scikit.start(1) >= 0;
      String number = Optional.ofNullable(scikit.group(2)).orElse("");
      Order order = network ? Order.IN_OUT : Order.OUT_IN;
      return of(name, name.startsWith("coef"), order, number);
    }
    Matcher savez = SAVEZ.matcher(name);
    return savez.matches()
        ? new ArrayName(name, Role.POSITIONAL, Order.UNSAID, savez.group(1))
        : new ArrayName(name, Role.OTHER, Order.UNSAID, name);
  }

  private static ArrayName of(String name, boolean weights, Order order, String stem) {
    return new ArrayName(name, weights ? Role.WEIGHTS : Role.BIAS, order, stem);
  }

  /** The same as weights or biases, once the number of axes is known. */
  ArrayName as(Role known) {
    return new ArrayName(name, known, order, stem);
  }

  /** The stem without its numbers: equal for layers that differ in nothing but their number. */
  String family() {
    return NUMBER.matcher(stem).replaceAll("#").replaceAll("#$", "");
  }

  /** The numbers of the stem, from left to right. */
  int[] numbers() {
    return NUMBER.matcher(stem).results().mapToInt(m -> Integer.parseInt(m.group(1))).toArray();
  }

  /** Whether two names are of one family and differ in a number. */
  boolean numberedLike(ArrayName other) {
    return family().equals(other.family()) && !Arrays.equals(numbers(), other.numbers());
  }
}
