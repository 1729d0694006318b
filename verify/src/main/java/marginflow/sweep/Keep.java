package marginflow.sweep;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of a cell beside its row.
 *
 * @param what kinds of it
 * @param where values that axes must have for it; of axes that are not there any will do
 */
public record Keep(Set<What> what, Map<Axis, Set<String>> where) {

  /** Rows alone. */
  public static final Keep ROWS = new Keep(Set.of(), Map.of());

  /** Kinds of it. */
  public enum What {
    /** The end point, in {@code weights.npz}. */
    WEIGHTS,
    /** Points along the way, in {@code runs/HASH/samples.npz}. */
    SAMPLES,
    /** A whole run folder, {@code runs/HASH}. */
    RUN
  }

  /** Copies the set. */
  public Keep {
    EnumSet<What> all = EnumSet.noneOf(What.class);
    all.addAll(what);
    what = all;
    where = Map.copyOf(where);
  }

  /** Whether something is kept of a cell. */
  public boolean has(What kind, Cell cell) {
    return what.contains(kind)
        && where.entrySet().stream()
            .allMatch(entry -> entry.getValue().contains(cell.value(entry.getKey())));
  }
}
