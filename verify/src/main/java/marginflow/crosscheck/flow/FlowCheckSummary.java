package marginflow.crosscheck.flow;

import java.util.List;
import marginflow.crosscheck.flow.FlowRow.Judgement;

/**
 * What the rows of a check say together.
 *
 * @param rows the rows, by seed
 */
public record FlowCheckSummary(List<FlowRow> rows) {

  /** How many rows a summary shows. */
  private static final int SHOWN = 10;

  /** Copies the rows. */
  public FlowCheckSummary {
    rows = List.copyOf(rows);
  }

  /** How many problems have a judgement. */
  public long count(Judgement judgement) {
    return rows.stream().filter(row -> row.judgement() == judgement).count();
  }

  /** The problems that are wrong or nearest to it, at most ten; only those that were judged. */
  public List<FlowRow> worst() {
    return rows.stream()
        .filter(row -> row.judgement() == Judgement.WRONG || row.judgement() == Judgement.RIGHT)
        .sorted(FlowRow.worstFirst())
        .limit(SHOWN)
        .toList();
  }

  /** How many of the flows commute bit for bit with a power-of-two scale of the samples. */
  public long scaledExactly() {
    return rows.stream().filter(row -> row.figure(FlowLaw.SCALE) == 0).count();
  }

  /**
   * The distance from the reference that so large a share of the judged problems, with an end to
   * compare, do not exceed; NaN if there are none.
   */
  public double quantile(double share) {
    double[] distances =
        rows.stream()
            .filter(r -> r.judgement() == Judgement.WRONG || r.judgement() == Judgement.RIGHT)
            .mapToDouble(row -> row.figure("distance"))
            .filter(distance -> !Double.isNaN(distance))
            .sorted()
            .toArray();
    if (distances.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(share * distances.length) - 1;
    return distances[Math.clamp(index, 0, distances.length - 1)];
  }
}
