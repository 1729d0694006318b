package marginflow.sweep;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import marginflow.io.data.LoadedData;

/** One flow of a sweep: everything that decides it. */
public final class Cell {

  /** What hashes begin with; another one where the same settings come to mean something else. */
  private static final String VERSION = "marginflow.cell/1";

  /** Farthest horizon: squares of margins of 10^130 and more are no numbers soon. */
  public static final double FARTHEST = -1e129;

  /** What is said by the network already, or of content by another name. */
  private static final Set<Axis> NOT_HASHED =
      EnumSet.of(Axis.DATA, Axis.WIDTH, Axis.DEPTH, Axis.SLOPE);

  /** What a start from a file leaves without a meaning. */
  static final Set<Axis> RANDOM_START = EnumSet.of(Axis.INIT, Axis.SCALE, Axis.SEED);

  private final DataSource data;
  private final Map<Axis, String> given;
  private final String start;

  /**
   * A cell.
   *
   * @param data its samples
   * @param given the axes that a description has
   * @param start what decides the content of the file it starts from; empty where there is none
   */
  Cell(DataSource data, Map<Axis, String> given, String start) {
    this.data = data;
    this.given = new EnumMap<>(given);
    this.start = start;
  }

  /** The value of an axis that the description has. */
  public Optional<String> given(Axis axis) {
    return Optional.ofNullable(given.get(axis));
  }

  /** The value of an axis; empty text where the cell has none. */
  public String value(Axis axis) {
    if (axis == Axis.DATA) {
      return data.text();
    }
    if (RANDOM_START.contains(axis) && given.containsKey(Axis.THETA0)) {
      return "";
    }
    if (axis == Axis.HORIZON && given.containsKey(Axis.KKT)) {
      return given.getOrDefault(axis, Double.toString(FARTHEST));
    }
    return given.getOrDefault(axis, axis.usual());
  }

  /** Whether an axis that is a switch is on. */
  public boolean is(Axis axis) {
    return Boolean.parseBoolean(value(axis));
  }

  /** Its samples. */
  public LoadedData data() {
    return data.load();
  }

  /** Number of samples. */
  int n() {
    return data.n();
  }

  /** Number of features. */
  int d() {
    return data.d();
  }

  /**
   * Its name: the hash of its settings, with every default filled in, and of its data's content.
   * Neither the place of a file nor who computes has a part in it.
   */
  public String hash() {
    return Hash.text(key());
  }

  /** The same as a number. */
  long key() {
    StringBuilder text = new StringBuilder(VERSION).append("\ndata=").append(data.identity());
    for (Axis axis : Axis.values()) {
      if (!NOT_HASHED.contains(axis)) {
        String value = axis == Axis.THETA0 ? start : value(axis);
        text.append('\n').append(axis.key()).append('=').append(value);
      }
    }
    return Hash.of(text.toString()).key();
  }

  /** The cell in words. */
  @Override
  public String toString() {
    return words(this::value);
  }

  /** A cell in words, from the values of its axes. */
  static String words(Function<Axis, String> value) {
    String file = value.apply(Axis.THETA0);
    String start =
        file.isEmpty()
            ? "scale %s, seed %s".formatted(value.apply(Axis.SCALE), value.apply(Axis.SEED))
            : file;
    return "%s on %s, loss %s, %s"
        .formatted(value.apply(Axis.NET), value.apply(Axis.DATA), value.apply(Axis.LOSS), start);
  }
}
