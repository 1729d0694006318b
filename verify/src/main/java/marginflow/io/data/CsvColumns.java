package marginflow.io.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import marginflow.io.BadDataException;
import marginflow.io.Notes;

/**
 * What each column of a text table is.
 *
 * @param label index of the label column, from 0
 * @param features indices of the columns that are features, from 0
 * @param names their names
 */
record CsvColumns(int label, List<Integer> features, List<String> names) {

  /** Rows from which on a column that counts them is worth a word: fewer count by chance. */
  private static final int COUNTED = 5;

  /** How pandas calls a column without a name when it writes it again. */
  private static final String UNNAMED = "Unnamed: 0";

  CsvColumns {
    features = List.copyOf(features);
    names = List.copyOf(names);
  }

  /**
   * Finds label, features and what is left out.
   *
   * @param notes told of columns that are, or may be, the rows' numbers
   * @throws BadDataException if a column asked for is not there
   */
  static CsvColumns of(
      String file,
      CsvHeader header,
      CsvSurvey survey,
      CsvRows rows,
      DataRequest request,
      Notes notes) {
    int width = survey.first().fields().size() + (header.rowNames() ? 1 : 0);
    Finder finder = new Finder(file, header, survey.first(), width);
    Set<Integer> out = new TreeSet<>();
    for (String column : request.selection().drop()) {
      out.add(finder.find(column, "column", "--drop"));
    }
    int last = width - 1;
    while (last > 0 && out.contains(last)) {
      last--;
    }
    int defaultLabel = last;
    int label =
        request.label().map(l -> finder.find(l, "label column", "--label")).orElse(defaultLabel);
    if (out.contains(label)) {
      throw BadDataException.in(
          file, "a label column that stays", "--drop of column " + (label + 1));
    }
    if (label != 0 && !out.contains(0) && isIndex(file, header, survey, rows, notes)) {
      out.add(0);
    }
    List<Integer> features = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      if (j != label && !out.contains(j)) {
        features.add(j);
        names.add(name(header, j, features.size()));
      }
    }
    return new CsvColumns(label, features, names);
  }

  private static String name(CsvHeader header, int column, int feature) {
    if (header.names().isEmpty()) {
      return "x" + feature;
    }
    String name = header.names().get(column);
    return name.isEmpty() ? "column " + (column + 1) : name;
  }

  /** Whether the first column is left out as the rows' names; says so, and what else it may be. */
  private static boolean isIndex(
      String file, CsvHeader header, CsvSurvey survey, CsvRows rows, Notes notes) {
    String name = header.names().isEmpty() ? "" : header.names().getFirst();
    String place = file + ", column 1";
    boolean unnamed = header.present() && (name.isEmpty() || name.equals(UNNAMED));
    if (unnamed && isDistinct(rows)) {
      notes.add(
          place,
          "has no name and a different entry in every row: left out as the rows' numbers or names"
              + " (a name in the header keeps it)");
      return true;
    }
    if (header.rowNames()) {
      throw BadDataException.in(
          file + ", line " + survey.first().line(),
          "a name for each column, or different row names in the first",
          "one name fewer than rows have fields, and row names that occur twice");
    }
    if (unnamed) {
      notes.add(place, "has no name; it stays a feature, --drop 1 leaves it out");
    } else if (survey.rows() > COUNTED && survey.counts(header.present())) {
      notes.add(place, "counts the rows; it stays a feature, --drop 1 leaves it out");
    }
    return false;
  }

  private static boolean isDistinct(CsvRows rows) {
    Set<String> seen = new HashSet<>();
    long[] count = {0};
    rows.forEach(row -> {
      count[0]++;
      seen.add(row.fields().getFirst());
    });
    return seen.size() == count[0];
  }

  /** Finds columns by what a person calls them. */
  private record Finder(String file, CsvHeader header, CsvRows.Row first, int width) {

    int find(String column, String what, String option) {
      List<String> names = header.names();
      if (names.contains(column)) {
        if (names.indexOf(column) != names.lastIndexOf(column)) {
          throw BadDataException.at(
              file,
              first.line(),
              names.lastIndexOf(column) + 1,
              "one column named " + column,
              "two");
        }
        return names.indexOf(column);
      }
      int number = Numbers.isDigits(column) && column.length() < 10 ? Integer.parseInt(column) : 0;
      if (number >= 1 && number <= width) {
        return number - 1;
      }
      throw BadDataException.at(
          file,
          first.line(),
          1,
          "a %s \"%s\" (%s takes a name or a number from 1)".formatted(what, column, option),
          names.isEmpty()
              ? "no header and " + width + " columns"
              : "the columns " + String.join(", ", names));
    }
  }
}
