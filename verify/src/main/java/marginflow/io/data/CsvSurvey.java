package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import marginflow.io.BadDataException;

/** What a first pass over a text table finds: enough to tell names from samples. */
final class CsvSurvey {

  private Optional<CsvRows.Row> first = Optional.empty();
  private Optional<CsvRows.Row> second = Optional.empty();
  private Optional<CsvRows.Row> unlikeFirst = Optional.empty();
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");

  private Optional<CsvRows.Row> unlikeSecond = Optional.empty();
  private boolean[] numeric = {};
  private boolean[] repeated = {};
  private List<OptionalDouble> values = new ArrayList<>();
  private boolean counts = true;
  private long rows;

  private CsvSurvey() {}

  /**
   * Looks at every row.
   *
   * @throws BadDataException if there is none
   */
  static CsvSurvey of(String file, CsvRows rows) {
    CsvSurvey survey = new CsvSurvey();
    rows.forEach(survey::look);
    if (survey.first.isEmpty()) {
      throw BadDataException.at(file, 1, 1, "samples", "an empty file");
    }
    return survey;
  }

  /** The first row. */
  CsvRows.Row first() {
    return first.orElseThrow();
  }

  /** Number of rows, the first included. */
  long rows() {
    return rows;
  }

  /** The first row that has not as many fields as the first one. */
  Optional<CsvRows.Row> unlikeFirst() {
    return unlikeFirst;
  }

  /** Whether every row but the first has one field more than it. */
  boolean oneFewerAbove() {
    return second.isPresent()
        && unlikeSecond.isEmpty()
        && second.get().fields().size() == first().fields().size() + 1;
  }

  /** Whether the first row has a word in this column, and all of those below have a number. */
  boolean isNumeric(int column) {
    return rows > 1 && numeric[column];
  }

  /** Whether the first row's field occurs in this column again, numbers by their value. */
  boolean isRepeated(int column) {
    return repeated[column];
  }

  /**
   * Whether the first column counts the samples, from any integer.
   *
   * @param header whether the first row is none of them
   */
  boolean counts(boolean header) {
    String start = header ? second.map(CsvSurvey::start).orElse("") : start(first());
    boolean follows =
        header || second.map(row -> follows(start(first()), start(row), 1)).orElse(false);
    return counts && follows && INTEGER.matcher(start).matches();
  }

  private void look(CsvRows.Row row) {
    rows++;
    if (rows == 1) {
      first = Optional.of(row);
      numeric = new boolean[row.fields().size()];
      repeated = new boolean[numeric.length];
      values = row.fields().stream().map(field -> Numbers.parse(field.strip())).toList();
      for (int j = 0; j < numeric.length; j++) {
        numeric[j] = !MissingValue.isOrNumber(row.fields().get(j));
      }
      return;
    }
    if (rows == 2) {
      second = Optional.of(row);
    }
    int width = row.fields().size();
    if (width != numeric.length && unlikeFirst.isEmpty()) {
      unlikeFirst = Optional.of(row);
    }
    if (width != second.orElseThrow().fields().size() && unlikeSecond.isEmpty()) {
      unlikeSecond = Optional.of(row);
    }
    counts = counts && follows(start(second.orElseThrow()), start(row), rows - 2);
    for (int j = 0; j < Math.min(width, numeric.length); j++) {
      String field = row.fields().get(j);
      numeric[j] = numeric[j] && MissingValue.isOrNumber(field);
      repeated[j] = repeated[j] || repeats(j, field.strip());
    }
  }

  private boolean repeats(int column, String field) {
    return values.get(column).isPresent()
        ? Numbers.parse(field).equals(values.get(column))
        : field.equals(first().fields().get(column).strip());
  }

  private static String start(CsvRows.Row row) {
    return Numbers.canonical(row.fields().getFirst());
  }

  private static boolean follows(String start, String field, long steps) {
    return INTEGER.matcher(start).matches()
        && field.equals(Long.toString(Long.parseLong(start) + steps));
  }
}
