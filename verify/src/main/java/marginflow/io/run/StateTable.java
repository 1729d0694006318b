package marginflow.io.run;

import java.util.List;
import java.util.stream.Collectors;
import marginflow.io.BadDataException;

/**
 * The form of a CSV table of states: which quantities it has, in which order. Its header, the lines
 * written and the lines read all follow that one list.
 *
 * @param columns the quantities
 */
record StateTable(List<Quantity> columns) {

  /** Everything there is to tell, as {@code trace.csv} has it. */
  static final StateTable ALL = new StateTable(List.of(Quantity.values()));

  /** Copies the list. */
  StateTable {
    columns = List.copyOf(columns);
  }

  /** The first line. */
  String header() {
    return columns.stream().map(Quantity::column).collect(Collectors.joining(","));
  }

  /** The line of a state. */
  String line(FlowState state) {
    return columns.stream()
        .map(column -> column.text(state.value(column)))
        .collect(Collectors.joining(","));
  }

  /**
   * The state of a line.
   *
   * @param place what a message calls it
   * @throws BadDataException if it is no such line
   */
  FlowState state(String place, String line) {
    return state(place, line, RowFile.fields(line));
  }

  /**
   * The same from fields, of a line whose others say something else.
   *
   * @param line the whole line, for a message
   */
  FlowState state(String place, String line, List<String> fields) {
    if (fields.size() != columns.size()) {
      throw BadDataException.in(place, columns.size() + " fields", Integer.toString(fields.size()));
    }
    double[] values = new double[fields.size()];
    try {
      for (int k = 0; k < values.length; k++) {
        values[k] = columns.get(k).parse(fields.get(k));
      }
    } catch (NumberFormatException e) {
      throw BadDataException.in(place, "numbers", BadDataException.quote(line));
    }
    return FlowState.of(columns, values);
  }
}
