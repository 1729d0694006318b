package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import marginflow.io.BadDataException;
import marginflow.io.Notes;
import marginflow.io.data.DataRequest.HeaderLine;

/**
 * Whether the first row of a text table names its columns, and how they are called.
 *
 * <p>It does where none of its fields is a number or stands for a missing one, or where one of them
 * is the name the label column was asked for by. Where some are numbers, as pandas and R write them
 * for columns without names, it does if these are different whole numbers and either another field
 * is a word above nothing but numbers, or they count on from column to column and the label above
 * the others occurs nowhere else.
 *
 * @param present whether the first row is the header
 * @param names name of each column, empty for one without; no names at all without a header
 * @param rowNames whether the header has one name fewer than rows have fields, as R writes it
 */
record CsvHeader(boolean present, List<String> names, boolean rowNames) {

  CsvHeader {
    names = List.copyOf(names);
  }

  /**
   * Decides.
   *
   * @param notes told where the answer is not the plain one
   * @throws BadDataException if the first row is neither a header nor a sample like the others
   */
  static CsvHeader of(
      String file, CsvSurvey survey, CsvRows rows, DataRequest request, Notes notes) {
    List<String> fields = survey.first().fields().stream().map(String::strip).toList();
    if (request.header() == HeaderLine.YES) {
      return named(fields, survey.oneFewerAbove());
    }
    if (request.header() == HeaderLine.AUTO) {
      boolean words =
          fields.stream().allMatch(f -> f.isEmpty() || isWord(f))
              && fields.stream().anyMatch(CsvHeader::isWord);
      boolean asked = request.label().filter(l -> fields.contains(l) && isWord(l)).isPresent();
      if (words || asked) {
        return named(fields, survey.oneFewerAbove() && words);
      }
      int label = label(request, fields.size());
      if (numbersAreNames(fields, survey, label)) {
        notes.add(
            place(file, survey),
            "taken as the header, not as a sample: "
                + String.join(", ", fields)
                + " (--header no makes it a sample)");
        return named(fields, false);
      }
      if (isWord(fields.get(label)) && survey.isNumeric(label) && survey.rows() > 2) {
        throw BadDataException.at(
            file,
            survey.first().line(),
            label + 1,
            "a label that is a number as in all lines below, or a header (--header yes)",
            BadDataException.quote(fields.get(label)));
      }
      Optional<CsvRows.Row> title = rows.title().filter(row -> fits(row.fields(), fields.size()));
      if (title.isPresent()) {
        notes.add(
            file + ", line " + title.get().line(),
            "this comment names the columns: " + String.join(", ", title.get().fields()));
        return new CsvHeader(false, title.get().fields(), false);
      }
    }
    return new CsvHeader(false, List.of(), false);
  }

  private static CsvHeader named(List<String> fields, boolean rowNames) {
    List<String> names = new ArrayList<>(fields);
    if (rowNames) {
      names.addFirst("");
    }
    return new CsvHeader(true, names, rowNames);
  }

  private static String place(String file, CsvSurvey survey) {
    return file + ", line " + survey.first().line();
  }

  /** A comment above the table names its columns if it has as many words, and no number. */
  private static boolean fits(List<String> words, int width) {
    return words.size() == width && words.stream().allMatch(CsvHeader::isWord);
  }

  private static boolean isWord(String field) {
    return !MissingValue.isOrNumber(field);
  }

  /** The label column, as far as it is known before the columns have names. */
  private static int label(DataRequest request, int width) {
    return request
        .label()
        .filter(l -> Numbers.isDigits(l) && l.length() < 10)
        .map(l -> Integer.parseInt(l) - 1)
        .filter(j -> j >= 0 && j < width)
        .orElse(width - 1);
  }

  private static boolean numbersAreNames(List<String> fields, CsvSurvey survey, int label) {
    List<String> numbers =
        fields.stream().filter(f -> !f.isEmpty() && MissingValue.isOrNumber(f)).toList();
    boolean whole =
        numbers.stream().allMatch(Numbers::isDigits)
            && numbers.stream().distinct().count() == numbers.size();
    if (!whole || survey.unlikeFirst().isPresent()) {
      return false;
    }
    boolean above =
        IntStream.range(0, fields.size())
            .anyMatch(j -> isWord(fields.get(j)) && survey.isNumeric(j));
    return above || (countOn(fields) && survey.rows() > 2 && !survey.isRepeated(label));
  }

  /** Whether the numbers are 0, 1, … or 1, 2, 3, …, as many as there are columns between them. */
  private static boolean countOn(List<String> fields) {
    int from = fields.getFirst().isEmpty() ? 1 : 0;
    int count = 0;
    while (from + count < fields.size() && Numbers.isDigits(fields.get(from + count))) {
      count++;
    }
    if (count < 2 || from + count < fields.size() - 1) {
      return false;
    }
    String start = fields.get(from);
    boolean known = start.equals("0") || (start.equals("1") && count > 2);
    return known
        && IntStream.range(0, count)
            .allMatch(k -> fields.get(from + k).equals(Long.toString(Long.parseLong(start) + k)));
  }
}
