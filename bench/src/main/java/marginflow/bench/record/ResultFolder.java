package marginflow.bench.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import marginflow.io.run.Disk;

/**
 * The results of one machine: a file of sorted rows per suite, the tables of the suite {@code
 * flow}, {@code environment.txt} beside them, and {@code README.md} and {@code roofline.svg} made
 * from them.
 *
 * @param folder where
 */
public record ResultFolder(Path folder) {

  private static final String EXTENSION = ".csv";

  /** All rows of all suites, sorted; none if the folder is not there. */
  public List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return rows;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(ResultFolder::holdsRows).sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals(Row.HEADER)) {
          throw new IOException(file + ": expected the header " + Row.HEADER);
        }
        lines.stream().skip(1).map(Row::parse).forEach(rows::add);
      }
    }
    rows.sort(Row.ORDER);
    return rows;
  }

  private static boolean holdsRows(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(EXTENSION) && !name.startsWith(FlowSection.PREFIX);
  }

  /**
   * Puts new rows in the place of old ones with the same key, and makes the page again. Rows and
   * tables have environments of their own: those of what was not measured stay.
   */
  public void merge(List<Row> fresh, List<Table> tables, Environment environment)
      throws IOException {
    TreeMap<Row, Row> merged = new TreeMap<>(Row.ORDER);
    for (Row row : rows()) {
      merged.put(row, row);
    }
    for (Row row : fresh) {
      merged.remove(row);
      merged.put(row, row);
    }
    double peak = peak(List.copyOf(merged.values()));
    List<Row> rows = merged.values().stream().map(row -> row.withPeak(peak)).toList();
    Disk disk = Disk.here();
    disk.makeFolders(folder);
    for (String suite : rows.stream().map(Row::suite).distinct().toList()) {
      List<String> lines = new ArrayList<>(List.of(Row.HEADER));
      rows.stream().filter(row -> row.suite().equals(suite)).map(Row::line).forEach(lines::add);
      disk.replace(folder.resolve(suite + EXTENSION), String.join("\n", lines) + "\n");
    }
    for (Table table : tables) {
      Path file = folder.resolve(table.name() + EXTENSION);
      (Files.exists(file) ? Table.read(file).merged(table) : table).write(folder);
    }
    Path known = folder.resolve("environment.txt");
    if (!fresh.isEmpty() || !Files.exists(known)) {
      disk.replace(known, environment.text());
    }
    if (!tables.isEmpty()) {
      disk.replace(folder.resolve(FlowSection.ENVIRONMENT), environment.text());
    }
    Environment ofRows = Environment.read(environment.machine(), known);
    disk.replace(folder.resolve("README.md"), Page.of(ofRows, rows, FlowSection.of(folder)));
    disk.replace(folder.resolve("roofline.svg"), Roofline.of(rows));
  }

  /** The measured peak in gflops, 0 if it was not measured. */
  public static double peak(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.suite().equals("peak") && row.shape().equals("fma"))
        .mapToDouble(Row::gflops)
        .max()
        .orElse(0);
  }
}
