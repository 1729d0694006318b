package marginflow.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import marginflow.certificate.Certificate;
import marginflow.certificate.Ruling;
import marginflow.flow.FlowResult;

/**
 * What became of one cell: a line of the table.
 *
 * @param fields in the order of {@link #COLUMNS}
 */
public record Row(List<String> fields) {

  /** The version of the columns, in every row so that rows of many tables can be put together. */
  public static final String SCHEMA = "marginflow.sweep-row/1";

  /** The status of a cell that could not be run. */
  public static final String FAILED = "failed";

  private static final List<String> WORDS = List.of("status", "verdict", "nearby_verdict");

  /** The columns of the table. */
  public static final List<String> COLUMNS = columns();

  /** Where each column stands. */
  private static final Map<String, Integer> PLACES =
      IntStream.range(0, COLUMNS.size())
          .boxed()
          .collect(Collectors.toUnmodifiableMap(COLUMNS::get, k -> k));

  /** Copies the fields, and counts them. */
  public Row {
    fields = List.copyOf(fields);
    if (fields.size() != COLUMNS.size() || !fields.getFirst().equals(SCHEMA)) {
      throw new IllegalArgumentException(
          "expected %d fields of %s, found %d".formatted(COLUMNS.size(), SCHEMA, fields.size()));
    }
  }

  /** What a column holds where it is not empty: text, truth, whole numbers, or numbers. */
  public static Class<?> type(String column) {
    Optional<NumberColumn<?>> number =
        numbers().filter(known -> known.name().equals(column)).findFirst();
    if (number.isPresent()) {
      return number.get().whole() ? Long.class : Double.class;
    }
    if (column.equals("n") || column.equals("d")) {
      return Long.class;
    }
    return Arrays.stream(Axis.values())
        .filter(axis -> axis.column().equals(column))
        .findFirst()
        .<Class<?>>map(Axis::type)
        .orElse(String.class);
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of("schema", "hash"));
    for (Axis axis : Axis.values()) {
      columns.add(axis.column());
      if (axis == Axis.DATA) {
        columns.addAll(List.of("n", "d"));
      }
    }
    columns.addAll(WORDS);
    numbers().map(NumberColumn::name).forEach(columns::add);
    columns.add("message");
    return List.copyOf(columns);
  }

  /** All numbers, in their order. */
  static Stream<NumberColumn<?>> numbers() {
    return Stream.concat(NumberColumn.PROVED.stream(), NumberColumn.RUN.stream());
  }

  /** The row of a flow that was run. */
  public static Row of(Cell cell, CellEnd end) {
    FlowResult flow = end.outcome().flow();
    List<String> words = new ArrayList<>(List.of(flow.termination().id()));
    words.addAll(verdicts(end.outcome().proof()));
    return of(cell, words, end.outcome().proof(), Optional.of(end), flow.message());
  }

  /** The row of a cell that could not be run. */
  public static Row failed(Cell cell, String reason) {
    return of(cell, List.of(FAILED, "", ""), Optional.empty(), Optional.empty(), reason);
  }

  /** The same with a certificate made later. */
  public Row with(Certificate certificate) {
    List<String> changed = new ArrayList<>(fields);
    Optional<Certificate> proof = Optional.of(certificate);
    for (NumberColumn<Certificate> column : NumberColumn.PROVED) {
      changed.set(place(column.name()), column.field(proof));
    }
    List<String> words = verdicts(proof);
    changed.set(place("verdict"), words.getFirst());
    changed.set(place("nearby_verdict"), words.getLast());
    return new Row(changed);
  }

  private static List<String> verdicts(Optional<Certificate> certificate) {
    return List.of(
        certificate.map(c -> c.verdict().id()).orElse(""),
        certificate.flatMap(Certificate::nearby).map(n -> n.verdict().id()).orElse(""));
  }

  private static Row of(
      Cell cell,
      List<String> words,
      Optional<Certificate> proof,
      Optional<CellEnd> end,
      String message) {
    List<String> fields = new ArrayList<>(COLUMNS.size());
    fields.addAll(List.of(SCHEMA, cell.hash()));
    for (Axis axis : Axis.values()) {
      fields.add(cell.value(axis));
      if (axis == Axis.DATA) {
        fields.addAll(List.of(Integer.toString(cell.n()), Integer.toString(cell.d())));
      }
    }
    fields.addAll(words);
    NumberColumn.PROVED.forEach(column -> fields.add(column.field(proof)));
    NumberColumn.RUN.forEach(column -> fields.add(column.field(end)));
    fields.add(message);
    return new Row(fields);
  }

  /** Where a column stands. */
  static int place(String column) {
    Integer place = PLACES.get(column);
    if (place == null) {
      throw new IllegalArgumentException("expected a column of the table, found " + column);
    }
    return place;
  }

  /** The hash of the cell. */
  public String hash() {
    return text("hash");
  }

  /** One of the columns. */
  public String text(String column) {
    return fields.get(place(column));
  }

  /** The value of an axis. */
  public String text(Axis axis) {
    return text(axis.column());
  }

  /** One of the numbers; empty where there is none. */
  public OptionalDouble number(String column) {
    String text = text(column);
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }

  /** The ending in a sentence, or why there is none. */
  public String message() {
    return fields.getLast();
  }

  /** Whether the cell could not be run. */
  public boolean isFailed() {
    return text("status").equals(FAILED);
  }

  /** What was proved, in words; the status where nothing is claimed. */
  String label() {
    String verdict = text("verdict");
    return verdict.isEmpty() ? text("status") : Ruling.label(verdict, text("nearby_verdict"));
  }

  /** What it has in common with rows that differ in nothing but seeds, in words. */
  String setting(Set<Axis> varying) {
    StringBuilder words = new StringBuilder(text(Axis.NET));
    words.append(", loss ").append(text(Axis.LOSS));
    if (!text(Axis.SCALE).isEmpty()) {
      words.append(", scale ").append(text(Axis.SCALE));
    }
    for (Axis axis : varying) {
      switch (axis) {
        case DATA -> words.append(", ").append(family());
        case NET, WIDTH, DEPTH, SLOPE, LOSS, SCALE, SEED -> {}
        default -> words.append(", ").append(axis.key()).append(' ').append(text(axis));
      }
    }
    return words.toString();
  }

  /** The data, without its seed. */
  String family() {
    String data = text(Axis.DATA);
    int seed = data.startsWith(RandomData.PREFIX) ? data.lastIndexOf(",seed=") : -1;
    return seed < 0 ? data : data.substring(0, seed);
  }

  /** The cell in words. */
  @Override
  public String toString() {
    return Cell.words(this::text);
  }
}
