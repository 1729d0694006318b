package marginflow.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a network specification.
 *
 * @param spec the whole text, for messages
 * @param text the part behind the colon
 * @param d what {@code auto} stands for
 */
record SpecNumbers(String spec, String text, OptionalInt d) {
  private static final Pattern DASH = Pattern.compile("-");
  private static final Pattern CROSS = Pattern.compile("x");
  private static final Pattern FILTERS = Pattern.compile("([cl])(\\d+)k([0-9x]+)(?:s([0-9x]+))?");
  private static final Pattern POOL = Pattern.compile("(max|avg)([0-9x]+)");

  /** Reads {@code d-h1-…-1}. */
  int[] widths() {
    String[] parts = DASH.split(text, -1);
    int[] widths = new int[parts.length];
    for (int l = 0; l < parts.length; l++) {
      widths[l] = l == 0 && parts[l].equals("auto") ? auto() : positive(parts[l]);
    }
    if (widths.length < 2) {
      throw Architectures.bad(spec, "there is one number only");
    }
    if (widths[widths.length - 1] != 1) {
      throw Architectures.bad(
          spec, "the last number is " + widths[widths.length - 1] + ", not the single output 1");
    }
    return widths;
  }

  /** Reads {@code dxD}. */
  Diagonal diagonal() {
    int cross = text.lastIndexOf('x');
    if (cross < 0) {
      throw Architectures.bad(spec, "there is no 'x' between d and the depth");
    }
    String first = text.substring(0, cross);
    int inputs = first.equals("auto") ? auto() : positive(first);
    return new Diagonal(inputs, positive(text.substring(cross + 1)));
  }

  /** Reads {@code INPUT-BLOCK-…-1}. */
  Convolutional convolutional(Slope slope) {
    String[] parts = DASH.split(text, -1);
    Grid input = parts[0].equals("auto") ? new Grid(1, auto(), 1) : gridOf(sizes(parts[0], 3));
    if (parts.length < 2 || !parts[parts.length - 1].equals("1")) {
      throw Architectures.bad(spec, "the last block is not the single output 1");
    }
    List<Block> blocks = new ArrayList<>();
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      blocks.add(block(part));
    }
    try {
      return new Convolutional(slope, input, blocks);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "network '%s': %s", spec, e.getMessage()), e);
    }
  }

  private Block block(String part) {
    Matcher filters = FILTERS.matcher(part);
    if (filters.matches()) {
      Grid window = gridOf(sizes(filters.group(3), 2));
      String strideText = filters.group(4);
      Grid stride = strideText == null ? new Grid(1, 1, 1) : gridOf(sizes(strideText, 2));
      boolean shared = filters.group(1).equals("c");
      return new Block.Filters(
          positive(filters.group(2)),
          shared,
          window.height(),
          window.width(),
          stride.height(),
          stride.width());
    }
    Matcher pool = POOL.matcher(part);
    if (pool.matches()) {
      Grid window = gridOf(sizes(pool.group(2), 2));
      return new Block.Pool(pool.group(1).equals("max"), window.height(), window.width());
    }
    return new Block.Dense(positive(part));
  }

  /** Up to {@code most} positive numbers with an x between. */
  private int[] sizes(String part, int most) {
    String[] pieces = CROSS.split(part, -1);
    if (pieces.length > most) {
      throw Architectures.bad(spec, "'" + part + "' has too many numbers");
    }
    return Arrays.stream(pieces).mapToInt(this::positive).toArray();
  }

  /** Height, width and channels of sizes: a single number is a width. */
  private static Grid gridOf(int[] sizes) {
    return switch (sizes.length) {
      case 1 -> new Grid(1, sizes[0], 1);
      case 2 -> new Grid(sizes[0], sizes[1], 1);
      default -> new Grid(sizes[0], sizes[1], sizes[2]);
    };
  }

  /** What {@code auto} stands for. */
  int auto() {
    return d.orElseThrow(() ->
        Architectures.bad(
            spec, "'auto' takes the number of features from data, and there is none"));
  }

  /** Reads one positive number. */
  int positive(String part) {
    int value;
    try {
      value = Integer.parseInt(part);
    } catch (NumberFormatException e) {
      value = 0;
    }
    if (value < 1) {
      throw Architectures.bad(spec, "'" + part + "' is not a positive whole number");
    }
    return value;
  }
}
