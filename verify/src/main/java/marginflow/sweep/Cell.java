package marginflow.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * One flow of a sweep: what sets it apart from the others.
 *
 * @param net the network as written on the command line
 * @param loss {@code exp} or {@code logistic}
 * @param initScale standard deviation of the start
 * @param seed seed of the start
 */
public record Cell(String net, String loss, double initScale, long seed) {

  /** Stands for the hidden width in a network's text. */
  public static final String WIDTH = "{width}";

  /** Stands for the slope of a leaky ReLU in a network's text. */
  public static final String SLOPE = "{slope}";

  /**
   * The axes of a sweep, each with at least one value.
   *
   * @param nets networks, which may hold {@link #WIDTH} and {@link #SLOPE}
   * @param widths what stands for {@link #WIDTH}; empty if no network holds it
   * @param slopes what stands for {@link #SLOPE}; empty if no network holds it
   * @param losses the losses
   * @param initScales standard deviations of the start
   * @param seeds seeds of the start
   */
  public record Axes(
      List<String> nets,
      List<Integer> widths,
      List<Double> slopes,
      List<String> losses,
      List<Double> initScales,
      List<Long> seeds) {

    /**
     * Copies the axes.
     *
     * @throws IllegalArgumentException if a network waits for values that are not given, or none
     *     waits for values that are
     */
    public Axes {
      nets = List.copyOf(nets);
      widths = List.copyOf(widths);
      slopes = List.copyOf(slopes);
      losses = List.copyOf(losses);
      initScales = List.copyOf(initScales);
      seeds = List.copyOf(seeds);
      requireMatch(nets, WIDTH, widths, "--widths");
      requireMatch(nets, SLOPE, slopes, "--slopes");
    }

    private static void requireMatch(
        List<String> nets, String field, List<?> values, String option) {
      boolean asked = nets.stream().anyMatch(net -> net.contains(field));
      if (asked == values.isEmpty()) {
        throw new IllegalArgumentException(
            asked
                ? "%s in --net: expected its values in %s".formatted(field, option)
                : "%s: expected %s in --net, found %s".formatted(option, field, nets));
      }
    }

    /** The cells, networks outermost and seeds innermost, without repetition. */
    public List<Cell> cells() {
      List<Cell> cells = new ArrayList<>();
      for (String net : networks()) {
        for (String loss : losses) {
          for (double scale : initScales) {
            seeds.forEach(seed -> cells.add(new Cell(net, loss, scale, seed)));
          }
        }
      }
      return cells.stream().distinct().toList();
    }

    private List<String> networks() {
      List<String> filled = fill(nets, WIDTH, widths);
      return fill(filled, SLOPE, slopes);
    }

    private static List<String> fill(List<String> nets, String field, List<?> values) {
      return nets.stream()
          .flatMap(net ->
              net.contains(field)
                  ? values.stream().map(value -> net.replace(field, value.toString()))
                  : List.of(net).stream())
          .toList();
    }
  }

  /** The cell in words. */
  @Override
  public String toString() {
    return "%s, loss %s, scale %s, seed %d".formatted(net, loss, initScale, seed);
  }
}
