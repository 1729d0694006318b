package marginflow.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import marginflow.network.Architecture;
import marginflow.reference.Wiring.Term;
import marginflow.reference.Wiring.Unit;

/** Writes networks out unit by unit, from the text they are specified by and nothing else. */
public final class Wirings {

  private static final Pattern FILTERS = Pattern.compile("([cl])(\\d+)k([0-9x]+)(?:s([0-9x]+))?");

  private final boolean kinked;
  private final List<Unit> units = new ArrayList<>();
  private final int inputs;
  private int parameters;
  private int height;
  private int width;
  private int channels;

  /** Nodes of the layer that the next one reads, as a grid, channel fastest. */
  private int firstNode;

  private Wirings(boolean kinked, int height, int width, int channels) {
    this.kinked = kinked;
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.inputs = height * width * channels;
  }

  /**
   * The wiring of an architecture.
   *
   * @throws IllegalArgumentException if there is no twin of it
   */
  public static Wiring of(Architecture architecture) {
    List<String> parts = Arrays.asList(architecture.spec().split(":", 2));
    String kind = parts.get(0);
    List<String> blocks = Arrays.asList(parts.get(1).split("-", -1));
    if (kind.equals("diagonal")) {
      int[] size = sizes(parts.get(1));
      return Wiring.diagonal(size[0], size[1]);
    }
    int[] grid = grid(blocks.getFirst());
    Wirings wirings = new Wirings(!kind.contains("linear"), grid[0], grid[1], grid[2]);
    for (int l = 1; l < blocks.size(); l++) {
      wirings.add(blocks.get(l), kind, l == blocks.size() - 1);
    }
    return new Wiring(wirings.inputs, wirings.parameters, wirings.units);
  }

  private void add(String block, String kind, boolean last) {
    Matcher filters = FILTERS.matcher(block);
    if (filters.matches()) {
      int[] window = grid(filters.group(3));
      int[] stride = filters.group(4) == null ? new int[] {1, 1} : grid(filters.group(4));
      filters(filters.group(1).equals("c"), Integer.parseInt(filters.group(2)), window, stride);
    } else if (block.startsWith("avg")) {
      average(grid(block.substring("avg".length())));
    } else if (block.startsWith("max")) {
      largest(grid(block.substring("max".length())), slope(kind));
    } else {
      boolean skips = kind.endsWith("+skip") && !last;
      dense(Integer.parseInt(block), kind.endsWith("+bias"), skips, kinked && !last);
    }
  }

  private int size() {
    return height * width * channels;
  }

  private int nextNode() {
    return inputs + units.size();
  }

  /** Fully connected; the bias is the last weight of a row, a skip adds the input behind φ. */
  private void dense(int outputs, boolean bias, boolean skips, boolean kink) {
    int from = firstNode;
    int reads = size();
    int sums = nextNode();
    for (int o = 0; o < outputs; o++) {
      List<Term> terms = new ArrayList<>();
      for (int j = 0; j < reads; j++) {
        terms.add(new Term(parameters++, from + j, 1));
      }
      if (bias) {
        terms.add(new Term(parameters++, Term.ONE, 1));
      }
      units.add(new Unit(terms, kink));
    }
    firstNode = sums;
    if (skips && outputs == reads) {
      firstNode = nextNode();
      for (int o = 0; o < outputs; o++) {
        Term own = new Term(Term.ONE, sums + o, 1);
        units.add(new Unit(List.of(own, new Term(Term.ONE, from + o, 1)), false));
      }
    }
    move(1, 1, outputs);
  }

  /** Filters at every position; the weights of a filter window row by row, channel fastest. */
  private void filters(boolean shared, int count, int[] window, int[] stride) {
    int down = (height - window[0]) / stride[0] + 1;
    int across = (width - window[1]) / stride[1] + 1;
    int taps = window[0] * window[1] * channels;
    int next = nextNode();
    for (int position = 0; position < down * across; position++) {
      int top = position / across * stride[0];
      int left = position % across * stride[1];
      for (int f = 0; f < count; f++) {
        int filter = shared ? f : position * count + f;
        List<Term> terms = new ArrayList<>();
        for (int t = 0; t < taps; t++) {
          int cell = t / channels;
          int node = cell(top + cell / window[1], left + cell % window[1]) + t % channels;
          terms.add(new Term(parameters + filter * taps + t, node, 1));
        }
        units.add(new Unit(terms, kinked));
      }
    }
    parameters += taps * count * (shared ? 1 : down * across);
    firstNode = next;
    move(down, across, count);
  }

  /** Means over disjoint windows; exact coefficients if their size is a power of two. */
  private void average(int[] window) {
    int down = height / window[0];
    int across = width / window[1];
    int cells = window[0] * window[1];
    int next = nextNode();
    for (int position = 0; position < down * across; position++) {
      for (int c = 0; c < channels; c++) {
        List<Term> terms = new ArrayList<>();
        for (int t = 0; t < cells; t++) {
          int row = position / across * window[0] + t / window[1];
          int column = position % across * window[1] + t % window[1];
          terms.add(new Term(Term.ONE, cell(row, column) + c, 1.0 / cells));
        }
        units.add(new Unit(terms, false));
      }
    }
    firstNode = next;
    move(down, across, channels);
  }

  /**
   * Largest over disjoint windows, as the chain {@code m_0 = in_0}, {@code m_t = in_t + max(z_t,
   * 0)} of kinks {@code z_t = m_{t-1} − in_t}, with {@code (1 − α) max(z, 0) = φ(z) − α z}. Exact
   * coefficients if 1 − α is a power of two.
   */
  private void largest(int[] window, double alpha) {
    int down = height / window[0];
    int across = width / window[1];
    List<Unit> last = new ArrayList<>();
    for (int position = 0; position < down * across; position++) {
      for (int c = 0; c < channels; c++) {
        int[] taps = new int[window[0] * window[1]];
        for (int t = 0; t < taps.length; t++) {
          int row = position / across * window[0] + t / window[1];
          int column = position % across * window[1] + t % window[1];
          taps[t] = cell(row, column) + c;
        }
        last.add(chain(taps, alpha));
      }
    }
    firstNode = nextNode();
    units.addAll(last);
    move(down, across, channels);
  }

  /** Adds the chain over some nodes but for its end, which is returned. */
  private Unit chain(int[] taps, double alpha) {
    Unit end = new Unit(List.of(new Term(Term.ONE, taps[0], 1)), false);
    int before = taps[0];
    for (int t = 1; t < taps.length; t++) {
      if (t > 1) {
        before = nextNode();
        units.add(end);
      }
      Term largest = new Term(Term.ONE, before, 1);
      int z = nextNode();
      units.add(new Unit(List.of(largest, new Term(Term.ONE, taps[t], -1)), true));
      double scale = 1 / (1 - alpha);
      List<Term> terms = new ArrayList<>();
      terms.add(new Term(Term.ONE, taps[t], scale));
      terms.add(new Term(Term.ONE, z, scale));
      if (alpha != 0) {
        terms.add(new Term(Term.ONE, before, -alpha * scale));
      }
      end = new Unit(terms, false);
    }
    return end;
  }

  /** Slope of the kinks on their negative side. */
  private static double slope(String kind) {
    int from = kind.indexOf('(');
    return from < 0 ? 0 : Double.parseDouble(kind.substring(from + 1, kind.indexOf(')')));
  }

  /** First channel of a cell of the grid that is read. */
  private int cell(int row, int column) {
    return firstNode + (row * width + column) * channels;
  }

  private void move(int newHeight, int newWidth, int newChannels) {
    height = newHeight;
    width = newWidth;
    channels = newChannels;
  }

  private static int[] sizes(String text) {
    return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /** Height, width and channels; a single number is a width. */
  private static int[] grid(String text) {
    int[] sizes = sizes(text);
    return switch (sizes.length) {
      case 1 -> new int[] {1, sizes[0], 1};
      case 2 -> new int[] {sizes[0], sizes[1], 1};
      default -> sizes;
    };
  }
}
