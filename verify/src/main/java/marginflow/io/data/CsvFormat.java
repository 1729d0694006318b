package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.Notes;

/**
 * Reads samples from text tables: one per line, numbers and one column of labels, separated by
 * comma, semicolon, tab, bar or blanks. Numbers have a decimal point, or all of them a comma where
 * that does not separate the fields.
 */
final class CsvFormat {

  /** The most elements of X: its doubles then take 2 GiB. */
  static final int MAX_ELEMENTS = 1 << 28;

  private final TextFile text;
  private final DataRequest request;
  private final Notes notes;
  private final CsvRows rows;
  private Optional<String> comma = Optional.empty();
  private Optional<String> point = Optional.empty();

  private CsvFormat(TextFile text, DataRequest request, Notes notes) {
    this.text = text;
    this.request = request;
    this.notes = notes;
    this.rows = new CsvRows(text, CsvSeparator.of(text));
  }

  /**
   * Reads a text table.
   *
   * @param notes told what was recognised
   */
  static RawData read(TextFile text, DataRequest request, Notes notes) {
    return new CsvFormat(text, request, notes).read();
  }

  private RawData read() {
    String file = text.file();
    CsvSurvey survey = CsvSurvey.of(file, rows);
    CsvHeader header = CsvHeader.of(file, survey, rows, request, notes);
    checkShape(survey, header);
    CsvColumns columns = CsvColumns.of(file, header, survey, rows, request, notes);
    long n = survey.rows() - (header.present() ? 1 : 0);
    int d = columns.features().size();
    if (n * d > MAX_ELEMENTS) {
      throw BadDataException.in(file, "at most " + MAX_ELEMENTS + " numbers", n + " × " + d);
    }
    Heap.require(file, n + " × " + d + " numbers", n * d * Double.BYTES, text.bytes());
    Samples samples = new Samples(columns, header.present(), new double[(int) n * d]);
    rows.forEach(samples::add);
    say(!header.present() && !header.names().isEmpty());
    return new RawData(
        file,
        "csv",
        samples.x,
        d,
        samples.labels,
        false,
        columns.names(),
        samples.places,
        Optional.empty());
  }

  /** The samples as they are read. */
  private final class Samples {

    private final CsvColumns columns;
    private final double[] x;
    private final List<String> labels = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private boolean skip;
    private int at;

    Samples(CsvColumns columns, boolean header, double[] x) {
      this.columns = columns;
      this.skip = header;
      this.x = x;
    }

    void add(CsvRows.Row row) {
      if (skip) {
        skip = false;
        return;
      }
      for (int j : columns.features()) {
        String field = row.fields().get(j).strip();
        x[at++] =
            Numbers.finite(text.file(), row.line(), j + 1, field, number(row.line(), j, field));
      }
      labels.add(label(row, columns.label()));
      places.add("line " + row.line());
    }
  }

  private OptionalDouble number(long line, int column, String field) {
    OptionalDouble value = Numbers.parse(field);
    if (value.isPresent()) {
      if (field.indexOf('.') >= 0) {
        mark(line, column, field, true);
      }
      return value;
    }
    OptionalDouble other =
        rows.separator() == ',' ? OptionalDouble.empty() : Numbers.parseComma(field);
    if (other.isPresent()) {
      mark(line, column, field, false);
    }
    return other;
  }

  /** Remembers which decimal mark a file uses, and refuses the other one. */
  private void mark(long line, int column, String field, boolean isPoint) {
    Optional<String> other = isPoint ? comma : point;
    if (other.isPresent()) {
      throw BadDataException.at(
          text.file(),
          line,
          column + 1,
          "one decimal mark, as in " + other.get(),
          BadDataException.quote(field));
    }
    if (isPoint && point.isEmpty()) {
      point = Optional.of(BadDataException.quote(field) + " of line " + line);
    } else if (!isPoint && comma.isEmpty()) {
      comma = Optional.of(BadDataException.quote(field) + " of line " + line);
    }
  }

  private String label(CsvRows.Row row, int column) {
    String field = row.fields().get(column).strip();
    OptionalDouble value =
        rows.separator() == ',' ? OptionalDouble.empty() : Numbers.parseComma(field);
    if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
      mark(row.line(), column, field, false);
      return Numbers.text(value.getAsDouble());
    }
    String place = text.file() + ", line " + row.line() + ", column " + (column + 1);
    return request.labels().require(place, field);
  }

  /**
   * Says what was passed over.
   *
   * @param named whether a comment named the columns, which is said already
   */
  private void say(boolean named) {
    comma.ifPresent(c -> notes.add(text.file(), "the comma in " + c + " is the decimal mark"));
    if (rows.comments() > (named ? 1 : 0)) {
      notes.add(
          text.file() + ", line " + rows.firstComment(),
          rows.comments() == 1
              ? "a comment (#) was passed over"
              : "the first of " + rows.comments() + " comments (#) that were passed over");
    }
  }

  private void checkShape(CsvSurvey survey, CsvHeader header) {
    CsvRows.Row first = survey.first();
    if (header.present() && survey.rows() == 1) {
      throw BadDataException.at(
          text.file(), first.line() + 1, 1, "samples below the header", "the end of the file");
    }
    if (first.fields().size() < 2) {
      throw BadDataException.at(
          text.file(),
          first.line(),
          1,
          "features and a label, separated by comma, semicolon, tab, bar or blanks",
          BadDataException.quote(first.fields().getFirst()));
    }
    if (!header.rowNames() && survey.unlikeFirst().isPresent()) {
      CsvRows.Row row = survey.unlikeFirst().get();
      int width = first.fields().size();
      throw BadDataException.at(
          text.file(),
          row.line(),
          Math.min(row.fields().size(), width) + 1,
          width + " fields as in the first line",
          Integer.toString(row.fields().size()));
    }
  }
}
