package marginflow.cli;

import java.io.Serializable;
import java.util.List;

/**
 * What became of a cell, on its way from one process to another.
 *
 * @param cell its number
 * @param fields its row
 * @param seconds how long it took
 * @param theta its end point; empty if that is not kept
 */
public record CellReport(int cell, List<String> fields, double seconds, double[] theta)
    implements Serializable {

  /** Copies the fields. */
  public CellReport {
    fields = List.copyOf(fields);
  }
}
