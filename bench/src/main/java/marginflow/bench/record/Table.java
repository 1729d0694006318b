package marginflow.bench.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import marginflow.io.run.Disk;

/**
 * A table of small text whose columns are its own, kept as a file of fields separated by
 * semicolons.
 *
 * @param name the file's name without extension
 * @param key number of columns, from the first, that name a row
 * @param columns what the columns are
 * @param rows the fields, as many as there are columns in each row
 */
public record Table(String name, int key, List<String> columns, List<List<String>> rows) {

  private static final String EXTENSION = ".csv";

  /** Copies the rows and checks their width. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "table %s: expected %d fields, found %d in %s"
                .formatted(name, columns.size(), row.size(), row));
      }
    }
  }

  /**
   * Writes the file.
   *
   * @param folder where
   */
  public void write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>(List.of(String.join(";", columns)));
    rows.forEach(row -> lines.add(String.join(";", row)));
    Disk.here().replace(folder.resolve(name + EXTENSION), String.join("\n", lines) + "\n");
  }

  /**
   * Reads a file; a row is named by its first column.
   *
   * @param file where it is
   * @throws IOException if it cannot be read or is empty
   */
  public static Table read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      throw new IOException(file + ": expected a line of column names, found nothing");
    }
    String name = file.getFileName().toString();
    return new Table(
        name.substring(0, name.length() - EXTENSION.length()),
        1,
        fields(lines.getFirst()),
        lines.stream().skip(1).map(Table::fields).toList());
  }

  private static List<String> fields(String line) {
    return List.of(line.split(";", -1));
  }

  /**
   * The same with the rows of a fresh table, by its key, in the place of old ones; new ones last.
   */
  public Table merged(Table fresh) {
    Map<List<String>, List<String>> all = new LinkedHashMap<>();
    if (columns.equals(fresh.columns)) {
      rows.forEach(row -> all.put(row.subList(0, fresh.key), row));
    }
    fresh.rows.forEach(row -> all.put(row.subList(0, fresh.key), row));
    return new Table(name, fresh.key, fresh.columns, List.copyOf(all.values()));
  }

  /** The same with some of the rows. */
  Table where(Predicate<List<String>> wanted) {
    return new Table(name, key, columns, rows.stream().filter(wanted).toList());
  }

  /** The fields of a column, from the first row on. */
  Stream<String> column(String column) {
    int j = columns.indexOf(column);
    if (j < 0) {
      throw new IllegalArgumentException(
          "table %s: no column %s among %s".formatted(name, column, columns));
    }
    return rows.stream().map(row -> row.get(j));
  }

  /** The rows as JSON objects. */
  public List<Map<String, String>> json() {
    List<Map<String, String>> objects = new ArrayList<>();
    for (List<String> row : rows) {
      Map<String, String> object = new LinkedHashMap<>();
      for (int j = 0; j < row.size(); j++) {
        object.put(columns.get(j), row.get(j));
      }
      objects.add(object);
    }
    return objects;
  }

  /** The table in Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder("| ");
    page.append(String.join(" | ", columns)).append(" |\n|");
    page.append("---|".repeat(columns.size())).append('\n');
    rows.forEach(row -> page.append("| ").append(String.join(" | ", row)).append(" |\n"));
    return page.toString();
  }
}
