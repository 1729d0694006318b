package marginflow.sweep;

import java.util.Map;
import java.util.Optional;

/**
 * One of N equal shares of a sweep, which needs nothing of the others.
 *
 * @param index from 1
 * @param of how many there are
 */
public record Shard(int index, int of) {

  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  /** Checks the range. */
  public Shard {
    if (index < 1 || index > of) {
      throw new IllegalArgumentException(
          "--shard: expected I/N with 1 <= I <= N, found %d/%d".formatted(index, of));
    }
  }

  /** Reads {@code 3/16}. */
  public static Shard parse(String text) {
    int slash = text.indexOf('/');
    try {
      return new Shard(
          Integer.parseInt(text.substring(0, Math.max(slash, 0))),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--shard: expected I/N such as 3/16, found " + text, e);
    }
  }

  /**
   * The share that a batch system gave this process: Slurm's arrays, Kubernetes' indexed jobs,
   * PBS's arrays from 1.
   *
   * @param environment variables of the process
   * @param shards how many there are, for systems that do not say so
   * @return empty if there is no such variable
   */
  public static Optional<Shard> from(Map<String, String> environment, Optional<Integer> shards) {
    Environment in = new Environment(environment);
    Optional<Integer> slurm = in.number("SLURM_ARRAY_TASK_ID");
    if (slurm.isPresent()) {
      int first = in.number("SLURM_ARRAY_TASK_MIN").orElse(0);
      int step = Math.max(1, in.number("SLURM_ARRAY_TASK_STEP").orElse(1));
      return in.shard((slurm.get() - first) / step + 1, "SLURM_ARRAY_TASK_COUNT", shards);
    }
    Optional<Integer> kubernetes = in.number("JOB_COMPLETION_INDEX");
    if (kubernetes.isPresent()) {
      return in.shard(kubernetes.get() + 1, "JOB_COMPLETIONS", shards);
    }
    Optional<Integer> pbs = in.number("PBS_ARRAY_INDEX");
    return pbs.isPresent() ? in.shard(pbs.get(), "PBS_ARRAY_COUNT", shards) : Optional.empty();
  }

  /** Variables that are numbers. */
  private record Environment(Map<String, String> variables) {

    Optional<Integer> number(String name) {
      try {
        return Optional.ofNullable(variables.get(name)).map(Integer::valueOf);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "%s: expected a whole number, found %s".formatted(name, variables.get(name)), e);
      }
    }

    Optional<Shard> shard(int index, String count, Optional<Integer> shards) {
      int of =
          shards
              .or(() -> number(count))
              .orElseThrow(() ->
                  new IllegalArgumentException(
                      "--shards: expected how many there are, or %s to say so".formatted(count)));
      return Optional.of(new Shard(index, of));
    }
  }

  /** Number of cells of this share. */
  int count(int cells) {
    return (int) ((cells - (long) index + of) / of);
  }

  /** One of its cells. */
  int cell(int k) {
    return Math.toIntExact(index - 1 + (long) k * of);
  }

  /** Whether a cell is of this share. */
  boolean has(int cell) {
    return cell % of == index - 1;
  }

  /** The name of its folder. */
  public String folder() {
    return "%d-of-%d".formatted(index, of);
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
