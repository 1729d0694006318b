package marginflow.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import marginflow.io.run.RowLog;

/** The table of a sweep by columns: numbers, and words as numbers of a list of them. */
final class TableView {

  /** The time of each flow, which stands in a file of its own. */
  static final String SECONDS = "wall_seconds";

  /** Share of the best margin that is possible, by the upper bound: it can only be understated. */
  static final String RATIO = "share_of_best_margin";

  private final int size;
  private final Map<String, double[]> numbers;
  private final Map<String, int[]> codes;
  private final Map<String, List<String>> words;

  private TableView(
      int size,
      Map<String, double[]> numbers,
      Map<String, int[]> codes,
      Map<String, List<String>> words) {
    this.size = size;
    this.numbers = numbers;
    this.codes = codes;
    this.words = words;
  }

  /** Words of one column. */
  private static final class Words {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private int[] codes = new int[1024];
    private int count;

    void add(String word) {
      codes = count == codes.length ? Arrays.copyOf(codes, 2 * count) : codes;
      codes[count++] = numbers.computeIfAbsent(word, w -> numbers.size());
    }
  }

  /** Numbers of one column. */
  private static final class Numbers {
    private double[] values = new double[1024];
    private int count;

    void add(String text) {
      values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
      values[count++] = text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
  }

  /** Reads the table of a folder, and the times beside it. */
  static TableView read(Path table, Path seconds) throws IOException {
    List<Axis> axes =
        Arrays.stream(Axis.values())
            .filter(axis -> axis != Axis.DATA && axis != Axis.SEED)
            .toList();
    Map<String, Words> words = new LinkedHashMap<>();
    axes.forEach(axis -> words.put(axis.column(), new Words()));
    for (String name : List.of("n", "d", "data", "status", "verdict", "nearby_verdict")) {
      words.put(name, new Words());
    }
    Map<String, Numbers> figures = new LinkedHashMap<>();
    Row.numbers().forEach(column -> figures.put(column.name(), new Numbers()));
    RowLog.read(
        table,
        Row.COLUMNS,
        (fields, place) -> {
          Row row = new Row(fields);
          words.forEach(
              (name, column) -> column.add(name.equals("data") ? row.family() : row.text(name)));
          figures.forEach((name, column) -> column.add(row.text(name)));
        });
    Numbers times = new Numbers();
    if (Files.exists(seconds)) {
      RowLog.read(
          seconds, List.of("hash", SECONDS), (fields, place) -> times.add(fields.getLast()));
    }
    int size = required(words, "status").count;
    Map<String, double[]> numbers = new HashMap<>();
    figures.forEach((name, column) -> numbers.put(name, Arrays.copyOf(column.values, size)));
    double[] time = times.count == size ? Arrays.copyOf(times.values, size) : nan(size);
    numbers.put(SECONDS, time);
    Map<String, int[]> codes = new LinkedHashMap<>();
    Map<String, List<String>> lists = new HashMap<>();
    words.forEach((name, column) -> {
      codes.put(name, Arrays.copyOf(column.codes, size));
      lists.put(name, List.copyOf(column.numbers.keySet()));
    });
    TableView view = new TableView(size, numbers, codes, lists);
    numbers.put(RATIO, view.ratios());
    return view;
  }

  private static double[] nan(int size) {
    double[] none = new double[size];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  private double[] ratios() {
    double[] ratios = new double[size];
    for (int k = 0; k < size; k++) {
      double exact = number("nearby_margin", k);
      double margin = Double.isNaN(exact) ? number("normalized_margin", k) : exact;
      ratios[k] = margin / number("margin_bound_upper", k);
    }
    return ratios;
  }

  private static <T> T required(Map<String, T> columns, String name) {
    return Objects.requireNonNull(columns.get(name), name);
  }

  /** Number of rows. */
  int size() {
    return size;
  }

  /** A number of a row; NaN where there is none. */
  double number(String column, int row) {
    return required(numbers, column)[row];
  }

  /** A word of a row. */
  String word(String column, int row) {
    return required(words, column).get(required(codes, column)[row]);
  }

  /** The different words of a column, numbers by their size. */
  List<String> values(String column) {
    List<String> values = new ArrayList<>(words.getOrDefault(column, List.of()));
    values.sort(
        isNumeric(column)
            ? Comparator.comparingDouble(Double::parseDouble)
            : Comparator.naturalOrder());
    return values;
  }

  /** Whether all words of a column are numbers. */
  boolean isNumeric(String column) {
    return words.getOrDefault(column, List.of()).stream().allMatch(TableView::isNumber);
  }

  private static boolean isNumber(String text) {
    return Axis.Kind.number("", value -> true).canonical(text).isPresent();
  }

  /** The columns that a map can have on its sides: settings of several values. */
  List<String> settings() {
    return codes.keySet().stream()
        .filter(name -> !List.of("status", "verdict", "nearby_verdict").contains(name))
        .filter(name -> required(words, name).size() > 1)
        .toList();
  }

  /** The numbers of some rows that there are, ascending. */
  double[] ascending(String column, IntPredicate rows) {
    double[] all = required(numbers, column);
    return IntStream.range(0, size)
        .filter(rows)
        .mapToDouble(k -> all[k])
        .filter(value -> !Double.isNaN(value))
        .sorted()
        .toArray();
  }

  /** How many rows are such. */
  long count(IntPredicate rows) {
    return IntStream.range(0, size).filter(rows).count();
  }

  /** Whether a flow separated its data, and was certified. */
  boolean isSeparated(int row) {
    return !word("verdict", row).isEmpty();
  }

  /**
   * What is proved of a limit: the verdict of the exact point, or of the end where there is none.
   */
  String verdict(int row) {
    String exact = word("nearby_verdict", row);
    String end = exact.isEmpty() ? word("verdict", row) : exact;
    return end.isEmpty() ? word("status", row) : end;
  }
}
